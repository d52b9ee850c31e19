// How a resident is served by keys, switches and other settings, on the whole kiosk.
#include <catch2/catch.hpp>

#include "kiosk/access_settings.h"
#include "kiosk/three_backs.h"
#include "kiosk/watch.h"
#include "support/memory_kiosk.h"

using namespace harmony;
using namespace harmony::kiosk;
using std::chrono::milliseconds;
using std::chrono::seconds;
using ui::Key;

namespace {

tests::MemoryKiosk::Options installed_with(ui::AssistKeys kind,
                                           const ui::Panel& panel = ui::panel_15_inch) {
    tests::MemoryKiosk::Options options;
    options.panel = panel;
    options.app.assist_keys = kind;
    return options;
}

const ui::Access& access_of(tests::MemoryKiosk& kiosk) {
    return kiosk.stage().app().look().access;
}

ui::Look stepped(AccessSetting setting, int times) {
    ui::Look look;
    for (int i = 0; i < times; ++i) {
        step_setting(setting, look);
    }
    return look;
}

}  // namespace

// The steps of kiosk.md 2.4, 6.1 and 7.5.
TEST_CASE("every setting goes through its steps and round again", "[kiosk][access]") {
    CHECK(stepped(AccessSetting::steady, 1).access.steady == milliseconds{300});
    CHECK(stepped(AccessSetting::steady, 2).access.steady == milliseconds{800});
    CHECK(stepped(AccessSetting::double_touch, 1).access.double_strike == milliseconds{500});
    CHECK(stepped(AccessSetting::double_touch, 2).access.double_strike == milliseconds{1000});
    CHECK(stepped(AccessSetting::speed, 4).access.speed_percent == 200);
    CHECK(stepped(AccessSetting::speed, 5).access.speed_percent == 50);
    CHECK(stepped(AccessSetting::volume, 5).access.volume == 10);
    CHECK(stepped(AccessSetting::volume, 6).access.volume == 0);
    CHECK(stepped(AccessSetting::scan_step, 14).access.scan_step == milliseconds{5000});
    CHECK(stepped(AccessSetting::scan_step, 15).access.scan_step == milliseconds{500});
    const ui::Look start;
    CHECK(stepped(AccessSetting::text, 4) == start);
    CHECK(stepped(AccessSetting::colours, 4) == start);
    CHECK(stepped(AccessSetting::steady, 3) == start);
    CHECK(stepped(AccessSetting::double_touch, 3) == start);
    CHECK(stepped(AccessSetting::speed, 7) == start);
    CHECK(stepped(AccessSetting::volume, 11) == start);
    CHECK(stepped(AccessSetting::scan_step, 19) == start);
}

TEST_CASE("a dark screen brings the voice, and silence brings light", "[kiosk][access][K7]") {
    ui::Look look = stepped(AccessSetting::blank, 1);
    CHECK(look.access.blank);
    CHECK(look.access.read_aloud);
    step_setting(AccessSetting::read, look);
    CHECK_FALSE(look.access.blank);
}

TEST_CASE("three Backs leave only within three seconds", "[kiosk][access][K3]") {
    ThreeBacks backs;
    CHECK_FALSE(backs.leaves(milliseconds{1000}));
    CHECK_FALSE(backs.leaves(milliseconds{2500}));
    CHECK(backs.leaves(milliseconds{4000}));
    backs.reset();
    CHECK_FALSE(backs.leaves(milliseconds{1000}));
    CHECK_FALSE(backs.leaves(milliseconds{2500}));
    CHECK_FALSE(backs.leaves(milliseconds{4001}));  // the first is too long ago
    CHECK(backs.leaves(milliseconds{5000}));        // 2500, 4001 and 5000
}

// 300 s and 45 s, and no curtain: kiosk.md 2.4.
TEST_CASE("who listens or waits for a switch has longer", "[kiosk][access][K3]") {
    Untouched untouched;
    untouched.screen = Screen::check;
    untouched.private_page = true;
    untouched.helped = true;
    const auto after = [&](milliseconds since) {
        untouched.since = since;
        return watch(untouched, Times{});
    };
    CHECK(after(seconds{299}).watch == Watch::quiet);
    CHECK(after(seconds{300}).watch == Watch::countdown);
    CHECK(after(seconds{300}).left == seconds{45});
    CHECK(after(seconds{345}).watch == Watch::over);
    untouched.screen = Screen::language;
    CHECK(after(seconds{299}).watch == Watch::quiet);
}

TEST_CASE("the sheet opens from a held button, from text size twice, and returns",
          "[kiosk][access]") {
    tests::MemoryKiosk kiosk;
    ui::Driver& driver = kiosk.driver();
    kiosk.go_to_questions();
    const std::string question(driver.screen());
    SECTION("a button of the bar is held") {
        REQUIRE(driver.hold("bar.help", seconds{2}).ok());
    }
    SECTION("text size is touched twice") {
        ui::Look small = kiosk.stage().app().look();
        small.text = ui::TextSize::s;
        kiosk.stage().app().set_look(small);
        REQUIRE(driver.tap("bar.text").ok());
        REQUIRE(driver.tap("bar.text").ok());
    }
    SECTION("in large letters by More") {
        ui::Look large = kiosk.stage().app().look();
        large.text = ui::TextSize::xl;
        kiosk.stage().app().set_look(large);
        REQUIRE(driver.tap("bar.more").ok());
    }
    CHECK(driver.screen() == "accessibility");
    CHECK(driver.get("bar.leave") != nullptr);
    REQUIRE(driver.tap("sheet.close").ok());
    CHECK(driver.screen() == question);
}

