// The signed code on `staff.knows`, read by a reader of codes and checked by a second Ed25519
// (docs/formats/status-code.md).
#include "kiosk/staff/status_code.h"

#include <sys/wait.h>

#include <catch2/catch.hpp>
#include <cstdlib>

#include "kiosk/read_codes.h"
#include "kiosk/sample_pages.h"
#include "kiosk/screens/staff_screens.h"
#include "ui/driver.h"

using namespace harmony;
using namespace harmony::kiosk;

namespace {

sync::SignKeyPair key_of(std::byte letter) {
    return sync::SignKeyPair{*sync::SignSeed::from_bytes(base::Bytes(32, letter))};
}

StatusNote note() {
    StatusNote note;
    note.kiosk = *base::KioskId::from_hex("0102030405060708090a0b0c0d0e0f10");
    note.when = base::moment_from_iso("2026-03-30T09:00:00Z")->moment;
    note.version = "0.1.0";
    note.program = "00112233aabbccdd";
    note.pack = 7;
    note.counts.today = 12;
    note.counts.sign_ups_today = 3;
    note.counts.unsent = 501;
    note.counts.sign_ups_waiting = 4;
    note.counts.oldest_unsent = base::day_from_iso("2026-03-26");
    note.faults = {"disk_95", "temp"};
    return note;
}

/// What a reader of codes finds in a picture of the page on the smallest panel.
std::vector<std::string> read_from_page(const std::string& code, const ui::Look& look) {
    base::ManualClock clock{base::Moment{}};
    const auto toolkit =
        *ui::Toolkit::open({ui::panel_10_inch, HARMONY_SOURCE_DIR "/assets"}, clock);
    const Phrases phrases = tests::shipped_phrases();
    Intents intents;
    ui::Driver driver(*toolkit, clock, [&](ui::Frame& frame) {
        const Words words(phrases, "en");
        draw_staff_knows(frame,
                         {words, look, "Tarnbeck Council"},
                         {{{"unsent", "Waiting", "501"}}, 0, code},
                         intents);
    });
    driver.step();
    CHECK(driver.lint().empty());
    return tests::codes_in(driver.frame());
}

/// Whether RFC 8032 in Python says that this key signed it.
bool python_agrees(const std::string& text, const sync::SignPublicKey& key) {
    const std::string call = "/usr/bin/python3 " HARMONY_SOURCE_DIR
                             "/tests/conformance/status_code.py " +
                             key.hex() + " '" + text + "'";
    const int ended = std::system(call.c_str());
    return WIFEXITED(ended) && WEXITSTATUS(ended) == 0;
}

}  // namespace

TEST_CASE("the status code says what its format says", "[kiosk][staff]") {
    const std::string text = status_code(note(), key_of(std::byte{7}));
    CHECK(text.starts_with(
        "HS1;k=0102030405060708090a0b0c0d0e0f10;t=29581020;v=0.1.0;h=00112233aabbccdd;p=7;"
        "n=12,3,501,4;o=2026-03-26;f=disk_95,temp;s="));
    CHECK(text.size() - text.find(";s=") == 3 + 86);
    StatusNote bare = note();
    bare.counts.oldest_unsent.reset();
    bare.faults.clear();
    CHECK(status_code(bare, key_of(std::byte{7})).find(";o=;f=;s=") != std::string::npos);
}

TEST_CASE("a camera reads the status code and a second Ed25519 agrees", "[kiosk][staff]") {
    StatusNote full = note();
    full.faults = {"disk_95",
                   "unsent",
                   "unsent_personal",
                   "unsent_complaint",
                   "help_unchecked",
                   "screen_mm",
                   "touch_stuck",
                   "temp"};
    const sync::SignKeyPair key = key_of(std::byte{7});
    const std::string text = status_code(full, key);
    for (const auto size : {ui::TextSize::m, ui::TextSize::xl}) {
        const auto read = read_from_page(text, {"en", size, ui::ColourMode::standard});
        REQUIRE(read.size() == 1);
        CHECK(read[0] == text);
        CHECK(python_agrees(read[0], key.public_key()));
    }
    CHECK_FALSE(python_agrees(text, key_of(std::byte{8}).public_key()));
    std::string changed = text;
    changed[changed.find("n=12") + 2] = '2';
    CHECK_FALSE(python_agrees(changed, key.public_key()));
}
