#include "kiosk/machine_facts.h"

namespace harmony::kiosk {

std::vector<StatusLine> machine_facts(const OutboxCounts& counts,
                                      const std::string& organisation,
                                      const std::string& version,
                                      const Words& words) {
    const auto date = [&](const std::optional<base::Day>& day) {
        return day ? words.date(*day) : std::string();
    };
    return {{"waiting", std::to_string(counts.unsent)},
            {"sign_ups", std::to_string(counts.sign_ups_waiting)},
            {"kept", std::to_string(counts.records)},
            {"oldest", date(counts.oldest_unsent)},
            {"last_sent", date(counts.last_sent)},
            {"keys", organisation},
            {"version", version}};
}

}  // namespace harmony::kiosk
