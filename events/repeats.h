#pragma once

#include <span>
#include <vector>

#include "events/fold.h"

namespace harmony::events {

/// Days between two reports that may be of the same thing.
inline constexpr int repeat_days = 30;

/// Reports that may be of one thing: the same kind, the same place or the same or a neighbouring
/// cell (corners as well), within `repeat_days`; what is like one of a group belongs to it. Groups
/// of two and more, each sorted, in the order of their first; withdrawn cases and duplicates that
/// were settled are left out.
[[nodiscard]] std::vector<std::vector<SubjectId>> suggest_repeats(
    std::span<const CaseRecord> cases);

}  // namespace harmony::events
