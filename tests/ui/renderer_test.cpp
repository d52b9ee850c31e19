#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "ui/sample_page.h"

using namespace harmony;
using namespace harmony::ui;

namespace {

// Lines `page language hash` of tests/data/ui/goldens.txt, made by this room's own renderer and
// looked at by a person; they change with the fonts of assets/fonts.json and with the design.
std::map<std::string, std::string> goldens() {
    std::map<std::string, std::string> hashes;
    std::ifstream file(std::filesystem::path(HARMONY_SOURCE_DIR) / "tests/data/ui/goldens.txt");
    std::string line;
    while (std::getline(file, line)) {
        std::istringstream words(line);
        std::string page;
        std::string language;
        std::string hash;
        if (words >> page >> language >> hash && page.front() != '#') {
            hashes[page + " " + language] = hash;
        }
    }
    return hashes;
}

}  // namespace

TEST_CASE("frames are the same to the last bit on every build", "[ui][renderer][K6]") {
    const auto expected = goldens();
    REQUIRE(expected.size() == 12);
    for (const auto& [key, hash] : expected) {
        const auto space = key.find(' ');
        tests::SampleKiosk kiosk(key.substr(space + 1));
        kiosk.app.page = key.substr(0, space);
        kiosk.app.chosen = 3;
        kiosk.app.ticked[1] = true;
        kiosk.app.typed.set("24/7");
        INFO(key);
        CHECK(kiosk.driver->hash() == hash);
    }
}

TEST_CASE("an unchanged frame touches no tile", "[ui][renderer]") {
    tests::SampleKiosk kiosk("en");
    kiosk.driver->frame();
    CHECK(kiosk.toolkit->render_figures().tiles_touched == kiosk.toolkit->render_figures().tiles);
    kiosk.driver->frame();
    CHECK(kiosk.toolkit->render_figures().tiles_touched == 0);
}

TEST_CASE("a chosen answer touches only the tiles around it", "[ui][renderer]") {
    tests::SampleKiosk kiosk("en");
    kiosk.driver->frame();
    REQUIRE(kiosk.driver->tap("q.opt.1"));
    kiosk.driver->frame();
    const RenderFigures figures = kiosk.toolkit->render_figures();
    CHECK(figures.tiles_touched > 0);
    CHECK(figures.tiles_touched < figures.tiles / 5);
}

TEST_CASE("a frame drawn in parts is the frame drawn whole", "[ui][renderer]") {
    tests::SampleKiosk kiosk("ur");
    for (const char* id : {"q.opt.1", "q.opt.4", "nav.continue", "q.opt.0", "nav.continue"}) {
        kiosk.driver->frame();
        REQUIRE(kiosk.driver->tap(id));
    }
    const std::string in_parts = kiosk.driver->hash();
    kiosk.toolkit->invalidate();
    CHECK(kiosk.driver->hash() == in_parts);
}

TEST_CASE("the pressed state shows in the next frame", "[ui][renderer]") {
    tests::SampleKiosk kiosk("en");
    const std::string calm = kiosk.driver->hash();
    kiosk.clock.advance(std::chrono::milliseconds{500});
    const Point mm = kiosk.driver->get("nav.continue")->rect.centre();
    const double scale = kiosk.toolkit->panel().px_per_mm;
    kiosk.toolkit->input().push(
        {PointerEvent::Kind::down, {mm.x * scale, mm.y * scale}, kiosk.clock.monotonic(), 1});
    CHECK(kiosk.driver->hash() != calm);
}
