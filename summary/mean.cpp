#include "summary/mean.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "summary/sums.h"

namespace harmony::summary {

std::optional<double> DomainMean::n_design() const {
    return design_effect && *design_effect > 0
               ? std::optional(static_cast<double>(n) / *design_effect)
               : std::nullopt;
}

std::optional<DomainMean> mean_of(const Domain& domain, std::span<const double> y) {
    const std::optional<Ratio> ratio = ratio_of(domain, y);
    if (!ratio || !std::isfinite(ratio->value) || !std::isfinite(ratio->variance)) {
        return std::nullopt;
    }
    DomainMean mean;
    mean.n = domain.size();
    mean.weighted_n = ratio->denominator;
    mean.value = ratio->value;
    mean.degrees = domain.degrees();
    mean.psus = domain.slots().size();
    mean.kish = kish_of(domain);
    mean.fallback = domain.fallback();
    return with_variance(mean, ratio->variance, domain, y);
}

DomainMean with_variance(DomainMean mean,
                         double variance,
                         const Domain& domain,
                         std::span<const double> y) {
    mean.standard_error = std::sqrt(std::max(0.0, variance));
    mean.design_effect.reset();
    const auto n = static_cast<double>(mean.n);
    const double around = sum_of(domain.size(), [&](std::size_t i) {
        return domain.weight(i) * (y[i] - mean.value) * (y[i] - mean.value);
    });
    if (n > 1 && around > 0 && mean.fallback != Fallback::no_design) {
        const double plain = n / (n - 1) * around / mean.weighted_n / n;
        mean.design_effect = variance / plain;
    }
    return mean;
}

std::vector<double> quantiles(const Domain& domain,
                              std::span<const double> y,
                              std::span<const double> shares) {
    constexpr double near = 1e-12;
    std::vector<std::size_t> order(domain.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(
        order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return y[a] < y[b]; });
    const double total = sum_of(domain.size(), [&](std::size_t i) { return domain.weight(i); });
    std::vector<double> result;
    for (const double share : shares) {
        Sum below;
        double value = y[order.back()];
        for (const std::size_t i : order) {
            below.add(domain.weight(i));
            if (below.value() >= (share - near) * total) {
                value = y[i];
                break;
            }
        }
        result.push_back(value);
    }
    return result;
}

}  // namespace harmony::summary
