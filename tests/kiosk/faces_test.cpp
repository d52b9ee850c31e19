#include "ui/faces.h"

#include <catch2/catch.hpp>
#include <set>

#include "kiosk/sample_pages.h"
#include "ui/driver.h"

// Faces, and the cells of a grid, as they are drawn and recorded (kiosk.md 5, 5.3).
using namespace harmony;
using namespace harmony::ui;

namespace {

constexpr Mood moods[] = {Mood::very_good, Mood::good, Mood::even, Mood::bad, Mood::very_bad};
constexpr double side = 36;

/// A page with five face tiles that have the same label, and one cell of a grid below them.
struct FaceKiosk {
    FaceKiosk()
        : toolkit(*Toolkit::open({panel_15_inch, HARMONY_SOURCE_DIR "/assets"}, clock)),
          driver(*toolkit, clock, [this](Frame& frame) { draw(frame); }) {}

    void draw(Frame& frame) {
        frame.begin_screen("faces", "Faces", look);
        for (std::size_t i = 0; i < 5; ++i) {
            const std::string id = "face." + std::to_string(i);
            const Rect where{10 + 42 * static_cast<double>(i), 20, side, 60};
            face_tile(frame, where, {id, "OK", moods[i], i == chosen});
        }
        grid_cell(frame, {10, 100, 18, 15}, {"cell", "Big", "Litter: Big", false, 1, 3});
    }

    /// What is drawn in the tile's upper half, where the face is, row by row.
    [[nodiscard]] std::vector<std::uint32_t> pixels_of(std::size_t face) {
        const Image& image = driver.frame();
        const double scale = panel_15_inch.px_per_mm;
        const auto x = static_cast<int>((12 + 42 * static_cast<double>(face)) * scale);
        const auto y = static_cast<int>(24 * scale);
        const auto size = static_cast<int>(32 * scale);
        std::vector<std::uint32_t> pixels;
        for (int row = y; row < y + size; ++row) {
            for (int column = x; column < x + size; ++column) {
                pixels.push_back(
                    image.pixels[static_cast<std::size_t>(row * image.width_px + column)]);
            }
        }
        return pixels;
    }

    base::ManualClock clock{base::Moment{}};
    Look look;
    std::size_t chosen = 9;
    std::unique_ptr<Toolkit> toolkit;
    Driver driver;
};

}  // namespace

TEST_CASE("a face tile is one node, named by its label", "[ui][faces][K5][K7]") {
    FaceKiosk kiosk;
    kiosk.driver.step();
    CHECK(kiosk.driver.tree().nodes().size() == 1 + 5 + 1);  // the screen, five tiles, a cell
    const sem::Node* node = kiosk.driver.get("face.2");
    REQUIRE(node != nullptr);
    CHECK(node->role == sem::Role::radio);
    CHECK(node->name.view() == "OK");
}

TEST_CASE("the five faces differ in every colour mode, by shape alone", "[ui][faces][K8]") {
    for (const ColourMode mode :
         {ColourMode::standard, ColourMode::high_light, ColourMode::high_dark, ColourMode::low}) {
        FaceKiosk kiosk;
        kiosk.look.colours = mode;
        kiosk.driver.step();
        std::set<std::vector<std::uint32_t>> shapes;
        std::set<std::set<std::uint32_t>> colours;
        for (std::size_t i = 0; i < 5; ++i) {
            const std::vector<std::uint32_t> pixels = kiosk.pixels_of(i);
            shapes.insert(pixels);
            colours.insert({pixels.front(), pixels[pixels.size() / 2]});
        }
        INFO(name_of(mode));
        CHECK(shapes.size() == 5);
        CHECK(colours.size() <= 2);  // the middle of a face is skin, whatever its mood is
    }
}

TEST_CASE("faces are outlines where contrast is high", "[ui][faces][K8]") {
    const auto skin_of = [](ColourMode mode) {
        FaceKiosk kiosk;
        kiosk.look.colours = mode;
        kiosk.driver.step();
        const std::vector<std::uint32_t> pixels = kiosk.pixels_of(2);
        return pixels[pixels.size() / 2 + 20];  // between eyes and mouth
    };
    CHECK(skin_of(ColourMode::high_light) == 0xFFFFFFFFU);  // the surface of kiosk.md 2.3
    CHECK(skin_of(ColourMode::high_dark) == 0xFF000000U);
    CHECK(skin_of(ColourMode::standard) != 0xFFFFFFFFU);
}

TEST_CASE("a right-to-left page has its first face at the right", "[ui][faces][K6]") {
    FaceKiosk kiosk;
    kiosk.look.language = "ur";
    kiosk.driver.step();
    const double width = kiosk.driver.tree().nodes().front().rect.w;
    for (std::size_t i = 0; i < 5; ++i) {
        const sem::Node* node = kiosk.driver.get("face." + std::to_string(i));
        REQUIRE(node != nullptr);
        const double from_start = 10 + 42 * static_cast<double>(i);
        CHECK(node->rect.x == Approx(width - from_start - side).margin(0.01));
    }
}

TEST_CASE("a chosen face is checked and touches are its own", "[ui][faces][K5]") {
    FaceKiosk kiosk;
    kiosk.chosen = 1;
    kiosk.driver.step();
    CHECK(kiosk.driver.get("face.1")->is(sem::checked));
    CHECK_FALSE(kiosk.driver.get("face.0")->is(sem::checked));
    CHECK(kiosk.driver.tap("face.4").ok());
}

TEST_CASE("a cell of a grid is spoken with its row", "[ui][grid][K7]") {
    FaceKiosk kiosk;
    kiosk.driver.step();
    const sem::Node* cell = kiosk.driver.get("cell");
    REQUIRE(cell != nullptr);
    CHECK(cell->name.view() == "Big");
    CHECK(cell->speak.view() == "Litter: Big");
    CHECK(cell->position == 1);
    CHECK(cell->total == 3);
}
