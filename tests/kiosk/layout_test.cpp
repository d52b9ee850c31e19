#include <catch2/catch.hpp>

#include "kiosk/gallery.h"
#include "ui/widgets.h"

using namespace harmony;
using tests::Gallery;

namespace {

constexpr ui::Panel panels[] = {ui::panel_10_inch, ui::panel_15_inch, ui::panel_21_inch};
constexpr ui::TextSize sizes[] = {
    ui::TextSize::s, ui::TextSize::m, ui::TextSize::l, ui::TextSize::xl};

void check_language(const std::string& language) {
    Gallery gallery;
    std::string found;
    for (const ui::Panel& panel : panels) {
        for (const ui::TextSize size : sizes) {
            for (const tests::SamplePage& page : gallery.pages()) {
                if (!tests::is_seen(page, language, size)) {
                    continue;
                }
                const ui::Look look{language, size, ui::ColourMode::standard};
                for (const std::string& fault : gallery.faults(page, panel, look)) {
                    found += fault + "\n";
                }
            }
        }
    }
    INFO(found);
    CHECK(found.empty());
}

}  // namespace

TEST_CASE("a button of 14.9 mm is found", "[kiosk][layout][K2]") {
    const tests::SamplePage planted{
        "planted",
        [](ui::Frame& frame, const kiosk::PageContext& context, int, kiosk::Intents& intents) {
            kiosk::begin_page(frame, context, "planted", "Planted", kiosk::BarKind::full, intents);
            ui::heading(frame, {10, 30, 100, 15}, "planted.head", "Planted");
            ui::hot_area(frame, {10, 60, 30, 14.9}, "planted.button", "Too small");
        }};
    Gallery gallery({planted});
    const auto found = gallery.faults(gallery.pages()[0], panels[0], {});
    REQUIRE(found.size() == 1);
    CHECK(found[0].find("planted.button") != std::string::npos);
    CHECK(found[0].find("14.9") != std::string::npos);
}

TEST_CASE("a word too long for its button is found", "[kiosk][layout][K2]") {
    const tests::SamplePage planted{
        "planted",
        [](ui::Frame& frame, const kiosk::PageContext& context, int, kiosk::Intents& intents) {
            kiosk::begin_page(frame, context, "planted", "Planted", kiosk::BarKind::full, intents);
            ui::heading(frame, {10, 30, 100, 15}, "planted.head", "Planted");
            const ui::Button button{.id = "planted.button",
                                    .label = "Donaudampfschifffahrtsgesellschaft"};
            ui::button(frame, {10, 60, 40, 18}, button);
        }};
    Gallery gallery({planted});
    const auto found = gallery.faults(gallery.pages()[0], panels[0], {});
    REQUIRE_FALSE(found.empty());
    CHECK(found[0].find("planted.button") != std::string::npos);
}

TEST_CASE("every page is whole and within reach in English", "[kiosk][layout][K2]") {
    check_language("en");
}

TEST_CASE("every page is whole and within reach in Polish", "[kiosk][layout][K2]") {
    check_language("pl");
}

TEST_CASE("every page is whole and within reach in Urdu", "[kiosk][layout][K2]") {
    check_language("ur");
}

TEST_CASE("every page is whole and within reach in Arabic", "[kiosk][layout][K2]") {
    check_language("ar");
}

TEST_CASE("every page is whole and within reach in Romanian", "[kiosk][layout][K2]") {
    check_language("ro");
}

TEST_CASE("every page is whole and within reach in Persian", "[kiosk][layout][K2]") {
    check_language("fa");
}

TEST_CASE("every page is whole and within reach in Sorani", "[kiosk][layout][K2]") {
    check_language("ckb");
}

TEST_CASE("every page is whole and within reach in Punjabi", "[kiosk][layout][K2]") {
    check_language("pa");
}
