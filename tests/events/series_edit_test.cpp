#include "events/series_edit.h"

#include <catch2/catch.hpp>
#include <set>

#include "events/some_series.h"

using namespace harmony;
using events::Series;
using events::WallTime;
using tests::dates_of;
using tests::drop_in;
using tests::wall;
using Texts = std::vector<std::string>;

namespace {

const events::SeriesId fresh = *events::SeriesId::from_hex("ffeeddccbbaa99887766554433221100");
const base::Day march_10{std::chrono::year{2026} / 3 / 10};  // two of the six Mondays are past
const base::Day march_1{std::chrono::year{2026} / 3 / 1};

/// Nobody signed up but for the dates of the drop-in that are named.
events::EditSetting on(base::Day today, const std::vector<std::string>& signed_up = {}) {
    std::set<events::OccurrenceId> ids;
    for (const std::string& start : signed_up) {
        ids.insert(events::occurrence_id(drop_in().id, wall(start), tests::real_hash()));
    }
    return {today,
            [ids](const events::OccurrenceId& id) { return ids.contains(id); },
            tests::real_hash()};
}

std::string refusal(const base::Result<events::EditedSeries>& result) {
    REQUIRE_FALSE(result.ok());
    return result.error().message;
}

template <typename Value>
std::string refusal_of(const base::Result<Value>& result) {
    REQUIRE_FALSE(result.ok());
    return result.error().message;
}

events::Occurrence date_with_id(const Series& series, const events::OccurrenceId& id) {
    const auto all = events::expand(series, tests::real_hash());
    REQUIRE(all.ok());
    for (const events::Occurrence& one : *all) {
        if (one.id == id) {
            return one;
        }
    }
    FAIL("no date has the id");
    return {};
}

}  // namespace

TEST_CASE("one date is moved, keeps its id and counts its changes", "[events][E1]") {
    const events::DateChange wanted{.original = wall("2026-03-30T14:00"),
                                    .start = wall("2026-03-31T15:00"),
                                    .note = {{"en", "Moved for the holiday"}}};
    auto moved = events::change_date(drop_in(), wanted, march_10);
    REQUIRE(moved.ok());
    const auto id = *events::OccurrenceId::from_hex("d1e08e2775d8bd5a");
    CHECK(date_with_id(*moved, id).sequence == 1);
    CHECK(date_with_id(*moved, id).state == events::OccurrenceState::moved);
    moved = events::change_date(*moved, {.original = wanted.original, .spaces = 12}, march_10);
    REQUIRE(moved.ok());
    const events::Occurrence now = date_with_id(*moved, id);
    CHECK(now.sequence == 2);
    CHECK(now.spaces == 12);
    CHECK(now.start_local == wall("2026-03-31T15:00"));
    CHECK(dates_of(*moved).size() == 6);
}

TEST_CASE("a date that is past, unknown, cancelled or impossible is not changed",
          "[events][E1][bad-input]") {
    const auto change = [](std::string_view original, std::optional<WallTime> start) {
        return events::change_date(
            drop_in(), {.original = wall(original), .start = start}, march_10);
    };
    CHECK(refusal_of(change("2026-03-09T14:00", std::nullopt)) ==
          "9 March 2026 is over; past dates do not change");
    CHECK(refusal_of(change("2026-03-17T14:00", std::nullopt)) ==
          "17 March 2026 is not one of the dates");
    CHECK(refusal_of(change("2026-03-16T14:00", wall("2026-03-29T01:30"))) ==
          "01:30 does not exist on 29 March 2026: the clocks go forward");
    CHECK(refusal_of(change("2026-03-16T14:00", wall("2026-03-09T14:00"))) ==
          "9 March 2026 is past. Move it to a day to come");
    const auto cancelled = events::cancel_date(drop_in(), wall("2026-03-16T14:00"), {}, march_10);
    REQUIRE(cancelled.ok());
    CHECK(refusal_of(
              events::change_date(*cancelled, {.original = wall("2026-03-16T14:00")}, march_10)) ==
          "16 March 2026 is cancelled. People were told so; announce a new date");
    CHECK(refusal_of(events::cancel_date(*cancelled, wall("2026-03-16T14:00"), {}, march_10)) ==
          "16 March 2026 is cancelled already");
}

