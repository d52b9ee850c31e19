#pragma once

#include <algorithm>
#include <cmath>
#include <optional>

namespace harmony::kiosk {

/// What the loudspeaker may have of the full sound, 0 to 1, so that the loudest step is 75 dBA at
/// 500 mm (kiosk.md 6.1, EN 301 549 5.1.3.12). `metered` is the dBA of the calibration's tone at
/// full sound; nothing when nobody had a meter: then it is half (7.7).
[[nodiscard]] inline double loudspeaker_gain(std::optional<double> metered) {
    constexpr double most_dba = 75;
    constexpr double unmetered = 0.5;
    return metered ? std::min(1.0, std::pow(10.0, (most_dba - *metered) / 20)) : unmetered;
}

}  // namespace harmony::kiosk
