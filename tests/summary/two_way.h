#pragma once

// A two-way table with its totals, and a second attacker for it: a network flow, independent of the
// linear programming of the room. A cell is an arc from its row to its column, a row's total an arc
// from "all answers" to the row, and so on, so that what comes in goes out everywhere; how far a
// hidden number can move is the largest flow from one of its ends to the other over hidden arcs
// alone (Cox, JASA 90 (1995) 1453-1462).

#include <algorithm>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "base/random.h"
#include "summary/audit.h"
#include "summary/sum_table.h"

namespace harmony::tests {

enum class Totals { hideable, published };

struct TwoWay {
    std::size_t rows = 0;
    std::size_t columns = 0;
    summary::SumTable table;

    [[nodiscard]] std::size_t at(std::size_t row, std::size_t column) const {
        return row * (columns + 1) + column;
    }
};

/// `counts` without totals; the last row and column of the result are the totals.
inline TwoWay two_way(const std::vector<std::vector<std::int64_t>>& counts, Totals totals) {
    TwoWay made{counts.size(), counts.front().size(), {}};
    std::vector<std::int64_t> columns(made.columns + 1);
    for (std::size_t r = 0; r <= made.rows; ++r) {
        std::int64_t row = 0;
        for (std::size_t c = 0; c <= made.columns; ++c) {
            const bool inner = r < made.rows && c < made.columns;
            const std::int64_t n = inner ? counts[r][c] : (c == made.columns ? row : columns[c]);
            row += c < made.columns ? n : 0;
            columns[c] += r < made.rows && c < made.columns ? n : 0;
            const bool all = r == made.rows && c == made.columns;
            const bool published = all || (!inner && totals == Totals::published);
            made.table.cells.push_back(
                {(r < made.rows ? "r" + std::to_string(r) : "*") + "|" +
                     (c < made.columns ? "c" + std::to_string(c) : "*"),
                 n,
                 published ? summary::CellRole::always_published : summary::CellRole::open,
                 false,
                 false});
        }
    }
    for (std::size_t r = 0; r <= made.rows; ++r) {
        summary::CellSum sum{made.at(r, made.columns), {}};
        for (std::size_t c = 0; c < made.columns; ++c) {
            sum.parts.push_back(made.at(r, c));
        }
        made.table.sums.push_back(sum);
    }
    for (std::size_t c = 0; c <= made.columns; ++c) {
        summary::CellSum sum{made.at(made.rows, c), {}};
        for (std::size_t r = 0; r < made.rows; ++r) {
            sum.parts.push_back(made.at(r, c));
        }
        made.table.sums.push_back(sum);
    }
    return made;
}

class FlowAttacker {
public:
    FlowAttacker(const TwoWay& table, const summary::DisclosurePolicy& policy)
        : table_(table), policy_(policy) {}

    [[nodiscard]] summary::Bounds bounds(std::size_t cell,
                                         const summary::HiddenCells& hidden,
                                         std::size_t known = summary::no_cell) const {
        const std::int64_t v = count(cell);
        const std::int64_t up = most(cell, true, hidden, known);
        const std::int64_t down = most(cell, false, hidden, known);
        summary::Bounds found{static_cast<double>(v - std::min(down, v - policy_.attacker_minimum)),
                              std::nullopt};
        if (up < endless / 2) {
            found.high = static_cast<double>(v + up);
        }
        return found;
    }

    /// Section 9.3 of the specification, word by word.
    [[nodiscard]] bool is_safe(const summary::HiddenCells& hidden) const {
        const std::size_t cells = table_.table.cells.size();
        for (std::size_t i = 0; i < cells; ++i) {
            const bool primary = small(i);
            const bool published =
                table_.table.cells[i].role == summary::CellRole::always_published;
            if ((primary && !hidden[i]) || (hidden[i] && (published || count(i) == 0))) {
                return false;
            }
            if (!hidden[i]) {
                continue;
            }
            const summary::Bounds seen = bounds(i, hidden);
            if (narrow(seen) ||
                (policy_.rule == summary::DisclosureRule::interval && primary && seen.high &&
                 *seen.high < static_cast<double>(policy_.threshold))) {
                return false;
            }
        }
        return !policy_.singleton || safe_from_one(hidden);
    }

private:
    static constexpr std::int64_t endless = 1'000'000'000'000;

    struct Arc {
        std::size_t from;
        std::size_t to;
    };

    [[nodiscard]] std::int64_t count(std::size_t cell) const {
        return table_.table.cells[cell].count;
    }

    [[nodiscard]] bool small(std::size_t cell) const {
        return count(cell) > 0 && count(cell) < policy_.threshold;
    }

    static bool narrow(const summary::Bounds& seen) {
        return seen.high && *seen.high - seen.low < 1;
    }