TEST_CASE("cancelling a series cancels what is to come and nothing else", "[events]") {
    const auto cancelled = events::cancel_series(drop_in(), {{"en", "No staff"}}, march_10);
    REQUIRE(cancelled.ok());
    CHECK(cancelled->status == events::SeriesStatus::cancelled);
    CHECK(dates_of(*cancelled) == Texts{"2026-03-02T14:00:00",
                                        "2026-03-09T14:00:00",
                                        "2026-03-16T14:00:00 cancelled",
                                        "2026-03-23T14:00:00 cancelled",
                                        "2026-03-30T14:00:00 cancelled",
                                        "2026-04-06T14:00:00 cancelled"});
    CHECK(refusal_of(events::cancel_series(*cancelled, {}, march_10)) ==
          "All dates of this event are over or cancelled already");
}

TEST_CASE("a date with sign-ups is cancelled, not removed", "[events][bad-input]") {
    const auto setting = on(march_10, {"2026-03-16T14:00"});
    CHECK(refusal_of(events::remove_date(drop_in(), wall("2026-03-16T14:00"), setting)) ==
          "16 March 2026 has sign-ups. Cancel it instead, so that those people are told");
    const auto removed = events::remove_date(drop_in(), wall("2026-03-23T14:00"), setting);
    REQUIRE(removed.ok());
    CHECK(dates_of(*removed).size() == 5);
}

TEST_CASE("an edit of all dates before the first keeps the series and its ids", "[events][E1]") {
    Series edited = drop_in();
    edited.title = {{"en", "Newtown talk-in"}};
    const auto result = events::edit_all(drop_in(), edited, fresh, on(march_1));
    REQUIRE(result.ok());
    CHECK_FALSE(result->following.has_value());
    CHECK(result->series.id == drop_in().id);
    const auto date =
        date_with_id(result->series, *events::OccurrenceId::from_hex("d1e08e2775d8bd5a"));
    CHECK(date.title.at("en") == "Newtown talk-in");
    CHECK(date.sequence == 1);
}

TEST_CASE("an edit of all dates leaves those that are past as they were", "[events][E1]") {
    Series edited = drop_in();
    edited.start_local = wall("2026-03-02T15:30");
    edited.title = {{"en", "Newtown talk-in"}};
    const auto result = events::edit_all(drop_in(), edited, fresh, on(march_10));
    REQUIRE(result.ok());
    REQUIRE(result->following.has_value());
    CHECK(result->series.title == drop_in().title);
    CHECK(dates_of(result->series) == Texts{"2026-03-02T14:00:00", "2026-03-09T14:00:00"});
    CHECK(result->following->follows == drop_in().id);
    CHECK(dates_of(*result->following) == Texts{"2026-03-16T15:30:00",
                                                "2026-03-23T15:30:00",
                                                "2026-03-30T15:30:00",
                                                "2026-04-06T15:30:00"});
}

TEST_CASE("this and following ends the old series before the date", "[events][E1]") {
    Series edited = *events::carried_on(drop_in(), wall("2026-03-30T14:00"));
    CHECK(edited.rrule == "FREQ=WEEKLY;BYDAY=MO;COUNT=2");
    edited.rrule = "FREQ=WEEKLY;BYDAY=TU;COUNT=3";
    edited.start_local = wall("2026-03-31T10:00");
    const auto result =
        events::edit_following(drop_in(), edited, wall("2026-03-30T14:00"), fresh, on(march_10));
    REQUIRE(result.ok());
    // 30 March is 13:00 UTC: the old pattern ends one minute before.
    CHECK(result->series.rrule == "FREQ=WEEKLY;BYDAY=MO;UNTIL=20260330T125900Z");
    CHECK(dates_of(result->series).size() == 4);
    REQUIRE(result->following.has_value());
    CHECK(dates_of(*result->following) ==
          Texts{"2026-03-31T10:00:00", "2026-04-07T10:00:00", "2026-04-14T10:00:00"});
}

TEST_CASE("a date with sign-ups keeps its id when what follows is changed", "[events][E1]") {
    Series edited = drop_in();
    edited.start_local = wall("2026-03-02T15:30");
    edited.venue = "library";
    const auto setting = on(march_10, {"2026-03-30T14:00"});
    const auto result =
        events::edit_following(drop_in(), edited, wall("2026-03-23T14:00"), fresh, setting);
    REQUIRE(result.ok());
    const auto kept =
        date_with_id(result->series, *events::OccurrenceId::from_hex("d1e08e2775d8bd5a"));
    CHECK(kept.start_local == wall("2026-03-30T15:30"));
    CHECK(kept.venue == "library");
    CHECK(kept.sequence == 1);
    REQUIRE(result->following.has_value());
    CHECK(dates_of(*result->following) == Texts{"2026-03-23T15:30:00", "2026-04-06T15:30:00"});
}

