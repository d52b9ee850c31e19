#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/error.h"
#include "base/ids.h"
#include "ui/geometry.h"
#include "ui/keys.h"
#include "ui/rotation.h"
#include "ui/theme.h"

namespace harmony::kiosk {

/// What `kiosk.toml` of the state folder says; everything in it may be left out.
struct Settings {
    std::optional<base::EngagementId> engagement;  ///< `engagement`, 16 hexadecimal digits
    std::string courier;                           ///< `courier`: folder:/path or usb:
    std::optional<ui::Panel> panel;                ///< `panel`: 10.1, 15.6, 21.5 or WxH@PX_PER_MM
    std::optional<double> px_per_mm;               ///< `px_per_mm`: of the calibration, 2.5 to 12
    std::optional<ui::TextSize> text_start;        ///< `text_start`: S, M, L or XL
    /// `assist_keys`: off, keypad, keyboard, switch or scanner
    ui::AssistKeys assist_keys = ui::AssistKeys::off;
    ui::Rotation rotation = ui::Rotation::none;  ///< `rotation`: 0, 90, 180 or 270, clockwise
    double lower_edge_mm = 0;  ///< `lower_edge_mm`: above the floor, 0 to 2000; 0: not measured
    std::string staff_pin;     ///< `staff_pin`: an argon2id text
};

/// The word of `assist_keys`; nothing for any other.
[[nodiscard]] std::optional<ui::AssistKeys> assist_keys_named(std::string_view word);

/// Errors: unreadable, with line and column: not TOML, an unknown name (the nearest known one is
/// named), a value out of its range.
[[nodiscard]] base::Result<Settings> read_settings(base::ByteView toml);

}  // namespace harmony::kiosk
