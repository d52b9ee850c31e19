#include "summary/proportion.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/error.h"
#include "summary/distributions.h"
#include "summary/sums.h"

namespace harmony::summary {
namespace {

constexpr double no_variance_below = 1e-300;
constexpr double right_angle = 1.57079632679489661923;

constexpr std::array<std::pair<IntervalMethod, std::string_view>, 7> method_names = {{
    {IntervalMethod::wilson_neff, "wilson_neff"},
    {IntervalMethod::wilson, "wilson"},
    {IntervalMethod::clopper_pearson, "clopper_pearson"},
    {IntervalMethod::logit, "logit"},
    {IntervalMethod::beta, "beta"},
    {IntervalMethod::asin, "asin"},
    {IntervalMethod::wald, "wald"},
}};

/// What all levels of one domain share.
Proportion of_domain(const Domain& domain) {
    Proportion result;
    result.n = domain.size();
    result.degrees = domain.degrees();
    result.psus = domain.slots().size();
    result.kish = kish_of(domain);
    result.fallback = domain.fallback();
    result.few = domain.few();
    return result;
}

Interval logit_interval(const Proportion& e, double quantile) {
    const double middle = std::log(e.p / (1 - e.p));
    const double half = quantile * e.standard_error / (e.p * (1 - e.p));
    return {1 / (1 + std::exp(-(middle - half))), 1 / (1 + std::exp(-(middle + half)))};
}

/// Korn and Graubard, Survey Methodology 23 (1998) 193-201.
Interval beta_interval(const Proportion& e, const RangeRule& rule, double quantile) {
    const double plain = quantile_of(rule, static_cast<double>(e.n) - 1);
    const double n = *e.n_design * (plain / quantile) * (plain / quantile);
    const double tail = (1 - rule.level) / 2;
    return {beta_below(tail, n * e.p, n * (1 - e.p) + 1),
            beta_below(1 - tail, n * e.p + 1, n * (1 - e.p))};
}

Interval asin_interval(const Proportion& e, double quantile) {
    const double middle = std::asin(std::sqrt(e.p));
    const double half = quantile * e.standard_error / (2 * std::sqrt(e.p * (1 - e.p)));
    const auto share = [](double angle) {
        const double sine = std::sin(std::clamp(angle, 0.0, right_angle));
        return sine * sine;
    };
    return {share(middle - half), share(middle + half)};
}

/// Wilson, with the end that the formula gives exactly when nobody or everybody said it.
Interval wilson_exact(const Proportion& e, double n, double quantile) {
    Interval range = *wilson(e.p, n, quantile);
    if (e.yes == 0) {
        range.low = 0;
    }
    if (e.yes == e.n) {
        range.high = 1;
    }
    return range;
}

std::optional<Interval> finite(std::optional<Interval> range) {
    return range && std::isfinite(range->low) && std::isfinite(range->high) ? range : std::nullopt;
}

Interval with_method(const Proportion& e, IntervalMethod method, const RangeRule& rule) {
    const double quantile = quantile_of(rule, e.degrees);
    if (e.no_variance || method == IntervalMethod::wilson_neff) {
        return wilson_exact(e, e.n_used, quantile);
    }
    switch (method) {
        case IntervalMethod::logit: return logit_interval(e, quantile);
        case IntervalMethod::beta: return beta_interval(e, rule, quantile);
        case IntervalMethod::asin: return asin_interval(e, quantile);
        default: return wald(e.p, e.standard_error, e.degrees, rule);
    }
}

}  // namespace

std::optional<IntervalMethod> interval_method(std::string_view name) {
    const auto* const found = std::find_if(method_names.begin(),
                                           method_names.end(),
                                           [&](const auto& entry) { return entry.second == name; });
    return found == method_names.end() ? std::nullopt : std::optional(found->first);
}

std::string_view name_of(IntervalMethod method) {
    return method_names.at(static_cast<std::size_t>(method)).second;
}

std::optional<double> Proportion::design_effect() const {
    return n_design ? std::optional(static_cast<double>(n) / *n_design) : std::nullopt;
}

std::vector<Proportion> proportions(const Domain& domain,
                                    std::span<const std::uint32_t> level,
                                    std::size_t levels,
                                    const RangeRule& rule) {
    base::promise(level.size() == domain.size(), "a level a unit of the domain");
    std::vector<Sum> asked(domain.slots().size());
    std::vector<Sum> said(domain.slots().size() * levels);
    std::vector<std::uint64_t> people(levels);
    for (std::size_t i = 0; i < level.size(); ++i) {
        asked[domain.slot(i)].add(domain.weight(i));
        said[domain.slot(i) * levels + level[i]].add(domain.weight(i));
        people[level[i]] += 1;
    }
    const Proportion whole = of_domain(domain);
    std::vector<Proportion> result;
    std::vector<SlotSums> sums(domain.slots().size());
    for (std::size_t one = 0; one < levels; ++one) {
        for (std::size_t slot = 0; slot < sums.size(); ++slot) {
            sums[slot] = {said[slot * levels + one].value(), asked[slot].value()};
        }
        Proportion of_level = whole;
        of_level.yes = people[one];
        result.push_back(with_ratio(of_level, *ratio_of(domain.slots(), sums), rule));
    }
    return result;
}

Proportion proportion(const Domain& domain,
                      std::span<const std::uint8_t> yes,
                      const RangeRule& rule) {
    std::vector<std::uint32_t> level(yes.size());
    std::transform(yes.begin(), yes.end(), level.begin(), [](std::uint8_t said) {
        return said != 0 ? 1U : 0U;
    });
    return proportions(domain, level, 2, rule)[1];
}

Proportion with_ratio(Proportion estimate, const Ratio& ratio, const RangeRule& rule) {
    const bool everybody = estimate.yes == estimate.n;
    estimate.weighted_n = ratio.denominator;
    estimate.weighted_yes = everybody ? ratio.denominator : ratio.numerator;
    estimate.p = estimate.yes == 0 ? 0 : everybody ? 1 : ratio.value;
    return with_variance(estimate, ratio.variance, rule);
}

Proportion with_variance(Proportion estimate, double variance, const RangeRule& rule) {
    estimate.no_variance = estimate.yes == 0 || estimate.yes == estimate.n ||
                           estimate.fallback == Fallback::no_design ||
                           !(variance > no_variance_below);
    if (estimate.no_variance) {
        estimate.standard_error = 0;
        estimate.n_design.reset();
        estimate.n_used = estimate.kish.n_eff;
        return estimate;
    }
    estimate.standard_error = std::sqrt(variance);
    estimate.n_design = estimate.p * (1 - estimate.p) / variance;
    estimate.n_used = rule.cap ? std::min(static_cast<double>(estimate.n), *estimate.n_design)
                               : *estimate.n_design;
    return estimate;
}

std::optional<Interval> interval_of(const Proportion& estimate,
                                    IntervalMethod method,
                                    const RangeRule& rule) {
    if (method == IntervalMethod::wilson) {
        return wilson_counts(estimate.yes, estimate.n, rule.level);
    }
    if (method == IntervalMethod::clopper_pearson) {
        return clopper_pearson(estimate.yes, estimate.n, rule.level);
    }
    return finite(with_method(estimate, method, rule));
}

}  // namespace harmony::summary
