#pragma once

#include <optional>
#include <span>
#include <vector>

#include "summary/estimate.h"

namespace harmony::summary {

/// The mean of a number in a domain. Statistics specification, section 4; R: svymean,
/// deff = "replace".
struct DomainMean {
    std::uint64_t n = 0;
    double weighted_n = 0;
    double value = 0;
    double standard_error = 0;
    double degrees = 0;
    std::uint64_t psus = 0;
    Kish kish;
    std::optional<double> design_effect;  ///< V/(s^2/n); nothing when the answers are all alike
    Fallback fallback = Fallback::none;

    /// n/design_effect.
    [[nodiscard]] std::optional<double> n_design() const;
};

/// `y`: one finite number a unit of the domain. Nothing when it is too large for floating point.
[[nodiscard]] std::optional<DomainMean> mean_of(const Domain& domain, std::span<const double> y);

/// The mean with another variance (weights that were calibrated, a jackknife).
[[nodiscard]] DomainMean with_variance(DomainMean mean,
                                       double variance,
                                       const Domain& domain,
                                       std::span<const double> y);

/// For each of `shares` (in [0, 1]) the smallest value v with a weighted share of (y <= v) of at
/// least that. R: svyquantile, rule hf1; Hyndman and Fan (1996). A share is reached within 1e-12 of
/// the total. REQUIRES: one finite number a unit of the domain.
[[nodiscard]] std::vector<double> quantiles(const Domain& domain,
                                            std::span<const double> y,
                                            std::span<const double> shares);

}  // namespace harmony::summary
