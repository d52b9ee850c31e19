#include "ui/blank_touch.h"

#include <catch2/catch.hpp>

using namespace harmony::ui;
using std::chrono::milliseconds;

namespace {

constexpr Size page{200, 100};

/// A touch that is let go where it began.
std::optional<Key> touch(BlankTouch& blank, Point at, int when_ms) {
    InputQueue::Step step{{}, true, true, false, milliseconds{when_ms}};
    REQUIRE_FALSE(blank.take(step, at, page).has_value());
    step.down = false;
    return blank.take(step, at, page);
}

}  // namespace

TEST_CASE("the four edges of the dark glass are the four arrows", "[ui][blank][K7]") {
    BlankTouch blank;
    CHECK(touch(blank, {10, 50}, 0) == Key::left);
    CHECK(touch(blank, {190, 50}, 10) == Key::right);
    CHECK(touch(blank, {100, 5}, 20) == Key::up);
    CHECK(touch(blank, {100, 95}, 30) == Key::down);
    CHECK(BlankTouch::zone({10, 5}, page) == Key::left);  // corners belong to the sides
}

// 600 ms: kiosk.md 7.4.
TEST_CASE("the middle is touched twice within 600 ms to select", "[ui][blank][K7]") {
    BlankTouch blank;
    CHECK_FALSE(touch(blank, {100, 50}, 0).has_value());
    CHECK(touch(blank, {100, 50}, 600) == Key::select);
    CHECK_FALSE(touch(blank, {100, 50}, 700).has_value());
    CHECK_FALSE(touch(blank, {100, 50}, 1301).has_value());  // too late: the first of the next two
    CHECK(touch(blank, {100, 50}, 1500) == Key::select);
}

TEST_CASE("an edge between two touches of the middle parts them", "[ui][blank][K7]") {
    BlankTouch blank;
    CHECK_FALSE(touch(blank, {100, 50}, 0).has_value());
    CHECK(touch(blank, {190, 50}, 100) == Key::right);
    CHECK_FALSE(touch(blank, {100, 50}, 200).has_value());
}

TEST_CASE("a touch that slides to another zone or is lost is none", "[ui][blank][K1]") {
    BlankTouch blank;
    InputQueue::Step step{{}, true, true, false, milliseconds{0}};
    CHECK_FALSE(blank.take(step, {10, 50}, page).has_value());
    step.down = false;
    CHECK_FALSE(blank.take(step, {190, 50}, page).has_value());
    step.down = true;
    CHECK_FALSE(blank.take(step, {10, 50}, page).has_value());
    step.down = false;
    step.cancelled = true;
    CHECK_FALSE(blank.take(step, {10, 50}, page).has_value());
}
