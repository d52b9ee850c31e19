#include "summary/search.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <queue>
#include <utility>

#include "summary/attack.h"
#include "summary/linked.h"
#include "summary/quick_look.h"

// 0. Numbers that no sum joins but through what is always published are searched by themselves.
// 1. Hide what is small. Safe: done. A small number that nothing could protect ends the search.
// 2. Try sets of further numbers in the order of their cost, at most 5,000. The first safe one is
//    the cheapest.
// 3. Otherwise take the number that lacks most and find the cheapest way for it to be what it
//    should be able to be (a linear programme over all numbers: Zayatz 1992); hide that way; again.
// 4. Show again what turned out not to be needed, or hide something cheaper in its place.
// The problem itself is NP-hard (Fischetti and Salazar 2001).

namespace harmony::summary {
namespace {

constexpr std::size_t most_sets = 5'000;
/// Swaps judged while cleaning up, times the numbers of the table: judging takes longer in large
/// ones.
constexpr std::size_t most_swaps_by_cells = 600'000;
constexpr double already_hidden_cost = 0.001;
constexpr double moved = 1e-7;

using CellList = std::vector<std::size_t>;

/// The cheapest ways for a number to be another one, hiding more where it must.
class WayFinder {
public:
    WayFinder(const SumTable& table, const DisclosurePolicy& policy)
        : table_(table), policy_(policy), program_(columns(), rows()) {}

    /// The numbers that differ when the number of the breach is what it should be able to be; none
    /// when it cannot.
    [[nodiscard]] CellList way(const Breach& breach, const HiddenCells& hidden) {
        for (std::size_t i = 0; i < table_.cells.size(); ++i) {
            const SumCell& cell = table_.cells[i];
            const double cost =
                is_unknown(cell, hidden[i]) ? already_hidden_cost : static_cast<double>(cell.count);
            program_.cost(up(i), cost);
            program_.cost(down(i), cost);
        }
        if (breach.known != no_cell) {
            force(breach.known, 0);
        }
        const double need = static_cast<double>(breach.need);
        CellList found = forced_way(breach.cell, need);
        if (found.empty() && breach.either_way) {
            found = forced_way(breach.cell, -need);
        }
        if (breach.known != no_cell) {
            free(breach.known);
        }
        return found;
    }

private:
    static std::size_t up(std::size_t cell) { return 2 * cell; }
    static std::size_t down(std::size_t cell) { return 2 * cell + 1; }

    [[nodiscard]] bool moves(const SumCell& cell) const {
        return cell.role != CellRole::always_published &&
               (cell.count > 0 || cell.withheld || cell.role == CellRole::implied ||
                cell.role == CellRole::unprotected);
    }

    [[nodiscard]] LinearColumn up_column(const SumCell& cell) const {
        if (!moves(cell)) {
            return {0, 0.0, 0};
        }
        const std::optional<std::int64_t> most = most_of(cell);
        return {0, most ? std::optional(static_cast<double>(*most - cell.count)) : std::nullopt, 0};
    }

    [[nodiscard]] LinearColumn down_column(const SumCell& cell) const {
        const std::int64_t room = moves(cell) ? cell.count - least_of(cell, policy_) : 0;
        return {0, static_cast<double>(room), 0};
    }

    [[nodiscard]] std::vector<LinearColumn> columns() const {
        std::vector<LinearColumn> all;
        for (const SumCell& cell : table_.cells) {
            all.push_back(up_column(cell));
            all.push_back(down_column(cell));
        }
        return all;
    }

    [[nodiscard]] std::vector<LinearRow> rows() const {
        std::vector<LinearRow> all;
        for (const CellSum& sum : table_.sums) {
            LinearRow row = {{up(sum.total), -1}, {down(sum.total), 1}};
            for (const std::size_t part : sum.parts) {
                row.push_back({up(part), 1});
                row.push_back({down(part), -1});
            }
            all.push_back(std::move(row));
        }
        return all;
    }

    void force(std::size_t cell, double by) {
        const double rise = std::max(by, 0.0);
        const double fall = std::max(-by, 0.0);
        program_.limit(up(cell), rise, rise);
        program_.limit(down(cell), fall, fall);
    }

