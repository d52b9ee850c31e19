#include "ui/desk.h"

#include <catch2/catch.hpp>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "ui/driver.h"

using namespace harmony;
using namespace harmony::ui;

namespace {

/// A page of a desk that draws one thing.
struct Desk {
    explicit Desk(std::function<void(Frame&)> what) : draw_it(std::move(what)) {
        const Panel panel{1280, 800, 2.0};
        toolkit = Toolkit::open({panel, HARMONY_SOURCE_DIR "/assets"}, clock).value();
        look.colours = ColourMode::desk_light;
        look.access.desk = true;
        draw = [this](Frame& frame) {
            frame.begin_screen("desk", "desk", look);
            draw_it(frame);
        };
        driver = std::make_unique<Driver>(*toolkit, clock, draw);
        driver->step();
    }

    void wheel(double notches, Point at_mm) {
        toolkit->input().push(
            {PointerEvent::Kind::move, {at_mm.x * 2, at_mm.y * 2}, clock.monotonic(), -1});
        PointerEvent turned{PointerEvent::Kind::wheel, {}, clock.monotonic(), -1};
        turned.notches = notches;
        toolkit->input().push(turned);
        driver->step();
    }

    void focus(std::string_view id) {
        toolkit->focus_on(id, draw);
        driver->step();
    }

