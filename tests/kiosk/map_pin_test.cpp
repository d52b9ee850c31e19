#include "kiosk/map_pin.h"

#include <catch2/catch.hpp>

#include "kiosk/sample_map.h"

using namespace harmony;
using namespace harmony::kiosk;

namespace {

const MapContent& sample() {
    static const MapContent map =
        *read_map_content("sample", tests::from_files(tests::sample_map_files()));
    return map;
}

std::string cell_text(const MapPin& pin) {
    return std::string(survey::text_of(pin.cell()).view());
}

}  // namespace

TEST_CASE("a pin begins in the middle of the whole map", "[kiosk][map][S1]") {
    MapPin pin;
    pin.begin(sample(), 10, "");
    CHECK(pin.centre() == survey::GridPoint{652750, 422600});
    CHECK(pin.level() == 0);
    CHECK_FALSE(pin.can_go_out());
    // 652750, 422600: square TB (600 to 700 km east, 400 to 500 km north), ten-metre cell.
    CHECK(cell_text(pin) == "TB52752260");
}

TEST_CASE("a pin begins again at the cell that was chosen", "[kiosk][map][S1]") {
    MapPin pin;
    pin.begin(sample(), 10, "TB52002210");
    CHECK(pin.centre() == survey::GridPoint{652005, 422105});
    CHECK(pin.at_cell_zoom());
    pin.begin(sample(), 100, "TB523224");
    CHECK(cell_text(pin) == "TB523224");
    CHECK(pin.at_cell_zoom());
}

TEST_CASE("keys move one cell where cells can be seen, and eight where they cannot",
          "[kiosk][map][S1]") {
    MapPin pin;
    pin.begin(sample(), 10, "");
    REQUIRE_FALSE(pin.at_cell_zoom());  // 10 m at 2 m a pixel are 5 pixels
    pin.step(1, 0);
    CHECK(cell_text(pin) == "TB52832260");
    pin.go_in();
    pin.go_in();
    CHECK_FALSE(pin.can_go_in());
    REQUIRE(pin.at_cell_zoom());  // 20 pixels, about 3.5 mm
    pin.step(0, -1);
    CHECK(cell_text(pin) == "TB52832259");
    pin.step(-1, 1);
    CHECK(cell_text(pin) == "TB52822260");
}

TEST_CASE("a touch brings its point under the crosshair", "[kiosk][map][S1]") {
    MapPin pin;
    pin.begin(sample(), 10, "");
    pin.release({50, -30});  // at 2 m a pixel: 100 m east, 60 m north
    CHECK(pin.centre() == survey::GridPoint{652850, 422660});
    pin.go_in();
    pin.release({-50, 0});
    CHECK(pin.centre() == survey::GridPoint{652800, 422660});
}

TEST_CASE("a drag takes the ground along, and its end is no touch", "[kiosk][map][S1]") {
    MapPin pin;
    pin.begin(sample(), 10, "");
    pin.hold({0, 0});
    pin.hold({20, 0});
    pin.hold({60, 10});
    const survey::GridPoint dragged = pin.centre();
    CHECK(dragged == survey::GridPoint{652750 - 120, 422600 + 20});
    pin.release({60, 10});
    CHECK(pin.centre() == dragged);
    pin.release({10, 0});  // the next touch is one
    CHECK(pin.centre().easting == dragged.easting + 20);
}

TEST_CASE("a finger that trembles touches, and does not drag", "[kiosk][map][S1]") {
    MapPin pin;
    pin.begin(sample(), 10, "");
    pin.hold({40, 0});
    pin.hold({45, 5});
    CHECK(pin.centre() == survey::GridPoint{652750, 422600});
    pin.release({45, 5});
    CHECK(pin.centre() == survey::GridPoint{652840, 422590});
}

TEST_CASE("the crosshair never leaves the map", "[kiosk][map]") {
    MapPin pin;
    pin.begin(sample(), 10, "");
    for (int i = 0; i < 100; ++i) {
        pin.move({100, 100});
    }
    CHECK(cell_text(pin) == "TB53492319");
    pin.move({-1e9, -1e9});
    CHECK(cell_text(pin) == "TB52002200");
}

TEST_CASE("a view asks for the tiles that lie in it", "[kiosk][map]") {
    MapPin pin;
    pin.begin(sample(), 10, "");
    // The middle of the level is pixel 375, 300; 400 x 300 pixels around it lie on columns 0 and 1.
    CHECK(tiles_in_view(pin, 400, 300) == std::vector<TileName>{{0, 0, 0}, {0, 1, 0}});
    CHECK(tiles_in_view(pin, 5000, 5000).size() == 4);
    pin.go_in();
    pin.go_in();  // pixel 1500, 1200
    CHECK(tiles_in_view(pin, 10, 10) == std::vector<TileName>{{2, 2, 2}});
}

TEST_CASE("a wiped pin holds no place", "[kiosk][map][S1]") {
    MapPin pin;
    pin.begin(sample(), 10, "TB52002210");
    pin.wipe();
    CHECK_FALSE(pin.begun());
    CHECK(pin.centre() == survey::GridPoint{});
    CHECK(pin.level() == 0);
}
