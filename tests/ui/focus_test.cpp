#include "ui/focus.h"

#include <catch2/catch.hpp>

#include "ui/sample_page.h"

using namespace harmony;
using namespace harmony::ui;
using std::chrono::milliseconds;

namespace {

/// The stops of the sample question page in reading order; 6 answers on the 15.6" panel.
const std::vector<std::string> reading_order{"q.head",
                                             "q.opt.0",
                                             "q.opt.1",
                                             "q.opt.2",
                                             "q.opt.3",
                                             "q.opt.4",
                                             "q.opt.5",
                                             "nav.back",
                                             "nav.continue",
                                             "bar.language",
                                             "bar.text",
                                             "bar.colours",
                                             "bar.help",
                                             "bar.leave"};

std::vector<std::string> walk(tests::SampleKiosk& kiosk, Key key, std::size_t strokes) {
    std::vector<std::string> met;
    for (std::size_t i = 0; i < strokes; ++i) {
        kiosk.driver->key(key);
        met.emplace_back(kiosk.driver->focused());
    }
    return met;
}

std::size_t focused_nodes(const sem::Tree& tree) {
    std::size_t count = 0;
    for (const sem::Node& node : tree.nodes()) {
        count += node.is(sem::focused) ? 1 : 0;
    }
    return count;
}

}  // namespace

TEST_CASE("the first key shows the focus at the heading and presses nothing", "[ui][focus][K7]") {
    tests::SampleKiosk kiosk("en");
    kiosk.driver->step();
    CHECK(kiosk.driver->focused().empty());
    const std::string before = kiosk.driver->hash();
    kiosk.driver->key(Key::select);
    CHECK(kiosk.driver->focused() == "q.head");
    CHECK(kiosk.driver->hash() != before);  // it can be seen
    CHECK(kiosk.app.presses == 0);
}

TEST_CASE("Right goes through every control in reading order and over the end", "[ui][focus][K7]") {
    tests::SampleKiosk kiosk("en");
    CHECK(walk(kiosk, Key::right, reading_order.size()) == reading_order);
    CHECK(kiosk.driver->tree().keys().wraps == 1);  // from the foot to the bar
    kiosk.driver->key(Key::right);
    CHECK(kiosk.driver->focused() == "q.head");
    CHECK(focused_nodes(kiosk.driver->tree()) == 1);
}

TEST_CASE("Left goes the other way", "[ui][focus][K7]") {
    tests::SampleKiosk kiosk("en");
    kiosk.driver->key(Key::left);
    CHECK(walk(kiosk, Key::left, 2) == std::vector<std::string>{"bar.leave", "bar.help"});
}

TEST_CASE("Left is forward on a right-to-left page, Tab is forward on every page",
          "[ui][focus][K6]") {
    tests::SampleKiosk kiosk("ur");
    kiosk.driver->key(Key::left);
    CHECK(walk(kiosk, Key::left, 2) == std::vector<std::string>{"q.opt.0", "q.opt.1"});
    CHECK(walk(kiosk, Key::right, 1) == std::vector<std::string>{"q.opt.0"});
    CHECK(walk(kiosk, Key::tab, 1) == std::vector<std::string>{"q.opt.1"});
    CHECK(walk(kiosk, Key::back_tab, 1) == std::vector<std::string>{"q.opt.0"});
}

TEST_CASE("Down and Up go from group to group and over the end", "[ui][focus][K7]") {
    tests::SampleKiosk kiosk("en");
    kiosk.driver->key(Key::down);
    CHECK(walk(kiosk, Key::down, 4) ==
          std::vector<std::string>{"q.opt.0", "nav.back", "bar.language", "q.head"});
    CHECK(walk(kiosk, Key::up, 3) ==
          std::vector<std::string>{"bar.language", "nav.back", "q.opt.0"});
}

TEST_CASE("a row of keys is a group", "[ui][focus][K7]") {
    tests::SampleKiosk kiosk("en");
    kiosk.app.page = "words";
    kiosk.driver->step();
    kiosk.driver->key(Key::down);
    kiosk.driver->key(Key::right);
    REQUIRE(kiosk.driver->focused() == "q.field");
    CHECK(walk(kiosk, Key::down, 2) == std::vector<std::string>{"q.field", "q.field"});
    CHECK(walk(kiosk, Key::right, 1) == std::vector<std::string>{"key.gb.q"});
    CHECK(walk(kiosk, Key::down, 3) ==
          std::vector<std::string>{"key.gb.a", "key.gb.shift", "key.gb.123"});
    CHECK(walk(kiosk, Key::down, 1) == std::vector<std::string>{"nav.back"});
}

TEST_CASE("Select acts as a touch does, once in a quarter of a second", "[ui][focus][K7]") {
    tests::SampleKiosk kiosk("en");
    walk(kiosk, Key::right, 3);
    kiosk.driver->key(Key::select);
    CHECK(kiosk.app.chosen == 1);
    CHECK(kiosk.driver->get("q.opt.1")->is(sem::checked));
    kiosk.toolkit->input().push(KeyEvent{Key::select, true, kiosk.clock.monotonic()});
    kiosk.driver->step();
    CHECK(kiosk.app.presses == 1);
}

