#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <future>

#include "base/files.h"
#include "db/kiosk_journal.h"
#include "kiosk/phrases.h"
#include "kiosk/pin_ladder.h"
#include "kiosk/receipt.h"
#include "kiosk/sample_pages.h"
#include "kiosk/settings.h"
#include "kiosk/staff_door.h"
#include "kiosk/stop_request.h"
#include "kiosk/words.h"
#include "support/temporary_folder.h"

using namespace harmony;
using namespace harmony::kiosk;
using std::chrono::seconds;

TEST_CASE("a receipt number has twelve digits and a check digit", "[kiosk][receipt]") {
    base::SeededRandom random(7);
    for (int i = 0; i < 200; ++i) {
        const base::SecretText receipt = draw_receipt(random);
        REQUIRE(receipt.size() == 12);
        REQUIRE(is_receipt(receipt.view()));
    }
    CHECK(is_receipt("482917365191"));  // the vector of events.md 12.3
    CHECK(grouped_in_fours("482917365191") == "4829 1736 5191");
}

TEST_CASE("a wrong digit and two swapped digits of a receipt are noticed", "[kiosk][receipt]") {
    const std::string good = "482917365191";
    for (std::size_t i = 0; i < good.size(); ++i) {
        for (char digit = '0'; digit <= '9'; ++digit) {
            std::string wrong = good;
            wrong[i] = digit;
            CHECK(is_receipt(wrong) == (digit == good[i]));
        }
        if (i + 1 < good.size() && good[i] != good[i + 1]) {
            std::string swapped = good;
            std::swap(swapped[i], swapped[i + 1]);
            CHECK_FALSE(is_receipt(swapped));
        }
    }
}

TEST_CASE("four wrong PINs are free and the pauses grow after that", "[kiosk][staff]") {
    CHECK(pause_after(4) == seconds{0});
    CHECK(pause_after(5) == seconds{30});
    CHECK(pause_after(6) == seconds{60});
    CHECK(pause_after(7) == seconds{300});
    CHECK(pause_after(8) == seconds{900});
    CHECK(pause_after(9) == seconds{3600});
    CHECK(may_try(5, seconds{29}).door == PinDoor::wait);
    CHECK(may_try(5, seconds{30}).door == PinDoor::open);
    CHECK(may_try(5, seconds{0}).wait == seconds{30});
    CHECK(may_try(10, std::chrono::hours{999}).door == PinDoor::closed);
}

TEST_CASE("a wrong PIN is counted before the answer and a right one clears the count",
          "[kiosk][staff]") {
    const tests::TemporaryFolder folder;
    base::ManualClock clock(base::Moment{seconds{1'000'000}});
    const auto journal = *db::KioskJournal::open(folder.path(), {});
    const auto wrong_tries = [&] { return journal->state().pin_tries("staff").tries; };
    unsigned counted_when_asked = 0;
    StaffDoor door(
        [&](StaffPin, std::string_view typed) {
            counted_when_asked = wrong_tries();
            return std::optional(typed == "206417");
        },
        journal->state(),
        clock);
    CHECK(door.knock(base::SecretText("111111")).answer == PinAnswer::wrong);
    CHECK(counted_when_asked == 1);
    CHECK(wrong_tries() == 1);
    CHECK(door.knock(base::SecretText("206417")).answer == PinAnswer::right);
    CHECK(wrong_tries() == 0);
    for (int i = 0; i < 5; ++i) {
        CHECK(door.knock(base::SecretText("1")).answer == PinAnswer::wrong);
    }
    CHECK(door.knock(base::SecretText("206417")).answer == PinAnswer::not_now);
    clock.advance(seconds{31});
    CHECK(door.knock(base::SecretText("206417")).answer == PinAnswer::right);
}

TEST_CASE("a phrase that a language lacks is shown in English and listed", "[kiosk][phrases]") {
    const auto english = read_catalogue(
        "en", base::as_bytes("[\"a.b\"]\ntext = \"Spaces left: {n}\"\n[\"c\"]\ntext = \"Yes\"\n"));
    const auto urdu = read_catalogue(
        "ur", base::as_bytes("[\"c\"]\ntext = \"\u06C1\u0627\u06BA\"\nstatus = \"draft\"\n"));
    REQUIRE(english.ok());
    REQUIRE(urdu.ok());
    const Phrases phrases({*english, *urdu});
    CHECK(phrases.text("ur", "c") == "\u06C1\u0627\u06BA");
    CHECK(phrases.text("ur", "a.b", {{"n", "5"}}) == "Spaces left: 5");
    CHECK(phrases.missing("ur") == std::vector<std::string>{"ur/a.b"});
    CHECK(phrases.languages({"ur", "pl", "en"}).size() == 2);
    CHECK(phrases.languages({"ur"}).front().draft);
    CHECK(phrases.text("en", "no.such") == "no.such");
}