    base::ManualClock clock{base::Moment{std::chrono::seconds{1'775'000'000}}};
    std::function<void(Frame&)> draw_it;
    DrawApp draw;
    Look look;
    std::unique_ptr<Toolkit> toolkit;
    std::unique_ptr<Driver> driver;
};

constexpr std::array columns{desk::Column{"name", "Name", 2},
                             desk::Column{"count", "Count", 1, 0, true}};

/// A table of a thousand rows that notes which were asked for.
struct LongTable {
    void draw(Frame& frame) {
        asked.clear();
        const desk::Table table{"t",
                                "Things",
                                columns,
                                rows,
                                [](std::size_t row) { return std::to_string(row); },
                                [this](std::size_t row, std::size_t column) {
                                    asked.insert(row);
                                    return desk::Cell{column == 0 ? "Row " + std::to_string(row)
                                                                  : std::to_string(row * 2)};
                                }};
        event = desk::table(frame, {10, 10, 300, 200}, table, state);
        if (event.pressed) {
            pressed = event.pressed;
        }
        sorted = sorted || event.sorted;
    }

    std::size_t rows = 1000;
    desk::TableState state;
    desk::TableEvent event;
    std::optional<std::size_t> pressed;
    bool sorted = false;
    std::set<std::size_t> asked;
};

}  // namespace

TEST_CASE("a table asks only for the rows that are seen", "[ui][desk]") {
    LongTable table;
    Desk page([&](Frame& frame) { table.draw(frame); });
    CHECK(table.asked.size() == 13);  // (200 - 2 - 14) / 14 mm
    CHECK(*table.asked.rbegin() == 12);
    page.wheel(2, {50, 100});
    CHECK(table.state.top == 6);
    CHECK(*table.asked.begin() == 6);
    page.wheel(-100, {50, 100});
    CHECK(table.state.top == 0);
    page.wheel(1, {500, 300});  // beside it
    CHECK(table.state.top == 0);
}

TEST_CASE("a row is pressed and says what stands in it", "[ui][desk]") {
    LongTable table;
    Desk page([&](Frame& frame) { table.draw(frame); });
    REQUIRE(page.driver->tap("t.3"));
    CHECK(table.pressed == 3U);
    CHECK(table.state.chosen == "3");
    const sem::Node* row = page.driver->get("t.3");
    REQUIRE(row != nullptr);
    CHECK(row->name.view() == "Row 3, 6");
    CHECK(row->is(sem::checked));
    CHECK(row->position == 4);
    CHECK(row->total == 1000);
}

TEST_CASE("a heading sorts, and the same heading again the other way", "[ui][desk]") {
    LongTable table;
    Desk page([&](Frame& frame) { table.draw(frame); });
    REQUIRE(page.driver->tap("t.sort.count"));
    CHECK(table.sorted);
    CHECK(table.state.sorted_by == "count");
    CHECK_FALSE(table.state.downwards);
    REQUIRE(page.driver->tap("t.sort.count"));
    CHECK(table.state.downwards);
    CHECK(page.driver->get("t.sort.count")->value.view() == "descending");
}

TEST_CASE("arrows go through a table to its very end", "[ui][desk]") {
    LongTable table;
    table.rows = 30;
    Desk page([&](Frame& frame) { table.draw(frame); });
    page.focus("t.0");
    for (int i = 0; i < 40; ++i) {
        page.driver->key(Key::down);
    }
    CHECK(page.driver->focused() == "t.29");
    CHECK(table.state.top == 17);
    page.driver->key(Key::page_up);
    CHECK(page.driver->focused() == "t.17");
    page.driver->key(Key::home);
    CHECK(page.driver->focused() == "t.0");
    CHECK(table.state.top == 0);
    page.driver->key(Key::select);
    CHECK(table.pressed == 0U);
    page.driver->key(Key::tab);  // Tab leaves the list at once
    CHECK(page.driver->focused() == "t.sort.name");  // over the end, past every row
}

TEST_CASE("a field is edited as fields on a desk are", "[ui][desk]") {
    EditBuffer text;
    bool entered = false;
    Desk page([&](Frame& frame) {
        const auto event = desk::field(frame, {10, 10, 150, 0}, {.id = "f", .label = "Name"}, text);
        entered = entered || event.entered;
    });
    REQUIRE(page.driver->tap("f"));
    page.driver->keys("Lmp");
    page.driver->key(Key::left);
    page.driver->key(Key::left);
    page.driver->keys("a");
    CHECK(text.text() == "Lamp");
    page.driver->key(Key::home);
    page.driver->key(Key::remove);
    CHECK(text.text() == "amp");
    page.driver->key(Key::end);
    page.driver->key(Key::rub_out);
    CHECK(text.text() == "am");
    page.driver->key(Key::right);  // at the end already
    page.driver->keys("é");
    CHECK(text.text() == "amé");
    CHECK_FALSE(entered);
    page.driver->key(Key::select);
    CHECK(entered);
    CHECK(page.driver->get("f")->value.view() == "amé");
}

TEST_CASE("a secret is nowhere on the page", "[ui][desk]") {
    EditBuffer text;
    Desk page([&](Frame& frame) {
        desk::field(
            frame, {10, 10, 150, 0}, {.id = "f", .label = "Passphrase", .secret = true}, text);
    });
    REQUIRE(page.driver->tap("f"));
    page.driver->keys("lantern");
    CHECK(text.text() == "lantern");
    CHECK_FALSE(page.driver->tree().shows("lantern"));
    page.driver->key(Key::left);
    page.driver->key(Key::rub_out);
    CHECK(text.text() == "lanten");
}

TEST_CASE("what is scrolled out of sight is not pressed by a mouse, but found by Tab",
          "[ui][desk]") {
    desk::Scroll scroll;
    std::string pressed;
    Desk page([&](Frame& frame) {
        desk::scrolled(frame, {10, 10, 200, 100}, "s", scroll, [&](const Rect& inside) {
            double y = inside.y;
            for (int i = 0; i < 20; ++i) {
                const std::string id = "b" + std::to_string(i);
                if (button(frame, {inside.x, y, 60, 15}, {.id = id, .label = "Press"})) {
                    pressed = id;
                }
                y += 20;
            }
            return y - inside.y;
        });
    });
    CHECK(scroll.content == 400);
    REQUIRE(page.driver->get("b12") != nullptr);
    CHECK(page.driver->get("b12")->is(sem::offscreen));
    page.driver->tap_at({20, 10 + 12 * 20 + 5.0});  // below the place of what scrolls
    CHECK(pressed.empty());
    page.focus("b12");
    CHECK_FALSE(page.driver->get("b12")->is(sem::offscreen));
    CHECK(scroll.offset > 0);
    page.driver->key(Key::select);
    CHECK(pressed == "b12");
    page.wheel(-50, {50, 50});
    CHECK(scroll.offset == 0);
}

TEST_CASE("a list that is open is chosen from or closed, and nothing behind it is pressed",
          "[ui][desk]") {
    const std::vector<std::string> options{"One", "Two", "Three"};
    bool open = false;
    std::optional<std::size_t> chosen;
    bool behind = false;
    std::size_t top = 0;
    Desk page([&](Frame& frame) {
        const auto draw = [&] {
            open = desk::chooser(frame, {10, 10, 80, 15}, {"c", "By", "One"}) || open;
            behind = button(frame, {10, 40, 80, 15}, {.id = "b", .label = "Behind"}) || behind;
        };
        if (!open) {
            return draw();
        }
        {
            const Frame::Scope scope = frame.behind_dialog();
            draw();
        }
        const auto event = desk::menu(frame, {10, 10, 80, 15}, "m", options, 0, top);
        chosen = event.chosen ? event.chosen : chosen;
        open = !event.chosen && !event.closed;
    });
    REQUIRE(page.driver->tap("c"));
    CHECK(page.driver->get("b") == nullptr);
    REQUIRE(page.driver->get("m.2") != nullptr);
    page.driver->tap_at({300, 300});  // beside it
    CHECK_FALSE(open);
    CHECK_FALSE(behind);
    REQUIRE(page.driver->tap("c"));
    page.driver->key(Key::back);
    CHECK_FALSE(open);
    REQUIRE(page.driver->tap("c"));
    REQUIRE(page.driver->tap("m.1"));
    CHECK(chosen == 1U);
    CHECK_FALSE(open);
}

TEST_CASE("a long text ends with an ellipsis where its place ends", "[ui][desk]") {
    Desk page([](Frame& frame) {
        const std::string text =
            desk::shortened(frame, "A very long name of a very long street", {}, 80);
        CHECK(text.ends_with("…"));
        CHECK(frame.lay_out(text, {}).width <= 80);
        CHECK(desk::shortened(frame, "Short", {}, 80) == "Short");
        CHECK(desk::shortened(frame, "Nothing fits here", {}, 1).empty());
    });
}

TEST_CASE("the colours of a desk can be read", "[ui][desk][theme]") {
    for (const ColourMode mode : {ColourMode::desk_light, ColourMode::desk_dark}) {
        const auto faults = contrast_faults(theme_of(mode), mode);
        INFO(name_of(mode) << (faults.empty() ? "" : ": " + faults.front()));
        CHECK(faults.empty());
    }
}

TEST_CASE("on a kiosk the keys of a desk mean nothing new", "[ui][desk][keys]") {
    int pressed = 0;
    Desk page([&](Frame& frame) {
        pressed += button(frame, {10, 10, 80, 15}, {.id = "a", .label = "A"}) ? 1 : 0;
        button(frame, {10, 40, 80, 15}, {.id = "b", .label = "B"});
    });
    page.look.access.desk = false;
    page.driver->step();
    page.driver->key(Key::tab);  // shows where the focus is, and no more
    const std::string first(page.driver->focused());
    page.driver->key(Key::home);
    page.driver->key(Key::page_down);
    CHECK(page.driver->focused() == first);
    CHECK(pressed == 0);
}
