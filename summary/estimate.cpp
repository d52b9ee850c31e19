#include "summary/estimate.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "summary/distributions.h"
#include "summary/sums.h"

namespace harmony::summary {

double Ratio::standard_error() const {
    return std::sqrt(std::max(0.0, variance));
}

std::optional<Ratio> ratio_of(const Slots& slots,
                              std::span<const SlotSums> sums,
                              std::optional<double> denominator) {
    base::promise(sums.size() == slots.size(), "a sum a slot");
    Ratio ratio;
    ratio.numerator = sum_of(sums.size(), [&](std::size_t slot) { return sums[slot].y; });
    ratio.denominator = denominator
                            ? *denominator
                            : sum_of(sums.size(), [&](std::size_t slot) { return sums[slot].x; });
    if (ratio.denominator == 0 || !std::isfinite(ratio.denominator)) {
        return std::nullopt;
    }
    ratio.value = ratio.numerator / ratio.denominator;
    const double share = 1 / ratio.denominator;
    std::vector<double> z(sums.size());
    std::transform(sums.begin(), sums.end(), z.begin(), [&](const SlotSums& slot) {
        return (slot.y - ratio.value * slot.x) * share;
    });
    ratio.variance = slots.variance(z);
    return ratio;
}

std::optional<Ratio> ratio_of(const Domain& domain,
                              std::span<const double> y,
                              std::span<const double> x) {
    const std::vector<double> of_y = weighted_slots(domain, y);
    const std::vector<double> of_x =
        weighted_slots(domain,
                       x.empty() ? std::vector<double>(domain.size(), 1.0)
                                 : std::vector<double>(x.begin(), x.end()));
    std::vector<SlotSums> sums(domain.slots().size());
    for (std::size_t slot = 0; slot < sums.size(); ++slot) {
        sums[slot] = {of_y[slot], of_x[slot]};
    }
    std::optional<Ratio> ratio = ratio_of(domain.slots(), sums);
    if (ratio && domain.fallback() == Fallback::no_design) {
        ratio->variance = 0;
    }
    return ratio;
}

std::vector<double> linearised(const Ratio& ratio,
                               std::span<const double> y,
                               std::span<const double> x) {
    std::vector<double> z(y.size());
    for (std::size_t i = 0; i < y.size(); ++i) {
        z[i] = (y[i] - ratio.value * (x.empty() ? 1.0 : x[i])) / ratio.denominator;
    }
    return z;
}

std::vector<double> weighted_slots(const Domain& domain, std::span<const double> values) {
    base::promise(values.size() == domain.size(), "a value a unit of the domain");
    std::vector<Sum> sums(domain.slots().size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        sums[domain.slot(i)].add(domain.weight(i) * values[i]);
    }
    std::vector<double> result(sums.size());
    std::transform(
        sums.begin(), sums.end(), result.begin(), [](const Sum& sum) { return sum.value(); });
    return result;
}

Kish kish_of(const Domain& domain) {
    const double sum = sum_of(domain.size(), [&](std::size_t i) { return domain.weight(i); });
    const double squares =
        sum_of(domain.size(), [&](std::size_t i) { return domain.weight(i) * domain.weight(i); });
    const auto n = static_cast<double>(domain.size());
    return {domain.size(), sum * sum / squares, n * squares / (sum * sum)};
}

double quantile_of(const RangeRule& rule, double degrees) {
    return rule.quantile == QuantileRule::normal || degrees < 1
               ? normal_quantile(rule.level)
               : student_quantile(rule.level, degrees);
}

Interval wald(double middle, double standard_error, double degrees, const RangeRule& rule) {
    const double half = quantile_of(rule, degrees) * standard_error;
    return {middle - half, middle + half};
}

}  // namespace harmony::summary
