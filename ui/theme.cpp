#include "ui/theme.h"

#include <algorithm>
#include <cmath>

namespace harmony::ui {
namespace {

// The table of kiosk.md 2.3; the order is that of Role.
constexpr std::array<Theme::Table, colour_mode_count> tables{{
    // standard
    {{rgb(0xF7F5EF),
      rgb(0xFFFFFF),
      rgb(0x16202A),
      rgb(0x2F3A44),
      rgb(0x0B3C5D),
      rgb(0xFFFFFF),
      rgb(0xE3EEF6),
      rgb(0x16202A),
      rgb(0x4A5560),
      rgb(0x760A12),
      rgb(0xFFFFFF),
      rgb(0x07401F),
      rgb(0xFFFFFF),
      rgb(0x16202A),
      rgb(0xFFD400)}},
    // high_light
    {{rgb(0xFFFFFF),
      rgb(0xFFFFFF),
      rgb(0x000000),
      rgb(0x000000),
      rgb(0x000000),
      rgb(0xFFFFFF),
      rgb(0xFFFFFF),
      rgb(0x000000),
      rgb(0x000000),
      rgb(0x5A0000),
      rgb(0xFFFFFF),
      rgb(0x00321A),
      rgb(0xFFFFFF),
      rgb(0x000000),
      rgb(0xFFFFFF)}},
    // high_dark
    {{rgb(0x000000),
      rgb(0x000000),
      rgb(0xFFFFFF),
      rgb(0xFFFFFF),
      rgb(0xFFE500),
      rgb(0x000000),
      rgb(0x000000),
      rgb(0xFFFFFF),
      rgb(0xFFFFFF),
      rgb(0xFFB3B3),
      rgb(0x000000),
      rgb(0x9DFFC4),
      rgb(0x000000),
      rgb(0xFFFFFF),
      rgb(0x000000)}},
    // low
    {{rgb(0x2E2A26),
      rgb(0x37322D),
      rgb(0xB9B0A2),
      rgb(0xADA496),
      rgb(0xA9B7C4),
      rgb(0x2E2A26),
      rgb(0x453F38),
      rgb(0xB9B0A2),
      rgb(0x9A9182),
      rgb(0xD0A39C),
      rgb(0x2E2A26),
      rgb(0xA6BFA4),
      rgb(0x2E2A26),
      rgb(0xC9C0B0),
      rgb(0x2E2A26)}},
}};

constexpr std::array<std::string_view, colour_mode_count> mode_names{
    "standard", "high_light", "high_dark", "low"};
constexpr std::array<std::string_view, text_size_count> size_names{"S", "M", "L", "XL"};
constexpr std::array<double, text_size_count> capitals{3.8, 5.2, 6.8, 8.8};

double linear(std::uint8_t channel) {
    const double share = channel / 255.0;
    return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
}

double luminance(Colour colour) {
    return 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b);
}

std::uint8_t mix_channel(int under, int over, int share) {
    return static_cast<std::uint8_t>((under * (255 - share) + over * share + 127) / 255);
}

}  // namespace

Colour mixed(Colour under, Colour over, int share) {
    return {mix_channel(under.r, over.r, share),
            mix_channel(under.g, over.g, share),
            mix_channel(under.b, over.b, share),
            255};
}

double contrast(Colour a, Colour b) {
    const double one = luminance(a) + 0.05;
    const double other = luminance(b) + 0.05;
    return std::max(one, other) / std::min(one, other);
}

std::string_view name_of(ColourMode mode) {
    return mode_names[static_cast<std::size_t>(mode)];
}

ColourMode next(ColourMode mode) {
    return static_cast<ColourMode>((static_cast<std::size_t>(mode) + 1) % colour_mode_count);
}

Theme theme_of(ColourMode mode) {
    return {tables[static_cast<std::size_t>(mode)], mode == ColourMode::standard};
}

double capital_mm(TextSize size) {
    return capitals[static_cast<std::size_t>(size)];
}

TextSize next(TextSize size) {
    return static_cast<TextSize>((static_cast<std::size_t>(size) + 1) % text_size_count);
}

std::string_view name_of(TextSize size) {
    return size_names[static_cast<std::size_t>(size)];
}

}  // namespace harmony::ui
