#include "ui/theme.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace harmony::ui {
namespace {

// The table of kiosk.md 2.3; the order is that of Role.
constexpr std::array<Theme::Table, all_colour_modes> tables{{
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
    // desk_light
    {{rgb(0xF4F2EC),
      rgb(0xFFFFFF),
      rgb(0x1B2530),
      rgb(0x47535F),
      rgb(0x0F4C75),
      rgb(0xFFFFFF),
      rgb(0xDCE9F3),
      rgb(0x12324A),
      rgb(0x6B7580),
      rgb(0x9B1C1C),
      rgb(0xFFFFFF),
      rgb(0x1D5C38),
      rgb(0xFFFFFF),
      rgb(0x0F4C75),
      rgb(0xFFFFFF)}},
    // desk_dark
    {{rgb(0x161B21),
      rgb(0x1F262E),
      rgb(0xE9EDF1),
      rgb(0xAAB5C0),
      rgb(0x8EC5EE),
      rgb(0x0E1A24),
      rgb(0x24405A),
      rgb(0xF2F7FB),
      rgb(0x7E8A96),
      rgb(0xF2A39B),
      rgb(0x2A0D0B),
      rgb(0x8FD3A8),
      rgb(0x0C2314),
      rgb(0x8EC5EE),
      rgb(0x161B21)}},
}};

constexpr std::array<std::string_view, all_colour_modes> mode_names{
    "standard", "high_light", "high_dark", "low", "desk_light", "desk_dark"};
constexpr std::array<std::string_view, text_size_count> size_names{"S", "M", "L", "XL"};
constexpr std::array<double, text_size_count> capitals{3.8, 5.2, 6.8, 8.8};

struct RolePair {
    const char* name;
    Role over;
    Role under;
};
// Every word that is drawn, with what it lies on.
constexpr std::array text_pairs = {
    RolePair{"text on the background", Role::text, Role::background},
    RolePair{"text on a surface", Role::text, Role::surface},
    RolePair{"second text on the background", Role::second_text, Role::background},
    RolePair{"second text on a surface", Role::second_text, Role::surface},
    RolePair{"primary text on the background", Role::primary, Role::background},
    RolePair{"primary text on a surface", Role::primary, Role::surface},
    RolePair{"text on primary", Role::on_primary, Role::primary},
    RolePair{"text on a chosen tile", Role::on_chosen, Role::chosen},
    RolePair{"danger text on a surface", Role::danger, Role::surface},
    RolePair{"text on danger", Role::on_danger, Role::danger},
    RolePair{"text on done", Role::on_done, Role::done},
};
constexpr std::array edge_pairs = {
    RolePair{"the border on the background", Role::border, Role::background},
    RolePair{"the border on a surface", Role::border, Role::surface},
    RolePair{"primary on a chosen tile", Role::primary, Role::chosen},
    RolePair{"the two lines of the focus ring", Role::focus_outer, Role::focus_inner},
};

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

Theme theme_of(ColourMode mode, const BrandColours& brand) {
    Theme::Table table = tables[static_cast<std::size_t>(mode)];
    if (mode == ColourMode::standard) {
        const auto put = [&](Role role, const std::optional<Colour>& colour) {
            table[static_cast<std::size_t>(role)] =
                colour.value_or(table[static_cast<std::size_t>(role)]);
        };
        put(Role::primary, brand.primary);
        put(Role::surface, brand.surface);
    }
    return {table, mode == ColourMode::standard || mode == ColourMode::desk_light};
}

std::vector<std::string> contrast_faults(const Theme& theme, ColourMode mode) {
    std::vector<std::string> faults;
    const auto check = [&](const RolePair& pair, double least) {
        const double ratio = contrast(theme[pair.over], theme[pair.under]);
        if (ratio < least) {
            faults.push_back(fmt::format(
                "{}: {} is {:.2f}:1 and must be {:.1f}:1", name_of(mode), pair.name, ratio, least));
        }
    };
    for (const RolePair& pair : text_pairs) {
        check(pair, mode == ColourMode::standard ? 10.0 : 4.5);
    }
    for (const RolePair& pair : edge_pairs) {
        check(pair, 3.0);
    }
    return faults;
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
