#include "ui/rotation.h"

#include <catch2/catch.hpp>

using namespace harmony::ui;

namespace {

/// 3 x 2: 1 2 3 above 4 5 6.
Image numbers() {
    return {3, 2, {1, 2, 3, 4, 5, 6}};
}

Image turned_by(Rotation rotation) {
    Image into;
    turn_frame(numbers(), rotation, into);
    return into;
}

}  // namespace

// Turned by hand on paper.
TEST_CASE("a frame is turned clockwise", "[ui][rotation][K1]") {
    CHECK(turned_by(Rotation::none) == numbers());
    CHECK(turned_by(Rotation::quarter) == Image{2, 3, {4, 1, 5, 2, 6, 3}});
    CHECK(turned_by(Rotation::half) == Image{3, 2, {6, 5, 4, 3, 2, 1}});
    CHECK(turned_by(Rotation::three_quarters) == Image{2, 3, {3, 6, 2, 5, 1, 4}});
}

TEST_CASE("a touch finds the pixel of the page that is under the finger", "[ui][rotation][K1]") {
    const Image page = numbers();
    for (const int degrees : {0, 90, 180, 270}) {
        const Rotation rotation = *rotation_of(degrees);
        const Image screen = turned_by(rotation);
        INFO(degrees);
        for (int y = 0; y < screen.height_px; ++y) {
            for (int x = 0; x < screen.width_px; ++x) {
                const Point share =
                    on_page({(x + 0.5) / screen.width_px, (y + 0.5) / screen.height_px}, rotation);
                const auto column = static_cast<std::size_t>(share.x * page.width_px);
                const auto row = static_cast<std::size_t>(share.y * page.height_px);
                const auto at = static_cast<std::size_t>(y * screen.width_px + x);
                CHECK(page.pixels[row * 3 + column] == screen.pixels[at]);
            }
        }
    }
}

TEST_CASE("a screen on its side has a page as wide as it is high", "[ui][rotation]") {
    CHECK(turned(panel_10_inch, Rotation::quarter) == Panel{800, 1280, 5.884});
    CHECK(turned(panel_10_inch, Rotation::half) == panel_10_inch);
    CHECK_FALSE(rotation_of(45).has_value());
}
