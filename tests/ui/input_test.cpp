#include "ui/input.h"

#include <catch2/catch.hpp>

#include "ui/sample_page.h"

using namespace harmony;
using namespace harmony::ui;
using std::chrono::milliseconds;
using Kind = PointerEvent::Kind;

namespace {

PointerEvent event(Kind kind, int when_ms, std::int64_t finger = 1, Point at = {}) {
    return {kind, at, milliseconds{when_ms}, finger};
}

// The page with the keyboard, and where a key of it is.
struct Typing {
    Typing() : kiosk("en") {
        kiosk.app.page = "words";
        kiosk.driver->step();
        kiosk.clock.advance(milliseconds{1000});
    }

    [[nodiscard]] Point key_px(const std::string& id) const {
        const sem::Node* node = kiosk.driver->get(id);
        REQUIRE(node != nullptr);
        const Point mm = node->rect.centre();
        const double scale = kiosk.toolkit->panel().px_per_mm;
        return {mm.x * scale, mm.y * scale};
    }

    void push(Kind kind, Point px, std::int64_t finger = 1) const {
        kiosk.toolkit->input().push({kind, px, kiosk.clock.monotonic(), finger});
    }

    void update() {
        kiosk.toolkit->update(
            [this](Frame& frame) { kiosk.app.draw(frame, kiosk.toolkit->keyboards()); });
    }

    tests::SampleKiosk kiosk;
};

}  // namespace

TEST_CASE("200 of 200 fast taps register", "[ui][input][K1]") {
    Typing typing;
    const std::string keys = "qwertyuiop";
    for (std::size_t tap = 0; tap < 200; ++tap) {
        const Point at = typing.key_px(std::string("key.gb.") + keys[tap % keys.size()]);
        typing.push(Kind::down, at);
        typing.kiosk.clock.advance(milliseconds{20});
        typing.push(Kind::up, at);
        typing.kiosk.clock.advance(milliseconds{10});
    }
    typing.update();  // all of them wait in the queue
    CHECK(typing.kiosk.app.presses == 200);
    CHECK(typing.kiosk.app.typed.text().substr(0, 12) == "qwertyuiopqw");
}

TEST_CASE("the same widget does not act twice within a quarter of a second", "[ui][input][K1]") {
    Typing typing;
    const Point at = typing.key_px("key.gb.a");
    const auto tap = [&] {
        typing.push(Kind::down, at);
        typing.push(Kind::up, at);
        typing.update();
    };
    tap();
    typing.kiosk.clock.advance(milliseconds{249});
    tap();
    CHECK(typing.kiosk.app.typed.text() == "a");
    typing.kiosk.clock.advance(milliseconds{1});
    tap();
    CHECK(typing.kiosk.app.typed.text() == "aa");
}

TEST_CASE("sliding off un-presses and coming back presses again", "[ui][input][K1]") {
    Typing typing;
    const Point at = typing.key_px("key.gb.g");
    const Point away{at.x, at.y - 200};
    typing.push(Kind::down, at);
    typing.update();
    CHECK(typing.kiosk.driver->get("key.gb.g")->is(sem::pressed));
    typing.push(Kind::move, away);
    typing.update();
    CHECK_FALSE(typing.kiosk.driver->get("key.gb.g")->is(sem::pressed));
    SECTION("released outside it does nothing") {
        typing.push(Kind::up, away);
        typing.update();
        CHECK(typing.kiosk.app.typed.empty());
    }
    SECTION("back inside and released it acts") {
        typing.push(Kind::move, at);
        typing.update();
        CHECK(typing.kiosk.driver->get("key.gb.g")->is(sem::pressed));
        typing.push(Kind::up, at);
        typing.update();
        CHECK(typing.kiosk.app.typed.text() == "g");
    }
    SECTION("3 mm outside still counts as inside") {
        const sem::Node* key = typing.kiosk.driver->get("key.gb.g");
        const double scale = typing.kiosk.toolkit->panel().px_per_mm;
        const Point edge{at.x, (key->rect.y - 2.9) * scale};
        typing.push(Kind::move, edge);
        typing.push(Kind::up, edge);
        typing.update();
        CHECK(typing.kiosk.app.typed.text() == "g");
    }
}

