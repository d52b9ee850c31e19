#include "events/recurrence.h"

#include <catch2/catch.hpp>

#include "base/text.h"
#include "events/every_day.h"

using namespace harmony;
using events::floating_dates;
using events::read_rule;
using events::WallTime;

namespace {

WallTime wall(std::string_view text) {
    const auto time = events::wall_time_from_iso(text);
    REQUIRE(time.has_value());
    return *time;
}

const WallTime end_of_2034 =
    events::at(base::Day{std::chrono::year{2034} / 12 / 31}, std::chrono::minutes{1439});

/// What the pattern gives, in UTC, each as "03-30 13:00".
std::string in_utc(std::string_view start, std::string_view rule) {
    const auto read = read_rule(rule);
    REQUIRE(read.ok());
    std::string all;
    for (const WallTime date : floating_dates(*read, wall(start), 500, end_of_2034)) {
        const auto moment = events::utc_of(date);
        REQUIRE(moment.has_value());
        const std::string text = events::compact_utc(*moment);
        all += (all.empty() ? "" : ", ") + text.substr(4, 2) + '-' + text.substr(6, 2) + ' ' +
               text.substr(9, 2) + ':' + text.substr(11, 2);
    }
    return all;
}

std::string as_text(const std::vector<WallTime>& dates) {
    std::string all;
    for (const WallTime date : dates) {
        all += events::compact(date) + ' ';
    }
    return all;
}

std::string refusal(std::string_view rule) {
    const auto read = read_rule(rule);
    REQUIRE_FALSE(read.ok());
    CHECK(read.error().kind == base::ErrorKind::refused);
    return read.error().message;
}

}  // namespace

// The expected values are those of the design of events, 4.3.
TEST_CASE("a weekly drop-in stays at two o'clock when the clocks go forward", "[events][E1]") {
    CHECK(in_utc("2026-03-02T14:00", "FREQ=WEEKLY;BYDAY=MO;COUNT=6") ==
          "03-02 14:00, 03-09 14:00, 03-16 14:00, 03-23 14:00, 03-30 13:00, 04-06 13:00");
}

TEST_CASE("the second Thursday of each month is found for a whole year", "[events][E1]") {
    CHECK(in_utc("2026-01-08T18:00", "FREQ=MONTHLY;BYDAY=2TH;COUNT=12") ==
          "01-08 18:00, 02-12 18:00, 03-12 18:00, 04-09 17:00, 05-14 17:00, 06-11 17:00, "
          "07-09 17:00, 08-13 17:00, 09-10 17:00, 10-08 17:00, 11-12 18:00, 12-10 18:00");
}

