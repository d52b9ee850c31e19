#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "summary/sum_table.h"

// The attacker: somebody who knows every printed number exactly, every sum, and what hidden numbers
// are at least. What they can work out about a hidden number is its smallest and its largest value
// in the linear relaxation (docs/decisions/0030).

namespace harmony::summary {

/// What a reader can work out about a number.
struct Bounds {
    double low = 0;
    std::optional<double> high;  ///< nothing: no limit

    bool operator==(const Bounds&) const = default;
};

inline constexpr std::size_t no_cell = std::numeric_limits<std::size_t>::max();

/// A number that could be worked out.
struct Breach {
    std::size_t cell = no_cell;
    std::int64_t need = 1;        ///< how far up it should be able to be
    bool either_way = true;       ///< down by as much does as well
    std::size_t known = no_cell;  ///< for whoever is the one person in this cell

    bool operator==(const Breach&) const = default;
};

class OtherTables;
class PatternReader;

/// Judges patterns of one table. Remembers which other tables fit a pattern, since they prove
/// further patterns safe; that makes it fast and changes no judgement.
///
/// REQUIRES: `check(table)`; the table outlives it; no other linear programme runs on another
/// thread.
class Attacker {
public:
    Attacker(const SumTable& table, const DisclosurePolicy& policy);
    Attacker(const Attacker&) = delete;
    Attacker& operator=(const Attacker&) = delete;
    Attacker(Attacker&&) = delete;
    Attacker& operator=(Attacker&&) = delete;
    ~Attacker();

    /// That nothing can be worked out that must not be:
    /// 1. every hidden number could be another one,
    /// 2. by the rule `interval` every small one could be the threshold or more,
    /// 3. by the singleton rule 1 holds for small ones even for the one person behind a hidden 1.
    [[nodiscard]] bool is_safe(const HiddenCells& hidden);

    /// One number that could be worked out; nothing where it is safe.
    [[nodiscard]] std::optional<Breach> first_breach(const HiddenCells& hidden);

    /// All that could be worked out, in the order of cells; by the singleton rule last.
    [[nodiscard]] std::vector<Breach> breaches(const HiddenCells& hidden);

    /// Exact bounds of every hidden number, in the order of cells; nothing for the others.
    [[nodiscard]] std::vector<std::optional<Bounds>> bounds(const HiddenCells& hidden);

private:
    [[nodiscard]] std::vector<Breach> look(const HiddenCells& hidden, bool stop_at_first);
    void look_for_one(PatternReader& reader,
                      const std::vector<std::size_t>& small,
                      const std::vector<std::size_t>& ones,
                      bool stop_at_first,
                      std::vector<Breach>& found);
    [[nodiscard]] bool stands(PatternReader& reader, const Breach& breach);

    const SumTable& table_;
    DisclosurePolicy policy_;
    std::unique_ptr<OtherTables> memory_;
    std::vector<std::vector<std::uint32_t>> sums_of_;  ///< of each cell
};

/// What is wrong with a pattern.
enum class AuditFault : std::uint8_t {
    none,
    small_shown,      ///< a count below the threshold is printed
    total_hidden,     ///< a number that is always published is hidden
    zero_hidden,      ///< a zero is hidden by itself
    worked_out,       ///< a hidden number cannot be another one
    below_threshold,  ///< a small number cannot be the threshold
    by_one_person,    ///< the person behind a hidden 1 can work out another number
};

/// What the audit found.
struct Audit {
    AuditFault fault = AuditFault::none;
    std::size_t cell = no_cell;   ///< where
    std::size_t known = no_cell;  ///< of `by_one_person`: the cell with the one person

    [[nodiscard]] bool safe() const { return fault == AuditFault::none; }

    bool operator==(const Audit&) const = default;
};

/// Judges a pattern afresh, with a new attacker. REQUIRES: `check(table)`, one value a cell.
[[nodiscard]] Audit audit(const SumTable& table,
                          const HiddenCells& hidden,
                          const DisclosurePolicy& policy);

}  // namespace harmony::summary
