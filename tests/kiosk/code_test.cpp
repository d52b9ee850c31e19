// The receipt's code: what a camera reads is what the page says (kiosk.md 4.4, criterion S4).
#include <catch2/catch.hpp>

#include "kiosk/qr.h"
#include "kiosk/read_codes.h"
#include "kiosk/sample_pages.h"
#include "ui/driver.h"

using namespace harmony;

namespace {

/// One of the sample pages as it stands on the smallest panel.
std::vector<std::string> codes_on(const std::string& name, const ui::Look& look) {
    base::ManualClock clock{base::Moment{}};
    const auto toolkit =
        *ui::Toolkit::open({ui::panel_10_inch, HARMONY_SOURCE_DIR "/assets"}, clock);
    const kiosk::Phrases phrases = tests::shipped_phrases();
    std::vector<std::string> found;
    for (const tests::SamplePage& page : tests::sample_pages(toolkit->keyboards(), phrases)) {
        if (page.name != name) {
            continue;
        }
        kiosk::Intents intents;
        ui::Driver driver(*toolkit, clock, [&](ui::Frame& frame) {
            const kiosk::Words words(phrases, look.language);
            page.draw(frame, {words, look, "Tarnbeck Council"}, 0, intents);
        });
        driver.step();
        found = tests::codes_in(driver.frame());
    }
    return found;
}

}  // namespace

TEST_CASE("the code of the thanks page says the number in every size and colour",
          "[kiosk][receipt][S4]") {
    for (const ui::TextSize size :
         {ui::TextSize::s, ui::TextSize::m, ui::TextSize::l, ui::TextSize::xl}) {
        INFO(ui::name_of(size));
        CHECK(codes_on("thanks", {"en", size, ui::ColourMode::standard}) ==
              std::vector<std::string>{"HR1:482917365191"});
    }
    for (const ui::ColourMode mode :
         {ui::ColourMode::high_light, ui::ColourMode::high_dark, ui::ColourMode::low}) {
        INFO(ui::name_of(mode));
        CHECK(codes_on("thanks", {"ur", ui::TextSize::m, mode}) ==
              std::vector<std::string>{"HR1:482917365191"});
    }
}

// Version 1 has 21 modules a side (ISO/IEC 18004).
TEST_CASE("a receipt and a telephone number make the smallest code", "[kiosk][receipt][S4]") {
    CHECK(kiosk::make_qr(kiosk::receipt_code("482917365191")).modules == 21);
    CHECK(kiosk::tel_code("0800 555 111") == "TEL:0800555111");
    CHECK(kiosk::make_qr(kiosk::tel_code("0800 555 111")).modules == 21);
    CHECK(kiosk::make_qr(std::string(5000, 'a')).modules == 0);
}
