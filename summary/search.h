#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "summary/audit.h"
#include "summary/sum_table.h"

namespace harmony::summary {

/// How a pattern was found.
enum class SearchMethod : std::uint8_t {
    optimum,    ///< none costs less
    heuristic,  ///< a good one
};

/// Which numbers to hide so that no small one can be worked out.
struct HidingPlan {
    HiddenCells hidden;
    SearchMethod method = SearchMethod::optimum;
    std::int64_t cost = 0;  ///< the sum of the counts that are hidden to protect others

    bool operator==(const HidingPlan&) const = default;
};

/// A plan, or numbers that nothing protects: at least one of them.
struct HidingSearch {
    std::optional<HidingPlan> plan;
    std::vector<std::size_t> stuck;
};

/// Searches for the cheapest safe pattern; the cost of hiding a number is its count. What is small
/// or withheld is hidden in any case; zeros and always-published numbers never are. The same table
/// gives the same plan. The plan is a proposal: `audit()` decides.
///
/// REQUIRES: `check(table)`, `check_totals(table, policy)`.
[[nodiscard]] HidingSearch search_hiding(const SumTable& table, const DisclosurePolicy& policy);

}  // namespace harmony::summary
