#pragma once

// ST4: random tables are suppressed and judged by the second attacker. Compiled twice: with the
// room as it is, and with its audit taken out, where it must find faults.

#include "summary/search.h"
#include "summary/two_way.h"

namespace harmony::tests {

constexpr std::size_t most_candidates = 12;

/// Is there any safe pattern? Tries all of them.
inline bool any_safe_pattern(const TwoWay& table,
                             const summary::DisclosurePolicy& policy,
                             const std::vector<std::size_t>& candidates) {
    const FlowAttacker attacker(table, policy);
    summary::HiddenCells start(table.table.cells.size());
    for (std::size_t i = 0; i < start.size(); ++i) {
        start[i] = summary::is_primary(table.table.cells[i], policy);
    }
    for (std::size_t set = 0; set < std::size_t{1} << candidates.size(); ++set) {
        summary::HiddenCells hidden = start;
        for (std::size_t i = 0; i < candidates.size(); ++i) {
            hidden[candidates[i]] = (set >> i & 1U) != 0;
        }
        if (attacker.is_safe(hidden)) {
            return true;
        }
    }
    return false;
}

inline std::vector<std::size_t> candidates_of(const summary::SumTable& table,
                                              const summary::DisclosurePolicy& policy) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < table.cells.size(); ++i) {
        if (summary::may_be_hidden(table.cells[i]) && !is_primary(table.cells[i], policy)) {
            found.push_back(i);
        }
    }
    return found;
}

inline TableFaults check_random_tables(std::uint64_t seed, std::size_t tables) {
    base::SeededRandom random(seed);
    TableFaults faults;
    for (std::size_t i = 0; i < tables; ++i) {
        const TwoWay made = random_two_way(random);
        const summary::DisclosurePolicy policy = random_policy(random);
        if (!summary::check_totals(made.table, policy)) {
            continue;
        }
        const summary::HidingSearch search = summary::search_hiding(made.table, policy);
        if (search.plan) {
            ++faults.plans;
            faults.unsafe += FlowAttacker(made, policy).is_safe(search.plan->hidden) ? 0 : 1;
            continue;
        }
        const std::vector<std::size_t> candidates = candidates_of(made.table, policy);
        if (candidates.size() <= most_candidates) {
            ++faults.refusals;
            faults.refused_in_vain += any_safe_pattern(made, policy, candidates) ? 1 : 0;
        }
    }
    return faults;
}

}  // namespace harmony::tests
