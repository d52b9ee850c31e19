// The receipt's code: what a camera reads is what the page says (kiosk.md 4.4, criterion S4).
#include <catch2/catch.hpp>

#include "kiosk/qr.h"
#include "kiosk/read_codes.h"
#include "kiosk/sample_pages.h"
#include "ui/driver.h"

using namespace harmony;

namespace {

/// One of the sample pages as it stands on the smallest panel.
std::vector<std::string> codes_on(const std::string& name,
                                  const ui::Look& look,
                                  int turned = 0,
                                  const ui::Panel& panel = ui::panel_10_inch) {
    base::ManualClock clock{base::Moment{}};
    const auto toolkit = *ui::Toolkit::open({panel, HARMONY_SOURCE_DIR "/assets"}, clock);
    const kiosk::Phrases phrases = tests::shipped_phrases();
    std::vector<std::string> found;
    for (const tests::SamplePage& page : tests::sample_pages(toolkit->keyboards(), phrases)) {
        if (page.name != name) {
            continue;
        }
        kiosk::Intents intents;
        ui::Driver driver(*toolkit, clock, [&](ui::Frame& frame) {
            const kiosk::Words words(phrases, look.language);
            page.draw(frame, {words, look, "Tarnbeck Council"}, turned, intents);
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

namespace {

/// The worked example of docs/formats/ticket.md.
constexpr const char* ticket =
    "HT1:4.7 6N8LK%-I/NQV/HI+E9.NEKUPHQ EM2CID9EO6AZ36112Y500FTMJUIDPRRU.MS5IF/-NK%M7XJ/*VHBB7 "
    "I+-RLEV$W2BONZ.R6.3ON52$96YA4X42CTWRIEG3222 6PA3OW*CUNCKF0L9OV 1V0N7.4";

/// Whether a camera reads the ticket and a calendar on the pages of a confirmed sign-up.
struct Read {
    bool ticket = false;
    bool calendar = false;
};

Read read_confirmed(const ui::Look& look, const ui::Panel& panel) {
    Read read;
    for (int page = 0; page < 20 && !(read.ticket && read.calendar); ++page) {
        for (const std::string& code : codes_on("signup_confirmed", look, page, panel)) {
            read.ticket = read.ticket || code == ticket;
            read.calendar = read.calendar || code.starts_with("BEGIN:VCALENDAR");
        }
    }
    return read;
}

}  // namespace

TEST_CASE("the ticket and the calendar of a sign-up can be photographed in every text size",
          "[kiosk][signup][ticket][S4]") {
    for (const char* language : {"en", "ur"}) {
        for (const ui::TextSize size :
             {ui::TextSize::s, ui::TextSize::m, ui::TextSize::l, ui::TextSize::xl}) {
            INFO(language << " " << ui::name_of(size));
            const Read small =
                read_confirmed({language, size, ui::ColourMode::standard}, ui::panel_10_inch);
            CHECK(small.ticket);
            CHECK(small.calendar);
        }
    }
    const Read dark =
        read_confirmed({"en", ui::TextSize::m, ui::ColourMode::high_dark}, ui::panel_15_inch);
    CHECK(dark.ticket);
    CHECK(dark.calendar);
}

TEST_CASE("whoever waits gets no code for a calendar", "[kiosk][signup][ticket]") {
    for (int page = 0; page < 4; ++page) {
        for (const std::string& code :
             codes_on("signup_waiting", {"en", ui::TextSize::m, ui::ColourMode::standard}, page)) {
            CHECK_FALSE(code.starts_with("BEGIN:VCALENDAR"));
        }
    }
}

// 160 letters that a QR code holds well are version 7 at level M: 45 modules (design, 12.1).
TEST_CASE("a ticket makes a code of 45 modules", "[kiosk][ticket]") {
    CHECK(kiosk::make_qr(ticket).modules == 45);
}
