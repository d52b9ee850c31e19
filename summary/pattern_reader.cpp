#include "summary/pattern_reader.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace harmony::summary {
namespace {

/// Numbers that are tried to be moved before all are.
constexpr std::size_t most_around = 150;

}  // namespace

PatternReader::PatternReader(const SumTable& table,
                             const DisclosurePolicy& policy,
                             OtherTables& memory,
                             const std::vector<std::vector<std::uint32_t>>& sums_of,
                             const HiddenCells& hidden)
    : table_(table), policy_(policy), memory_(memory), sums_of_(sums_of) {
    std::vector<bool> unknown(table.cells.size());
    whole_.columns.assign(table.cells.size(), no_cell);
    for (std::size_t i = 0; i < table.cells.size(); ++i) {
        unknown[i] = is_unknown(table.cells[i], hidden[i]);
        if (unknown[i]) {
            whole_.columns[i] = whole_.cells.size();
            whole_.cells.push_back(i);
        }
    }
    fit_ = memory.that_fit(bits_of(unknown));
    reach_.assign(table.cells.size(), Reach{});
    for (const OtherTable* other : fit_) {
        note(*other);
    }
}

Reach PatternReader::proved(std::size_t cell, std::size_t known) const {
    if (known == no_cell) {
        return reach_[cell];
    }
    Reach reach;
    for (const OtherTable* other : those_with(cell)) {
        if (!differs(*other, known)) {
            widen(reach, *other, cell);
        }
    }
    return reach;
}

std::vector<std::size_t> PatternReader::leaned_on(std::size_t cell,
                                                  std::vector<std::size_t> ones) const {
    const std::vector<const OtherTable*>& others = those_with(cell);
    for (auto other = others.rbegin(); other != others.rend() && !ones.empty(); ++other) {
        Reach reach;
        widen(reach, **other, cell);
        if (reach.up + reach.down >= 1 - attack_tolerance) {
            ones.erase(std::remove_if(ones.begin(),
                                      ones.end(),
                                      [&](std::size_t one) { return !differs(**other, one); }),
                       ones.end());
        }
    }
    return ones;
}

Reach PatternReader::solve(const Breach& breach) {
    if (whole_.cells.size() > 2 * most_around) {
        const Reach near = solve_in(around(breach.cell), breach);
        if (enough(breach, near)) {
            return near;
        }
    }
    return solve_in(whole(), breach);
}

Bounds PatternReader::bounds(std::size_t cell) {
    const auto truth = static_cast<double>(table_.cells[cell].count);
    LinearProgram& program = *whole().program;
    const std::size_t column = whole_.columns[cell];
    program.cost(column, 1);
    Bounds found{truth, std::nullopt};
    if (program.solve(LinearGoal::largest) == LinearOutcome::found) {
        found.high = snapped(truth + program.value(column));
    }
    if (program.solve(LinearGoal::smallest) == LinearOutcome::found) {
        found.low = snapped(truth + program.value(column));
    }
    program.cost(column, 0);
    return found;
}

double PatternReader::snapped(double value) {
    const double whole = std::round(value);
    return std::abs(value - whole) < attack_tolerance ? whole : value;
}

double PatternReader::least(std::size_t cell) const {
    const SumCell& one = table_.cells[cell];
    return static_cast<double>(least_of(one, policy_) - one.count);
}

std::optional<double> PatternReader::most(std::size_t cell) const {
    const SumCell& one = table_.cells[cell];
    const std::optional<std::int64_t> most = most_of(one);
    return most ? std::optional(static_cast<double>(*most - one.count)) : std::nullopt;
}

AttackProgramme& PatternReader::whole() {
    make(whole_);
    return whole_;
}

void PatternReader::make(AttackProgramme& some) const {
    if (some.program) {
        return;
    }
    std::vector<LinearColumn> columns;
    for (const std::size_t cell : some.cells) {
        columns.push_back({least(cell), most(cell), 0});
    }
    some.program = std::make_unique<LinearProgram>(columns, rows(some));
}

