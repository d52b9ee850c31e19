#include "summary/interval.h"

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <vector>

#include "base/error.h"

namespace harmony::summary {
namespace {

/// The probability below the upper end of an interval of this level.
double upper_tail(double level) {
    return 1 - (1 - level) / 2;
}

}  // namespace

double normal_quantile(double level) {
    return boost::math::quantile(boost::math::normal_distribution<double>(), upper_tail(level));
}

double student_quantile(double level, double degrees) {
    base::promise(degrees >= 1, "Student's t needs a degree of freedom");
    return boost::math::quantile(boost::math::students_t_distribution<double>(degrees),
                                 upper_tail(level));
}

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
    using Beta = boost::math::beta_distribution<double>;
    const double tail = (1 - level) / 2;
    const auto x = static_cast<double>(yes);
    const auto n = static_cast<double>(asked);
    Interval range{0, 1};
    if (yes > 0) {
        range.low = boost::math::quantile(Beta(x, n - x + 1), tail);
    }
    if (yes < asked) {
        range.high = boost::math::quantile(Beta(x + 1, n - x), 1 - tail);
    }
    return range;
}

std::optional<Kish> kish(std::span<const double> weights) {
    Kish result;
    double sum = 0;
    double squares = 0;
    for (const double weight : weights) {
        if (weight > 0) {
            result.n += 1;
            sum += weight;
            squares += weight * weight;
        }
    }
    if (result.n == 0) {
        return std::nullopt;
    }
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
