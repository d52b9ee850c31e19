#include "summary/audit.h"

#include <algorithm>
#include <cmath>
#include <deque>

#include "summary/attack.h"
#include "summary/linked.h"

// 1. Unknowns are differences: how far a hidden number may be from what it is. All zero is the
//    truth, and the sums of differences are zero.
// 2. A solution is another table that prints alike. It proves a bound for every number that differs
//    in it, in this pattern and in every pattern that hides what differs. So it is remembered.
// 3. Only what no remembered table proves is solved for.

namespace harmony::summary {
namespace {

constexpr double tolerance = 1e-6;
constexpr std::size_t most_remembered = 1'500;
/// Numbers that are tried to be moved before all are.
constexpr std::size_t most_around = 150;

struct Move {
    std::size_t cell = 0;
    double by = 0;
};

/// Another table that prints alike, as its differences from the truth; and how often the same
/// differences fit once more, forwards and backwards.
struct OtherTable {
    std::vector<Move> moves;
    std::vector<std::uint64_t> cells;  ///< a bit a cell that differs
    double forwards = 1;
    double backwards = 0;
};

/// How far a number may go either way.
struct Reach {
    double up = 0;
    double down = 0;
};

bool enough(const Breach& breach, const Reach& reach) {
    const double need = static_cast<double>(breach.need) - tolerance;
    return breach.either_way ? reach.up + reach.down >= need : reach.up >= need;
}

std::vector<std::uint64_t> bits_of(const std::vector<bool>& flags) {
    std::vector<std::uint64_t> bits((flags.size() + 63) / 64);
    for (std::size_t i = 0; i < flags.size(); ++i) {
        bits[i / 64] |= std::uint64_t{flags[i]} << (i % 64);
    }
    return bits;
}

bool within(const std::vector<std::uint64_t>& part, const std::vector<std::uint64_t>& all) {
    for (std::size_t i = 0; i < part.size(); ++i) {
        if ((part[i] & ~all[i]) != 0) {
            return false;
        }
    }
    return true;
}

bool differs(const OtherTable& other, std::size_t cell) {
    return (other.cells[cell / 64] >> (cell % 64) & 1U) != 0;
}

}  // namespace

/// Other tables that were met.
class Attacker::Memory {
public:
    Memory(const SumTable& table, const DisclosurePolicy& policy)
        : table_(table), policy_(policy) {}

    const OtherTable& keep(std::vector<Move> moves) {
        OtherTable other{std::move(moves),
                         std::vector<std::uint64_t>((table_.cells.size() + 63) / 64)};
        constexpr double far = 1e9;
        other.forwards = other.backwards = far;
        for (const Move& move : other.moves) {
            other.cells[move.cell / 64] |= std::uint64_t{1} << (move.cell % 64);
            const SumCell& cell = table_.cells[move.cell];
            const double room = static_cast<double>(cell.count - least_of(cell, policy_));
            double& fall = move.by < 0 ? other.forwards : other.backwards;
            fall = std::min(fall, room / std::abs(move.by));
            if (const std::optional<std::int64_t> most = most_of(cell)) {
                double& rise = move.by > 0 ? other.forwards : other.backwards;
                rise = std::min(rise, static_cast<double>(*most - cell.count) / std::abs(move.by));
            }
        }
        return others_.emplace_back(std::move(other));
    }

