#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "summary/estimate.h"

// Change between two waves that are independent samples. Statistics specification, section 6.

namespace harmony::summary {

/// One wave's figure.
struct WaveFigure {
    double value = 0;
    double variance = 0;
    double degrees = 0;
};

/// How a figure changed, and whether chance alone could do that.
struct FigureChange {
    double difference = 0;  ///< second less first
    double standard_error = 0;
    double degrees = 0;
    std::optional<double> statistic;  ///< difference / standard error; nothing without variance
    std::optional<double> p;          ///< two-sided
    Interval range;
    double smallest_seen = 0;  ///< mde80: what would have been found four times out of five
};

[[nodiscard]] FigureChange change_between(const WaveFigure& first,
                                          const WaveFigure& second,
                                          const RangeRule& rule);

/// `yes` of `n` people.
struct Counts {
    std::uint64_t yes = 0;
    std::uint64_t n = 0;
};

/// The same of plain counts.
struct CountChange {
    double difference = 0;
    std::optional<double> chi_square;  ///< pooled; nothing when nobody or everybody said yes
    std::optional<double> p;
    Interval newcombe;  ///< R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890, method 10
};

/// Nothing when nobody was asked in one of them.
[[nodiscard]] std::optional<CountChange> change_of_counts(const Counts& first,
                                                          const Counts& second,
                                                          double level);

/// p-values that hold for all of them together; R: p.adjust "holm". Nothing stays nothing, and does
/// not count. Source: S. Holm, Scandinavian Journal of Statistics 6 (1979) 65-70.
[[nodiscard]] std::vector<std::optional<double>> holm(std::span<const std::optional<double>> p);

/// The same for the share of false finds; R: p.adjust "BH". Source: Benjamini and Hochberg, JRSS B
/// 57 (1995) 289-300.
[[nodiscard]] std::vector<std::optional<double>> benjamini_hochberg(
    std::span<const std::optional<double>> p);

}  // namespace harmony::summary
