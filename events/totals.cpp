#include "events/totals.h"

#include <algorithm>

namespace harmony::events {

NeedTotals need_totals(const State& state, const OccurrenceId& occurrence) {
    NeedTotals totals;
    for (const SignUpRecord& record : state.sign_ups) {
        if (record.occurrence != occurrence || record.state != SignUpState::confirmed) {
            continue;
        }
        for (const Need need : record.person.needs) {
            ++totals.by_need.at(static_cast<std::size_t>(need) - 1);
            if (need == Need::interpreter) {
                ++totals.interpreters[record.language];
            }
        }
    }
    return totals;
}

std::optional<RoomWarning> room_warning(int in, int out, std::optional<int> limit) {
    const int people = std::max(0, in - out);
    const bool near = limit && people * 10 >= *limit * 9;
    return near ? std::optional(RoomWarning{people, *limit, people >= *limit}) : std::nullopt;
}

}  // namespace harmony::events
