#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "summary/design.h"
#include "summary/interval.h"

// The estimation core: a ratio in a domain, by Taylor linearisation. Statistics specification,
// section 2; R survey: svymean, svyratio, subset, degf.

namespace harmony::summary {

/// Weighted sums of one slot of a domain.
struct SlotSums {
    double y = 0;
    double x = 0;
};

/// A ratio and its variance.
struct Ratio {
    double value = 0;        ///< weighted sum of y / weighted sum of x
    double variance = 0;     ///< of `value`
    double numerator = 0;    ///< weighted sum of y
    double denominator = 0;  ///< weighted sum of x, W

    [[nodiscard]] double standard_error() const;
};

/// What everything else is built on: R = sum of y / sum of x, and its variance between slots.
/// Nothing when the sum of x is 0. REQUIRES: one entry a slot.
/// `denominator`: the sum of x, where it is known.
[[nodiscard]] std::optional<Ratio> ratio_of(const Slots& slots,
                                            std::span<const SlotSums> sums,
                                            std::optional<double> denominator = std::nullopt);

/// The ratio of `y` to `x`, each with one value a unit of the domain, in its order; an empty `x`
/// is 1 for everybody: a mean. Nothing when the weighted sum of x is 0.
[[nodiscard]] std::optional<Ratio> ratio_of(const Domain& domain,
                                            std::span<const double> y,
                                            std::span<const double> x = {});

/// (y - R x) / W of the i-th unit of the domain, to be multiplied by its weight and added up.
[[nodiscard]] std::vector<double> linearised(const Ratio& ratio,
                                             std::span<const double> y,
                                             std::span<const double> x = {});

/// `values` times the weights, added up by slot.
[[nodiscard]] std::vector<double> weighted_slots(const Domain& domain,
                                                 std::span<const double> values);

/// Kish's effective number of answers of the weights of a domain.
[[nodiscard]] Kish kish_of(const Domain& domain);

/// Which quantile a range is made with.
enum class QuantileRule : std::uint8_t {
    student,  ///< Student's t with the degrees of freedom of the domain
    normal,
};

/// How ranges are made.
struct RangeRule {
    double level = 0.95;  ///< in (0, 1)
    QuantileRule quantile = QuantileRule::student;
    bool cap = true;  ///< never more than the answers that there are

    bool operator==(const RangeRule&) const = default;
};

/// The quantile for `degrees` of freedom; the normal one below 1.
[[nodiscard]] double quantile_of(const RangeRule& rule, double degrees);

/// `middle` -+ quantile times `standard_error`; not cut.
[[nodiscard]] Interval wald(double middle,
                            double standard_error,
                            double degrees,
                            const RangeRule& rule);

}  // namespace harmony::summary
