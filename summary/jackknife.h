#pragma once

#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "summary/design.h"
#include "summary/rake.h"

// Leave out one first-stage unit at a time. Statistics specification, section 4.

namespace harmony::summary {

struct Jackknife {
    double value = 0;
    double variance = 0;
    std::vector<double> replicates;  ///< a first-stage unit of the design: the mean without it
};

/// Why there is no jackknife.
struct JackknifeFault {
    bool lonely = false;  ///< stratum `stratum` has one first-stage unit
    std::uint32_t stratum = 0;
    std::optional<std::uint32_t> empty;  ///< without this one nobody is left
    std::optional<RakeRefusal> rake;     ///< raking was refused
};

/// Stratified JKn of the mean of `y` in a domain: when one is left out, the
/// others of its stratum count n_h/(n_h - 1) times. R: as.svrepdesign(type = "JKn"), mse = TRUE.
[[nodiscard]] std::variant<Jackknife, JackknifeFault> jackknife(const Design& design,
                                                                const Domain& domain,
                                                                std::span<const double> y);

/// The same with raking in every replicate, to the number of units that are left: one stratum, the
/// design's weights as base weights. Margins hold a code a unit of the design; levels that vanish
/// are dropped from their margin.
[[nodiscard]] std::variant<Jackknife, JackknifeFault> jackknife_with_raking(
    const Design& design,
    const Domain& domain,
    std::span<const double> y,
    std::span<const Margin> margins,
    const RakeRule& rule);

}  // namespace harmony::summary