TEST_CASE("values inside a right-to-left line are isolated", "[kiosk][phrases]") {
    CHECK(fill("\u06C1\u0627\u06BA {n}", {{"n", "4829"}}) == "\u06C1\u0627\u06BA \u20684829\u2069");
    CHECK(fill("Today: {t}", {{"t", "\u06C1\u0627\u06BA"}}) ==
          "Today: \u2068\u06C1\u0627\u06BA\u2069");
    CHECK(fill("Today: {t}", {{"t", "stall"}}) == "Today: stall");
}

TEST_CASE("a date in words is not isolated once more in its line", "[kiosk][phrases]") {
    // Unicode bidirectional algorithm, rule P2: what stands inside isolates does not give a
    // direction to an isolate around them, so the date would run from left to right.
    const std::string date = fill("\u06C1 {d} {y}", {{"d", "3"}, {"y", "2026"}});
    CHECK(fill("\u06C1\u0627\u06BA {date}", {{"date", date}}) == "\u06C1\u0627\u06BA " + date);
}

TEST_CASE("a value that looks like a placeholder is left as it is", "[kiosk][phrases]") {
    CHECK(fill("{a} and {b}", {{"a", "{b}"}, {"b", "two"}}) == "{b} and two");
    CHECK(fill("{a} {c} {", {{"a", "one"}}) == "one {c} {");
}

TEST_CASE("a date is spelled with the months of the language", "[kiosk][phrases]") {
    const Phrases phrases = tests::shipped_phrases();
    const base::Day day = *base::day_from_iso("2026-09-03");
    CHECK(Words(phrases, "en").entered_date(day).view() == "3 September 2026");
    CHECK(Words(phrases, "pl").date(day) == "3 września 2026");  // CLDR: genitive in a date
    CHECK(Words(phrases, "pl").month(9) == "Wrzesień");          // and nominative by itself
}

TEST_CASE("a catalogue with an empty or unsafe text is refused with its key", "[kiosk][phrases]") {
    const auto empty = read_catalogue("en", base::as_bytes("[\"a\"]\ntext = \" \"\n"));
    REQUIRE_FALSE(empty.ok());
    CHECK(empty.error().message == "en: 'a' has no text");
    CHECK_FALSE(read_catalogue("en", base::as_bytes("[\"a\"]\ntext = \"x\u202Ey\"\n")).ok());
    const auto broken = read_catalogue("en", base::as_bytes("[\"a\"\n"));
    REQUIRE_FALSE(broken.ok());
    CHECK(broken.error().message.find("line 1") != std::string::npos);
}

TEST_CASE("settings name their place when they are wrong", "[kiosk][settings]") {
    const auto good = read_settings(base::as_bytes(
        "engagement = \"ae76379f83b592a0\"\npanel = \"15.6\"\ntext_start = \"L\"\n"));
    REQUIRE(good.ok());
    CHECK(good->engagement->hex() == "ae76379f83b592a0");
    CHECK(good->panel->width_px == 1920);
    CHECK(good->text_start == ui::TextSize::l);
    const auto misspelt = read_settings(base::as_bytes("\npanle = \"15.6\"\n"));
    REQUIRE_FALSE(misspelt.ok());
    CHECK(misspelt.error().message.find("line 2") != std::string::npos);
    CHECK(misspelt.error().message.find("there is 'panel'") != std::string::npos);
    CHECK_FALSE(read_settings(base::as_bytes("staff_pin = \"206417\"\n")).ok());
    CHECK_FALSE(read_settings(base::as_bytes("px_per_mm = 40.0\n")).ok());
    CHECK_FALSE(read_settings(base::as_bytes("= oops")).ok());
}

TEST_CASE("a request of the service manager to stop is heard and ends nothing by itself",
          "[kiosk][program]") {
    std::promise<void> asked;
    const StopRequest stop([&asked] { asked.set_value(); });
    CHECK_FALSE(stop.was_made());
    REQUIRE(::kill(::getpid(), SIGTERM) == 0);
    CHECK(asked.get_future().wait_for(seconds{10}) == std::future_status::ready);
    CHECK(stop.was_made());
}
