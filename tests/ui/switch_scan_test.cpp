#include "ui/switch_scan.h"

#include <catch2/catch.hpp>

using namespace harmony::ui;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds step{1500};

/// A bar of two, a heading, three answers, a foot of one.
sem::Tree page_of(std::string screen = "q") {
    sem::Tree tree;
    const auto add = [&](std::string id, sem::Role role, sem::Group group, Rect rect) {
        sem::Node node;
        node.id = std::move(id);
        node.role = role;
        node.group = group;
        node.rect = rect;
        node.name.assign("x");
        const bool acts = role == sem::Role::button || role == sem::Role::radio;
        node.action = acts ? sem::Action::press : sem::Action::none;
        tree.add(std::move(node));
    };
    add(std::move(screen), sem::Role::screen, sem::Group::main, {0, 0, 200, 130});
    add("bar.help", sem::Role::button, sem::Group::bar, {100, 0, 20, 20});
    add("bar.leave", sem::Role::button, sem::Group::bar, {150, 0, 20, 20});
    add("q.head", sem::Role::heading, sem::Group::main, {10, 25, 100, 10});
    for (int i = 0; i < 3; ++i) {
        add("q.opt." + std::to_string(i),
            sem::Role::radio,
            sem::Group::main,
            {10, 40.0 + 20 * i, 100, 18});
    }
    add("nav.continue", sem::Role::button, sem::Group::foot, {100, 105, 50, 18});
    return tree;
}

/// A scan of that page that began at 0.
struct Scanning {
    Scanning() { scan.settle(tree, milliseconds{0}); }

    /// Lets the time go by, looking every 100 ms.
    void wait(int ms) {
        for (const int end = now_ms + ms; now_ms < end;) {
            now_ms += 100;
            scan.look(tree, step, milliseconds{now_ms});
        }
    }

    std::string press(Key key = Key::switch_1) {
        return scan.press(key, tree, milliseconds{now_ms});
    }

    [[nodiscard]] std::string at() const { return scan.highlighted(tree); }

    sem::Tree tree = page_of();
    SwitchScan scan;
    int now_ms = 0;
};

}  // namespace

// Times and order are those of kiosk.md 7.5.
TEST_CASE("one switch scans the groups, the bar last", "[ui][switch][K7]") {
    Scanning page;
    CHECK(page.at() == "q.opt.0");
    CHECK(page.scan.ring(page.tree) == Rect{10, 40, 100, 58});  // the whole group
    page.wait(1400);
    CHECK(page.at() == "q.opt.0");
    page.wait(100);
    CHECK(page.at() == "nav.continue");
    CHECK(page.scan.ring(page.tree).empty());  // a group of one is that control
    page.wait(1500);
    CHECK(page.at() == "bar.help");
    page.wait(1500);
    CHECK(page.at() == "q.opt.0");
}

TEST_CASE("a press goes into the group, over its controls and out of it", "[ui][switch][K7]") {
    Scanning page;
    page.wait(300);
    CHECK(page.press().empty());
    CHECK(page.at() == "q.opt.0");
    CHECK(page.scan.ring(page.tree).empty());
    page.wait(3000);
    CHECK(page.at() == "q.opt.2");
    page.wait(1500);
    CHECK(page.at() == SwitchScan::out_id);
    page.wait(300);
    CHECK(page.press().empty());
    CHECK(page.at() == "nav.continue");  // the group after the one that was left
    page.wait(300);
    CHECK(page.press() == "nav.continue");
}

TEST_CASE("a press within 0.2 s of the move counts for what was highlighted before",
          "[ui][switch][K7]") {
    Scanning page;
    page.wait(300);
    static_cast<void>(page.press());
    page.wait(1500);
    REQUIRE(page.at() == "q.opt.1");
    SECTION("199 ms after it moved") {
        page.now_ms += 199;
        CHECK(page.press() == "q.opt.0");
    }
    SECTION("200 ms after it moved") {
        page.now_ms += 200;
        CHECK(page.press() == "q.opt.1");
    }
}

TEST_CASE("two rounds without a press stop the scan, the next press starts it again",
          "[ui][switch][K7]") {
    Scanning page;
    page.wait(2 * 3 * 1500 - 100);
    CHECK_FALSE(page.scan.stopped());
    page.wait(100);
    CHECK(page.scan.stopped());
    CHECK_FALSE(page.scan.wake_at(step).has_value());
    page.wait(60'000);
    CHECK(page.at() == "q.opt.0");
    CHECK(page.press().empty());  // it only starts again
    CHECK_FALSE(page.scan.stopped());
    page.wait(1500);
    CHECK(page.at() == "nav.continue");
}

TEST_CASE("with two switches the first steps and the second chooses", "[ui][switch][K7]") {
    Scanning page;
    page.wait(300);
    CHECK(page.press(Key::switch_2).empty());  // into the group
    page.wait(30'000);
    CHECK(page.at() == "q.opt.0");  // nothing moves by itself any more
    CHECK(page.press(Key::switch_1).empty());
    CHECK(page.at() == "q.opt.1");
    CHECK(page.press(Key::switch_2) == "q.opt.1");
    CHECK(page.at() == "q.opt.0");
}

TEST_CASE("after a letter the scan begins at the first row of keys", "[ui][switch][K7]") {
    Scanning page;
    const auto key = [&](const char* id, double x, double y) {
        sem::Node node;
        node.id = id;
        node.role = sem::Role::key;
        node.group = sem::Group::keyboard;
        node.action = sem::Action::press;
        node.rect = {x, y, 12.7, 12.7};
        page.tree.add(std::move(node));
    };
    key("key.gb.e", 10, 60);
    key("key.gb.t", 30, 60);
    key("key.gb.n", 10, 80);
    key("key.gb.i", 30, 80);
    page.wait(3000);
    REQUIRE(page.at() == "key.gb.e");
    page.wait(1500);
    REQUIRE(page.at() == "key.gb.n");
    page.wait(300);
    static_cast<void>(page.press());
    page.wait(300);
    CHECK(page.press() == "key.gb.n");
    CHECK(page.at() == "key.gb.e");
}

TEST_CASE("a new page begins anew", "[ui][switch][K7]") {
    Scanning page;
    page.wait(1500);
    REQUIRE(page.at() == "nav.continue");
    page.tree = page_of("q.next");
    page.scan.settle(page.tree, milliseconds{page.now_ms});
    CHECK(page.at() == "q.opt.0");
    page.tree.clear();
    page.scan.settle(page.tree, milliseconds{page.now_ms});
    CHECK(page.at().empty());
    CHECK(page.press().empty());
}