TEST_CASE("all input is dropped for 200 ms after a screen change", "[ui][input][K1]") {
    Typing typing;
    const Point next = typing.key_px("nav.continue");
    typing.push(Kind::down, next);
    typing.push(Kind::up, next);
    typing.update();
    REQUIRE(typing.kiosk.driver->screen() == "number");
    typing.kiosk.clock.advance(milliseconds{199});
    typing.push(Kind::down, next);
    SECTION("a press in that time does nothing even when released later") {
        typing.kiosk.clock.advance(milliseconds{100});
        typing.push(Kind::up, next);
        typing.update();
        CHECK(typing.kiosk.driver->screen() == "number");
    }
    SECTION("afterwards presses count again") {
        typing.push(Kind::up, next);
        typing.kiosk.clock.advance(milliseconds{51});
        typing.push(Kind::down, next);
        typing.push(Kind::up, next);
        typing.update();
        CHECK(typing.kiosk.driver->screen() == "check");
    }
}

TEST_CASE("a press that began on one screen acts on none other", "[ui][input][K1]") {
    Typing typing;
    const Point next = typing.key_px("nav.continue");
    typing.push(Kind::down, next);
    typing.update();
    typing.kiosk.app.page = "check";  // it changes under the finger; the button's id stays
    typing.update();
    typing.kiosk.clock.advance(milliseconds{1000});
    typing.push(Kind::up, next);
    typing.update();
    CHECK(typing.kiosk.driver->screen() == "check");
}

TEST_CASE("a press longer than ten seconds is no press", "[ui][input][K1]") {
    Typing typing;
    const Point at = typing.key_px("key.gb.k");
    typing.push(Kind::down, at);
    typing.update();
    typing.kiosk.clock.advance(milliseconds{10'001});
    typing.push(Kind::up, at);
    typing.update();
    CHECK(typing.kiosk.app.typed.empty());
}

TEST_CASE("a second finger is ignored until all are up", "[ui][input][K1]") {
    InputQueue queue;
    queue.push(event(Kind::down, 0, 1));
    queue.push(event(Kind::down, 300, 2));
    queue.push(event(Kind::up, 400, 2));
    queue.push(event(Kind::up, 500, 1));
    CHECK(queue.take().down);
    CHECK_FALSE(queue.take().down);
    CHECK(queue.empty());
}

TEST_CASE("a palm cancels the first finger too", "[ui][input][K1]") {
    InputQueue queue;
    queue.push(event(Kind::down, 0, 1));
    queue.push(event(Kind::down, 40, 2));
    queue.push(event(Kind::down, 80, 3));
    CHECK(queue.take().down);
    const InputQueue::Step palm = queue.take();
    CHECK_FALSE(palm.down);
    CHECK(palm.cancelled);
    queue.push(event(Kind::up, 200, 1));
    queue.push(event(Kind::up, 200, 2));
    queue.push(event(Kind::up, 200, 3));
    CHECK(queue.empty());
    queue.push(event(Kind::down, 300, 1));
    CHECK(queue.take().down);
}

TEST_CASE("a lost finger leaves nothing pressed", "[ui][input][K1]") {
    Typing typing;
    const Point at = typing.key_px("key.gb.m");
    typing.push(Kind::down, at);
    typing.push(Kind::lost, at);
    typing.update();
    CHECK_FALSE(typing.kiosk.driver->get("key.gb.m")->is(sem::pressed));
    CHECK(typing.kiosk.app.typed.empty());
}

TEST_CASE("each pass takes one transition at the most", "[ui][input]") {
    InputQueue queue;
    queue.push(event(Kind::down, 0));
    queue.push(event(Kind::move, 1, 1, {1, 1}));
    queue.push(event(Kind::move, 2, 1, {2, 2}));
    queue.push(event(Kind::up, 3));
    CHECK(queue.take().transition);
    const InputQueue::Step moved = queue.take();  // of several moves the last one
    CHECK_FALSE(moved.transition);
    CHECK(moved.at_px == Point{2, 2});
    CHECK(queue.take().transition);
    CHECK(queue.empty());
}