TEST_CASE("months that are too short are skipped and not counted", "[events][E1]") {
    CHECK(in_utc("2026-01-31T10:00", "FREQ=MONTHLY;BYMONTHDAY=31;COUNT=5") ==
          "01-31 10:00, 03-31 09:00, 05-31 09:00, 07-31 09:00, 08-31 09:00");
    CHECK(in_utc("2026-01-30T10:00", "FREQ=MONTHLY;BYDAY=-1FR;COUNT=5") ==
          "01-30 10:00, 02-27 10:00, 03-27 10:00, 04-24 09:00, 05-29 09:00");
    CHECK(in_utc("2026-01-30T10:00", "FREQ=MONTHLY;BYDAY=5FR;COUNT=4") ==
          "01-30 10:00, 05-29 09:00, 07-31 09:00, 10-30 10:00");
    CHECK(in_utc("2026-02-27T10:00", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=4") ==
          "02-27 10:00, 03-31 09:00, 04-30 09:00, 05-29 09:00");
}

TEST_CASE("an end in UTC still counts on the days the clocks change", "[events][E1]") {
    CHECK(in_utc("2026-03-27T10:00", "FREQ=DAILY;UNTIL=20260330T090000Z") ==
          "03-27 10:00, 03-28 10:00, 03-29 09:00, 03-30 09:00");
    CHECK(in_utc("2026-10-23T10:00", "FREQ=DAILY;UNTIL=20261026T100000Z") ==
          "10-23 09:00, 10-24 09:00, 10-25 10:00, 10-26 10:00");
}

TEST_CASE("every second week counts from the Monday of the first", "[events][E1]") {
    CHECK(in_utc("2026-01-05T09:30", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=6") ==
          "01-05 09:30, 01-07 09:30, 01-19 09:30, 01-21 09:30, 02-02 09:30, 02-04 09:30");
    CHECK(in_utc("2025-12-30T10:00", "FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=TU,SU;COUNT=6") ==
          "12-30 10:00, 01-04 10:00, 01-13 10:00, 01-18 10:00, 01-27 10:00, 02-01 10:00");
}

TEST_CASE("a pattern outside of days, weeks and months is refused with the part that is",
          "[events][E1][bad-input]") {
    const auto says = [](std::string_view part) {
        return "The pattern uses " + std::string(part) +
               ", which Harmony does not use. Use days, weeks or months";
    };
    CHECK(refusal("FREQ=YEARLY;COUNT=2") == says("FREQ=YEARLY"));
    CHECK(refusal("FREQ=HOURLY;COUNT=2") == says("FREQ=HOURLY"));
    CHECK(refusal("FREQ=WEEKLY;INTERVAL=53;COUNT=2") == says("INTERVAL=53"));
    CHECK(refusal("FREQ=WEEKLY;INTERVAL=0;COUNT=2") == says("INTERVAL=0"));
    CHECK(refusal("FREQ=DAILY;BYDAY=MO;COUNT=2") == says("BYDAY with FREQ=DAILY"));
    CHECK(refusal("FREQ=WEEKLY;BYDAY=2MO;COUNT=2") == says("a numbered BYDAY with FREQ=WEEKLY"));
    CHECK(refusal("FREQ=MONTHLY;BYDAY=6MO;COUNT=2") == says("BYDAY=6MO"));
    CHECK(refusal("FREQ=MONTHLY;BYDAY=-2MO;COUNT=2") == says("BYDAY=-2MO"));
    CHECK(refusal("FREQ=MONTHLY;BYDAY=0MO;COUNT=2") == says("BYDAY=0MO"));
    CHECK(refusal("FREQ=WEEKLY;BYMONTHDAY=3;COUNT=2") == says("BYMONTHDAY with FREQ=WEEKLY"));
    CHECK(refusal("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=2") == says("BYMONTHDAY=-1"));
    CHECK(refusal("FREQ=MONTHLY;BYMONTHDAY=32;COUNT=2") == says("BYMONTHDAY=32"));
    CHECK(refusal("FREQ=MONTHLY;BYMONTHDAY=3;BYSETPOS=1;COUNT=2") ==
          says("BYSETPOS without BYDAY of a month"));
    CHECK(refusal("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=5;COUNT=2") == says("BYSETPOS=5"));
    CHECK(refusal("FREQ=WEEKLY;WKST=SU;COUNT=2") == says("WKST=SU"));
    CHECK(refusal("FREQ=WEEKLY;BYHOUR=9;COUNT=2") == says("BYHOUR=9"));
    CHECK(refusal("FREQ=WEEKLY;UNTIL=20260330") == says("UNTIL=20260330"));
    CHECK(refusal("FREQ=WEEKLY;UNTIL=20260330T090000") == says("UNTIL=20260330T090000"));
    CHECK(refusal("FREQ=WEEKLY;COUNT=two") == says("COUNT=two"));
    CHECK(refusal("FREQ=WEEKLY;COUNT=2;") == says("an empty part"));
    CHECK(refusal("freq=weekly;COUNT=2") == says("freq=weekly"));
    CHECK(refusal("FREQ=WEEKLY;BYDAY=;COUNT=2") == says("BYDAY="));
}

TEST_CASE("a pattern says once how often and where it ends", "[events][E1][bad-input]") {
    CHECK(refusal("FREQ=WEEKLY") ==
          "The pattern never ends. Say how many dates (COUNT) or until when (UNTIL)");
    CHECK(refusal("FREQ=WEEKLY;COUNT=2;UNTIL=20260330T090000Z") ==
          "The pattern has both COUNT and UNTIL. Keep one of them");
    CHECK(refusal("FREQ=WEEKLY;COUNT=2;COUNT=3") == "The pattern has COUNT twice. Keep one");
    CHECK(refusal("COUNT=2") == "The pattern does not say FREQ. Use days, weeks or months");
    CHECK(refusal("FREQ=WEEKLY;COUNT=0") == "The pattern gives 0 dates. Use 1 to 366");
    CHECK(refusal("FREQ=WEEKLY;COUNT=367") == "The pattern gives 367 dates. Use 1 to 366");
}

TEST_CASE("a rule is written as it is read", "[events]") {
    for (const char* text : {"FREQ=WEEKLY;BYDAY=MO;COUNT=6",
                             "FREQ=MONTHLY;INTERVAL=2;BYDAY=2TH,-1FR;BYSETPOS=1,-1;COUNT=366",
                             "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=1,13;UNTIL=20260330T090000Z",
                             "FREQ=DAILY;INTERVAL=52;COUNT=1"}) {
        const auto rule = read_rule(text);
        REQUIRE(rule.ok());
        CHECK(events::write_rule(*rule) == text);
    }
}

TEST_CASE("two thousand drawn rules give what walking every day gives", "[events][E1]") {
    base::SeededRandom random(20260302);
    std::size_t dates = 0;
    for (int i = 0; i < 2000; ++i) {
        const tests::DrawnRule drawn = tests::draw_rule(random);
        INFO(events::write_rule(drawn.rule) << " from " << events::to_iso(drawn.start));
        const auto expected = tests::walk_every_day(drawn.rule, drawn.start, 5000, end_of_2034);
        const auto got = floating_dates(drawn.rule, drawn.start, 5000, end_of_2034);
        CHECK(as_text(got) == as_text(expected));
        dates += got.size();
    }
    CHECK(dates > 50'000);  // so the rules were no empty ones
}

TEST_CASE("a walk that forgets the last of the month is told from libical", "[events][E1][bite]") {
    auto rule = read_rule("FREQ=MONTHLY;BYDAY=-1FR;COUNT=12");
    REQUIRE(rule.ok());
    const auto right = floating_dates(*rule, wall("2026-01-30T10:00"), 500, end_of_2034);
    rule->days.front().which = 4;
    CHECK(tests::walk_every_day(*rule, wall("2026-01-30T10:00"), 500, end_of_2034) != right);
}
