#pragma once

#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "summary/rake.h"

// Trimming of weights. Statistics specification, section 5.2.

namespace harmony::summary {

enum class TrimMethod : std::uint8_t {
    rake_clip,         ///< rake from equal weights, cutting as it goes: margins are met nearly
    equal_share,       ///< what is cut is spread equally; R: trimWeights(strict = TRUE)
    equal_share_once,  ///< one round of it; R: trimWeights(strict = FALSE)
};

/// Bounds are multiples of the mean weight: 0 <= lower < 1 < upper <= 5.
struct TrimRule {
    TrimMethod method = TrimMethod::rake_clip;
    double lower = 0.3;
    double upper = 3;
};

struct Trimmed {
    std::vector<double> weights;  ///< a unit; 0: it had none
    std::size_t iterations = 0;
};

/// Why trimming was refused.
enum class TrimFault : std::uint8_t {
    nobody,   ///< no weight is above 0
    no_room,  ///< every weight is outside the bounds: nobody could take what is cut
    no_end,   ///< still moving after 20,000 rounds
};

/// `weights`: a unit; 0: none. `margins`: what `rake_clip` aims at, scaled to the sum of weights;
/// who left a margin blank keeps that level's share of the weights.
[[nodiscard]] std::variant<Trimmed, TrimFault, RakeRefusal> trim(std::span<const double> weights,
                                                                 std::span<const Margin> margins,
                                                                 const TrimRule& rule);

/// A level of a margin before and after weights were trimmed, as shares of the whole.
struct MarginShift {
    std::size_t level = 0;  ///< the number of targets: not stated
    double target = 0;      ///< share in [0, 1]
    double before = 0;
    double after = 0;
};

/// How far the weights keep to the targets of one margin: a line a level that somebody has.
[[nodiscard]] std::vector<MarginShift> margin_shifts(const Margin& margin,
                                                     std::span<const double> before,
                                                     std::span<const double> after);

}  // namespace harmony::summary
