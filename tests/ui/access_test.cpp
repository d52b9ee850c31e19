// How a page answers when it is served otherwise: steadier touches, switches, dark glass, scanners.
#include "ui/access.h"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>

#include "ui/sample_page.h"
#include "ui/switch_scan.h"

using namespace harmony;
using namespace harmony::ui;
using std::chrono::milliseconds;

namespace {

constexpr double scale = panel_15_inch.px_per_mm;

/// The sample question page, served in this way.
struct Served {
    explicit Served(const Access& access, const std::string& page = "q") : kiosk("en") {
        kiosk.app.look.access = access;
        kiosk.app.page = page;
        kiosk.driver->step();
        kiosk.clock.advance(milliseconds{1000});
    }

    void finger(PointerEvent::Kind kind, Point mm, std::int64_t id = 1) const {
        kiosk.toolkit->input().push(
            {kind, {mm.x * scale, mm.y * scale}, kiosk.clock.monotonic(), id});
        kiosk.driver->step();
    }

    [[nodiscard]] Point middle(const char* id) const {
        return kiosk.driver->get(id)->rect.centre();
    }

    void touch(Point mm) const {
        finger(PointerEvent::Kind::down, mm);
        finger(PointerEvent::Kind::up, mm);
    }

    tests::SampleKiosk kiosk;
};

Access steady(int ms) {
    Access access;
    access.steady = milliseconds{ms};
    return access;
}

}  // namespace

TEST_CASE("with steady touch a control acts when it has been held long enough",
          "[ui][access][K1]") {
    Served page(steady(300));
    const Point answer = page.middle("q.opt.2");
    SECTION("a short touch does nothing") {
        page.finger(PointerEvent::Kind::down, answer);
        page.kiosk.driver->wait(milliseconds{299});
        page.finger(PointerEvent::Kind::up, answer);
        CHECK(page.kiosk.app.presses == 0);
    }
    SECTION("a longer one acts once, while the finger is still down") {
        page.finger(PointerEvent::Kind::down, answer);
        page.kiosk.driver->wait(milliseconds{300});
        CHECK(page.kiosk.app.chosen == 2);
        page.kiosk.driver->wait(milliseconds{2000});
        page.finger(PointerEvent::Kind::up, answer);
        CHECK(page.kiosk.app.presses == 1);
    }
}

TEST_CASE("the double-strike filter keeps the same control waiting", "[ui][access][K1]") {
    Access access;
    access.double_strike = milliseconds{500};
    Served page(access, "words");
    page.touch(page.middle("key.gb.a"));
    page.kiosk.clock.advance(milliseconds{499});
    page.touch(page.middle("key.gb.a"));
    CHECK(page.kiosk.app.typed.text() == "a");
    page.touch(page.middle("key.gb.s"));  // another one does not wait
    page.kiosk.clock.advance(milliseconds{500});
    page.touch(page.middle("key.gb.s"));
    CHECK(page.kiosk.app.typed.text() == "ass");
}

