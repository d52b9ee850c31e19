#include "kiosk/recorded_kiosk.h"

#include <array>

namespace harmony::tests {
namespace {

constexpr int most_steps = 20;

MemoryKiosk::Options with_record(MemoryKiosk::Options options,
                                 std::vector<kiosk::Submission>& sent) {
    options.sent = &sent;
    return options;
}

}  // namespace

RecordedKiosk::RecordedKiosk(const Options& options)
    : kiosk_(with_record(
          {.panel = options.panel, .surveys = options.surveys, .change = options.change}, sent_)) {}

void RecordedKiosk::tap(const std::string& id) {
    while (driver().get(id) == nullptr && driver().get("page.more") != nullptr) {
        ++touches_;  // an answer on a later page costs a touch more
        base::promise(driver().tap("page.more").ok(), "the page turns");
    }
    ++touches_;
    base::promise(driver().tap(id).ok(), "the control is there and answers");
}

void RecordedKiosk::begin() {
    driver().step();
    const std::array<std::string, 5> ways = {
        "attract.touch", "language.en", "home.survey", "age.yes", "privacy.start"};
    for (int step = 0; step < most_steps && !driver().screen().starts_with("q."); ++step) {
        for (const std::string& way : ways) {
            if (driver().get(way) != nullptr) {
                tap(way);
                break;
            }
        }
    }
    base::promise(driver().screen().starts_with("q."), "it is at the questions");
}

}  // namespace harmony::tests
