#include "ui/widgets.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <functional>

#include "support/temporary_folder.h"
#include "ui/driver.h"

using namespace harmony;
using namespace harmony::ui;

namespace {

/// A page that draws one thing.
struct Stage {
    explicit Stage(std::function<void(Frame&)> what,
                   const std::string& language = "en",
                   const Panel& panel = panel_15_inch)
        : draw_it(std::move(what)) {
        toolkit = Toolkit::open({panel, HARMONY_SOURCE_DIR "/assets"}, clock).value();
        look.language = language;
        driver = std::make_unique<Driver>(*toolkit, clock, [this](Frame& frame) {
            frame.begin_screen("stage", "stage", look);
            draw_it(frame);
        });
        driver->step();
    }

    base::ManualClock clock{base::Moment{std::chrono::seconds{1'775'000'000}}};
    std::function<void(Frame&)> draw_it;
    Look look;
    std::unique_ptr<Toolkit> toolkit;
    std::unique_ptr<Driver> driver;
};

/// Pixels of a part of the page that differ from the background, row by row.
std::vector<bool> ink_of(const Image& image, const Rect& mm, double scale) {
    std::vector<bool> ink;
    const auto x0 = static_cast<std::size_t>(mm.x * scale);
    const auto y0 = static_cast<std::size_t>(mm.y * scale);
    const auto side = static_cast<std::size_t>(mm.w * scale);
    for (std::size_t y = y0; y < y0 + side; ++y) {
        for (std::size_t x = x0; x < x0 + side; ++x) {
            ink.push_back(image.pixels[y * static_cast<std::size_t>(image.width_px) + x] !=
                          0xFFF7F5EFU);
        }
    }
    return ink;
}

}  // namespace

TEST_CASE("a ranked tile shows its place and is checked while it has one", "[ui][widgets]") {
    int place = 0;
    const Stage stage([&](Frame& frame) {
        Tile ranked{"a.tile", "Street lights"};
        ranked.kind = TileKind::ranked;
        ranked.chosen = place > 0;
        ranked.place = place;
        if (tile(frame, {20, 30, 150, tile_height(frame, 150, ranked)}, ranked)) {
            ++place;
        }
    });
    CHECK_FALSE(stage.driver->get("a.tile")->is(sem::checked));
    CHECK(stage.driver->get("a.tile")->value.empty());
    REQUIRE(stage.driver->tap("a.tile").ok());
    CHECK(stage.driver->get("a.tile")->role == sem::Role::checkbox);
    CHECK(stage.driver->get("a.tile")->is(sem::checked));
    CHECK(stage.driver->get("a.tile")->value.view() == "1");
}

TEST_CASE("a small tile is never smaller than a finger needs, and grows with its word",
          "[ui][widgets]") {
    Size number;
    Size word;
    bool chosen = false;
    const Stage stage([&](Frame& frame) {
        number = small_tile_size(frame, {"a.seven", "7"});
        const SmallTile month{"a.month", "September", chosen};
        word = small_tile_size(frame, month);
        chosen |= small_tile(frame, {20, 30, word.w, word.h}, month);
    });
    CHECK(number.w == Approx(sizes::control));
    CHECK(number.h >= sizes::tile_h);
    CHECK(word.w > 2 * number.w);
    REQUIRE(stage.driver->tap("a.month").ok());
    CHECK(stage.driver->get("a.month")->is(sem::checked));
}

TEST_CASE("a word that a narrow tile would break is known before it is drawn", "[ui][widgets]") {
    bool narrow = false;
    bool wide = true;
    const Stage stage([&](Frame& frame) {
        const Tile tile{"a.tile", "Neighbourhoods"};
        narrow = tile_breaks_word(frame, 40, tile);
        wide = tile_breaks_word(frame, 150, tile);
    });
    CHECK(narrow);
    CHECK_FALSE(wide);
}

TEST_CASE("each widget records its one node", "[ui][widgets]") {
    const Stage stage([](Frame& frame) {
        const Rect area{20, 30, 200, 18};
        heading(frame, area, "a.heading", "Heading");
        paragraph(frame, area, {.id = "a.text", .text = "Text"});
        notice(frame, area, "a.notice", "Please choose an answer.");
        button(frame, area, {.id = "a.button", .label = "Button"});
        tile(frame, area, {.id = "a.tile", .label = "Tile"});
        tile(frame, area, {.id = "a.radio", .label = "Radio", .kind = TileKind::radio});
        tile(frame, area, {.id = "a.box", .label = "Box", .kind = TileKind::checkbox});
        text_field(frame, area, {.id = "a.field", .label = "Field"}, EditBuffer{});
        progress(frame, area, "a.progress", "Question 4 of 9", 4, 9);
        hot_area(frame, area, "a.hot", "Logo");
    });
    const auto& nodes = stage.driver->tree().nodes();
    REQUIRE(nodes.size() == 11);
    const sem::Role roles[] = {sem::Role::screen,
                               sem::Role::heading,
                               sem::Role::text,
                               sem::Role::alert,
                               sem::Role::button,
                               sem::Role::button,
                               sem::Role::radio,
                               sem::Role::checkbox,
                               sem::Role::text_field,
                               sem::Role::progress,
                               sem::Role::button};
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        INFO(nodes[i].id);
        CHECK(nodes[i].role == roles[i]);
        CHECK(nodes[i].order == static_cast<int>(i));
        CHECK_FALSE(nodes[i].name.empty());
    }
}

TEST_CASE("a disabled button takes no press", "[ui][widgets]") {
    int pressed = 0;
    Stage stage([&](Frame& frame) {
        const Button send{.id = "send", .label = "Send", .enabled = false};
        pressed += button(frame, {20, 30, 60, 18}, send) ? 1 : 0;
    });
    CHECK(stage.driver->get("send")->is(sem::disabled));
    CHECK(stage.driver->tap("send").error().kind == base::ErrorKind::refused);
    stage.driver->tap_at({40, 35});
    CHECK(pressed == 0);
}

TEST_CASE("a button grows with its label", "[ui][widgets]") {
    const Stage stage([](Frame& frame) {
        const Size shortest = button_size(frame, {.id = "b", .label = "No"});
        const Size wide = button_size(frame, {.id = "b", .label = "I do not want to take part"});
        const Size broken =
            button_size(frame, {.id = "b", .label = "I do not want to take part"}, 70);
        CHECK(shortest.w >= sizes::control);
        CHECK(shortest.h >= sizes::control);
        CHECK(wide.w > 80);
        CHECK(broken.w <= 71);
        CHECK(broken.h > wide.h);
        const Size main =
            button_size(frame, {.id = "b", .label = "Go", .kind = ButtonKind::primary});
        CHECK(main == Size{sizes::main_button_w, sizes::main_button_h});
    });
    CHECK(stage.driver->screen() == "stage");
}

TEST_CASE("a narrow bar keeps the words of leaving and drops the others", "[ui][widgets]") {
    const auto draw = [](Frame& frame) {
        const BarItem items[] = {{"bar.help", "Help", Icon::help},
                                 {"bar.leave", "Hide and leave", Icon::leave, true}};
        bar(frame, bands(frame).bar, {"Northgate Council"}, items);
    };
    const Stage wide(draw);
    const Stage narrow(draw, "en", panel_10_inch);
    CHECK_FALSE(wide.driver->get("bar.help")->ink.empty());
    CHECK(narrow.driver->get("bar.help")->ink.empty());
    CHECK_FALSE(narrow.driver->get("bar.leave")->ink.empty());
    CHECK(narrow.driver->get("bar.help")->name.view() == "Help");
}

TEST_CASE("a code is never mirrored", "[ui][widgets][K6]") {
    const std::vector<bool> code{true, true, false, true, false, false, false, false, true};
    const Rect place{40, 40, 30, 30};
    const auto draw = [&](Frame& frame) { frame.squares(place, 3, code, rgb(0x000000)); };
    Stage left(draw);
    Stage right(draw, "ar");
    const double scale = panel_15_inch.px_per_mm;
    const Rect there{panel_15_inch.width_mm() - place.right(), place.y, place.w, place.h};
    // Compared in the middle of the squares, where rounding to pixels plays no part.
    for (int row = 0; row < 3; ++row) {
        for (int column = 0; column < 3; ++column) {
            const Point at{5.0 + column * 10, 5.0 + row * 10};
            const auto dark = [&](Stage& stage, const Rect& origin) {
                const Image& image = stage.driver->frame();
                const auto x = static_cast<std::size_t>((origin.x + at.x) * scale);
                const auto y = static_cast<std::size_t>((origin.y + at.y) * scale);
                return image.pixels[y * static_cast<std::size_t>(image.width_px) + x] ==
                       0xFF000000U;
            };
            const bool expected = code[static_cast<std::size_t>(row * 3 + column)];
            CHECK(dark(left, place) == expected);
            CHECK(dark(right, there) == expected);
        }
    }
}

TEST_CASE("every icon shows something and no two show the same", "[ui][widgets]") {
    constexpr Rect place{40, 40, 20, 20};
    Icon shown = Icon::none;
    Stage stage([&](Frame& frame) { frame.icon(shown, place, rgb(0x0B3C5D)); });
    std::vector<std::vector<bool>> pictures;
    for (std::size_t i = 0; i < icon_count; ++i) {
        shown = static_cast<Icon>(i);
        auto ink = ink_of(stage.driver->frame(), place.grown(2), panel_15_inch.px_per_mm);
        INFO("icon " << i);
        const auto dark = std::count(ink.begin(), ink.end(), true);
        CHECK((dark > 100) == (shown != Icon::none));
        CHECK(std::find(pictures.begin(), pictures.end(), ink) == pictures.end());
        pictures.push_back(std::move(ink));
    }
}

TEST_CASE("touching a text puts the caret there", "[ui][widgets]") {
    EditBuffer typed;
    typed.set("night light");
    Stage stage([&](Frame& frame) {
        const TextField field{.id = "f", .label = "Field"};
        if (const auto press = text_field(frame, {20, 30, 200, 18}, field, typed)) {
            typed.apply(*press);
        }
    });
    stage.driver->tap_at({25, 39});
    CHECK(typed.caret() == 0);
    stage.driver->tap_at({200, 39});
    CHECK(typed.caret() == typed.text().size());
}

TEST_CASE("one page needs no pager and many tiles have one", "[ui][widgets]") {
    std::vector<std::string> ids;
    for (int i = 0; i < 40; ++i) {
        ids.push_back("street." + std::to_string(i));
    }
    std::vector<Tile> list;
    for (const std::string& id : ids) {
        list.push_back({.id = id, .label = "Mill Lane"});
    }
    int page = 0;
    Stage stage([&](Frame& frame) {
        const auto event = tiles(frame, bands(frame).content, list, page, {"More", "Earlier"});
        page = event.page.value_or(page);
    });
    CHECK(stage.driver->get("page.back") == nullptr);
    CHECK(stage.driver->get("street.39") == nullptr);
    int taps = 0;
    while (stage.driver->get("page.more") != nullptr && taps < 20) {
        REQUIRE(stage.driver->tap("page.more"));
        ++taps;
    }
    CHECK(stage.driver->get("street.39") != nullptr);
    REQUIRE(stage.driver->tap("page.back"));
    CHECK(page == taps - 1);
}

TEST_CASE("a picture is written as PNG and named by its pixels", "[ui][image]") {
    tests::TemporaryFolder folder;
    Image image{2, 1, {0xFF000000U, 0xFFFFFFFFU}};
    REQUIRE(write_png(image, folder.path() / "a.png"));
    std::ifstream file(folder.path() / "a.png", std::ios::binary);
    std::string head(8, ' ');
    file.read(head.data(), 8);
    CHECK(head == "\x89PNG\r\n\x1a\n");
    const std::string before = hash_of(image);
    image.pixels[1] = 0xFFFFFFFEU;
    CHECK(hash_of(image) != before);
    CHECK(write_png(image, folder.path() / "none/a.png").error().kind ==
          base::ErrorKind::unreachable);
}

TEST_CASE("the signs of a number pad have names for a voice, and type their sign", "[ui][speech]") {
    base::ManualClock clock{base::Moment{}};
    const auto toolkit = *Toolkit::open({panel_10_inch, HARMONY_SOURCE_DIR "/assets"}, clock);
    std::string typed;
    Driver driver(*toolkit, clock, [&](Frame& frame) {
        frame.begin_screen("q.a", "A number", {"en", TextSize::m, ColourMode::standard});
        NumberPad pad{"Done", "delete", true, true};
        pad.point_spoken = "dot";
        pad.minus_spoken = "hyphen";
        if (const auto press = number_pad(frame, {40, 30, 120, 100}, pad)) {
            typed += press->text();
        }
    });
    driver.step();
    REQUIRE(driver.get("key.num.point") != nullptr);
    CHECK(driver.get("key.num.point")->speak.view() == "dot");
    CHECK(driver.get("key.num.minus")->speak.view() == "hyphen");
    CHECK(driver.get("key.num.1")->speak.empty());
    REQUIRE(driver.tap("key.num.minus"));
    REQUIRE(driver.tap("key.num.1"));
    REQUIRE(driver.tap("key.num.point"));
    CHECK(typed == "-1.");
}
