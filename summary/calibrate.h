#pragma once

#include <span>
#include <vector>

#include "summary/design.h"
#include "summary/rake.h"

namespace harmony::summary {

/// What a weighting was made from: one raked group of the units of a frame.
struct WeightedGroup {
    std::vector<std::uint32_t> units;               ///< rows of the frame, ascending
    std::vector<double> base;                       ///< of each; above 0
    std::vector<std::vector<std::uint32_t>> codes;  ///< a margin: the level of each, or not stated
    std::vector<std::vector<double>> targets;       ///< a margin: of each level
};

/// The variance of a figure under weights that were calibrated to margins: the linearised value of
/// each unit, z/w, is replaced by its residual from the base-weighted least squares on the margin
/// indicators of its group, and z is that times w. Deville, Sarndal and Sautory, JASA 88 (1993)
/// 1013-1020; R survey: svyrecvar on a raked design.
///
/// `value`: (y - R x)/W of the units of `domain`; 0 for all others of the design.
[[nodiscard]] double calibrated_variance(const Design& design,
                                         const Domain& domain,
                                         std::span<const double> value,
                                         std::span<const WeightedGroup> groups);

}  // namespace harmony::summary
