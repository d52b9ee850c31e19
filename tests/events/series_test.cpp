#include "events/series.h"

#include <catch2/catch.hpp>

#include "events/some_series.h"

using namespace harmony;
using events::Series;
using tests::drop_in;
using tests::real_hash;
using tests::wall;

namespace {

const std::set<std::string> known_venues = {"newtown-resource-centre", "library"};

/// "key: what is wrong".
std::string fault(const Series& series) {
    const auto found = events::fault_in(series, known_venues);
    REQUIRE(found.has_value());
    return found->key + ": " + found->error.message;
}

template <typename Value>
std::string fault_with(Value Series::*member, Value value) {
    Series series = drop_in();
    series.*member = std::move(value);
    return fault(series);
}

Series single(std::string_view start, int minutes) {
    Series series = drop_in();
    series.rrule.clear();
    series.start_local = wall(start);
    series.duration = std::chrono::minutes{minutes};
    return series;
}

events::Occurrence only_date(const Series& series) {
    const auto all = events::expand(series, real_hash());
    REQUIRE(all.ok());
    REQUIRE(all->size() == 1);
    return all->front();
}

}  // namespace

TEST_CASE("a date is called by its series and the start it was announced with", "[events][E1]") {
    // The vector of the design of events, 3.2.
    const auto id = events::occurrence_id(drop_in().id, wall("2026-03-30T14:00"), real_hash());
    CHECK(id.hex() == "d1e08e2775d8bd5a");
}

TEST_CASE("a series gives the dates of a window as they are now", "[events][E1]") {
    Series series = drop_in();
    series.exdates = {base::Day{std::chrono::year{2026} / 4 / 6}};
    series.extra_dates = {wall("2026-04-08T10:00")};
    series.changes = {{.original = wall("2026-03-16T14:00"),
                       .start = wall("2026-03-17T15:00"),
                       .venue = "library",
                       .note = {{"en", "In the library this time"}},
                       .sequence = 2},
                      {.original = wall("2026-03-23T14:00"), .cancelled = true}};
    CHECK(tests::dates_of(series) == std::vector<std::string>{"2026-03-02T14:00:00",
                                                              "2026-03-09T14:00:00",
                                                              "2026-03-17T15:00:00 moved",
                                                              "2026-03-23T14:00:00 cancelled",
                                                              "2026-03-30T14:00:00",
                                                              "2026-04-08T10:00:00"});
    const base::Day from{std::chrono::year{2026} / 3 / 17};
    const auto window = events::expand(series, from, from + std::chrono::days{14}, real_hash());
    REQUIRE(window.ok());
    REQUIRE(window->size() == 3);
    const events::Occurrence& moved = window->front();
    CHECK(moved.id == events::occurrence_id(series.id, wall("2026-03-16T14:00"), real_hash()));
    CHECK(moved.venue == "library");
    CHECK(moved.sequence == 2);
    CHECK(moved.note.at("en") == "In the library this time");
    CHECK(window->back().id.hex() == "d1e08e2775d8bd5a");
    CHECK(events::compact_utc(window->back().start) == "20260330T130000Z");
}

TEST_CASE("an event over the change of clocks lasts as long as it lasts", "[events][E1]") {
    // The last two rows of the design of events, 4.3.
    const auto spring = wall("2026-03-29T00:30");
    const auto autumn = wall("2026-10-25T00:30");
    CHECK(events::minutes_until(spring, wall("2026-03-29T02:30")) == std::chrono::minutes{60});
    CHECK(events::minutes_until(autumn, wall("2026-10-25T02:30")) == std::chrono::minutes{180});
    CHECK(events::minutes_until(wall("2026-05-01T22:00"), wall("2026-05-01T01:00")) ==
          std::chrono::minutes{180});
    CHECK_FALSE(events::minutes_until(spring, wall("2026-03-29T01:30")).has_value());
    CHECK(events::compact_utc(only_date(single("2026-03-29T00:30", 60)).start) ==
          "20260329T003000Z");
    const auto long_night = only_date(single("2026-10-25T00:30", 180));
    CHECK(events::compact_utc(long_night.start) == "20261024T233000Z");
    CHECK(events::compact_utc(long_night.end) == "20261025T023000Z");
}