    void free(std::size_t cell) {
        const LinearColumn rise = up_column(table_.cells[cell]);
        const LinearColumn fall = down_column(table_.cells[cell]);
        program_.limit(up(cell), rise.least, rise.most);
        program_.limit(down(cell), fall.least, fall.most);
    }

    [[nodiscard]] CellList forced_way(std::size_t cell, double by) {
        const std::optional<double> room = down_column(table_.cells[cell]).most;
        if (by < 0 && -by > room.value_or(0)) {
            return {};
        }
        force(cell, by);
        CellList found;
        if (program_.solve(LinearGoal::smallest) == LinearOutcome::found) {
            for (std::size_t i = 0; i < table_.cells.size(); ++i) {
                if (std::abs(program_.value(up(i)) - program_.value(down(i))) > moved) {
                    found.push_back(i);
                }
            }
        }
        free(cell);
        return found;
    }

    const SumTable& table_;
    const DisclosurePolicy& policy_;
    LinearProgram program_;
};

/// A set of candidates, as indices in their order.
struct CandidateSet {
    std::int64_t cost = 0;
    CellList members;
};

struct CostsMore {
    bool operator()(const CandidateSet& a, const CandidateSet& b) const {
        return std::pair(a.cost, std::cref(a.members).get()) >
               std::pair(b.cost, std::cref(b.members).get());
    }
};

class Search {
public:
    Search(const SumTable& table, const DisclosurePolicy& policy)
        : table_(table),
          policy_(policy),
          attacker_(table, policy),
          quick_(table, policy),
          start_(table.cells.size()) {
        for (std::size_t i = 0; i < table.cells.size(); ++i) {
            const SumCell& cell = table.cells[i];
            start_[i] = cell.withheld || (cell.role == CellRole::open && is_primary(cell, policy));
            if (!start_[i] && may_be_hidden(cell)) {
                candidates_.push_back(i);
            }
        }
        std::sort(candidates_.begin(), candidates_.end(), [&](std::size_t a, std::size_t b) {
            return std::tie(table.cells[a].count, table.cells[a].id) <
                   std::tie(table.cells[b].count, table.cells[b].id);
        });
    }

    [[nodiscard]] HidingSearch run() {
        if (is_safe(start_)) {
            return {finished(start_, SearchMethod::optimum), {}};
        }
        WayFinder finder(table_, policy_);
        if (const CellList stuck = without_a_way(finder); !stuck.empty()) {
            return {std::nullopt, stuck};
        }
        if (const std::optional<HiddenCells> cheapest = enumerate()) {
            return {finished(*cheapest, SearchMethod::optimum), {}};
        }
        HiddenCells hidden = start_;
        if (const std::size_t stuck = hide_ways(finder, hidden); stuck != no_cell) {
            return {std::nullopt, {stuck}};
        }
        clean_up(hidden);
        return {finished(hidden, SearchMethod::heuristic), {}};
    }

private:
    [[nodiscard]] bool is_safe(const HiddenCells& hidden) {
        return !quick_.gives_away(hidden) && attacker_.is_safe(hidden);
    }

    [[nodiscard]] std::int64_t count(std::size_t candidate) const {
        return table_.cells[candidates_[candidate]].count;
    }

    [[nodiscard]] std::optional<HiddenCells> enumerate() {
        std::priority_queue<CandidateSet, std::vector<CandidateSet>, CostsMore> next;
        if (!candidates_.empty()) {
            next.push({count(0), {0}});
        }
        for (std::size_t tried = 0; tried < most_sets && !next.empty(); ++tried) {
            const CandidateSet set = next.top();
            next.pop();
            HiddenCells hidden = start_;
            for (const std::size_t member : set.members) {
                hidden[candidates_[member]] = true;
            }
            if (is_safe(hidden)) {
                return hidden;
            }
            const std::size_t after = set.members.back() + 1;
            if (after < candidates_.size()) {
                CandidateSet longer = set;
                longer.members.push_back(after);
                longer.cost += count(after);
                next.push(std::move(longer));
                CandidateSet other = set;
                other.members.back() = after;
                other.cost += count(after) - count(after - 1);
                next.push(std::move(other));
            }
        }
        return std::nullopt;
    }

    /// Numbers that are hidden in any case and could not be other ones if all were hidden.
    [[nodiscard]] CellList without_a_way(WayFinder& finder) {
        CellList stuck;
        for (const Breach& breach : attacker_.breaches(start_)) {
            if (finder.way(breach, start_).empty()) {
                stuck.push_back(breach.cell);
            }
        }
        return stuck;
    }

