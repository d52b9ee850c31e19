#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>

#include "events/fold.h"

namespace harmony::events {

/// What the people of one date need, without who they are (design of events, 7.3). They stay in the
/// office: no feed has them.
struct NeedTotals {
    std::array<int, need_names.size()> by_need{};  ///< sign-ups, in the order of `need_names`
    std::map<std::string, int> interpreters;       ///< sign-ups by their language

    [[nodiscard]] int of(Need need) const { return by_need.at(static_cast<std::size_t>(need) - 1); }

    bool operator==(const NeedTotals&) const = default;
};

/// Of those who have a space at the date; who waits, asked or cancelled is not counted.
[[nodiscard]] NeedTotals need_totals(const State& state, const OccurrenceId& occurrence);

/// What the clicker says of a full room, on this machine's count (6.6): "{n} in the room, on this
/// machine's count. Limit {limit}." from nine tenths of the limit on; nothing below.
struct RoomWarning {
    int people = 0;
    int limit = 0;
    bool full = false;

    bool operator==(const RoomWarning&) const = default;
};
[[nodiscard]] std::optional<RoomWarning> room_warning(int in, int out, std::optional<int> limit);

}  // namespace harmony::events