TEST_CASE("what the design refuses of dates is refused in its words", "[events][E1][bad-input]") {
    Series series = drop_in();
    series.start_local = wall("2026-03-02T01:30");
    CHECK(fault(series) ==
          "start_local: A repeating event cannot start between 1am and 2am: that hour is missing "
          "on one night of the year and comes twice on another");
    series.start_local = wall("2026-03-03T14:00");
    CHECK(fault(series) ==
          "start_local: The first date (3 March 2026) is not one the pattern gives. The first it "
          "gives is 9 March 2026");
    CHECK(fault(single("2026-03-29T01:30", 60)) ==
          "start_local: 01:30 does not exist on 29 March 2026: the clocks go forward");
    CHECK(fault_with(&Series::exdates, {base::Day{std::chrono::year{2026} / 4 / 7}}) ==
          "exdates: 7 April 2026 is not one of the dates");
    CHECK(fault_with(&Series::rrule, std::string("FREQ=YEARLY;COUNT=2")) ==
          "rrule: The pattern uses FREQ=YEARLY, which Harmony does not use. Use days, weeks or "
          "months");
    CHECK(fault_with(&Series::rrule, std::string("FREQ=DAILY;UNTIL=20270401T140000Z")) ==
          "rrule: The pattern gives 396 dates. Use 1 to 366");
    CHECK(fault_with(&Series::rrule, std::string("FREQ=DAILY;UNTIL=20260101T140000Z")) ==
          "rrule: The pattern gives 0 dates. Use 1 to 366");
    CHECK(fault_with(&Series::rrule, std::string("FREQ=MONTHLY;COUNT=26")) ==
          "rrule: The last date (2 April 2028) is more than 24 months after the first. End the "
          "pattern sooner");
    CHECK(fault_with(&Series::extra_dates, {wall("2026-03-09T14:00")}) ==
          "extra_dates: 9 March 2026 14:00 is there twice: the pattern gives it already");
    CHECK(
        fault_with(&Series::extra_dates, {wall("2026-03-10T01:00")}).find("between 1am and 2am") !=
        std::string::npos);
}

TEST_CASE("a single event in the doubled hour takes the first, and says so", "[events][E1]") {
    const Series series = single("2026-10-25T01:30", 60);
    CHECK_FALSE(events::fault_in(series, known_venues).has_value());
    CHECK(events::compact_utc(only_date(series).start) == "20261025T003000Z");
    CHECK(events::remark_on_clocks(series) ==
          "01:30 comes twice on 25 October 2026: the clocks go back. The first of the two is "
          "meant");
    CHECK(events::remark_on_clocks(drop_in()).empty());
}

TEST_CASE("exactly 366 dates and 24 months are still taken", "[events][E1]") {
    Series series = drop_in();
    series.rrule = "FREQ=DAILY;COUNT=366";
    CHECK(tests::dates_of(series).size() == 366);
    series.rrule = "FREQ=MONTHLY;COUNT=25";
    CHECK(tests::dates_of(series).back() == "2028-03-02T14:00:00");
    series = drop_in();
    series.rrule = "FREQ=MONTHLY;BYMONTHDAY=29;COUNT=21";
    series.start_local = wall("2024-02-29T14:00");
    CHECK(tests::dates_of(series).size() == 21);
}

