#pragma once

// Private to this room: what a reader of one pattern can work out.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "summary/attack.h"
#include "summary/audit.h"
#include "summary/other_tables.h"
#include "summary/sum_table.h"

namespace harmony::summary {

/// A linear programme over some of the unknown numbers; the others stay what they are.
struct AttackProgramme {
    std::vector<std::size_t> cells;    ///< of each column
    std::vector<std::size_t> columns;  ///< of each cell, or `no_cell`
    std::unique_ptr<LinearProgram> program;
    std::size_t near = 0;  ///< the first so many columns have their surroundings in it
};

/// One pattern under attack. Everything that is handed in outlives it.
class PatternReader {
public:
    PatternReader(const SumTable& table,
                  const DisclosurePolicy& policy,
                  OtherTables& memory,
                  const std::vector<std::vector<std::uint32_t>>& sums_of,
                  const HiddenCells& hidden);

    /// What the remembered tables prove.
    [[nodiscard]] Reach proved(std::size_t cell, std::size_t known) const;

    /// Those of `ones` that differ in every remembered table in which this number can be another
    /// one: whoever knows any other of them has not worked it out.
    [[nodiscard]] std::vector<std::size_t> leaned_on(std::size_t cell,
                                                     std::vector<std::size_t> ones) const;

    /// How far the number goes, up to what the breach asks for. In a large table it is first tried
    /// to move the numbers around it alone: what does is another table all the same, and found at a
    /// fraction of the cost. Only the whole can say that there is none.
    [[nodiscard]] Reach solve(const Breach& breach);

    [[nodiscard]] Bounds bounds(std::size_t cell);

private:
    /// Bounds of whole numbers are whole in two-way tables; the last bits are the solver's.
    static double snapped(double value);

    [[nodiscard]] double least(std::size_t cell) const;

    [[nodiscard]] std::optional<double> most(std::size_t cell) const;

    /// All unknown numbers; made when it is first needed.
    [[nodiscard]] AttackProgramme& whole();

    void make(AttackProgramme& some) const;

    /// The sums that touch a column, each once.
    [[nodiscard]] std::vector<LinearRow> rows(const AttackProgramme& some) const;

    /// The unknown numbers nearest to one, by sums. The last ones are kept: its neighbours are
    /// asked for next.
    [[nodiscard]] AttackProgramme& around(std::size_t cell);

    [[nodiscard]] Reach solve_in(AttackProgramme& some, const Breach& breach);

    void release(AttackProgramme& some, std::size_t cell) const;

    /// The furthest that the number goes that way, up to `wanted`.
    double go(AttackProgramme& some, std::size_t cell, LinearGoal goal, double wanted);

    void remember(const AttackProgramme& some);

    void file(const OtherTable& other) const;

    /// The remembered tables in which this number is another one. Filed when that is first asked.
    [[nodiscard]] const std::vector<const OtherTable*>& those_with(std::size_t cell) const;

    /// Moves are in the order of cells.
    static void widen(Reach& reach, const OtherTable& other, std::size_t cell);

    static void widen(Reach& reach, const OtherTable& other, double by);

    void note(const OtherTable& other);

    const SumTable& table_;
    const DisclosurePolicy& policy_;
    OtherTables& memory_;
    const std::vector<std::vector<std::uint32_t>>& sums_of_;  ///< of each cell
    AttackProgramme whole_;
    AttackProgramme around_;
    std::vector<const OtherTable*> fit_;
    mutable std::vector<std::vector<const OtherTable*>> with_;  ///< of each cell
    std::vector<Reach> reach_;
};

}  // namespace harmony::summary
