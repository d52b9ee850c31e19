#include "admin/every_kind_town.h"

#include "admin/published_shelf.h"

namespace harmony::tests {

EveryKindTown::EveryKindTown() {
    make_office();
    publish_sheets(every_kind_sheets());
    kiosk.emplace(enrol("Library"));
    sync::FolderCourier stick = courier();
    kiosk->send(stick, bodies(), clock.today());
    base::promise(sync() == 0, terminal.complaints.c_str());
}

void EveryKindTown::publish_sheets(const std::map<std::string, std::string>& sheets) {
    for (const auto& [name, text] : sheets) {
        write("shops/" + name, text);
    }
    base::promise(publish() == 0, terminal.complaints.c_str());
}

survey::Form EveryKindTown::form() {
    const auto opened = office();
    return *admin::form_on_shelf(opened->store(),
                                 admin::surveys_on_shelf(opened->store()).back().name);
}

std::vector<base::Bytes> EveryKindTown::bodies() {
    const survey::Form newest = form();
    std::vector<base::Bytes> all;
    for (std::uint16_t n = 0; n < 60; ++n) {
        survey::Response response = every_kind_response(newest);
        response.engagement = base::EngagementId::from_hex(engagement);
        response.day = clock.today();
        item_of(response, newest, "needs") = n < 30   ? survey::Ranked{{0, 1, 2}}
                                             : n < 50 ? survey::Ranked{{1, 0, 2}}
                                                      : survey::Ranked{{2, 1, 0}};
        item_of(response, newest, "mark") = survey::Whole{n < 40 ? 5 : 7};
        item_of(response, newest, "part") =
            survey::PartOfDay{static_cast<std::uint8_t>(n < 35 ? 2 : 3)};
        item_of(response, newest, "height") = survey::Decimal{base::SecretText(n < 45   ? "1.5"
                                                                               : n < 59 ? "2"
                                                                                        : "1.75")};
        const base::SecretBytes body = survey::encode(response, newest);
        all.emplace_back(body.begin(), body.end());
    }
    return all;
}

}  // namespace harmony::tests
