#pragma once

// Private to the weighting files of this room: the cross table that is raked.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "summary/rake.h"

namespace harmony::summary {

/// Where a unit is that gets no weight.
inline constexpr std::uint32_t no_cell = std::numeric_limits<std::uint32_t>::max();

/// The cross table of the margins: only cells that hold somebody.
struct CrossTable {
    std::vector<std::size_t> levels;      ///< a margin: levels with "not stated" as the last
    std::vector<std::uint32_t> cell_of;   ///< a unit, or `no_cell`
    std::vector<std::uint32_t> level_of;  ///< cell * margins + margin
    std::vector<double> base;             ///< a cell: sum of base weights
    std::vector<std::uint64_t> people;    ///< a cell

    [[nodiscard]] std::size_t margins() const { return levels.size(); }
    [[nodiscard]] std::size_t cells() const { return base.size(); }
    [[nodiscard]] std::uint32_t level(std::size_t cell, std::size_t margin) const {
        return level_of[cell * margins() + margin];
    }
};

/// What a level of a margin must come to; nothing: it is no part of the margin.
using LevelTargets = std::vector<std::vector<std::optional<double>>>;

/// Nothing when a unit with a place in the table has a level without a target.
[[nodiscard]] std::optional<CrossTable> cross(std::size_t units,
                                              std::span<const Margin> margins,
                                              std::span<const double> base,
                                              NotStated not_stated);

/// Sums of `value` a cell, by the levels of a margin.
[[nodiscard]] std::vector<double> level_sums(const CrossTable& table,
                                             std::size_t margin,
                                             std::span<const double> value);

/// The targets of each margin times what makes them add up to `total`; without one a margin's own
/// sum is its total. "Not stated" keeps its share of the base; levels that nobody has are dropped.
[[nodiscard]] LevelTargets aim(const CrossTable& table,
                               std::span<const Margin> margins,
                               std::optional<double> total);

/// One cycle: every margin once, in order. `weight` is a cell's sum.
void cycle(const CrossTable& table, const LevelTargets& targets, std::vector<double>& weight);

/// The level that is furthest from its target.
struct Worst {
    std::size_t margin = 0;
    std::size_t level = 0;
    double error = 0;  ///< relative
    double reached = 0;
};

[[nodiscard]] Worst worst_of(const CrossTable& table,
                             const LevelTargets& targets,
                             std::span<const double> weight);

/// Cell sums that meet the targets, the cycles it took, or where it failed.
struct Fitted {
    std::vector<double> weight;
    std::size_t cycles = 0;
    Worst worst;
    bool converged = false;
};

[[nodiscard]] Fitted fit(const CrossTable& table,
                         const LevelTargets& targets,
                         const RakeRule& rule);

/// Whether targets and answers fit each other at all: everything but convergence.
[[nodiscard]] std::optional<RakeRefusal> check_margins(const CrossTable& table,
                                                       std::span<const Margin> margins,
                                                       RakeScale scale);

/// The first level without a target that a unit with a weight has. REQUIRES: there is one.
[[nodiscard]] RakeRefusal unknown_level(std::size_t units,
                                        std::span<const Margin> margins,
                                        std::span<const double> base,
                                        NotStated not_stated);

/// The refusal of a fit that did not converge.
[[nodiscard]] RakeRefusal not_converged(const Fitted& fitted, const LevelTargets& targets);

}  // namespace harmony::summary
