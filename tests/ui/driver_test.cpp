#include "ui/driver.h"

#include <catch2/catch.hpp>

#include "ui/sample_page.h"

using namespace harmony;
using namespace harmony::ui;
using std::chrono::milliseconds;

TEST_CASE("a tap chooses what it touches and nothing else", "[ui][driver]") {
    tests::SampleKiosk kiosk("en");
    REQUIRE(kiosk.driver->tap("q.opt.2"));
    CHECK(kiosk.driver->get("q.opt.2")->is(sem::checked));
    CHECK_FALSE(kiosk.driver->get("q.opt.1")->is(sem::checked));
    CHECK(kiosk.app.presses == 1);
}

TEST_CASE("a widget that is not there is answered with the near ones", "[ui][driver]") {
    tests::SampleKiosk kiosk("en");
    const auto tapped = kiosk.driver->tap("nav.continu");
    REQUIRE_FALSE(tapped);
    CHECK(tapped.error().kind == base::ErrorKind::absent);
    CHECK(tapped.error().message.find("nav.continue") != std::string::npos);
    CHECK(kiosk.driver->tap("q.head").error().kind == base::ErrorKind::refused);
}

TEST_CASE("typing goes through the keys and their layers", "[ui][driver]") {
    tests::SampleKiosk kiosk("pl");
    kiosk.app.page = "words";
    REQUIRE(kiosk.driver->type("Więcej świateł, 24/7!"));
    CHECK(kiosk.app.typed.text() == "Więcej świateł, 24/7!");
}

TEST_CASE("typing fails on a letter that has no key", "[ui][driver]") {
    tests::SampleKiosk kiosk("en");
    kiosk.app.page = "words";
    const auto typed = kiosk.driver->type("naïve");
    REQUIRE_FALSE(typed);
    CHECK(typed.error().kind == base::ErrorKind::absent);
    CHECK(typed.error().message.find("'ï'") != std::string::npos);
    CHECK(kiosk.app.typed.text() == "na");
    kiosk.app.page = "q";
    CHECK_FALSE(kiosk.driver->type("a"));  // no keyboard on the page
}

TEST_CASE("the language key leads to English and back", "[ui][driver]") {
    tests::SampleKiosk kiosk("ur");
    kiosk.app.page = "words";
    REQUIRE(kiosk.driver->type("گلی"));
    REQUIRE(kiosk.driver->tap("key.ur.lang"));
    REQUIRE(kiosk.driver->type(" High"));
    REQUIRE(kiosk.driver->tap("key.gb.lang"));
    REQUIRE(kiosk.driver->type("میں"));
    CHECK(kiosk.app.typed.text() == "گلی Highمیں");
}

TEST_CASE("the number pad types digits and takes them back", "[ui][driver]") {
    tests::SampleKiosk kiosk("ar");
    kiosk.app.page = "number";
    REQUIRE(kiosk.driver->type("425"));
    REQUIRE(kiosk.driver->tap("key.num.back"));
    CHECK(kiosk.app.number.text() == "42");
    CHECK(kiosk.driver->lint() == std::vector<std::string>{});
}

TEST_CASE("right-to-left pages are mirror images", "[ui][driver][K6]") {
    // The same words on both, so that only the direction differs.
    tests::SampleKiosk left("en");
    tests::SampleKiosk right("en");
    right.app.look.language = "ar";
    left.driver->step();
    right.driver->step();
    const double width = left.toolkit->panel().width_mm();
    int compared = 0;
    for (const char* id : {"q.opt.0", "q.opt.1", "q.opt.5", "nav.progress"}) {
        const Rect a = left.driver->get(id)->rect;
        const Rect b = right.driver->get(id)->rect;
        INFO(id);
        CHECK(b.x == Approx(width - a.right()));
        CHECK(b.w == Approx(a.w));
        ++compared;
    }
    CHECK(compared == 4);
    const auto start = [&](const char* id) { return right.driver->get(id)->rect; };
    CHECK(start("nav.back").x > width / 2);
    CHECK(start("nav.continue").right() < width / 2);
    CHECK(start("bar.leave").right() < width / 2);
}

