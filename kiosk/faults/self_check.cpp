#include "kiosk/faults/self_check.h"

#include <nlohmann/json.hpp>
#include <ostream>

#include "kiosk/faults/fault_words.h"

namespace harmony::kiosk {
namespace {

nlohmann::json as_json(const std::vector<ListedFault>& faults,
                       const Words& words,
                       const base::Clock& clock) {
    nlohmann::json list = nlohmann::json::array();
    for (const ListedFault& fault : faults) {
        const FaultKind& kind = kind_of(fault.id);
        list.push_back({{"id", kind.name},
                        {"level", kind.level == FaultLevel::stop ? "stop" : "warn"},
                        {"stands", fault.stands()},
                        {"text", fault_text(fault.id, fault.details, words, clock)}});
    }
    return {{"schema", "harmony.self-check.1"},
            {"code", self_check_code(faults)},
            {"faults", std::move(list)}};
}

}  // namespace

int run_self_check(StaffDesk& its_desk,
                   const errand::CheckFaults& check,
                   const base::Clock& clock,
                   bool json,
                   std::ostream& say) {
    const std::optional<DeskAnswer> answer = its_desk.run(check);
    base::promise(answer && std::holds_alternative<desk::FaultsListed>(*answer),
                  "a check of faults has an answer");
    const std::vector<ListedFault>& faults = std::get<desk::FaultsListed>(*answer).faults;
    const Words words(check.library->phrases(), "en");
    if (json) {
        say << as_json(faults, words, clock).dump(2) << std::endl;
        return self_check_code(faults);
    }
    for (const ListedFault& fault : faults) {
        if (fault.stands()) {
            say << kind_of(fault.id).name << ": "
                << fault_text(fault.id, fault.details, words, clock) << std::endl;
        }
    }
    if (self_check_code(faults) == 0) {
        say << words("staff.check.all_good") << std::endl;
    }
    return self_check_code(faults);
}

}  // namespace harmony::kiosk
