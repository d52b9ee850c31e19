#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <variant>
#include <vector>

#include "summary/interval.h"

// Raking: weights that make the answers meet known totals. Statistics specification, section 5.1;
// W. E. Deming and F. F. Stephan (1940), Annals of Mathematical Statistics 11, 427-444.
// Works on the cells of the cross table of the margins, never on units.

namespace harmony::summary {

/// The code of a unit that left the question of a margin blank.
inline constexpr std::uint32_t not_stated_code = std::numeric_limits<std::uint32_t>::max();

/// A question and what is known of everybody's answer to it.
struct Margin {
    std::vector<double> targets;  ///< a level: 0 or more
    /// A unit: its level, or `not_stated_code`. Levels from `targets.size()` on have no target.
    std::span<const std::uint32_t> codes;
};

enum class RakeScale : std::uint8_t {
    units,     ///< targets are rescaled to the number of units
    base,      ///< to the sum of their base weights
    as_given,  ///< they are totals already, and must agree
};

/// What becomes of a unit that left a margin blank.
enum class NotStated : std::uint8_t {
    keep,  ///< a level of its own, whose share stays what it is
    drop,  ///< no weight
};

struct RakeRule {
    RakeScale scale = RakeScale::units;
    NotStated not_stated = NotStated::keep;
    double tolerance = 1e-10;  ///< relative, of every level of every margin
    std::size_t max_cycles = 5000;
};

/// Why raking was refused; the names are those of the specification.
enum class RakeFault : std::uint8_t {
    margin_level_absent,
    margin_level_unknown,
    margin_target_zero,
    margin_target_invalid,
    margin_totals_differ,
    no_convergence,
    nobody,  ///< no unit to weight
};

/// Where and what. Which members count depends on the fault.
struct RakeRefusal {
    RakeFault fault = RakeFault::nobody;
    std::size_t margin = 0;
    std::size_t level = 0;  ///< the number of targets: not stated
    std::uint64_t people = 0;
    double target = 0;
    double reached = 0;            ///< no_convergence: what the level came to
    std::size_t cycles = 0;        ///< no_convergence
    std::size_t other_margin = 0;  ///< margin_totals_differ: of totals `target` and `reached`
};

/// One level of a margin, after raking.
struct RakedLevel {
    double target = 0;  ///< as it was aimed at
    double reached = 0;
    std::uint64_t people = 0;
};

struct Raked {
    std::vector<double> weights;  ///< a unit; 0: it got none
    std::uint64_t units = 0;      ///< with a weight
    std::size_t cycles = 0;
    std::size_t worst_margin = 0;
    std::size_t worst_level = 0;
    double worst_error = 0;  ///< relative
    /// A margin: its levels, and after them "not stated" (people 0 where nobody is).
    std::vector<std::vector<RakedLevel>> margins;
};

/// `base`: a weight above 0 a unit; 0 leaves it out; empty: 1. Levels with target 0 that nobody has
/// are dropped. REQUIRES: as many codes a margin as units; at least one margin.
[[nodiscard]] std::variant<Raked, RakeRefusal> rake(std::size_t units,
                                                    std::span<const Margin> margins,
                                                    std::span<const double> base,
                                                    const RakeRule& rule);

}  // namespace harmony::summary
