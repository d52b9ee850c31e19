#include "kiosk/faults/fault_words.h"

#include <charconv>

#include "kiosk/staff/opening_hours.h"

namespace harmony::kiosk {

std::string moment_text(base::Moment moment, const Words& words, const base::Clock& clock) {
    return words.date(local_day(moment, clock)) + ", " + local_time_text(moment, clock);
}

std::string fault_text(FaultId id,
                       const FaultDetails& details,
                       const Words& words,
                       const base::Clock& clock) {
    const auto at = [&](const char* key) {
        const auto found = details.find(key);
        return found == details.end() ? std::string() : found->second;
    };
    std::string date = at("day");
    if (const auto day = base::day_from_iso(date)) {
        date = words.date(*day);
    }
    std::string time = at("time");
    if (const std::string moment = at("moment"); !moment.empty()) {
        std::int64_t count = 0;
        std::from_chars(moment.data(), moment.data() + moment.size(), count);
        time = moment_text(base::Moment{std::chrono::milliseconds{count}}, words, clock);
    }
    const std::string n = at("n");
    const std::string reason = at("reason");
    const std::string v = at("v");
    const std::string days = at("days");
    const std::string language = at("language");
    const std::string list = at("list");
    const std::string support = at("support");
    return words(std::string("fault.") + std::string(kind_of(id).name),
                 {{"n", n},
                  {"time", time},
                  {"date", date},
                  {"reason", reason},
                  {"v", v},
                  {"days", days},
                  {"language", language},
                  {"list", list},
                  {"support", support}});
}

}  // namespace harmony::kiosk
