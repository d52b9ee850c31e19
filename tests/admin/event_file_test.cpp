#include "admin/authoring/event_file.h"

#include <catch2/catch.hpp>

using namespace harmony;

namespace {

const std::set<std::string> venues = {"newtown-resource-centre", "library"};

/// The example of the design of events, 3.7.
const std::string drop_in = R"(kind = "drop_in"
status = "published"
title = { en = "Newtown drop-in", pl = "Spotkanie w Newtown" }
summary = { en = "Police, council and housing together. No appointment." }
organiser = "Example Council"
agencies = ["Police", "Council", "Housing"]
venue = "newtown-resource-centre"          # id in the venue list
start_local = 2026-03-02T14:00:00
duration_min = 120
rrule = "FREQ=WEEKLY;BYDAY=MO;COUNT=6"
exdates = [2026-04-06]
areas = ["newtown"]
languages_spoken = ["en", "pl", "ur"]
sign_up = "none"                           # none | optional | required
clicker = true
public = true
)";

base::Result<events::Series> read(const std::string& text) {
    return admin::read_event_file(base::as_bytes(text), "event.toml", venues);
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

/// What is said when `from` stands as `to`.
std::string fault(const std::string& from, const std::string& to) {
    const auto series = read(replaced(drop_in, from, to));
    REQUIRE_FALSE(series.ok());
    return series.error().message;
}

}  // namespace

TEST_CASE("the event file of the guide is read with all it says", "[admin][events]") {
    const auto series = read(drop_in);
    REQUIRE(series.ok());
    CHECK(series->kind == events::EventKind::drop_in);
    CHECK(series->status == events::SeriesStatus::published);
    CHECK(series->title.at("pl") == "Spotkanie w Newtown");
    CHECK(events::to_iso(series->start_local) == "2026-03-02T14:00:00");
    CHECK(series->duration == std::chrono::minutes{120});
    CHECK(series->exdates.size() == 1);
    CHECK(series->id.is_zero());
    CHECK(events::original_dates(*series)->size() == 5);
}

TEST_CASE("an event file is written as it is read, with every change", "[admin][events]") {
    auto series = read(drop_in);
    REQUIRE(series.ok());
    series->id = *events::SeriesId::from_hex("00112233445566778899aabbccddeeff");
    series->follows = series->id;
    series->kind = events::EventKind::ward_surgery;
    series->slot_min = 10;
    series->sign_up = events::SignUpRule::required;
    series->details = {{"en", "A \"quoted\" line\nand a second with \\ in it"}};
    series->extra_dates = {*events::wall_time_from_iso("2026-04-08T10:30")};
    series->spaces = 40;
    series->walk_in_reserve = 4;
    series->opens_min = 60;
    series->audience = events::Audience::over_55;
    series->promotion = events::Promotion::offer;
    series->sequence = 3;
    series->changes = {{.original = series->start_local,
                        .start = series->extra_dates.front() + std::chrono::hours{4},
                        .duration = std::chrono::minutes{90},
                        .title = {{"en", "Moved"}},
                        .venue = "library",
                        .spaces = 10,
                        .walk_in_reserve = 1,
                        .note = {{"en", "In the library"}},
                        .cancelled = true,
                        .sequence = 2}};
    const auto again = read(admin::write_event_file(*series));
    if (!again) {
        FAIL(again.error().message);
    }
    CHECK(*again == *series);
}