TEST_CASE("a date with sign-ups keeps its id when the whole series changes its hour",
          "[events][E1]") {
    Series edited = drop_in();
    edited.start_local = wall("2026-03-02T15:30");
    const auto setting = on(march_1, {"2026-03-30T14:00"});
    const auto result = events::edit_all(drop_in(), edited, fresh, setting);
    REQUIRE(result.ok());
    CHECK(dates_of(result->series) == Texts{"2026-03-02T15:30:00",
                                            "2026-03-09T15:30:00",
                                            "2026-03-16T15:30:00",
                                            "2026-03-23T15:30:00",
                                            "2026-03-30T15:30:00 moved",
                                            "2026-04-06T15:30:00"});
    CHECK(date_with_id(result->series, *events::OccurrenceId::from_hex("d1e08e2775d8bd5a"))
              .start_local == wall("2026-03-30T15:30"));
}

TEST_CASE("an edit that would lose a date with sign-ups is refused until that is cancelled",
          "[events][E1][bad-input]") {
    Series edited = *events::carried_on(drop_in(), wall("2026-03-23T14:00"));
    edited.rrule = "FREQ=WEEKLY;BYDAY=WE;COUNT=3";
    edited.start_local = wall("2026-03-25T14:00");
    const auto setting = on(march_10, {"2026-03-30T14:00"});
    const auto edit = [&](const Series& series) {
        return events::edit_following(series, edited, wall("2026-03-23T14:00"), fresh, setting);
    };
    CHECK(refusal(edit(drop_in())) ==
          "30 March 2026 has sign-ups and would no longer take place. Cancel it first, so that "
          "those people are told");
    const auto cancelled = events::cancel_date(drop_in(), wall("2026-03-30T14:00"), {}, march_10);
    REQUIRE(cancelled.ok());
    const auto result = edit(*cancelled);
    REQUIRE(result.ok());
    CHECK(dates_of(result->series).back() == "2026-03-30T14:00:00 cancelled");
}

TEST_CASE("past dates and dates that are none are no place to edit from", "[events][bad-input]") {
    const auto edit = [](std::string_view from) {
        return events::edit_following(drop_in(), drop_in(), wall(from), fresh, on(march_10));
    };
    CHECK(refusal(edit("2026-03-09T14:00")) == "9 March 2026 is over; past dates do not change");
    CHECK(refusal(edit("2026-03-10T14:00")) == "10 March 2026 is not one of the dates");
    const base::Day later{std::chrono::year{2026} / 5 / 1};
    CHECK(refusal(events::edit_all(drop_in(), drop_in(), fresh, on(later))) ==
          "All dates of this event are over; past dates do not change");
}

TEST_CASE("whatever is edited, no date with sign-ups is lost and none is doubled", "[events][E1]") {
    base::SeededRandom random(44);
    const Texts starts = {"2026-03-02T14:00",
                          "2026-03-09T14:00",
                          "2026-03-16T14:00",
                          "2026-03-23T14:00",
                          "2026-03-30T14:00",
                          "2026-04-06T14:00"};
    for (int run = 0; run < 200; ++run) {
        Texts signed_up;
        for (const std::string& start : starts) {
            if (random.below(3) == 0) {
                signed_up.push_back(start);
            }
        }
        Series edited = drop_in();
        edited.start_local = wall("2026-03-02T14:00") + std::chrono::minutes{30 * random.below(8)};
        const auto result = events::edit_following(
            drop_in(), edited, wall(starts[random.below(6)]), fresh, on(march_1, signed_up));
        REQUIRE(result.ok());
        Texts all = dates_of(result->series);
        if (result->following) {
            for (const std::string& date : dates_of(*result->following)) {
                all.push_back(date);
            }
        }
        std::set<std::string> days;
        for (const std::string& date : all) {
            days.insert(date.substr(0, 10));
        }
        CHECK(all.size() == 6);
        CHECK(days.size() == 6);
        for (const std::string& start : signed_up) {
            date_with_id(result->series,
                         events::occurrence_id(drop_in().id, wall(start), tests::real_hash()));
        }
    }
}
