#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/words.h"
#include "ui/frame.h"

namespace harmony::kiosk {

/// What a resident may set on the accessibility sheet (kiosk.md 4.2), in its order.
enum class AccessSetting {
    text,
    colours,
    read,
    speed,
    volume,
    blank,
    lower,
    steady,
    double_touch,
    scanning,
    scan_step,
};
inline constexpr std::size_t access_setting_count = 11;

/// `sheet.<name>` is its tile, `access.<name>` its phrase.
[[nodiscard]] std::string_view name_of(AccessSetting setting);
[[nodiscard]] std::optional<AccessSetting> access_setting_named(std::string_view name);

/// The next value of a setting; the last is followed by the first. A dark screen without a voice
/// would leave nothing, so the one brings the other.
void step_setting(AccessSetting setting, ui::Look& look);

/// Its value of now in words: "Large", "On", "5 of 10".
[[nodiscard]] std::string value_of(AccessSetting setting, const ui::Look& look, const Words& words);

/// Somebody uses these keys: what serves them best is switched on, once. `switches` scan, a keypad
/// orders letters for it, and both filter double strikes of up to 0.5 s (kiosk.md 2.4).
enum class HandHelp { keypad, switches };
void serve_hand(HandHelp help, ui::Access& access);

}  // namespace harmony::kiosk