TEST_CASE("what is wrong in an event file is named with its line", "[admin][events][bad-input]") {
    CHECK(fault("kind = \"drop_in\"", "kind = \"dropin\"")
              .find("event.toml, line 1: kind: must be "
                    "one of: drop_in, ") == 0);
    CHECK(fault("clicker = true", "cliker = true") ==
          "event.toml, line 15: cliker: is not known; did you mean clicker?");
    CHECK(fault("en = \"Newtown drop-in\", ", "") ==
          "event.toml, line 3: title: must be there in English: en = \"...\"");
    CHECK(fault("\"newtown-resource-centre\"", "\"libary\"") ==
          "event.toml, line 7: venue: \"libary\" is not in the venue list; did you mean "
          "\"library\"?");
    CHECK(fault("FREQ=WEEKLY", "FREQ=YEARLY") ==
          "event.toml, line 10: rrule: The pattern uses FREQ=YEARLY, which Harmony does not use. "
          "Use days, weeks or months");
    CHECK(fault("exdates = [2026-04-06]", "exdates = [2026-04-07]") ==
          "event.toml, line 11: exdates: 7 April 2026 is not one of the dates");
    CHECK(fault("2026-03-02T14:00:00", "2026-03-03T14:00:00") ==
          "event.toml, line 8: start_local: The first date (3 March 2026) is not one the pattern "
          "gives. The first it gives is 9 March 2026");
    CHECK(fault("2026-03-02T14:00:00", "2026-03-02T14:00:00Z")
              .find("line 8: start_local: must be a "
                    "date and the time") != std::string::npos);
    CHECK(fault("duration_min = 120", "duration_min = \"two\"") ==
          "event.toml, line 9: duration_min: must be a whole number");
    CHECK(fault("duration_min = 120\n", "") ==
          "event.toml, line 1: duration_min: is missing: say how long it lasts, such as 120");
    CHECK(fault("clicker = true", "clicker = 1") ==
          "event.toml, line 15: clicker: must be true or false");
    CHECK(fault("clicker = true", "clicker = ").find("event.toml, line 15: ") == 0);
}

TEST_CASE("an end by the clock becomes the minutes that pass", "[admin][events]") {
    const std::string single = replaced(
        replaced(drop_in, "rrule = \"FREQ=WEEKLY;BYDAY=MO;COUNT=6\"\nexdates = [2026-04-06]\n", ""),
        "start_local = 2026-03-02T14:00:00\nduration_min = 120",
        "start_local = 2026-10-25T00:30:00\nend_local = 2026-10-25T02:30:00");
    const auto series = read(single);
    REQUIRE(series.ok());
    CHECK(series->duration == std::chrono::minutes{180});
}

TEST_CASE("a kind brings its own way of signing up", "[admin][events]") {
    const auto surgery = read(
        replaced(replaced(drop_in, "\"drop_in\"", "\"ward_surgery\""), "sign_up = \"none\"", "#"));
    REQUIRE(surgery.ok());
    CHECK(surgery->sign_up == events::SignUpRule::required);
    CHECK(surgery->slot_min == 15);
}

TEST_CASE("a venue list is read, written and read the same", "[admin][events]") {
    const std::string text = R"([newtown-resource-centre]
name = "Newtown Resource Centre"
address = ["1 Durham Road", "Tarnbeck"]
postcode = "TS19 0DE"
latitude = 54.5676
longitude = -1.3285
room_limit = 80
bus = "Bus 4 from the station"
access = { step_free_entrance = "yes", hearing_loop = "partly" }

[library]
name = "Library"
)";
    const auto venues_read = admin::read_venue_file(base::as_bytes(text), "venues.toml");
    REQUIRE(venues_read.ok());
    CHECK(venues_read->size() == 2);
    const events::ListedVenue& centre = venues_read->at("newtown-resource-centre");
    CHECK(centre.venue[events::Access::hearing_loop] == events::AccessAnswer::partly);
    CHECK(centre.venue.room_limit == 80);
    CHECK(events::unknown_facts(centre.venue) == 8);
    const auto again = admin::read_venue_file(base::as_bytes(admin::write_venue_file(*venues_read)),
                                              "venues.toml");
    REQUIRE(again.ok());
    CHECK(*again == *venues_read);
}

TEST_CASE("what is wrong in a venue list is named with its line", "[admin][events][bad-input]") {
    const auto says = [](const std::string& text) {
        const auto list = admin::read_venue_file(base::as_bytes(text), "venues.toml");
        REQUIRE_FALSE(list.ok());
        return list.error().message;
    };
    CHECK(says("[library]\n").find("venues.toml, line 1: name: is missing") == 0);
    CHECK(says("[library]\nname = \"L\"\nroom_limit = 0\n") ==
          "venues.toml, line 3: room_limit: must be from 1 to 20000");
    CHECK(says("[library]\nname = \"L\"\naccess = { lift = \"yes\" }\n")
              .find("line 3: lift: is not known") != std::string::npos);
    CHECK(says("[Library]\nname = \"L\"\n").find("small letters") != std::string::npos);
    CHECK(says("[library]\nname = \"L\"\nlatitude = 54.5\n").find("both latitude and longitude") !=
          std::string::npos);
}
