#include "summary/interval.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/error.h"
#include "summary/distributions.h"
#include "summary/sums.h"

namespace harmony::summary {

std::optional<Interval> wilson(double p, double n, double z) {
    if (!(n > 0)) {
        return std::nullopt;
    }
    const double z2 = z * z;
    const double middle = p + z2 / (2 * n);
    const double half = z * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n));
    const double scale = 1 + z2 / n;
    return Interval{std::clamp((middle - half) / scale, 0.0, 1.0),
                    std::clamp((middle + half) / scale, 0.0, 1.0)};
}

std::optional<Interval> wilson_counts(std::uint64_t yes, std::uint64_t asked, double level) {
    if (asked == 0) {
        return std::nullopt;
    }
    const auto n = static_cast<double>(asked);
    std::optional<Interval> range = wilson(static_cast<double>(yes) / n, n, normal_quantile(level));
    // The formula gives these ends exactly; rounding need not.
    if (yes == 0) {
        range->low = 0;
    }
    if (yes == asked) {
        range->high = 1;
    }
    return range;
}

std::optional<Interval> clopper_pearson(std::uint64_t yes, std::uint64_t asked, double level) {
    if (asked == 0) {
        return std::nullopt;
    }
    const double tail = (1 - level) / 2;
    const auto x = static_cast<double>(yes);
    const auto n = static_cast<double>(asked);
    Interval range{0, 1};
    if (yes > 0) {
        range.low = beta_below(tail, x, n - x + 1);
    }
    if (yes < asked) {
        range.high = beta_below(1 - tail, x + 1, n - x);
    }
    return range;
}

std::optional<Kish> kish(std::span<const double> weights) {
    Kish result;
    result.n = static_cast<std::uint64_t>(
        std::count_if(weights.begin(), weights.end(), [](double weight) { return weight > 0; }));
    if (result.n == 0) {
        return std::nullopt;
    }
    const auto counted = [&](std::size_t i) { return weights[i] > 0 ? weights[i] : 0; };
    const double sum = sum_of(weights.size(), counted);
    const double squares =
        sum_of(weights.size(), [&](std::size_t i) { return counted(i) * counted(i); });
    result.n_eff = sum * sum / squares;
    result.deff = static_cast<double>(result.n) / result.n_eff;
    return result;
}

std::uint32_t percent(std::uint64_t yes, std::uint64_t asked) {
    base::promise(asked > 0, "a percentage of nobody");
    return static_cast<std::uint32_t>((200 * yes + asked) / (2 * asked));
}

std::uint32_t percent(double fraction) {
    return static_cast<std::uint32_t>(std::floor(100 * fraction + 0.5 + 1e-9));
}

std::int64_t tenths(double number) {
    return static_cast<std::int64_t>(std::floor(10 * number + 0.5 + 1e-9));
}

}  // namespace harmony::summary
