#pragma once

#include <span>
#include <string_view>

namespace harmony::ui {

enum class Direction { left_to_right, right_to_left };

/// A language that the interface can be drawn in: its script's direction, its fonts, its keyboard.
struct Language {
    std::string_view code;      ///< "ur"
    std::string_view own_name;  ///< "اردو"
    Direction direction;
    std::string_view families;  ///< font families in order, joined by commas
    /// Height of the script's reference glyph in em: size in px = capital height / this.
    double reference_em;
    double line_em;  ///< least line height, in em
    /// How far up letters are moved in their line, in em, so that they look centred in a button:
    /// a Nastaliq word hangs from its first letter down to a low baseline.
    double rise_em;
    std::string_view tall_word;  ///< among the tallest that stand on a button
    std::string_view keyboard;   ///< file in assets/keyboards, without ".toml"
};

/// en, pl, ro, ur, ar, fa, ckb, pa (kiosk.md 12.3).
[[nodiscard]] std::span<const Language> languages();

/// English when `code` is none of them: a page in a wrong script helps nobody.
[[nodiscard]] const Language& language_of(std::string_view code);

/// Nothing when `code` is none of them.
[[nodiscard]] const Language* find_language(std::string_view code);

}  // namespace harmony::ui
