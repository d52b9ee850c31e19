#include <algorithm>
#include <cmath>

#include "summary/interval.h"

// The mean of answers on a scale, by the same core as shares (clusters.cpp): a ratio whose
// denominator is 1 for every answer.

namespace harmony::summary {
namespace {

constexpr std::size_t few = 5;

struct Totals {
    double sum = 0;
    double squares = 0;
    double asked = 0;
    std::size_t with_answers = 0;
};

Totals add_up(std::span<const ClusterMoments> clusters) {
    Totals totals;
    for (const ClusterMoments& cluster : clusters) {
        totals.sum += cluster.sum;
        totals.squares += cluster.squares;
        totals.asked += static_cast<double>(cluster.asked);
        totals.with_answers += cluster.asked > 0 ? 1 : 0;
    }
    return totals;
}

double variance_between(std::span<const ClusterMoments> clusters, const Totals& totals) {
    const double mean = totals.sum / totals.asked;
    double squares = 0;
    for (const ClusterMoments& cluster : clusters) {
        const double z = (cluster.sum - mean * static_cast<double>(cluster.asked)) / totals.asked;
        squares += z * z;
    }
    const auto n = static_cast<double>(clusters.size());
    return n / (n - 1) * squares;
}

/// Every answer its own first-stage unit: what is left when there is one engagement.
double variance_of_units(const Totals& totals) {
    if (totals.asked <= 1) {
        return 0;
    }
    const double mean = totals.sum / totals.asked;
    const double around = std::max(0.0, totals.squares - totals.asked * mean * mean);
    return around / (totals.asked * (totals.asked - 1));
}

}  // namespace

std::optional<MeanEstimate> estimate_mean(std::span<const ClusterMoments> clusters, double level) {
    const Totals totals = add_up(clusters);
    if (totals.asked <= 0) {
        return std::nullopt;
    }
    MeanEstimate result;
    result.mean = totals.sum / totals.asked;
    double degrees = totals.asked - 1;
    double variance = 0;
    if (totals.with_answers > 1) {
        result.basis = totals.with_answers <= few ? RangeBasis::few_clusters : RangeBasis::clusters;
        variance = variance_between(clusters, totals);
        degrees = static_cast<double>(totals.with_answers) - 1;
    } else {
        result.basis = RangeBasis::one_cluster;
        variance = variance_of_units(totals);
    }
    result.standard_error = std::sqrt(variance);
    const double quantile =
        degrees >= 1 ? student_quantile(level, degrees) : normal_quantile(level);
    result.range = {result.mean - quantile * result.standard_error,
                    result.mean + quantile * result.standard_error};
    return result;
}

}  // namespace harmony::summary
