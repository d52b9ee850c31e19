#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace harmony::summary {

/// The ends of a range; of a share, both in [0, 1].
struct Interval {
    double low = 0;
    double high = 1;

    bool operator==(const Interval&) const = default;
};

/// The Wilson score interval of share `p` on an effective number of answers `n`, with quantile `z`.
///
/// Nothing when `n` is not above 0: no data is not zero.
/// Source: E. B. Wilson (1927), JASA 22(158), 209-212.
[[nodiscard]] std::optional<Interval> wilson(double p, double n, double z);

/// The Wilson interval of plain counts: `yes` of `asked`, `yes <= asked`. Nothing when nobody was
/// asked. Agrees with R prop.test(correct = FALSE).
[[nodiscard]] std::optional<Interval> wilson_counts(std::uint64_t yes,
                                                    std::uint64_t asked,
                                                    double level);

/// The exact interval of Clopper and Pearson, Biometrika 26 (1934) 404-413; R binom.test.
[[nodiscard]] std::optional<Interval> clopper_pearson(std::uint64_t yes,
                                                      std::uint64_t asked,
                                                      double level);

/// Kish's effective number of answers and design effect of weights; weights of 0 do not count.
struct Kish {
    std::uint64_t n = 0;
    double n_eff = 0;
    double deff = 1;
};

/// Nothing when no weight is above 0. Source: L. Kish, Survey Sampling (1965), 11.7.
[[nodiscard]] std::optional<Kish> kish(std::span<const double> weights);

/// What the range of a share rests on.
enum class RangeBasis : std::uint8_t {
    clusters,      ///< answers of one engagement resemble each other; taken into account
    counts,        ///< plain counts: differences between engagements are not known
    no_variance,   ///< nobody or everybody said it
    few_clusters,  ///< as clusters, from 2 to 5 engagements: the range is rough
    one_cluster,   ///< one engagement: the range does not know how engagements differ
};

/// Answers of one engagement: `yes` of `asked`.
struct Cluster {
    std::uint64_t yes = 0;
    std::uint64_t asked = 0;
};

/// A share of unweighted answers with its range.
struct ShareEstimate {
    double p = 0;
    double standard_error = 0;
    double n_design = 0;  ///< p(1 - p)/V; n where V is 0
    double n_used = 0;    ///< what the range was made from: min(n, n_design)
    Interval range;
    RangeBasis basis = RangeBasis::counts;
};

/// Share and range by the default method `wilson_neff`: Wilson on the effective number of answers
/// of a design whose first-stage units are `clusters` (one stratum), with Student's quantile.
///
/// Nothing when nobody was asked. Statistics specification, sections 2 and 3; docs/decisions/0008.
[[nodiscard]] std::optional<ShareEstimate> estimate_share(std::span<const Cluster> clusters,
                                                          double level);

/// Answers of one engagement on a scale: how many, their sum and the sum of their squares.
struct ClusterMoments {
    std::uint64_t asked = 0;
    double sum = 0;
    double squares = 0;
};

/// A mean of unweighted answers with its range.
struct MeanEstimate {
    double mean = 0;
    double standard_error = 0;
    Interval range;
    RangeBasis basis = RangeBasis::counts;
};

/// Mean and range, mean -+ t times its standard error, of the design that `estimate_share` takes.
///
/// Nothing when nobody was asked. Statistics specification, sections 2 and 4 (R survey: svymean).
[[nodiscard]] std::optional<MeanEstimate> estimate_mean(std::span<const ClusterMoments> clusters,
                                                        double level);

/// Whole percentage, half up, from integers: (200 yes + asked) div (2 asked). REQUIRES: asked > 0.
[[nodiscard]] std::uint32_t percent(std::uint64_t yes, std::uint64_t asked);

/// Whole percentage of a fraction in [0, 1]: half up after 1e-9 is added.
[[nodiscard]] std::uint32_t percent(double fraction);

/// Tenths, half up after 1e-9 is added: how means are shown.
[[nodiscard]] std::int64_t tenths(double number);

}  // namespace harmony::summary