    [[nodiscard]] bool safe_from_one(const summary::HiddenCells& hidden) const {
        for (std::size_t one = 0; one < hidden.size(); ++one) {
            for (std::size_t i = 0; hidden[one] && count(one) == 1 && i < hidden.size(); ++i) {
                if (i != one && hidden[i] && small(i) && narrow(bounds(i, hidden, one))) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Rows, "all rows", columns, "all answers".
    [[nodiscard]] Arc arc(std::size_t cell) const {
        const std::size_t row = cell / (table_.columns + 1);
        const std::size_t column = cell % (table_.columns + 1);
        const std::size_t row_node = row;
        const std::size_t column_node = table_.rows + 1 + column;
        const bool turned = (row == table_.rows) != (column == table_.columns);
        return turned ? Arc{column_node, row_node} : Arc{row_node, column_node};
    }

    /// The largest flow beside the cell itself, by shortest ways (Edmonds and Karp).
    [[nodiscard]] std::int64_t most(std::size_t cell,
                                    bool up,
                                    const summary::HiddenCells& hidden,
                                    std::size_t known) const {
        std::vector<std::int64_t> flow(hidden.size(), 0);
        const Arc own = arc(cell);
        const std::size_t start = up ? own.to : own.from;
        const std::size_t end = up ? own.from : own.to;
        std::int64_t sum = 0;
        while (sum < endless) {
            const std::int64_t more = push(start, end, flow, hidden, {cell, known});
            if (more == 0) {
                break;
            }
            sum += more;
        }
        return sum;
    }

    struct Step {
        std::size_t cell = summary::no_cell;
        bool forward = true;
    };

    [[nodiscard]] std::int64_t room(const Step& step, const std::vector<std::int64_t>& flow) const {
        return step.forward ? endless
                            : count(step.cell) + flow[step.cell] - policy_.attacker_minimum;
    }

    [[nodiscard]] std::int64_t push(std::size_t start,
                                    std::size_t end,
                                    std::vector<std::int64_t>& flow,
                                    const summary::HiddenCells& hidden,
                                    const std::vector<std::size_t>& still) const {
        std::vector<std::optional<Step>> by(table_.rows + table_.columns + 2);
        std::deque<std::size_t> next = {start};
        while (!next.empty() && !by[end]) {
            const std::size_t node = next.front();
            next.pop_front();
            for (std::size_t i = 0; i < hidden.size(); ++i) {
                const Arc one = arc(i);
                if (!hidden[i] || std::count(still.begin(), still.end(), i) > 0 ||
                    (one.from != node && one.to != node)) {
                    continue;
                }
                const Step step{i, one.from == node};
                const std::size_t there = step.forward ? one.to : one.from;
                if (there != start && !by[there] && room(step, flow) > 0) {
                    by[there] = step;
                    next.push_back(there);
                }
            }
        }
        if (!by[end]) {
            return 0;
        }
        std::int64_t least = endless;
        for (std::size_t node = end; node != start; node = other_end(*by[node])) {
            least = std::min(least, room(*by[node], flow));
        }
        for (std::size_t node = end; node != start; node = other_end(*by[node])) {
            flow[by[node]->cell] += by[node]->forward ? least : -least;
        }
        return least;
    }

    [[nodiscard]] std::size_t other_end(const Step& step) const {
        const Arc one = arc(step.cell);
        return step.forward ? one.from : one.to;
    }

    const TwoWay& table_;
    summary::DisclosurePolicy policy_;
};

/// 1 to 12 rows, 2 to 6 columns, geometric counts: many small, some zeros, a few large.
inline TwoWay random_two_way(base::RandomSource& random) {
    const bool tiny = random.below(3) == 0;  // of which some have no safe pattern
    const std::size_t rows = 1 + static_cast<std::size_t>(random.below(tiny ? 3 : 12));
    const std::size_t columns = 2 + static_cast<std::size_t>(random.below(tiny ? 2 : 5));
    const std::uint64_t more = 4 + random.below(30);
    std::vector<std::vector<std::int64_t>> counts(rows, std::vector<std::int64_t>(columns));
    for (std::vector<std::int64_t>& row : counts) {
        for (std::int64_t& n : row) {
            while (random.below(more) != 0) {
                ++n;
            }
        }
    }
    return two_way(counts, random.below(2) == 0 ? Totals::hideable : Totals::published);
}

inline summary::DisclosurePolicy random_policy(base::RandomSource& random) {
    return {
        random.below(2) == 0 ? 5 : 10,
        random.below(3) == 0 ? summary::DisclosureRule::exact : summary::DisclosureRule::interval,
        static_cast<std::int64_t>(random.below(2)),
        random.below(2) == 0};
}

/// What is wrong with the room's answer for a random table; nothing when it holds.
struct TableFaults {
    std::size_t unsafe = 0;           ///< the flow attacker works something out
    std::size_t refused_in_vain = 0;  ///< there is a safe pattern
    std::size_t plans = 0;
    std::size_t refusals = 0;  ///< of them checked against every pattern
};

}  // namespace harmony::tests
