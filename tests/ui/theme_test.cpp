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
