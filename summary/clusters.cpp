#include <algorithm>
#include <cmath>

#include "summary/interval.h"

// The estimation core for unweighted answers in one stratum, statistics specification 2 and 3:
// Taylor linearisation of the ratio yes / asked over first-stage units (R survey: svymean, degf).
// Answers fall out of the base by domain, so an engagement with no answer in the base stays in the
// design: its z is 0, and it counts in n_h but not in the degrees of freedom.

namespace harmony::summary {
namespace {

constexpr std::size_t few = 5;
constexpr double no_variance_below = 1e-300;

struct Totals {
    double yes = 0;
    double asked = 0;
    std::size_t with_answers = 0;
};

Totals add_up(std::span<const Cluster> clusters) {
    Totals totals;
    for (const Cluster& cluster : clusters) {
        totals.yes += static_cast<double>(cluster.yes);
        totals.asked += static_cast<double>(cluster.asked);
        totals.with_answers += cluster.asked > 0 ? 1 : 0;
    }
    return totals;
}

double variance_between(std::span<const Cluster> clusters, const Totals& totals) {
    const double p = totals.yes / totals.asked;
    double squares = 0;
    for (const Cluster& cluster : clusters) {
        // The mean of z over the clusters is 0: the residuals of a ratio add up to nothing.
        const double z =
            (static_cast<double>(cluster.yes) - p * static_cast<double>(cluster.asked)) /
            totals.asked;
        squares += z * z;
    }
    const auto n = static_cast<double>(clusters.size());
    return n / (n - 1) * squares;
}

/// Every unit its own first-stage unit: what is left when there is one engagement.
double variance_of_units(const Totals& totals) {
    const double p = totals.yes / totals.asked;
    return totals.asked > 1 ? p * (1 - p) / (totals.asked - 1) : 0;
}

}  // namespace

std::optional<ShareEstimate> estimate_share(std::span<const Cluster> clusters, double level) {
    const Totals totals = add_up(clusters);
    if (totals.asked <= 0) {
        return std::nullopt;
    }
    const double n = totals.asked;
    ShareEstimate result;
    result.p = totals.yes / n;
    double variance = 0;
    double degrees = 0;
    if (totals.with_answers > 1) {
        result.basis = totals.with_answers <= few ? RangeBasis::few_clusters : RangeBasis::clusters;
        variance = variance_between(clusters, totals);
        degrees = static_cast<double>(totals.with_answers) - 1;
    } else {
        result.basis = RangeBasis::one_cluster;
        variance = variance_of_units(totals);
        degrees = n - 1;
    }
    const bool nobody_or_everybody = totals.yes <= 0 || totals.yes >= n;
    result.n_design = n;
    if (nobody_or_everybody || variance <= no_variance_below) {
        result.basis = RangeBasis::no_variance;
    } else {
        result.standard_error = std::sqrt(variance);
        result.n_design = result.p * (1 - result.p) / variance;
    }
    result.n_used = std::min(n, result.n_design);
    const double quantile =
        degrees >= 1 ? student_quantile(level, degrees) : normal_quantile(level);
    result.range = *wilson(result.p, result.n_used, quantile);
    if (totals.yes <= 0) {
        result.range.low = 0;
    }
    if (totals.yes >= n) {
        result.range.high = 1;
    }
    return result;
}

}  // namespace harmony::summary
