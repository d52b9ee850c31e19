#pragma once

#include <array>
#include <optional>
#include <vector>

#include "base/time.h"
#include "kiosk/staff/local_settings.h"
#include "ui/geometry.h"

namespace harmony::kiosk {

/// How the screen is measured by staff (kiosk.md 7.7): a bank card tells how many pixels are a
/// millimetre, nine crosses whether touch and picture are the same place.
namespace measure {

/// ISO/IEC 7810, ID-1.
inline constexpr double card_width_mm = 85.60;
inline constexpr double card_height_mm = 53.98;

/// A frame around the card, in pixels. Nothing when the two sides do not tell the same within 3 %,
/// or when no screen is that coarse or fine (2.5 to 12 pixels a millimetre).
[[nodiscard]] std::optional<double> px_per_mm(int width_px, int height_px);

/// Whether the two sides agree within 3 %.
[[nodiscard]] bool sides_agree(int width_px, int height_px);

/// Nine places, in rows from the top, in mm from the top left corner of a page of this size.
inline constexpr std::size_t cross_count = 9;
[[nodiscard]] ui::Point cross(std::size_t index, const ui::Size& page);

struct TouchVerdict {
    double worst_mm = 0;
    double mean_mm = 0;

    /// No touch is off by more than 5 mm, and they are off by 3 mm at most on average.
    [[nodiscard]] bool good() const { return worst_mm <= 5 && mean_mm <= 3; }
};

/// REQUIRES: `touched` has nine places.
[[nodiscard]] TouchVerdict judge_touches(const std::vector<ui::Point>& touched,
                                         const ui::Size& page);

}  // namespace measure

/// What staff have measured.
struct Measured {
    std::optional<double> px_per_mm;
    std::optional<int> lower_edge_mm;  ///< 0: not known
    std::optional<double> volume_cal;  ///< dBA at 500 mm; nothing: no meter
    base::Day on{};
};

/// As lines of kiosk.toml.
[[nodiscard]] std::vector<LocalSetting> settings_of(const Measured& measured);

}  // namespace harmony::kiosk
