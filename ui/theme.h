#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace harmony::ui {

/// Straight alpha.
struct Colour {
    std::uint8_t r = 0;
    std::uint8_t g = 0;
    std::uint8_t b = 0;
    std::uint8_t a = 255;

    bool operator==(const Colour&) const = default;
};

/// The colour `0xRRGGBB`.
[[nodiscard]] constexpr Colour rgb(std::uint32_t hex) {
    return {static_cast<std::uint8_t>(hex >> 16),
            static_cast<std::uint8_t>(hex >> 8 & 0xFFU),
            static_cast<std::uint8_t>(hex & 0xFFU),
            255};
}

/// The same colour at `alpha` of 255.
[[nodiscard]] constexpr Colour faded(Colour colour, std::uint8_t alpha) {
    colour.a = alpha;
    return colour;
}

/// `share` of 255 of `over`, the rest of `under`; opaque.
[[nodiscard]] Colour mixed(Colour under, Colour over, int share);

/// The contrast ratio of two opaque colours, 1 to 21. Source: WCAG 2.2, "contrast ratio".
[[nodiscard]] double contrast(Colour a, Colour b);

/// What a colour is for. A screen names a role and never a colour.
enum class Role {
    background,
    surface,
    text,
    second_text,
    primary,
    on_primary,
    chosen,
    on_chosen,
    border,
    danger,
    on_danger,
    done,
    on_done,
    focus_outer,
    focus_inner,
};
inline constexpr std::size_t role_count = 15;

/// The four modes of `bar.colours` (kiosk.md 2.3).
enum class ColourMode { standard, high_light, high_dark, low, desk_light, desk_dark };
inline constexpr std::size_t colour_mode_count = 4;  ///< of the kiosk
/// The two behind them are a window's on a desk.
inline constexpr std::size_t all_colour_modes = 6;

[[nodiscard]] std::string_view name_of(ColourMode mode);
[[nodiscard]] ColourMode next(ColourMode mode);

/// The colours of one mode.
class Theme {
public:
    using Table = std::array<Colour, role_count>;

    Theme(Table table, bool soft_shadows) : table_(table), soft_shadows_(soft_shadows) {}

    [[nodiscard]] Colour operator[](Role role) const {
        return table_[static_cast<std::size_t>(role)];
    }

    /// Shadows lift controls in the standard mode; the other modes rely on borders alone.
    [[nodiscard]] bool soft_shadows() const { return soft_shadows_; }

private:
    Table table_;
    bool soft_shadows_;
};

/// What a campaign may change of the standard mode.
struct BrandColours {
    std::optional<Colour> primary = {};
    std::optional<Colour> surface = {};

    bool operator==(const BrandColours&) const = default;
};

/// The other modes are for those who need them, and stay as they are.
[[nodiscard]] Theme theme_of(ColourMode mode, const BrandColours& brand = {});

/// Pairs of colours that cannot be told apart well enough (kiosk.md 2.3), as sentences: text 10:1
/// in the standard mode and 4.5:1 in the others, edges and focus 3:1. Empty when all can.
[[nodiscard]] std::vector<std::string> contrast_faults(const Theme& theme, ColourMode mode);

/// The resident's text size (kiosk.md 2.2).
enum class TextSize { s, m, l, xl };
inline constexpr std::size_t text_size_count = 4;

/// Height of the capitals, in mm: the same in every script.
[[nodiscard]] double capital_mm(TextSize size);

/// The order of `bar.text`: M, L, XL, S, and round again.
[[nodiscard]] TextSize next(TextSize size);
[[nodiscard]] std::string_view name_of(TextSize size);

/// Sizes of kiosk.md 2.2, in mm.
namespace sizes {
inline constexpr double control = 15.0;
inline constexpr double gap = 3.0;
inline constexpr double key = 12.7;
inline constexpr double key_gap = 2.54;
inline constexpr double main_button_w = 45.0;
inline constexpr double main_button_h = 18.0;
inline constexpr double tile_h = 18.0;
inline constexpr double bar_h = 21.0;
inline constexpr double foot_h = 21.0;
inline constexpr double margin = 5.0;
inline constexpr double corner = 3.0;
inline constexpr double column_w = 200.0;
}  // namespace sizes

}  // namespace harmony::ui
