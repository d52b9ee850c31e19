// The page of the map on the whole kiosk: kiosk.md 5.4, criterion S1.
#include <catch2/catch.hpp>
#include <fstream>

#include "kiosk/sample_map.h"
#include "kiosk/script/memory_scan.h"
#include "support/memory_kiosk.h"

using namespace harmony;
using namespace harmony::kiosk;

namespace {

constexpr std::string_view map_id = "q.place.map";

tests::MemoryKiosk::Options with_map(const ui::Panel& panel = ui::panel_15_inch) {
    tests::MemoryKiosk::Options options;
    options.panel = panel;
    options.surveys = {"little_things"};
    options.map = true;
    return options;
}

/// A kiosk that stands at the map question.
struct MapKiosk {
    explicit MapKiosk(std::string_view language = "en", const ui::Panel& panel = ui::panel_15_inch)
        : MapKiosk(language, with_map(panel)) {}

    MapKiosk(std::string_view language, const tests::MemoryKiosk::Options& options)
        : kiosk(options) {
        kiosk.go_to_questions(language);
        kiosk.go_on_to("q.place");
        while (driver().get(map_id) == nullptr) {
            REQUIRE(driver().tap("nav.continue").ok());  // the question has a page of its own
        }
    }

    ui::Driver& driver() { return kiosk.driver(); }

    void tap(std::string_view id) { REQUIRE(driver().tap(std::string(id)).ok()); }

    /// Past the question whether the resident wants to hear back.
    void go_on_to_check() {
        kiosk.go_on_to("contact.details");
        tap("contact.details.opt.no_contact");
        kiosk.go_on_to("check");
    }

    [[nodiscard]] bool chosen() { return driver().get(map_id)->is(ui::sem::checked); }

    [[nodiscard]] std::string said() {
        const ui::sem::Node* node = driver().get("q.place.near");
        return node == nullptr ? std::string() : std::string(node->name.view());
    }

    tests::MemoryKiosk kiosk;
};

std::uint32_t pixel_at(const ui::Image& image, const ui::Panel& panel, ui::Point mm) {
    const auto x = static_cast<std::size_t>(mm.x * panel.px_per_mm);
    const auto y = static_cast<std::size_t>(mm.y * panel.px_per_mm);
    return image.pixels[y * static_cast<std::size_t>(image.width_px) + x];
}

}  // namespace

TEST_CASE("a place is chosen with buttons alone, and drag is never needed", "[kiosk][map][S1]") {
    MapKiosk at;
    CHECK_FALSE(at.chosen());
    CHECK(at.said() == "Near High Street");
    at.tap("map.in");
    at.tap("map.left");
    at.tap("map.up");
    at.tap("map.set");
    CHECK(at.chosen());
    CHECK(at.said().starts_with("Chosen: near "));
    at.tap("map.clear");
    CHECK_FALSE(at.chosen());
}

TEST_CASE("the source of the map is on the page at every level, and in the picture",
          "[kiosk][map][S1]") {
    MapKiosk at;
    for (int level = 0; level < 3; ++level) {
        const ui::sem::Node* source = at.driver().get("q.place.attribution");
        REQUIRE(source != nullptr);
        CHECK(source->name.view() == "Invented for tests");
        const ui::Rect strip = source->rect;
        const ui::Image& image = at.driver().frame();
        // Letters are dark on the strip: some of its pixels are nearly the colour of text.
        int dark = 0;
        for (double x = strip.x; x < strip.right(); x += 0.1) {
            const std::uint32_t pixel = pixel_at(image, ui::panel_15_inch, {x, strip.centre().y});
            dark += (pixel >> 8 & 0xFFU) < 0x60 ? 1 : 0;
        }
        CHECK(dark > 10);
        if (at.driver().get("map.in")->enabled()) {
            at.tap("map.in");
        }
    }
}

TEST_CASE("the tiles of the level are in the picture", "[kiosk][map][S1]") {
    MapKiosk at;
    // Colours of the sample's levels (sample_map.cpp); a quarter into the map, off the crosshair.
    for (const std::uint32_t colour : {0xFFE8F0D8U, 0xFFD8E8F0U, 0xFFF0E8D8U}) {
        const ui::Rect map = at.driver().get(map_id)->rect;
        const ui::Image& image = at.driver().frame();
        const ui::Point where{map.x + map.w * 0.45, map.y + map.h * 0.4};
        CHECK(pixel_at(image, ui::panel_15_inch, where) == colour);
        if (at.driver().get("map.in")->enabled()) {
            at.tap("map.in");
        }
    }
}