std::vector<LinearRow> PatternReader::rows(const AttackProgramme& some) const {
    std::vector<std::uint32_t> touched;
    for (const std::size_t cell : some.cells) {
        touched.insert(touched.end(), sums_of_[cell].begin(), sums_of_[cell].end());
    }
    std::sort(touched.begin(), touched.end());
    touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
    std::vector<LinearRow> rows;
    for (const std::uint32_t at : touched) {
        const CellSum& sum = table_.sums[at];
        LinearRow row;
        for (const std::size_t part : sum.parts) {
            if (some.columns[part] != no_cell) {
                row.push_back({some.columns[part], 1});
            }
        }
        if (some.columns[sum.total] != no_cell) {
            row.push_back({some.columns[sum.total], -1});
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

AttackProgramme& PatternReader::around(std::size_t cell) {
    const bool is_near = !around_.columns.empty() && around_.columns[cell] != no_cell &&
                         around_.columns[cell] < around_.near;
    if (is_near) {
        return around_;
    }
    around_ = AttackProgramme{};
    around_.columns.assign(table_.cells.size(), no_cell);
    const auto reach = [&](std::size_t one) {
        if (whole_.columns[one] != no_cell && around_.columns[one] == no_cell &&
            around_.cells.size() < most_around) {
            around_.columns[one] = around_.cells.size();
            around_.cells.push_back(one);
        }
    };
    reach(cell);
    for (std::size_t next = 0; next < around_.cells.size(); ++next) {
        around_.near = around_.cells.size() < most_around ? next + 1 : around_.near;
        for (const std::uint32_t at : sums_of_[around_.cells[next]]) {
            reach(table_.sums[at].total);
            for (const std::size_t part : table_.sums[at].parts) {
                reach(part);
            }
        }
    }
    make(around_);
    return around_;
}

Reach PatternReader::solve_in(AttackProgramme& some, const Breach& breach) {
    const bool held = breach.known != no_cell && some.columns[breach.known] != no_cell;
    if (held) {
        some.program->limit(some.columns[breach.known], 0, 0);
    }
    Reach reach;
    const double need = static_cast<double>(breach.need);
    reach.up = go(some, breach.cell, LinearGoal::largest, need);
    if (breach.either_way && reach.up < need - attack_tolerance) {
        reach.down = go(some, breach.cell, LinearGoal::smallest, need - reach.up);
    }
    if (held) {
        release(some, breach.known);
    }
    return reach;
}

void PatternReader::release(AttackProgramme& some, std::size_t cell) const {
    some.program->limit(some.columns[cell], least(cell), most(cell));
}

double PatternReader::go(AttackProgramme& some, std::size_t cell, LinearGoal goal, double wanted) {
    LinearProgram& program = *some.program;
    const std::size_t column = some.columns[cell];
    const bool up = goal == LinearGoal::largest;
    program.limit(column,
                  up ? least(cell) : std::max(least(cell), -wanted),
                  up ? std::optional(wanted) : std::nullopt);
    program.cost(column, 1);
    const LinearOutcome outcome = program.solve(goal);
    double far = 0;
    if (outcome == LinearOutcome::found) {
        far = std::abs(program.value(column));
        remember(some);
    }
    program.cost(column, 0);
    release(some, cell);
    base::promise(outcome == LinearOutcome::found, "the truth does not fit its own sums");
    return far;
}

void PatternReader::remember(const AttackProgramme& some) {
    std::vector<Move> moves;
    for (std::size_t column = 0; column < some.cells.size(); ++column) {
        const double by = some.program->value(column);
        if (std::abs(by) > attack_tolerance) {
            moves.push_back({some.cells[column], by});
        }
    }
    if (moves.empty()) {
        return;
    }
    std::sort(
        moves.begin(), moves.end(), [](const Move& a, const Move& b) { return a.cell < b.cell; });
    const OtherTable& other = memory_.keep(std::move(moves));
    fit_.push_back(&other);
    note(other);
    if (!with_.empty()) {
        file(other);
    }
}

void PatternReader::file(const OtherTable& other) const {
    for (const Move& move : other.moves) {
        with_[move.cell].push_back(&other);
    }
}

const std::vector<const OtherTable*>& PatternReader::those_with(std::size_t cell) const {
    if (with_.empty()) {
        with_.resize(table_.cells.size());
        for (const OtherTable* other : fit_) {
            file(*other);
        }
    }
    return with_[cell];
}

void PatternReader::widen(Reach& reach, const OtherTable& other, std::size_t cell) {
    const auto found = std::lower_bound(
        other.moves.begin(), other.moves.end(), cell, [](const Move& move, std::size_t at) {
            return move.cell < at;
        });
    if (found != other.moves.end() && found->cell == cell) {
        widen(reach, other, found->by);
    }
}

void PatternReader::widen(Reach& reach, const OtherTable& other, double by) {
    const double forwards = by * other.forwards;
    const double backwards = -by * other.backwards;
    reach.up = std::max({reach.up, forwards, backwards});
    reach.down = std::max({reach.down, -forwards, -backwards});
}

void PatternReader::note(const OtherTable& other) {
    for (const Move& move : other.moves) {
        widen(reach_[move.cell], other, move.by);
    }
}

}  // namespace harmony::summary
