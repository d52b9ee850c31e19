#include "ui/theme.h"

#include <catch2/catch.hpp>

using namespace harmony::ui;

namespace {

struct Pair {
    Role front;
    Role back;
};

// What lies on what (kiosk.md 2.3).
constexpr Pair texts[] = {{Role::text, Role::background},
                          {Role::text, Role::surface},
                          {Role::second_text, Role::background},
                          {Role::second_text, Role::surface},
                          {Role::on_primary, Role::primary},
                          {Role::primary, Role::surface},
                          {Role::on_chosen, Role::chosen},
                          {Role::on_danger, Role::danger},
                          {Role::danger, Role::surface},
                          {Role::on_done, Role::done}};
constexpr Pair edges[] = {{Role::border, Role::background},
                          {Role::border, Role::surface},
                          {Role::primary, Role::chosen},
                          {Role::focus_outer, Role::focus_inner}};

}  // namespace

TEST_CASE("contrast is that of the guidelines", "[ui][theme][K8]") {
    // WCAG 2.2: black on white is 21 to 1; the others are the figures of kiosk.md 2.3.
    CHECK(contrast(rgb(0x000000), rgb(0xFFFFFF)) == Approx(21.0));
    CHECK(contrast(rgb(0x16202A), rgb(0xF7F5EF)) == Approx(15.1).margin(0.05));
    CHECK(contrast(rgb(0xFFFFFF), rgb(0x0B3C5D)) == Approx(11.5).margin(0.05));
    CHECK(contrast(rgb(0x777777), rgb(0x777777)) == Approx(1.0));
}

TEST_CASE("every text of every colour mode has its contrast", "[ui][theme][K8]") {
    for (std::size_t mode = 0; mode < colour_mode_count; ++mode) {
        const Theme theme = theme_of(static_cast<ColourMode>(mode));
        const double least = mode == 0 ? 10.0 : 4.5;
        for (const Pair& pair : texts) {
            INFO(name_of(static_cast<ColourMode>(mode))
                 << " role " << static_cast<int>(pair.front));
            CHECK(contrast(theme[pair.front], theme[pair.back]) >= least);
        }
        for (const Pair& pair : edges) {
            INFO(name_of(static_cast<ColourMode>(mode))
                 << " edge " << static_cast<int>(pair.front));
            CHECK(contrast(theme[pair.front], theme[pair.back]) >= 3.0);
        }
    }
}

TEST_CASE("the text button goes through all sizes and comes round", "[ui][theme]") {
    CHECK(next(TextSize::m) == TextSize::l);
    CHECK(next(TextSize::xl) == TextSize::s);
    CHECK(capital_mm(TextSize::m) == 5.2);
    CHECK(next(ColourMode::low) == ColourMode::standard);
}

// #0F446B on white is 9.97:1, #0B3C5D 11.5:1 (WCAG 2.2's formula, by spreadsheet).
TEST_CASE("a campaign colour that falls short of its ratio is a fault", "[ui][theme][K8]") {
    CHECK(contrast_faults(theme_of(ColourMode::standard), ColourMode::standard).empty());
    BrandColours brand;
    brand.primary = rgb(0x0B3C5D);
    CHECK(contrast_faults(theme_of(ColourMode::standard, brand), ColourMode::standard).empty());
    brand.primary = rgb(0x114A75);
    const double ratio = contrast(*brand.primary, rgb(0xFFFFFF));
    CHECK(ratio < 10.0);
    CHECK_FALSE(
        contrast_faults(theme_of(ColourMode::standard, brand), ColourMode::standard).empty());
}

TEST_CASE("a text pair of 9.9 to 1 is refused in the standard mode", "[ui][theme][K8]") {
    // A grey surface under the shipped second text: darker and darker until it is just too dark.
    BrandColours brand;
    std::uint8_t grey = 255;
    const Colour second = theme_of(ColourMode::standard)[Role::second_text];
    while (contrast(second, {grey, grey, grey, 255}) >= 10.0) {
        --grey;
    }
    brand.surface = Colour{grey, grey, grey, 255};
    CHECK(contrast(second, *brand.surface) > 9.8);
    CHECK_FALSE(
        contrast_faults(theme_of(ColourMode::standard, brand), ColourMode::standard).empty());
    ++grey;
    brand.surface = Colour{grey, grey, grey, 255};
    const auto faults =
        contrast_faults(theme_of(ColourMode::standard, brand), ColourMode::standard);
    for (const std::string& fault : faults) {
        CHECK(fault.find("second text") == std::string::npos);
    }
}

TEST_CASE("a campaign does not touch the modes that people need", "[ui][theme][K8]") {
    BrandColours brand;
    brand.primary = rgb(0x123456);
    brand.surface = rgb(0xEEEEEE);
    for (const ColourMode mode : {ColourMode::high_light, ColourMode::high_dark, ColourMode::low}) {
        CHECK(theme_of(mode, brand)[Role::primary] == theme_of(mode)[Role::primary]);
        CHECK(theme_of(mode, brand)[Role::surface] == theme_of(mode)[Role::surface]);
    }
    CHECK(theme_of(ColourMode::standard, brand)[Role::primary] == rgb(0x123456));
}

TEST_CASE("every colour mode passes its own check", "[ui][theme][K8]") {
    for (std::size_t mode = 0; mode < colour_mode_count; ++mode) {
        const auto which = static_cast<ColourMode>(mode);
        CHECK(contrast_faults(theme_of(which), which).empty());
    }
}