TEST_CASE("the answer is a cell of the size that the form asks for, and nothing finer",
          "[kiosk][map][S1]") {
    MapKiosk at;
    at.tap("map.list");
    at.tap("q.place.opt.castle_park");
    CHECK(at.said() == "Chosen: near Castle Park");
    at.go_on_to_check();
    // little_things asks for 10 m; Castle Park is at 653000, 422300.
    CHECK(at.driver().tree().shows("Near Castle Park"));
    CHECK_FALSE(at.driver().tree().shows("653000"));
}

TEST_CASE("a place of the map is found by its letters in a long list", "[kiosk][map][S1]") {
    auto options = with_map();
    options.change = [](const std::filesystem::path& pack) {
        auto map = tests::sample_map_json();
        for (int i = 1; i <= 12; ++i) {
            map["landmarks"].push_back({{"name", "mill_" + std::to_string(i)},
                                        {"label", "Mill Lane " + std::to_string(i)},
                                        {"points", {{652400, 422500 + i}}}});
        }
        std::ofstream(pack / "map/sample.json", std::ios::binary) << map.dump();
    };
    MapKiosk at("en", options);
    at.tap("map.list");
    at.tap("list.find");
    for (const char* key : {"key.gb.c", "key.gb.a", "key.gb.done"}) {
        at.tap(key);
    }
    CHECK(at.driver().get("q.place.opt.mill_1") == nullptr);
    at.tap("q.place.opt.castle_park");
    CHECK(at.said() == "Chosen: near Castle Park");
    at.tap("map.list");
    CHECK(at.driver().get("list.all") == nullptr);  // the letters are gone with the list
}

TEST_CASE("a place outside the area may still be chosen", "[kiosk][map][S1]") {
    MapKiosk at;
    for (int i = 0; i < 4; ++i) {
        at.tap("map.down");
    }
    CHECK(at.said() == "This is outside Tarnbeck. You can still choose it.");
    at.tap("map.set");
    CHECK(at.chosen());
}

TEST_CASE("a right-to-left page mirrors everything but the map and its compass",
          "[kiosk][map][K6][S1]") {
    MapKiosk english("en");
    MapKiosk urdu("ur");
    const double width = ui::panel_15_inch.width_mm();
    const auto rect = [](MapKiosk& at, const char* id) { return at.driver().get(id)->rect; };
    CHECK(rect(english, "map.left").x < rect(english, "map.right").x);
    CHECK(rect(urdu, "map.left").x < rect(urdu, "map.right").x);
    CHECK(rect(urdu, "map.set").right() == Approx(width - rect(english, "map.set").x).margin(0.3));
    CHECK(rect(urdu, "q.place.map").x > rect(urdu, "map.set").x);
}

TEST_CASE("nothing of a chosen place is left when the session has ended",
          "[kiosk][map][wipe][S1]") {
    MapKiosk at;
    at.tap("map.list");
    at.tap("q.place.opt.castle_park");
    REQUIRE(at.chosen());
    at.tap("bar.leave");
    // Built letter by letter, so that the test itself holds no copy.
    Needle needle("TB53");
    needle.append("002230");
    CHECK(copies_in_memory(needle) == 0);
}

TEST_CASE("a place is set with five keys, and the map lets go of them", "[kiosk][map][K7][S1]") {
    MapKiosk at;
    ui::Driver& driver = at.driver();
    const auto focused = [&] { return driver.get(map_id)->is(ui::sem::focused); };
    for (int step = 0; step < 40 && !focused(); ++step) {
        driver.key(ui::Key::right);
    }
    REQUIRE(focused());
    driver.key(ui::Key::select);
    CHECK(driver.get(map_id)->is(ui::sem::expanded));
    // Far away, 10 m cells cannot be seen: a key moves eight cells, 80 m.
    driver.key(ui::Key::right);
    driver.key(ui::Key::up);
    CHECK(focused());
    driver.key(ui::Key::select);
    CHECK(at.chosen());
    CHECK_FALSE(driver.get(map_id)->is(ui::sem::expanded));
    driver.key(ui::Key::right);
    CHECK_FALSE(focused());
    at.go_on_to_check();
    CHECK(driver.tree().shows("Near High Street"));
}
