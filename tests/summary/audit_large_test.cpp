// Large tables, where the audit first moves the numbers nearest to one: the same verdict as from
// the exact bounds of every number, which are always solved for in the whole table (ST4 holds those
// against a network flow).
#include <catch2/catch.hpp>

#include "base/random.h"
#include "summary/search.h"
#include "summary/two_way.h"

using namespace harmony;
using namespace harmony::tests;
using namespace harmony::summary;

namespace {

/// Half of the numbers are small, so that a few hundred are hidden.
TwoWay large_table(std::uint64_t seed) {
    base::SeededRandom random(seed);
    std::vector<std::vector<std::int64_t>> counts(60, std::vector<std::int64_t>(9));
    for (std::vector<std::int64_t>& row : counts) {
        for (std::int64_t& n : row) {
            n = static_cast<std::int64_t>(random.below(2) == 0 ? random.below(12)
                                                               : 10 + random.below(60));
        }
    }
    return two_way(counts, Totals::hideable);
}

/// Lines 1 and 2 of section 9.3 of the specification, from bounds.
bool is_safe(const SumTable& table, const HiddenCells& hidden, const DisclosurePolicy& policy) {
    Attacker attacker(table, policy);
    const auto bounds = attacker.bounds(hidden);
    for (std::size_t i = 0; i < bounds.size(); ++i) {
        if (!bounds[i]) {
            continue;
        }
        const double high = bounds[i]->high.value_or(1e9);
        const bool small = is_primary(table.cells[i], policy);
        if (high - bounds[i]->low < 1 - 1e-6 ||
            (small && high < static_cast<double>(policy.threshold) - 1e-6)) {
            return false;
        }
    }
    return true;
}

}  // namespace

TEST_CASE("the audit of a large table says what its exact bounds say", "[summary][audit][ST4]") {
    DisclosurePolicy policy;
    policy.singleton = false;  // it is about pairs of numbers, which bounds say nothing of
    const TwoWay made = large_table(1);
    const HidingSearch found = search_hiding(made.table, policy);
    REQUIRE(found.plan);
    CHECK(is_safe(made.table, found.plan->hidden, policy));
    CHECK(audit(made.table, found.plan->hidden, policy).safe());
    // Numbers that only protect others are shown one by one: some of that leaks.
    std::size_t tried = 0;
    std::size_t unsafe = 0;
    for (std::size_t i = 0; i < made.table.cells.size() && tried < 6; ++i) {
        if (!found.plan->hidden[i] || is_primary(made.table.cells[i], policy)) {
            continue;
        }
        ++tried;
        HiddenCells hidden = found.plan->hidden;
        hidden[i] = false;
        const bool safe = is_safe(made.table, hidden, policy);
        CHECK(audit(made.table, hidden, policy).safe() == safe);
        unsafe += safe ? 0 : 1;
    }
    CHECK(tried > 0);
    CHECK(unsafe > 0);
}
