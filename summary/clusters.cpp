#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "summary/interval.h"
#include "summary/proportion.h"

// Unweighted answers in one stratum, given as sums an engagement: a thin way into the estimation
// core (estimate.h). An engagement with no answer in the base stays in the design.

namespace harmony::summary {
namespace {

/// Every engagement a first-stage unit, those that `holds` in the domain.
template <typename Holds>
std::vector<std::uint32_t> holding(std::size_t clusters, const Holds& holds) {
    std::vector<std::uint32_t> units;
    for (std::size_t i = 0; i < clusters; ++i) {
        if (holds(i)) {
            units.push_back(static_cast<std::uint32_t>(i));
        }
    }
    return units;
}

Design design_of(std::size_t clusters) {
    DesignColumns columns;
    columns.units = clusters;
    return make_design(columns);
}

/// Each answer as an engagement of its own: what is left when there is one engagement.
std::vector<Cluster> apart(std::span<const Cluster> clusters) {
    std::vector<Cluster> units;
    for (const Cluster& cluster : clusters) {
        for (std::uint64_t i = 0; i < cluster.asked; ++i) {
            units.push_back({i < cluster.yes ? 1U : 0U, 1});
        }
    }
    return units;
}

/// REQUIRES: somebody was asked.
Proportion between(std::span<const Cluster> clusters, const RangeRule& rule) {
    const Design design = design_of(clusters.size());
    const Domain domain(
        design, holding(clusters.size(), [&](std::size_t i) { return clusters[i].asked > 0; }));
    std::vector<SlotSums> sums;
    Proportion result;
    for (const std::uint32_t unit : domain.units()) {
        const Cluster& cluster = clusters[unit];
        sums.push_back({static_cast<double>(cluster.yes), static_cast<double>(cluster.asked)});
        result.yes += cluster.yes;
        result.n += cluster.asked;
    }
    const auto n = static_cast<double>(result.n);
    result.kish = {result.n, n, 1};
    result.degrees = domain.degrees();
    result.fallback = domain.fallback();
    result.few = domain.few();
    result.psus = domain.slots().size();
    result.p = static_cast<double>(result.yes) / n;
    return with_variance(result, ratio_of(domain.slots(), sums)->variance, rule);
}

RangeBasis basis_of(const Proportion& estimate, bool one_cluster) {
    if (estimate.no_variance) {
        return RangeBasis::no_variance;
    }
    return one_cluster    ? RangeBasis::one_cluster
           : estimate.few ? RangeBasis::few_clusters
                          : RangeBasis::clusters;
}

}  // namespace

std::optional<ShareEstimate> estimate_share(std::span<const Cluster> clusters, double level) {
    const auto with_answers = std::count_if(
        clusters.begin(), clusters.end(), [](const Cluster& one) { return one.asked > 0; });
    if (with_answers == 0) {
        return std::nullopt;
    }
    const RangeRule rule{level};
    const bool one_cluster = with_answers == 1;
    const Proportion estimate = between(
        one_cluster ? apart(clusters) : std::vector<Cluster>(clusters.begin(), clusters.end()),
        rule);
    return ShareEstimate{estimate.p,
                         estimate.standard_error,
                         estimate.n_design.value_or(static_cast<double>(estimate.n)),
                         estimate.n_used,
                         *interval_of(estimate, IntervalMethod::wilson_neff, rule),
                         basis_of(estimate, one_cluster)};
}

std::optional<MeanEstimate> estimate_mean(std::span<const ClusterMoments> clusters, double level) {
    std::vector<std::uint32_t> units =
        holding(clusters.size(), [&](std::size_t i) { return clusters[i].asked > 0; });
    if (units.empty()) {
        return std::nullopt;
    }
    const Design design = design_of(clusters.size());
    const Domain domain(design, std::move(units));
    std::vector<SlotSums> sums;
    double squares = 0;
    for (const std::uint32_t unit : domain.units()) {
        sums.push_back({clusters[unit].sum, static_cast<double>(clusters[unit].asked)});
        squares += clusters[unit].squares;
    }
    Ratio ratio = *ratio_of(domain.slots(), sums);
    double degrees = domain.degrees();
    const double n = ratio.denominator;
    const bool one_cluster = sums.size() == 1;
    if (one_cluster) {
        // The core's sum over answers, from their moments.
        const double around = std::max(0.0, squares - n * ratio.value * ratio.value);
        ratio.variance = stratum_variance(n, 0, around / (n * n));
        degrees = n - 1;
    }
    return MeanEstimate{ratio.value,
                        ratio.standard_error(),
                        wald(ratio.value, ratio.standard_error(), degrees, RangeRule{level}),
                        one_cluster    ? RangeBasis::one_cluster
                        : domain.few() ? RangeBasis::few_clusters
                                       : RangeBasis::clusters};
}

}  // namespace harmony::summary
