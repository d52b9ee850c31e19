// No meaning by colour alone (kiosk.md 2.3): what is told apart differs in shape.
#include <catch2/catch.hpp>
#include <functional>

#include "ui/driver.h"
#include "ui/widgets.h"

using namespace harmony;
using namespace harmony::ui;

namespace {

/// The picture in two tones: everything that stands out from the ground, whatever its colour.
std::vector<bool> shape_of(ColourMode mode, const std::function<void(Frame&)>& draw) {
    base::ManualClock clock{base::Moment{}};
    const auto toolkit = *Toolkit::open({panel_10_inch, HARMONY_SOURCE_DIR "/assets"}, clock);
    Driver driver(*toolkit, clock, [&](Frame& frame) {
        frame.begin_screen("stage", "stage", {"en", TextSize::m, mode});
        draw(frame);
    });
    driver.step();
    const Colour ground = theme_of(mode)[Role::background];
    std::vector<bool> shape;
    for (const std::uint32_t pixel : driver.frame().pixels) {
        shape.push_back(contrast(rgb(pixel & 0xFFFFFFU), ground) >= 3.0);
    }
    return shape;
}

std::size_t differing(const std::vector<bool>& one, const std::vector<bool>& other) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < one.size(); ++i) {
        count += one[i] != other[i] ? 1U : 0U;
    }
    return count;
}

constexpr std::size_t seen = 300;  // pixels: a square of 3 mm on the smallest panel

}  // namespace

TEST_CASE("a chosen tile differs in shape from one that is not", "[ui][shape][K8]") {
    for (const TileKind kind : {TileKind::radio, TileKind::checkbox}) {
        for (std::size_t mode = 0; mode < colour_mode_count; ++mode) {
            const auto draw = [kind](bool chosen) {
                return [kind, chosen](Frame& frame) {
                    Tile answer{"a.tile", "Very safe"};
                    answer.kind = kind;
                    answer.chosen = chosen;
                    tile(frame, {10, 10, 150, 20}, answer);
                };
            };
            const auto which = static_cast<ColourMode>(mode);
            INFO(name_of(which));
            CHECK(differing(shape_of(which, draw(true)), shape_of(which, draw(false))) > seen);
            CHECK(differing(shape_of(which, draw(true)), shape_of(which, draw(true))) == 0);
        }
    }
}

TEST_CASE("an error differs in shape from words that are none", "[ui][shape][K8]") {
    for (std::size_t mode = 0; mode < colour_mode_count; ++mode) {
        const auto which = static_cast<ColourMode>(mode);
        const auto error = shape_of(which, [](Frame& frame) {
            notice(frame, {10, 10, 150, 40}, "a.error", "Choose an answer");
        });
        const auto plain = shape_of(which, [](Frame& frame) {
            paragraph(frame, {10, 10, 150, 40}, {"a.text", "Choose an answer"});
        });
        INFO(name_of(which));
        CHECK(differing(error, plain) > seen);
    }
}