TEST_CASE("each limit of a series is named with its member", "[events][bad-input]") {
    CHECK_FALSE(events::fault_in(drop_in(), known_venues).has_value());
    CHECK(fault_with(&Series::title, {{"pl", "Spotkanie"}}) ==
          "title: must be there in English: en = \"...\"");
    CHECK(fault_with(&Series::title, {{"en", std::string(81, 'x')}}) ==
          "title: has 81 letters; at most 80 fit");
    CHECK(fault_with(&Series::summary, {{"en", "turned \u202E round"}}).find("cannot be shown") !=
          std::string::npos);
    CHECK(fault_with(&Series::organiser, std::string()) == "organiser: must say who runs it");
    CHECK(fault_with(&Series::venue, std::string("libary")) ==
          "venue: \"libary\" is not in the venue list; did you mean \"library\"?");
    CHECK(fault_with(&Series::venue, std::string()) ==
          "venue: must name a venue of the venue list");
    CHECK(fault_with(&Series::duration, std::chrono::minutes{14}) ==
          "duration_min: must be from 15 to 1440");
    CHECK(fault_with(&Series::spaces, std::optional(5001)) == "spaces: must be from 1 to 5000");
    CHECK(fault_with(&Series::walk_in_reserve, 1) == "walk_in_reserve: must be from 0 to 0");
    CHECK(fault_with(&Series::party_max, 11) == "party_max: must be from 1 to 10");
    CHECK(fault_with(&Series::keep_days, 366) == "keep_days: must be from 0 to 365");
    CHECK(fault_with(&Series::slot_min, 10).find("ward_surgery") != std::string::npos);
    CHECK(fault_with(&Series::agencies, std::vector<std::string>(13, "Police")) ==
          "agencies: has 13 entries; at most 12 fit");
    CHECK(fault_with(&Series::changes, {{.original = wall("2026-03-03T14:00")}}) ==
          "change: 3 March 2026 is not one of the dates");
    CHECK(fault_with(&Series::changes,
                     {{.original = wall("2026-03-02T14:00"), .start = wall("2026-03-29T01:15")}}) ==
          "change: 01:15 does not exist on 29 March 2026: the clocks go forward");
}

TEST_CASE("a stall needs no venue, and a surgery needs its appointments", "[events]") {
    Series stall = drop_in();
    stall.kind = events::EventKind::stall;
    stall.venue.clear();
    CHECK_FALSE(events::fault_in(stall, known_venues).has_value());
    CHECK(fault_with(&Series::kind, events::EventKind::ward_surgery) ==
          "slot_min: must be 10, 15 or 20: how long one appointment lasts");
}

TEST_CASE("a surgery has a date and one space for each of its slots", "[events][E10]") {
    Series surgery = single("2026-03-05T10:00", 65);
    surgery.kind = events::EventKind::ward_surgery;
    surgery.slot_min = 15;
    const auto all = events::expand(surgery, real_hash());
    REQUIRE(all.ok());
    REQUIRE(all->size() == 5);  // an hour and five minutes has four whole slots of 15
    std::set<std::string> ids;
    for (const events::Occurrence& one : *all) {
        ids.insert(one.id.hex());
    }
    CHECK(ids.size() == 5);
    CHECK_FALSE(all->front().slot_of.has_value());
    for (std::size_t slot = 1; slot < all->size(); ++slot) {
        CHECK((*all)[slot].slot_of == all->front().id);
        CHECK((*all)[slot].spaces == 1);
    }
    CHECK(events::to_iso(all->back().start_local) == "2026-03-05T10:45:00");
    CHECK(all->back().end - all->back().start == std::chrono::minutes{15});
}

TEST_CASE("what has ended is over, unless it was cancelled", "[events]") {
    events::Occurrence date = only_date(single("2026-03-05T10:00", 60));
    CHECK(events::state_at(date, date.end - std::chrono::minutes{1}) ==
          events::OccurrenceState::scheduled);
    CHECK(events::state_at(date, date.end) == events::OccurrenceState::over);
    date.state = events::OccurrenceState::cancelled;
    CHECK(events::state_at(date, date.end) == events::OccurrenceState::cancelled);
}
