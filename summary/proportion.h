#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "summary/estimate.h"

namespace harmony::summary {

/// How the range of a proportion is made. Statistics specification, section 3.
enum class IntervalMethod : std::uint8_t {
    wilson_neff,      ///< Wilson on the effective number of answers: the default
    wilson,           ///< Wilson of the plain counts
    clopper_pearson,  ///< exact, of the plain counts
    logit,            ///< R svyciprop: xlogit
    beta,             ///< Korn and Graubard; R svyciprop: beta
    asin,             ///< R svyciprop: asin, but cut to [0, 1]
    wald,             ///< R svyciprop: mean
};

/// The method of that name: `wilson_neff`, ...
[[nodiscard]] std::optional<IntervalMethod> interval_method(std::string_view name);

[[nodiscard]] std::string_view name_of(IntervalMethod method);

/// The share of a domain that said yes.
struct Proportion {
    std::uint64_t n = 0;    ///< people
    std::uint64_t yes = 0;  ///< people who said it
    double weighted_n = 0;
    double weighted_yes = 0;
    double p = 0;               ///< exactly 0 or 1 when nobody or everybody said it
    double standard_error = 0;  ///< 0 when there is no variance
    double degrees = 0;
    std::uint64_t psus = 0;
    Kish kish;
    std::optional<double> n_design;  ///< p(1 - p)/V; nothing when there is no variance
    double n_used = 0;               ///< what `wilson_neff` stands on
    bool no_variance = false;        ///< nobody or everybody said it, or the clusters agree
    Fallback fallback = Fallback::none;
    bool few = false;  ///< from 2 to 5 first-stage units

    /// n/n_design.
    [[nodiscard]] std::optional<double> design_effect() const;
};

/// Shares of the levels of a question: `level[i]` of the i-th unit of the domain is below `levels`.
/// One proportion a level, all on one pass over the units.
[[nodiscard]] std::vector<Proportion> proportions(const Domain& domain,
                                                  std::span<const std::uint32_t> level,
                                                  std::size_t levels,
                                                  const RangeRule& rule);

/// The share of a domain for which `yes` is not 0; one value a unit of the domain.
[[nodiscard]] Proportion proportion(const Domain& domain,
                                    std::span<const std::uint8_t> yes,
                                    const RangeRule& rule);

/// A proportion whose counts and degrees are known, with the shares and the variance of its ratio.
[[nodiscard]] Proportion with_ratio(Proportion estimate, const Ratio& ratio, const RangeRule& rule);

/// The proportion with another variance of its ratio (weights that were calibrated, a jackknife).
[[nodiscard]] Proportion with_variance(Proportion estimate, double variance, const RangeRule& rule);

/// Its range. Every method but the two of counts gives Wilson on Kish's number of answers when
/// there is no variance. Nothing when it cannot be worked out in floating point.
[[nodiscard]] std::optional<Interval> interval_of(const Proportion& estimate,
                                                  IntervalMethod method,
                                                  const RangeRule& rule);

}  // namespace harmony::summary
