#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/time.h"
#include "ui/geometry.h"
#include "ui/keys.h"
#include "ui/rotation.h"
#include "ui/theme.h"

namespace harmony::kiosk {

/// How the machine stands.
enum class Mount { table, stand };

/// What `kiosk.toml` of the state folder says; everything in it may be left out.
struct Settings {
    std::optional<base::EngagementId> engagement;  ///< `engagement`, 16 hexadecimal digits
    std::string courier;              ///< `courier`: an address of `sync::parse_store_address`
    std::optional<ui::Panel> panel;   ///< `panel`: 10.1, 15.6, 21.5 or WxH@PX_PER_MM
    std::optional<double> px_per_mm;  ///< `px_per_mm`: of the calibration, 2.5 to 12
    std::optional<ui::TextSize> text_start;      ///< `text_start`: S, M, L or XL
    std::string staff_pin;                       ///< `staff_pin`: an argon2id text
    std::string setup_pin;                       ///< `setup_pin`: an argon2id text
    std::optional<Mount> mount;                  ///< `mount`: table or stand
    ui::Rotation rotation = ui::Rotation::none;  ///< `rotation`: 0, 90, 180 or 270, clockwise
    double lower_edge_mm = 0;  ///< `lower_edge_mm`: above the floor, 0 to 2000; 0: not measured
    std::optional<double> volume_cal;      ///< `volume_cal`: dBA at 500 mm, 30 to 110
    std::optional<base::Day> measured_on;  ///< `measured_on`: when staff measured it all
    bool loudspeaker = true;               ///< `loudspeaker`: false: headphones only
    /// `assist_keys`: off, keypad, keyboard, switch or scanner
    ui::AssistKeys assist_keys = ui::AssistKeys::off;

    /// What the letters begin with: `text_start`, else by the mount (EN 301 549, 5.1.4: a standing
    /// reader is farther away).
    [[nodiscard]] ui::TextSize start_size() const {
        return text_start.value_or(mount == Mount::stand ? ui::TextSize::l : ui::TextSize::m);
    }
};

/// The word of `assist_keys`; nothing for any other.
[[nodiscard]] std::optional<ui::AssistKeys> assist_keys_named(std::string_view word);

/// Errors: unreadable, with file, line and column: not TOML, an unknown name (the nearest known one
/// is named), a value out of its range.
[[nodiscard]] base::Result<Settings> read_settings(base::ByteView toml);

}  // namespace harmony::kiosk
