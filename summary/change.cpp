#include "summary/change.h"

#include <algorithm>
#include <cmath>

#include "summary/distributions.h"

namespace harmony::summary {
namespace {

constexpr double power = 0.80;

/// Where a p-value stands among those that there are.
struct Placed {
    double p;
    std::size_t at;
};

std::vector<Placed> ascending(std::span<const std::optional<double>> p) {
    std::vector<Placed> placed;
    for (std::size_t i = 0; i < p.size(); ++i) {
        if (p[i]) {
            placed.push_back({*p[i], i});
        }
    }
    std::stable_sort(
        placed.begin(), placed.end(), [](const Placed& a, const Placed& b) { return a.p < b.p; });
    return placed;
}

/// The quantile below which `share` lies, by the same rule as the range's.
double quantile_below(double share, const RangeRule& rule, double degrees) {
    const double level = 2 * share - 1;
    return rule.quantile == QuantileRule::normal || degrees < 1 ? normal_quantile(level)
                                                                : student_below(share, degrees);
}

}  // namespace

FigureChange change_between(const WaveFigure& first,
                            const WaveFigure& second,
                            const RangeRule& rule) {
    FigureChange change;
    change.difference = second.value - first.value;
    change.standard_error = std::sqrt(std::max(0.0, first.variance + second.variance));
    change.degrees = first.degrees + second.degrees;
    change.range = wald(change.difference, change.standard_error, change.degrees, rule);
    change.smallest_seen =
        (quantile_of(rule, change.degrees) + quantile_below(power, rule, change.degrees)) *
        change.standard_error;
    if (change.standard_error > 0) {
        const double t = change.difference / change.standard_error;
        const bool normal = rule.quantile == QuantileRule::normal || change.degrees < 1;
        change.statistic = t;
        change.p = normal ? normal_two_sided(t) : student_two_sided(t, change.degrees);
    }
    return change;
}

std::optional<CountChange> change_of_counts(const Counts& first,
                                            const Counts& second,
                                            double level) {
    const std::optional<Interval> w1 = wilson_counts(first.yes, first.n, level);
    const std::optional<Interval> w2 = wilson_counts(second.yes, second.n, level);
    if (!w1 || !w2) {
        return std::nullopt;
    }
    const auto n1 = static_cast<double>(first.n);
    const auto n2 = static_cast<double>(second.n);
    const double p1 = static_cast<double>(first.yes) / n1;
    const double p2 = static_cast<double>(second.yes) / n2;
    CountChange change;
    change.difference = p2 - p1;
    change.newcombe = {change.difference - std::hypot(p2 - w2->low, w1->high - p1),
                       change.difference + std::hypot(w2->high - p2, p1 - w1->low)};
    const double pooled = static_cast<double>(first.yes + second.yes) / (n1 + n2);
    if (pooled > 0 && pooled < 1) {
        change.chi_square =
            change.difference * change.difference / (pooled * (1 - pooled) * (1 / n1 + 1 / n2));
        change.p = chi_square_above(*change.chi_square, 1);
    }
    return change;
}

std::vector<std::optional<double>> holm(std::span<const std::optional<double>> p) {
    std::vector<std::optional<double>> result(p.size());
    const std::vector<Placed> placed = ascending(p);
    double before = 0;
    for (std::size_t i = 0; i < placed.size(); ++i) {
        before =
            std::max(before, std::min(1.0, static_cast<double>(placed.size() - i) * placed[i].p));
        result[placed[i].at] = before;
    }
    return result;
}

std::vector<std::optional<double>> benjamini_hochberg(std::span<const std::optional<double>> p) {
    std::vector<std::optional<double>> result(p.size());
    const std::vector<Placed> placed = ascending(p);
    double before = 1;
    for (std::size_t i = placed.size(); i-- > 0;) {
        const double of = static_cast<double>(placed.size()) / static_cast<double>(i + 1);
        before = std::min(before, of * placed[i].p);
        result[placed[i].at] = before;
    }
    return result;
}

}  // namespace harmony::summary
