#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "summary/proportion.h"

namespace harmony::summary {

/// A unit without an answer, or without a group.
inline constexpr std::uint32_t no_code = std::numeric_limits<std::uint32_t>::max();

/// One question by one grouping, a code a unit of the design.
struct GroupedQuestion {
    std::span<const std::uint32_t> group;  ///< below `groups`, or `no_code`
    std::size_t groups = 0;
    std::span<const std::uint32_t> level;  ///< below `levels`, or `no_code`
    std::size_t levels = 0;
};

/// Shares of every level in every group: what `proportions()` gives for the domain of each group,
/// in one pass over the units. A group that nobody answers in has none.
[[nodiscard]] std::vector<std::vector<Proportion>> proportions_by_group(
    const Design& design, const GroupedQuestion& question, const RangeRule& rule);

}  // namespace harmony::summary