TEST_CASE("keyboards and number pads are not mirrored", "[ui][driver][K6]") {
    tests::SampleKiosk left("en");
    tests::SampleKiosk right("ar");
    left.app.page = right.app.page = "number";
    left.driver->step();
    right.driver->step();
    for (const char* id : {"key.num.1", "key.num.3", "key.num.back"}) {
        INFO(id);
        CHECK(left.driver->get(id)->rect.x == Approx(right.driver->get(id)->rect.x));
    }
}

TEST_CASE("choosing moves no word of a tile", "[ui][driver]") {
    tests::SampleKiosk kiosk("en");
    kiosk.driver->step();
    const Rect before = kiosk.driver->get("q.opt.2")->ink;
    const Rect neighbour = kiosk.driver->get("q.opt.3")->rect;
    REQUIRE(kiosk.driver->tap("q.opt.2"));
    CHECK(kiosk.driver->get("q.opt.2")->ink == before);
    CHECK(kiosk.driver->get("q.opt.3")->rect == neighbour);
}

TEST_CASE("passes run when the page asked for one while time goes by", "[ui][driver]") {
    base::ManualClock clock{base::Moment{std::chrono::seconds{1'775'000'000}}};
    auto toolkit = Toolkit::open({panel_10_inch, HARMONY_SOURCE_DIR "/assets"}, clock).value();
    const milliseconds start = clock.monotonic();
    Driver driver(*toolkit, clock, [&](Frame& frame) {
        const milliseconds since = frame.now() - start;
        frame.begin_screen(since >= milliseconds{8000} ? "second" : "first", "page", {});
        if (since < milliseconds{8000}) {
            frame.wake_after(milliseconds{8000} - since);
        }
    });
    driver.wait(milliseconds{7999});
    CHECK(driver.screen() == "first");
    driver.wait(milliseconds{1});
    CHECK(driver.screen() == "second");
}

TEST_CASE("a hold button acts after its time and not before", "[ui][driver]") {
    base::ManualClock clock{base::Moment{std::chrono::seconds{1'775'000'000}}};
    auto toolkit = Toolkit::open({panel_10_inch, HARMONY_SOURCE_DIR "/assets"}, clock).value();
    int acted = 0;
    Driver driver(*toolkit, clock, [&](Frame& frame) {
        frame.begin_screen("hold", "page", {});
        const Button button{.id = "hold.it", .label = "Hold"};
        acted += hold_button(frame, {20, 20, 60, 18}, button, milliseconds{3000}) ? 1 : 0;
    });
    REQUIRE(driver.hold("hold.it", milliseconds{2900}));
    CHECK(acted == 0);
    REQUIRE(driver.hold("hold.it", milliseconds{5000}));
    CHECK(acted == 1);
}

TEST_CASE("nothing behind a dialog can be pressed or read", "[ui][driver]") {
    base::ManualClock clock{base::Moment{std::chrono::seconds{1'775'000'000}}};
    auto toolkit = Toolkit::open({panel_10_inch, HARMONY_SOURCE_DIR "/assets"}, clock).value();
    int behind = 0;
    int yes = 0;
    Driver driver(*toolkit, clock, [&](Frame& frame) {
        frame.begin_screen("idle", "page", {});
        {
            const auto scope = frame.behind_dialog();
            behind += button(frame, {20, 20, 180, 100}, {.id = "under", .label = "Under"}) ? 1 : 0;
        }
        const Rect inside = dialog(frame, {120, 80}, "idle.dialog", "Are you still there?");
        yes +=
            button(frame, {inside.x, inside.y, 60, 18}, {.id = "idle.yes", .label = "Yes"}) ? 1 : 0;
    });
    driver.step();
    CHECK(driver.get("under") == nullptr);
    driver.tap_at({25, 25});
    CHECK(behind == 0);
    REQUIRE(driver.tap("idle.yes"));
    CHECK(yes == 1);
}
