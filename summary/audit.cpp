#include "summary/audit.h"

#include <algorithm>

#include "summary/other_tables.h"
#include "summary/pattern_reader.h"

// 1. Unknowns are differences: how far a hidden number may be from what it is. All zero is the
//    truth, and the sums of differences are zero.
// 2. A solution is another table that prints alike. It proves a bound for every number that differs
//    in it, in this pattern and in every pattern that hides what differs. So it is remembered.
// 3. Only what no remembered table proves is solved for.

namespace harmony::summary {

Attacker::Attacker(const SumTable& table, const DisclosurePolicy& policy)
    : table_(table),
      policy_(policy),
      memory_(std::make_unique<OtherTables>(table_, policy_)),
      sums_of_(table.cells.size()) {
    for (std::size_t i = 0; i < table.sums.size(); ++i) {
        sums_of_[table.sums[i].total].push_back(static_cast<std::uint32_t>(i));
        for (const std::size_t part : table.sums[i].parts) {
            sums_of_[part].push_back(static_cast<std::uint32_t>(i));
        }
    }
}

Attacker::~Attacker() = default;

bool Attacker::stands(PatternReader& reader, const Breach& breach) {
    return !enough(breach, reader.proved(breach.cell, breach.known)) &&
           !enough(breach, reader.solve(breach));
}

void Attacker::look_for_one(PatternReader& reader,
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
    PatternReader reader(table_, policy_, *memory_, sums_of_, hidden);
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
    PatternReader reader(table_, policy_, *memory_, sums_of_, hidden);
    std::vector<std::optional<Bounds>> all(table_.cells.size());
    for (std::size_t i = 0; i < table_.cells.size(); ++i) {
        if (hidden[i]) {
            all[i] = reader.bounds(i);
        }
    }
    return all;
}

}  // namespace harmony::summary