TEST_CASE("a finger that lies on the glass for 30 s is not heard of until it is up",
          "[ui][access][K1]") {
    Served page({}, "words");
    const Point key = page.middle("key.gb.k");
    page.finger(PointerEvent::Kind::down, key);
    page.kiosk.driver->wait(milliseconds{29'999});
    CHECK_FALSE(page.kiosk.toolkit->input().stuck());
    page.kiosk.driver->wait(milliseconds{1});
    CHECK(page.kiosk.toolkit->input().stuck());
    CHECK_FALSE(page.kiosk.driver->get("key.gb.k")->is(sem::pressed));
    page.finger(PointerEvent::Kind::down, page.middle("key.gb.a"), 2);  // others are heard
    page.finger(PointerEvent::Kind::move, key, 1);
    page.finger(PointerEvent::Kind::up, page.middle("key.gb.a"), 2);
    CHECK(page.kiosk.app.typed.text() == "a");
    page.finger(PointerEvent::Kind::up, key, 1);
    CHECK_FALSE(page.kiosk.toolkit->input().stuck());
    page.kiosk.clock.advance(milliseconds{300});
    page.touch(key);
    CHECK(page.kiosk.app.typed.text() == "ak");
}

TEST_CASE("the dark glass shows nothing and answers as five keys", "[ui][access][K7]") {
    Access access;
    access.blank = true;
    Served page(access);
    const Image& frame = page.kiosk.driver->frame();
    const std::uint32_t black = 0xFF000000;
    CHECK(std::all_of(frame.pixels.begin(), frame.pixels.end(), [&](std::uint32_t pixel) {
        return pixel == black;
    }));
    const double width = panel_15_inch.width_mm();
    const double height = panel_15_inch.height_mm();
    const auto touch = [&](double x, double y) {
        page.kiosk.clock.advance(milliseconds{300});
        page.touch({x * width, y * height});
    };
    touch(0.9, 0.5);  // the first shows where it is
    CHECK(page.kiosk.driver->focused() == "q.head");
    touch(0.9, 0.5);
    CHECK(page.kiosk.driver->focused() == "q.opt.0");
    touch(0.5, 0.5);
    CHECK(page.kiosk.app.presses == 0);  // nothing under the finger acts
    touch(0.5, 0.5);
    CHECK(page.kiosk.app.chosen == 0);
    touch(0.5, 0.9);
    CHECK(page.kiosk.driver->focused() == "nav.back");
}

TEST_CASE("one switch answers a question", "[ui][access][K7]") {
    Access access;
    access.scanning = true;
    Served page(access);
    Driver& driver = *page.kiosk.driver;
    CHECK(driver.focused() == "q.opt.0");  // the answers as a group
    driver.key(Key::switch_1);
    driver.wait(milliseconds{1400});
    driver.key(Key::switch_1);
    CHECK(page.kiosk.app.chosen == 0);
    CHECK(driver.tree().keys().in_use);
}

TEST_CASE("the way out of a group stands on it in words", "[ui][access][K7]") {
    base::ManualClock clock{base::Moment{std::chrono::seconds{1'775'000'000}}};
    auto toolkit = Toolkit::open({panel_10_inch, HARMONY_SOURCE_DIR "/assets"}, clock).value();
    Look look;
    look.access.scanning = true;
    Driver driver(*toolkit, clock, [&](Frame& frame) {
        frame.begin_screen("page", "page", look);
        frame.set_scan_words("Out of this group");
        button(frame, {20, 20, 60, 18}, {.id = "a", .label = "A"});
        button(frame, {20, 60, 60, 18}, {.id = "b", .label = "B"});
    });
    driver.key(Key::switch_1);
    CHECK(driver.get(SwitchScan::out_id) == nullptr);
    driver.wait(milliseconds{3000});
    REQUIRE(driver.get(SwitchScan::out_id) != nullptr);
    CHECK(driver.get(SwitchScan::out_id)->name.view() == "Out of this group");
    CHECK(driver.focused() == SwitchScan::out_id);
}

TEST_CASE("a scanned code reaches the page once and types nothing", "[ui][access][scan]") {
    base::ManualClock clock{base::Moment{std::chrono::seconds{1'775'000'000}}};
    auto toolkit = Toolkit::open({panel_10_inch, HARMONY_SOURCE_DIR "/assets"}, clock).value();
    std::vector<std::string> codes;
    EditBuffer typed;
    Driver driver(*toolkit, clock, [&](Frame& frame) {
        frame.begin_screen("page", "page", {});
        if (!frame.scanned().empty()) {
            codes.emplace_back(frame.scanned());
        }
        if (const auto press =
                text_field(frame, {20, 20, 100, 30}, {.id = "f", .label = "F"}, typed)) {
            typed.apply(*press);
        }
    });
    driver.step();
    for (const char letter : std::string("HT1:9017")) {
        toolkit->input().push(KeyEvent::typed(std::string(1, letter), clock.monotonic()));
    }
    driver.step();
    CHECK(codes.empty());
    driver.wait(milliseconds{60});
    CHECK(codes == std::vector<std::string>{"HT1:9017"});
    CHECK(typed.empty());
    driver.keys("H");
    driver.wait(milliseconds{60});
    CHECK(typed.text() == "H");  // what was no code is typed after all
}

TEST_CASE("letters for keys and switches lie by how common they are", "[ui][access][K7]") {
    Access access;
    access.keypad = true;
    Served page(access, "words");
    const auto at = [&](const char* id) { return page.kiosk.driver->get(id)->rect; };
    CHECK(at("key.scan.e").x < at("key.scan.t").x);  // the first two of English
    CHECK(at("key.scan.e").y == at("key.scan.t").y);
    CHECK(at("key.scan.z").y > at("key.scan.e").y);
    REQUIRE(page.kiosk.driver->type("zeal"));
    CHECK(page.kiosk.app.typed.text() == "zeal");
    page.kiosk.app.look.access.keypad = false;  // a finger gets the usual keyboard again
    page.kiosk.driver->step();
    CHECK(page.kiosk.driver->get("key.gb.q") != nullptr);
}

TEST_CASE("Select in a field leads to its keys", "[ui][access][K7]") {
    Access access;
    access.keypad = true;
    Served page(access, "words");
    Driver& driver = *page.kiosk.driver;
    driver.key(Key::right);
    driver.key(Key::right);
    REQUIRE(driver.focused() == "q.field");
    driver.key(Key::select);
    REQUIRE(driver.focused() == "key.scan.space");
    driver.key(Key::down);
    CHECK(driver.focused() == "key.scan.e");
    driver.key(Key::select);
    CHECK(page.kiosk.app.typed.text() == "e");
}

TEST_CASE("a bar button that is held asks for the sheet and does not act", "[ui][access]") {
    base::ManualClock clock{base::Moment{std::chrono::seconds{1'775'000'000}}};
    auto toolkit = Toolkit::open({panel_10_inch, HARMONY_SOURCE_DIR "/assets"}, clock).value();
    int pressed = 0;
    int held = 0;
    Driver driver(*toolkit, clock, [&](Frame& frame) {
        frame.begin_screen("page", "page", {});
        const std::array<BarItem, 2> items{
            {{"bar.text", "Text", Icon::text_size}, {"bar.leave", "Leave", Icon::leave, true}}};
        const BarEvent event = bar(frame, {0, 0, frame.page().w, 21}, {""}, items);
        pressed += event.pressed.has_value() ? 1 : 0;
        held += event.held.has_value() ? 1 : 0;
    });
    REQUIRE(driver.hold("bar.text", milliseconds{1500}));
    CHECK(held == 1);
    CHECK(pressed == 0);
    REQUIRE(driver.hold("bar.leave", milliseconds{1500}));
    CHECK(held == 1);
    CHECK(pressed == 1);  // "leave" has no second meaning
}

// 800 to 1100 mm above the floor, the lower 55 % and 200 mm: kiosk.md 3.
TEST_CASE("in reach mode everything to touch is in the lower part of a high screen",
          "[ui][access][layout]") {
    CHECK_FALSE(can_reach_lower(panel_10_inch));
    CHECK_FALSE(can_reach_lower(panel_15_inch));  // 194.3 mm
    CHECK(can_reach_lower(panel_21_inch));
    const double height = panel_21_inch.height_mm();
    CHECK(reach_area(panel_21_inch).y == Approx(height * 0.45));
    CHECK(reach_area(panel_21_inch).bottom() == Approx(height));
    Panel measured = panel_21_inch;
    measured.lower_edge_mm = 900;  // its top is at 1168 mm
    CHECK(reach_area(measured).y == Approx(900 + height - 1100));
    CHECK(reach_area(measured).bottom() == Approx(height));
    measured.lower_edge_mm = 1100;  // nothing of it is within reach: the lower part, all the same
    CHECK(reach_area(measured).y == Approx(height * 0.45));
}