TEST_CASE("what is set on the sheet is so at once, and shown", "[kiosk][access]") {
    tests::MemoryKiosk kiosk;
    ui::Driver& driver = kiosk.driver();
    kiosk.go_to_questions();
    REQUIRE(driver.hold("bar.text", seconds{2}).ok());
    REQUIRE(driver.tap("sheet.colours").ok());
    CHECK(kiosk.stage().app().look().colours == ui::ColourMode::high_light);
    CHECK(driver.get("sheet.colours")->name.view() == "Colours \u00B7 Black on white");
    if (driver.get("sheet.steady") == nullptr) {
        REQUIRE(driver.tap("page.more").ok());
    }
    REQUIRE(driver.get("sheet.steady") != nullptr);
    REQUIRE(driver.tap("sheet.steady").ok());
    CHECK(access_of(kiosk).steady == milliseconds{300});
    CHECK(driver.tree().shows("0.3"));
    CHECK(driver.lint().empty());
    REQUIRE(driver.hold("bar.leave", milliseconds{400}).ok());
    CHECK(access_of(kiosk) == ui::Access{});
}

TEST_CASE("any key begins a session and does nothing else", "[kiosk][access][K7]") {
    tests::MemoryKiosk kiosk(installed_with(ui::AssistKeys::keypad));
    ui::Driver& driver = kiosk.driver();
    driver.key(Key::select);
    CHECK(driver.screen() == "language");
    CHECK(driver.focused() == "language.head");
    CHECK(access_of(kiosk).keypad);
    CHECK(access_of(kiosk).double_strike == milliseconds{500});
    driver.key(Key::right);
    driver.key(Key::select);
    CHECK(driver.screen() == "home");
}

TEST_CASE("a keyboard is no keypad: its letters may follow each other at once", "[kiosk][access]") {
    tests::MemoryKiosk kiosk(installed_with(ui::AssistKeys::keyboard));
    kiosk.driver().key(Key::select);
    CHECK_FALSE(access_of(kiosk).keypad);
    CHECK(access_of(kiosk).double_strike == milliseconds{0});
}

TEST_CASE("Back goes where the page's own Back goes, and thrice it leaves", "[kiosk][access]") {
    tests::MemoryKiosk kiosk(installed_with(ui::AssistKeys::keypad));
    ui::Driver& driver = kiosk.driver();
    kiosk.go_to_questions();
    const std::string first(driver.screen());
    REQUIRE(driver.tap("nav.continue").ok());
    REQUIRE(driver.screen() != first);
    driver.key(Key::back);
    CHECK(driver.screen() == first);
    driver.wait(seconds{4});
    driver.key(Key::repeat);  // without a voice the key beside the five is Help
    REQUIRE(driver.screen() == "help");
    driver.key(Key::back);
    CHECK(driver.screen() == first);
    driver.wait(seconds{4});
    driver.key(Key::back);
    driver.key(Key::back);
    CHECK(kiosk.stage().app().in_session());
    driver.key(Key::back);
    CHECK(driver.screen() == "attract");
    CHECK(access_of(kiosk) == ui::Access{});
}

TEST_CASE("a key keeps the session, and answers the question whether somebody is there",
          "[kiosk][access][K3]") {
    tests::MemoryKiosk kiosk(installed_with(ui::AssistKeys::keypad));
    ui::Driver& driver = kiosk.driver();
    driver.key(Key::select);
    REQUIRE(driver.screen() == "language");
    driver.wait(seconds{50});
    driver.key(Key::right);
    driver.wait(seconds{50});
    CHECK(driver.screen() == "language");
    driver.wait(seconds{20});
    REQUIRE(driver.screen() == "idle");
    driver.key(Key::left);
    CHECK(driver.screen() == "language");
    CHECK(driver.focused() == "language.en");  // where it was
    driver.wait(seconds{100});
    CHECK(driver.screen() == "attract");
    CHECK(driver.focused().empty());
}

TEST_CASE("the first press of a switch scans, and the next person finds it off",
          "[kiosk][access][K7]") {
    tests::MemoryKiosk kiosk(installed_with(ui::AssistKeys::switches));
    ui::Driver& driver = kiosk.driver();
    driver.key(Key::switch_1);
    REQUIRE(driver.screen() == "language");
    CHECK(access_of(kiosk).scanning);
    CHECK(driver.tree().keys().in_use);
    const std::string first(driver.focused());
    driver.wait(milliseconds{1600});
    CHECK(driver.focused() != first);
    driver.wait(seconds{346});
    CHECK(driver.screen() == "attract");
    CHECK(access_of(kiosk) == ui::Access{});
}

TEST_CASE("in reach mode the page is in the lower part, its bar at the bottom",
          "[kiosk][access][layout]") {
    tests::MemoryKiosk kiosk(installed_with(ui::AssistKeys::off, ui::panel_21_inch));
    ui::Driver& driver = kiosk.driver();
    kiosk.go_to_questions();
    REQUIRE(driver.tap("bar.lower").ok());
    const double middle = ui::panel_21_inch.height_mm() * 0.45;
    for (const ui::sem::Node& node : driver.tree().nodes()) {
        INFO(node.id);
        CHECK((!node.enabled() || node.rect.y >= middle - 0.2));
    }
    CHECK(driver.get("bar.leave")->rect.y > driver.get("nav.continue")->rect.bottom());
    CHECK(driver.lint().empty());
    REQUIRE(driver.tap("bar.lower").ok());
    CHECK(driver.get("bar.leave")->rect.y < middle);
}
