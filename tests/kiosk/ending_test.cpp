// How a session ends when nobody touches the screen, and when somebody leaves: kiosk.md 2.4
// and 4.9, on the whole kiosk, to the millisecond.
#include <catch2/catch.hpp>

#include "support/memory_kiosk.h"

using namespace harmony;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

/// One row of kiosk.md 2.4: how to come to a page, and how long it waits before it asks.
struct Row {
    const char* screen;
    seconds quiet;
};

/// Goes from attract to the page; every page before it is touched at the same moment.
void go_to(tests::MemoryKiosk& kiosk, std::string_view screen) {
    ui::Driver& driver = kiosk.driver();
    if (screen == "language" || screen == "home") {
        REQUIRE(driver.tap("attract.touch").ok());
        if (screen == "home") {
            REQUIRE(driver.tap("language.en").ok());
        }
    } else if (screen == "help") {
        go_to(kiosk, "language");
        REQUIRE(driver.tap("bar.help").ok());
    } else {
        kiosk.go_to_questions();
        if (!driver.screen().starts_with(screen)) {
            kiosk.go_on_to(screen);
        }
    }
    REQUIRE(driver.screen() == screen);
}

/// The warning comes exactly after `quiet`, and the end exactly a countdown later.
void check_row(const Row& row, seconds countdown) {
    tests::MemoryKiosk kiosk;
    go_to(kiosk, row.screen);
    ui::Driver& driver = kiosk.driver();
    // The last touch was 20 ms before the page stood still (a finger takes that long).
    const auto idle_page = [&] { return driver.screen() == "idle"; };
    const milliseconds before = kiosk.clock().monotonic();
    while (!idle_page() && kiosk.clock().monotonic() - before < row.quiet + seconds{2}) {
        const auto near_end = kiosk.clock().monotonic() - before > row.quiet - milliseconds{100};
        driver.wait(near_end ? milliseconds{1} : milliseconds{50});
    }
    const milliseconds asked = kiosk.clock().monotonic();
    INFO(row.screen << " asked after " << (asked - before).count() << " ms");
    REQUIRE(idle_page());
    CHECK(asked - before <= row.quiet);
    CHECK(asked - before >= row.quiet - milliseconds{50});
    driver.wait(countdown - milliseconds{1});
    CHECK(idle_page());
    driver.wait(milliseconds{1});
    CHECK(driver.screen() == "attract");
    CHECK_FALSE(kiosk.stage().app().in_session());
}

}  // namespace

TEST_CASE("each page asks after its own time and ends after the countdown", "[kiosk][K3][ending]") {
    // Times: kiosk.md 2.4.
    for (const Row& row : {Row{"language", seconds{60}},
                           Row{"help", seconds{60}},
                           Row{"q.safe_dark", seconds{120}},
                           Row{"check", seconds{120}},
                           Row{"q.one_thing", seconds{180}}}) {
        check_row(row, seconds{30});
    }
}

TEST_CASE("who says they are still there is asked again, a hundred times", "[kiosk][K3][ending]") {
    tests::MemoryKiosk kiosk;
    kiosk.go_to_questions();
    ui::Driver& driver = kiosk.driver();
    const std::string question(driver.screen());
    for (int time = 0; time < 100; ++time) {
        driver.wait(seconds{149});
        REQUIRE(driver.screen() == "idle");
        REQUIRE(driver.tap("idle.stay").ok());
        REQUIRE(driver.screen() == question);
    }
    driver.wait(seconds{151});
    CHECK(driver.screen() == "attract");
}

TEST_CASE("leaving is one touch on every page of a survey, and at once", "[kiosk][K3][ending]") {
    tests::MemoryKiosk kiosk;
    ui::Driver& driver = kiosk.driver();
    int pages = 0;
    for (bool at_the_end = false; !at_the_end; ++pages) {
        kiosk.go_to_questions();
        for (int step = 0; step < pages && driver.screen() != "check"; ++step) {
            REQUIRE(driver.tap("nav.continue").ok());
        }
        at_the_end = driver.screen() == "check";
        REQUIRE(driver.get("bar.leave") != nullptr);
        REQUIRE(driver.tap("bar.leave").ok());
        REQUIRE(driver.screen() == "attract");
        REQUIRE_FALSE(kiosk.stage().app().in_session());
    }
    CHECK(pages > 10);  // it was tried on each of them
    CHECK(kiosk.records() == 0);
}

TEST_CASE("the next person finds every setting as it was at the start", "[kiosk][K3][ending]") {
    tests::MemoryKiosk kiosk;
    const ui::Look start = kiosk.stage().app().look();
    kiosk.go_to_questions("ur");
    REQUIRE(kiosk.driver().tap("bar.colours").ok());
    REQUIRE(kiosk.driver().tap("bar.text").ok());  // in larger letters the bar has no room for both
    ui::Look changed = kiosk.stage().app().look();
    REQUIRE_FALSE(changed == start);
    changed.access.read_aloud = true;
    changed.access.volume = 9;
    changed.access.lower = true;
    kiosk.stage().app().set_look(changed);
    kiosk.driver().step();
    REQUIRE(kiosk.driver().tap("bar.leave").ok());
    CHECK(kiosk.stage().app().look() == start);
}