    /// Returns the number that nothing protects, or `no_cell`.
    [[nodiscard]] std::size_t hide_ways(WayFinder& finder, HiddenCells& hidden) {
        while (true) {
            const std::vector<Breach> breaches = attacker_.breaches(hidden);
            if (breaches.empty()) {
                return no_cell;
            }
            const Breach& worst = *std::max_element(
                breaches.begin(), breaches.end(), [](const Breach& a, const Breach& b) {
                    return a.need < b.need;
                });
            bool more = false;
            for (const std::size_t cell : finder.way(worst, hidden)) {
                if (!hidden[cell] && may_be_hidden(table_.cells[cell])) {
                    hidden[cell] = more = true;
                }
            }
            if (!more) {
                return worst.cell;
            }
        }
    }

    [[nodiscard]] CellList secondary(const HiddenCells& hidden) const {
        CellList cells;
        for (std::size_t i = 0; i < hidden.size(); ++i) {
            if (hidden[i] && !start_[i]) {
                cells.push_back(i);
            }
        }
        std::stable_sort(cells.begin(), cells.end(), [&](std::size_t a, std::size_t b) {
            return table_.cells[a].count > table_.cells[b].count;
        });
        return cells;
    }

    void clean_up(HiddenCells& hidden) {
        std::size_t left = most_swaps_by_cells / table_.cells.size();
        bool changed = true;
        while (changed) {
            changed = false;
            for (const std::size_t cell : secondary(hidden)) {
                changed = drop_or_swap(hidden, cell, left) || changed;
            }
        }
    }

    [[nodiscard]] bool drop_or_swap(HiddenCells& hidden, std::size_t cell, std::size_t& left) {
        hidden[cell] = false;
        if (is_safe(hidden)) {
            return true;
        }
        for (const std::size_t other : candidates_) {
            if (table_.cells[other].count >= table_.cells[cell].count || left == 0) {
                break;
            }
            if (hidden[other]) {
                continue;
            }
            hidden[other] = true;
            if (!quick_.gives_away(hidden)) {
                --left;
                if (attacker_.is_safe(hidden)) {
                    return true;
                }
            }
            hidden[other] = false;
        }
        hidden[cell] = true;
        return false;
    }

    [[nodiscard]] HidingPlan finished(const HiddenCells& hidden, SearchMethod method) const {
        HidingPlan plan{hidden, method, 0};
        for (const std::size_t cell : secondary(hidden)) {
            plan.cost += table_.cells[cell].count;
        }
        return plan;
    }

    const SumTable& table_;
    DisclosurePolicy policy_;
    Attacker attacker_;
    QuickLook quick_;
    HiddenCells start_;
    CellList candidates_;  ///< what may be hidden as well, cheapest first
};

}  // namespace

namespace {

/// What is not printed in any case.
std::vector<bool> not_published(const SumTable& table) {
    std::vector<bool> all;
    for (const SumCell& cell : table.cells) {
        all.push_back(cell.role != CellRole::always_published);
    }
    return all;
}

}  // namespace

HidingSearch search_hiding(const SumTable& table, const DisclosurePolicy& policy) {
    HidingSearch all;
    HidingPlan plan{HiddenCells(table.cells.size()), SearchMethod::optimum, 0};
    for (const TablePart& part : parts_of(table, not_published(table))) {
        if (part.unknown > most_linked_cells) {  // nothing so large is protected together
            all.stuck.push_back(part.cells.front());
            continue;
        }
        const HidingSearch found = Search(part.table, policy).run();
        for (const std::size_t stuck : found.stuck) {
            all.stuck.push_back(part.cells[stuck]);
        }
        for (std::size_t i = 0; found.plan && i < part.cells.size(); ++i) {
            if (found.plan->hidden[i]) {
                plan.hidden[part.cells[i]] = true;
            }
        }
        plan.cost += found.plan ? found.plan->cost : 0;
        plan.method = std::max(plan.method, found.plan ? found.plan->method : plan.method);
    }
    if (all.stuck.empty()) {
        all.plan = std::move(plan);
    }
    return all;
}

}  // namespace harmony::summary
