#include <fmt/format.h>
#include <toml++/toml.h>

#include <catch2/catch.hpp>
#include <sstream>

#include "base/time.h"
#include "kiosk/sample_pages.h"
#include "ui/language.h"
#include "ui/theme.h"
#include "ui/toolkit.h"

using namespace harmony;

namespace {

constexpr ui::Panel panels[] = {ui::panel_10_inch, ui::panel_15_inch, ui::panel_21_inch};

/// Keys of the master whose text must fit, and how narrow the place is (kiosk.md 12.1: `max_mm`,
/// the narrowest width at size M).
std::map<std::string, double> narrow_places() {
    const toml::table master = toml::parse_file(HARMONY_SOURCE_DIR "/assets/phrases/en.toml");
    std::map<std::string, double> places;
    for (const auto& [key, entry] : master) {
        if (const auto width = (*entry.as_table())["max_mm"].value<double>()) {
            places.emplace(key.str(), *width);
        }
    }
    return places;
}

/// Says how a text that is set as a button sets it (bold, wrapped, size M) misses the width.
class Ruler {
public:
    Ruler() : clock_(base::Moment{}) {
        auto toolkit = ui::Toolkit::open({ui::panel_10_inch, HARMONY_SOURCE_DIR "/assets"}, clock_);
        REQUIRE(toolkit.ok());
        toolkit_ = std::move(toolkit).value();
    }

    std::string misses(const std::string& text, const std::string& language, double width_mm) {
        std::string found;
        for (const ui::Panel& panel : panels) {
            const ui::TextStyle style{
                .capital_px = ui::capital_mm(ui::TextSize::m) * panel.px_per_mm,
                .weight = ui::Weight::bold,
                .language = language};
            const int width_px = static_cast<int>(width_mm * panel.px_per_mm);
            const ui::TextExtent& extent =
                toolkit_->text().extent(toolkit_->text().layout(text, style, width_px));
            if (extent.split_word || extent.width_px > width_px) {
                found += fmt::format("{} '{}' is wider than {} mm\n", language, text, width_mm);
            }
        }
        return found;
    }

private:
    base::ManualClock clock_;
    std::unique_ptr<ui::Toolkit> toolkit_;
};

}  // namespace

TEST_CASE("every text that has a narrow place fits it in every language", "[kiosk][phrases][K2]") {
    const kiosk::Phrases phrases = tests::shipped_phrases();
    const auto places = narrow_places();
    REQUIRE_FALSE(places.empty());
    Ruler ruler;
    std::string found;
    for (const auto& [key, width] : places) {
        for (const ui::Language& language : ui::languages()) {
            const std::string code(language.code);
            found += ruler.misses(phrases.text(code, key), code, width);
        }
    }
    INFO(found);
    CHECK(found.empty());
}

TEST_CASE("a planted long word does not fit its narrow place", "[kiosk][phrases][K2]") {
    Ruler ruler;
    // 21 letters of 5.2 mm capitals are more than 45 mm wide: a bold Noto Sans letter is at least
    // half as wide as its capitals are high.
    CHECK_FALSE(ruler.misses("Sprachdienstleistungen", "en", 45).empty());
    CHECK(ruler.misses("Hide and leave", "en", 45).empty());
    // The same words without a place to break.
    CHECK_FALSE(ruler.misses("Hide\u00a0and\u00a0leave\u00a0now", "en", 45).empty());
}