    /// They stay where they are until the next call.
    [[nodiscard]] std::vector<const OtherTable*> that_fit(
        const std::vector<std::uint64_t>& unknown) {
        while (others_.size() > most_remembered) {
            others_.pop_front();
        }
        std::vector<const OtherTable*> fit;
        for (const OtherTable& other : others_) {
            if (within(other.cells, unknown)) {
                fit.push_back(&other);
            }
        }
        return fit;
    }

private:
    const SumTable& table_;
    const DisclosurePolicy& policy_;
    std::deque<OtherTable> others_;
};

/// A linear programme over some of the unknown numbers; the others stay what they are.
struct Attacker::Programme {
    std::vector<std::size_t> cells;    ///< of each column
    std::vector<std::size_t> columns;  ///< of each cell, or `no_cell`
    std::unique_ptr<LinearProgram> program;
    std::size_t near = 0;  ///< the first so many columns have their surroundings in it
};

/// One pattern under attack.
class Attacker::Reader {
public:
    Reader(const SumTable& table,
           const DisclosurePolicy& policy,
           Memory& memory,
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

    /// What the remembered tables prove.
    [[nodiscard]] Reach proved(std::size_t cell, std::size_t known) const {
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

    /// Those of `ones` that differ in every remembered table in which this number can be another
    /// one: whoever knows any other of them has not worked it out.
    [[nodiscard]] std::vector<std::size_t> leaned_on(std::size_t cell,
                                                     std::vector<std::size_t> ones) const {
        const std::vector<const OtherTable*>& others = those_with(cell);
        for (auto other = others.rbegin(); other != others.rend() && !ones.empty(); ++other) {
            Reach reach;
            widen(reach, **other, cell);
            if (reach.up + reach.down >= 1 - tolerance) {
                ones.erase(std::remove_if(ones.begin(),
                                          ones.end(),
                                          [&](std::size_t one) { return !differs(**other, one); }),
                           ones.end());
            }
        }
        return ones;
    }

    /// How far the number goes, up to what the breach asks for. In a large table it is first tried
    /// to move the numbers around it alone: what does is another table all the same, and found at a
    /// fraction of the cost. Only the whole can say that there is none.
    [[nodiscard]] Reach solve(const Breach& breach) {
        if (whole_.cells.size() > 2 * most_around) {
            const Reach near = solve_in(around(breach.cell), breach);
            if (enough(breach, near)) {
                return near;
            }
        }
        return solve_in(whole(), breach);
    }

    [[nodiscard]] Bounds bounds(std::size_t cell) {
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

private:
    /// Bounds of whole numbers are whole in two-way tables; the last bits are the solver's.
    static double snapped(double value) {
        const double whole = std::round(value);
        return std::abs(value - whole) < tolerance ? whole : value;
    }

    [[nodiscard]] double least(std::size_t cell) const {
        const SumCell& one = table_.cells[cell];
        return static_cast<double>(least_of(one, policy_) - one.count);
    }

    [[nodiscard]] std::optional<double> most(std::size_t cell) const {
        const SumCell& one = table_.cells[cell];
        const std::optional<std::int64_t> most = most_of(one);
        return most ? std::optional(static_cast<double>(*most - one.count)) : std::nullopt;
    }

    /// All unknown numbers; made when it is first needed.
    [[nodiscard]] Programme& whole() {
        make(whole_);
        return whole_;
    }

    void make(Programme& some) const {
        if (some.program) {
            return;
        }
        std::vector<LinearColumn> columns;
        for (const std::size_t cell : some.cells) {
            columns.push_back({least(cell), most(cell), 0});
        }
        some.program = std::make_unique<LinearProgram>(columns, rows(some));
    }

    /// The sums that touch a column, each once.
    [[nodiscard]] std::vector<LinearRow> rows(const Programme& some) const {
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

    /// The unknown numbers nearest to one, by sums. The last ones are kept: its neighbours are
    /// asked for next.
    [[nodiscard]] Programme& around(std::size_t cell) {
        const bool is_near = !around_.columns.empty() && around_.columns[cell] != no_cell &&
                             around_.columns[cell] < around_.near;
        if (is_near) {
            return around_;
        }
        around_ = Programme{};
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

    [[nodiscard]] Reach solve_in(Programme& some, const Breach& breach) {
        const bool held = breach.known != no_cell && some.columns[breach.known] != no_cell;
        if (held) {
            some.program->limit(some.columns[breach.known], 0, 0);
        }
        Reach reach;
        const double need = static_cast<double>(breach.need);
        reach.up = go(some, breach.cell, LinearGoal::largest, need);
        if (breach.either_way && reach.up < need - tolerance) {
            reach.down = go(some, breach.cell, LinearGoal::smallest, need - reach.up);
        }
        if (held) {
            release(some, breach.known);
        }
        return reach;
    }

    void release(Programme& some, std::size_t cell) const {
        some.program->limit(some.columns[cell], least(cell), most(cell));
    }

    /// The furthest that the number goes that way, up to `wanted`.
    double go(Programme& some, std::size_t cell, LinearGoal goal, double wanted) {
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

    void remember(const Programme& some) {
        std::vector<Move> moves;
        for (std::size_t column = 0; column < some.cells.size(); ++column) {
            const double by = some.program->value(column);
            if (std::abs(by) > tolerance) {
                moves.push_back({some.cells[column], by});
            }
        }
        if (moves.empty()) {
            return;
        }
        std::sort(moves.begin(), moves.end(), [](const Move& a, const Move& b) {
            return a.cell < b.cell;
        });
        const OtherTable& other = memory_.keep(std::move(moves));
        fit_.push_back(&other);
        note(other);
        if (!with_.empty()) {
            file(other);
        }
    }

    void file(const OtherTable& other) const {
        for (const Move& move : other.moves) {
            with_[move.cell].push_back(&other);
        }
    }

    /// The remembered tables in which this number is another one. Filed when that is first asked.
    [[nodiscard]] const std::vector<const OtherTable*>& those_with(std::size_t cell) const {
        if (with_.empty()) {
            with_.resize(table_.cells.size());
            for (const OtherTable* other : fit_) {
                file(*other);
            }
        }
        return with_[cell];
    }

    /// Moves are in the order of cells.
    static void widen(Reach& reach, const OtherTable& other, std::size_t cell) {
        const auto found = std::lower_bound(
            other.moves.begin(), other.moves.end(), cell, [](const Move& move, std::size_t at) {
                return move.cell < at;
            });
        if (found != other.moves.end() && found->cell == cell) {
            widen(reach, other, found->by);
        }
    }

    static void widen(Reach& reach, const OtherTable& other, double by) {
        const double forwards = by * other.forwards;
        const double backwards = -by * other.backwards;
        reach.up = std::max({reach.up, forwards, backwards});
        reach.down = std::max({reach.down, -forwards, -backwards});
    }

    void note(const OtherTable& other) {
        for (const Move& move : other.moves) {
            widen(reach_[move.cell], other, move.by);
        }
    }

    const SumTable& table_;
    const DisclosurePolicy& policy_;
    Memory& memory_;
    const std::vector<std::vector<std::uint32_t>>& sums_of_;  ///< of each cell
    Programme whole_;
    Programme around_;
    std::vector<const OtherTable*> fit_;
    mutable std::vector<std::vector<const OtherTable*>> with_;  ///< of each cell
    std::vector<Reach> reach_;
};

Attacker::Attacker(const SumTable& table, const DisclosurePolicy& policy)
    : table_(table),
      policy_(policy),
      memory_(std::make_unique<Memory>(table_, policy_)),
      sums_of_(table.cells.size()) {
    for (std::size_t i = 0; i < table.sums.size(); ++i) {
        sums_of_[table.sums[i].total].push_back(static_cast<std::uint32_t>(i));
        for (const std::size_t part : table.sums[i].parts) {
            sums_of_[part].push_back(static_cast<std::uint32_t>(i));
        }
    }
}

Attacker::~Attacker() = default;

bool Attacker::stands(Reader& reader, const Breach& breach) {
    return !enough(breach, reader.proved(breach.cell, breach.known)) &&
           !enough(breach, reader.solve(breach));
}

void Attacker::look_for_one(Reader& reader,
                            const std::vector<std::size_t>& small,
                            const std::vector<std::size_t>& ones,
                            bool stop_at_first,
                            std::vector<Breach>& found) {
    for (const std::size_t cell : small) {
        for (const std::size_t one : reader.leaned_on(cell, ones)) {
            const Breach breach{cell, 1, true, one};
            if (cell != one && stands(reader, breach)) {
                found.push_back(breach);
                if (stop_at_first) {
                    return;
                }
            }
        }
    }
}

std::vector<Breach> Attacker::look(const HiddenCells& hidden, bool stop_at_first) {
    Reader reader(table_, policy_, *memory_, sums_of_, hidden);
    std::vector<Breach> found;
    std::vector<std::size_t> small;
    std::vector<std::size_t> ones;
    for (std::size_t i = 0; i < table_.cells.size(); ++i) {
        const SumCell& cell = table_.cells[i];
        if (!is_guarded(cell, hidden[i], policy_)) {
            continue;
        }
        const bool primary = is_primary(cell, policy_);
        const bool up_only = primary && policy_.rule == DisclosureRule::interval;
        // A number that could be the threshold could also be another one: line 2 covers line 1.
        const Breach breach{i, up_only ? policy_.threshold - cell.count : 1, !up_only, no_cell};
        if (stands(reader, breach)) {
            found.push_back(breach);
            if (stop_at_first) {
                return found;
            }
        }
        if (primary) {
            small.push_back(i);
        }
        if (cell.count == 1) {
            ones.push_back(i);
        }
    }
    if (policy_.singleton) {
        look_for_one(reader, small, ones, stop_at_first, found);
    }
    return found;
}

bool Attacker::is_safe(const HiddenCells& hidden) {
    return look(hidden, true).empty();
}

std::optional<Breach> Attacker::first_breach(const HiddenCells& hidden) {
    const std::vector<Breach> found = look(hidden, true);
    return found.empty() ? std::nullopt : std::optional(found.front());
}

std::vector<Breach> Attacker::breaches(const HiddenCells& hidden) {
    return look(hidden, false);
}

std::vector<std::optional<Bounds>> Attacker::bounds(const HiddenCells& hidden) {
    Reader reader(table_, policy_, *memory_, sums_of_, hidden);
    std::vector<std::optional<Bounds>> all(table_.cells.size());
    for (std::size_t i = 0; i < table_.cells.size(); ++i) {
        if (hidden[i]) {
            all[i] = reader.bounds(i);
        }
    }
    return all;
}

}  // namespace harmony::summary
