#pragma once

// Private to this room: other tables that print alike, which an attack has met.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include "summary/audit.h"
#include "summary/sum_table.h"

namespace harmony::summary {

/// Differences below this are the solver's.
inline constexpr double attack_tolerance = 1e-6;

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

/// Whether that is as far as a breach asks for.
[[nodiscard]] bool enough(const Breach& breach, const Reach& reach);

/// A bit a flag.
[[nodiscard]] std::vector<std::uint64_t> bits_of(const std::vector<bool>& flags);

[[nodiscard]] bool differs(const OtherTable& other, std::size_t cell);

/// Those that were met, the newest of them. `table` and `policy` outlive it.
class OtherTables {
public:
    OtherTables(const SumTable& table, const DisclosurePolicy& policy)
        : table_(table), policy_(policy) {}

    const OtherTable& keep(std::vector<Move> moves);

    /// They stay where they are until the next call.
    [[nodiscard]] std::vector<const OtherTable*> that_fit(
        const std::vector<std::uint64_t>& unknown);

private:
    const SumTable& table_;
    const DisclosurePolicy& policy_;
    std::deque<OtherTable> others_;
};

}  // namespace harmony::summary
