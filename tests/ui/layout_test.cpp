#include "ui/layout.h"

#include <catch2/catch.hpp>
#include <vector>

using namespace harmony::ui;

namespace {

constexpr Rect area{5, 24, 200, 100};

TilePlan plan(std::size_t tiles, double one, double two) {
    return plan_tiles(area, std::vector<double>(tiles, one), std::vector<double>(tiles, two));
}

}  // namespace

TEST_CASE("tiles stand in one column while they fit", "[ui][layout]") {
    const TilePlan four = plan(4, 18, 18);
    CHECK(four.columns == 1);
    CHECK(four.pages == 1);
    CHECK(four.places[3].rect == Rect{5, 24 + 3 * 21, 200, 18});
}

TEST_CASE("then in two columns row by row", "[ui][layout]") {
    const TilePlan six = plan(6, 18, 20);
    CHECK(six.columns == 2);
    CHECK(six.pages == 1);
    CHECK(six.places[1].rect.x == Approx(5 + 98.5 + 3));
    CHECK(six.places[1].rect.y == six.places[0].rect.y);
    CHECK(six.places[2].rect.y == Approx(24 + 23));
}

TEST_CASE("then on pages of whole tiles with room for the pager", "[ui][layout]") {
    const TilePlan many = plan(20, 18, 18);
    CHECK(many.pages == 4);
    for (const TilePlan::Place& place : many.places) {
        CHECK(place.rect.bottom() <= many.pager.y - 3 + 1e-9);
    }
    CHECK(many.pager.bottom() == Approx(area.bottom()));
}

TEST_CASE("a page shows one tile at the least", "[ui][layout]") {
    const TilePlan huge = plan(3, 150, 150);
    CHECK(huge.pages == 2);  // two columns: two tiles and one
    CHECK(huge.places[0].page == 0);
    CHECK(huge.places[2].page == 1);
}

TEST_CASE("a panel is read from its name or its sizes", "[ui][layout]") {
    CHECK(read_panel("10.1").value() == panel_10_inch);
    CHECK(read_panel("1280x800@5.884").value() == panel_10_inch);
    for (const char* wrong : {"", "12", "1280x800", "1280@5", "x800@5", "1280x800@0", "9x9@5"}) {
        INFO(wrong);
        CHECK_FALSE(read_panel(wrong));
    }
    CHECK(panel_10_inch.width_mm() == Approx(217.5).margin(0.1));
}