TEST_CASE("a key in the dead time after a new page does nothing", "[ui][focus][K1]") {
    tests::SampleKiosk kiosk("en");
    kiosk.driver->key(Key::down);
    walk(kiosk, Key::down, 2);
    kiosk.driver->key(Key::right);
    REQUIRE(kiosk.driver->focused() == "nav.continue");
    kiosk.driver->key(Key::select);
    REQUIRE(kiosk.driver->screen() == "many");
    kiosk.toolkit->input().push(KeyEvent{Key::right, true, kiosk.clock.monotonic()});
    kiosk.driver->step();
    CHECK(kiosk.driver->focused() == "q.head");  // a new page starts at its heading
    kiosk.driver->key(Key::right);
    CHECK(kiosk.driver->focused() == "q.opt.0");
}

TEST_CASE("a finger hides the focus and leaves it where it touched", "[ui][focus]") {
    tests::SampleKiosk kiosk("en");
    walk(kiosk, Key::right, 2);
    REQUIRE(kiosk.driver->tap("q.opt.4"));
    CHECK(kiosk.driver->focused().empty());
    kiosk.driver->key(Key::right);
    CHECK(kiosk.driver->focused() == "q.opt.4");
}

TEST_CASE("texts are stops only while a voice reads", "[ui][focus][K7]") {
    tests::SampleKiosk kiosk("en");
    kiosk.app.look.access.read_aloud = true;
    kiosk.driver->key(Key::right);
    CHECK(walk(kiosk, Key::right, 2) == std::vector<std::string>{"q.hint", "q.opt.0"});
    walk(kiosk, Key::left, 1);
    kiosk.driver->key(Key::select);  // a text does nothing
    CHECK(kiosk.app.presses == 0);
}

TEST_CASE("the focus returns to what opened a sheet", "[ui][focus][K7]") {
    base::ManualClock clock{base::Moment{std::chrono::seconds{1'775'000'000}}};
    auto toolkit = Toolkit::open({panel_10_inch, HARMONY_SOURCE_DIR "/assets"}, clock).value();
    bool sheet = false;
    Driver driver(*toolkit, clock, [&](Frame& frame) {
        const bool shown = sheet;
        frame.begin_screen(shown ? "sheet" : "page", "page", {});
        frame.set_depth(shown ? 1 : 0);
        heading(frame, {20, 20, 100, 20}, "head", shown ? "Sheet" : "Page");
        if (shown) {
            sheet = !button(frame, {20, 60, 60, 18}, {.id = "sheet.close", .label = "Close"});
        } else {
            button(frame, {20, 60, 60, 18}, {.id = "first", .label = "First"});
            sheet = button(frame, {20, 90, 60, 18}, {.id = "second", .label = "Second"});
        }
    });
    driver.key(Key::right);
    driver.key(Key::right);
    driver.key(Key::right);
    REQUIRE(driver.focused() == "second");
    driver.key(Key::select);
    CHECK(driver.screen() == "sheet");
    CHECK(driver.focused() == "head");
    driver.key(Key::right);
    driver.key(Key::select);
    CHECK(driver.screen() == "page");
    CHECK(driver.focused() == "second");
}

TEST_CASE("something to mend takes the focus when it appears", "[ui][focus][K5]") {
    base::ManualClock clock{base::Moment{std::chrono::seconds{1'775'000'000}}};
    auto toolkit = Toolkit::open({panel_10_inch, HARMONY_SOURCE_DIR "/assets"}, clock).value();
    bool wrong = false;
    Driver driver(*toolkit, clock, [&](Frame& frame) {
        frame.begin_screen("page", "page", {});
        heading(frame, {20, 10, 100, 20}, "head", "Page");
        if (wrong) {
            notice(frame, {20, 30, 100, 30}, "trouble", "Choose an answer.");
        }
        wrong = button(frame, {20, 90, 60, 18}, {.id = "go", .label = "Go"}) || wrong;
    });
    driver.key(Key::right);
    driver.key(Key::right);
    driver.key(Key::select);
    CHECK(driver.focused() == "trouble");
    driver.key(Key::right);
    CHECK(driver.focused() == "go");
}

TEST_CASE("typing on a hardware keyboard goes into the field in NFC", "[ui][focus][keys]") {
    tests::SampleKiosk kiosk("pl");
    kiosk.app.page = "words";
    kiosk.driver->keys("Wiecej s\u0301wiatla");  // an s and a combining acute
    CHECK(kiosk.app.typed.text() == "Wiecej \u015Bwiatla");
    CHECK(kiosk.driver->focused() == "q.field");
    kiosk.driver->key(Key::rub_out);
    CHECK(kiosk.app.typed.text() == "Wiecej \u015Bwiatl");
}

TEST_CASE("the space bar writes in a field and presses elsewhere", "[ui][focus][keys]") {
    tests::SampleKiosk kiosk("en");
    kiosk.app.page = "words";
    const auto space = [&] {
        kiosk.clock.advance(milliseconds{300});
        KeyEvent event{Key::select, true, kiosk.clock.monotonic()};
        event.text[0] = ' ';
        kiosk.toolkit->input().push(event);
        kiosk.driver->step();
    };
    kiosk.driver->keys("a");
    space();
    CHECK(kiosk.app.typed.text() == "a ");
    kiosk.driver->key(Key::right);
    REQUIRE(kiosk.driver->focused() == "key.gb.q");
    space();
    CHECK(kiosk.app.typed.text() == "a q");
}

TEST_CASE("a session ends without a focus", "[ui][focus][K3]") {
    tests::SampleKiosk kiosk("en");
    walk(kiosk, Key::right, 3);
    kiosk.toolkit->reset_session();
    kiosk.driver->step();
    CHECK(kiosk.driver->focused().empty());
    kiosk.driver->key(Key::right);
    CHECK(kiosk.driver->focused() == "q.head");
}
