#include "events/published.h"

#include <catch2/catch.hpp>

#include "events/event_json.h"
#include "events/plain_text.h"
#include "events/some_series.h"

using namespace harmony;
using events::Series;
using tests::drop_in;
using tests::wall;

namespace {

const base::Day march_10{std::chrono::year{2026} / 3 / 10};

std::vector<events::Event> published(const std::vector<Series>& all) {
    const auto events =
        events::published_events(all, tests::venues(), march_10, tests::real_hash());
    REQUIRE(events.ok());
    return *events;
}

}  // namespace

TEST_CASE("each coming date of a public series becomes an event of the pack", "[events]") {
    const auto events = published({drop_in()});
    REQUIRE(events.size() == 4);
    const events::Event& last = events[2];
    CHECK(last.id.hex() == "d1e08e2775d8bd5a");
    CHECK(base::to_iso(last.day) == "2026-03-30");
    CHECK(last.start == std::chrono::minutes{14 * 60});
    CHECK(last.end == std::chrono::minutes{16 * 60});
    CHECK(last.venue.name == "Newtown Resource Centre");
    CHECK(last.area == "newtown");
    CHECK(last.sign_up == events::SignUpMode::none);
    const auto read =
        events::read_events(events::write_events(events), "kiosk.json", events::Unknown::refused);
    REQUIRE(read.ok());
    CHECK(*read == events);
}

TEST_CASE("drafts and what is not public stay in the office", "[events]") {
    Series draft = drop_in();
    draft.status = events::SeriesStatus::draft;
    Series visit = drop_in();
    visit.kind = events::EventKind::business_visit;
    visit.is_public = false;
    CHECK(published({draft, visit}).empty());
}

TEST_CASE("a cancelled or moved date is told as such", "[events]") {
    Series series = drop_in();
    series.status = events::SeriesStatus::cancelled;
    series.changes = {{.original = wall("2026-03-16T14:00"), .start = wall("2026-03-17T14:00")},
                      {.original = wall("2026-03-23T14:00"),
                       .note = {{"en", "No staff"}},
                       .cancelled = true,
                       .sequence = 3}};
    const auto events = published({series});
    CHECK(events[0].state == events::EventState::moved);
    CHECK(events[0].was.has_value());
    CHECK(base::to_iso(events[0].day) == "2026-03-17");
    CHECK(events[1].state == events::EventState::cancelled);
    CHECK(events[1].sequence == 3);
    CHECK(events[1].note.at("en") == "No staff");
}

TEST_CASE("a date says when sign-up opens and closes, whether people may wait, and what it was",
          "[events]") {
    Series series = drop_in();
    series.sign_up = events::SignUpRule::optional;
    series.opens_min = 7 * 24 * 60;
    series.closes_min = 60;
    series.promotion = events::Promotion::off;
    const auto dates = published({series});
    const events::Event& date = dates.front();
    CHECK(date.sign_up == events::SignUpMode::direct);
    CHECK(date.opens == events::at(date.day, date.start) - std::chrono::hours{7 * 24});
    CHECK(date.closes == events::at(date.day, date.start) - std::chrono::hours{1});
    CHECK_FALSE(date.waiting_list);
    CHECK_FALSE(date.was.has_value());
    series.kind = events::EventKind::business_visit;
    CHECK(published({series}).front().sign_up == events::SignUpMode::request);
}

TEST_CASE("a surgery is published with its appointments, and a night ends with its day",
          "[events][E10]") {
    Series surgery = drop_in();
    surgery.kind = events::EventKind::ward_surgery;
    surgery.slot_min = 20;
    surgery.sign_up = events::SignUpRule::required;
    const auto dates = published({surgery});
    // Two hours in appointments of 20 minutes: six a date.
    REQUIRE(dates.size() == 4 * (1 + 6));
    const auto whole = std::find_if(
        dates.begin(), dates.end(), [](const events::Event& date) { return !date.slot_of; });
    CHECK(whole->sign_up == events::SignUpMode::request);
    const auto slot = std::find_if(dates.begin(), dates.end(), [&](const events::Event& date) {
        return date.slot_of == whole->id;
    });
    REQUIRE(slot != dates.end());
    CHECK(slot->sign_up == events::SignUpMode::direct);
    CHECK(slot->spaces == 1);
    CHECK(slot->party_max == 1);
    CHECK_FALSE(slot->waiting_list);
    CHECK(slot->end - slot->start == std::chrono::minutes{20});
    CHECK(events::coming(dates, march_10).size() == 4);  // appointments stand on their date's page
    Series night = drop_in();
    night.duration = std::chrono::minutes{12 * 60};
    CHECK(published({night}).front().end == std::chrono::minutes{23 * 60 + 59});
}

TEST_CASE("a venue that is no longer listed stops the publishing with the event's title",
          "[events][bad-input]") {
    Series series = drop_in();
    series.venue = "gone";
    const auto events =
        events::published_events({series}, tests::venues(), march_10, tests::real_hash());
    REQUIRE_FALSE(events.ok());
    CHECK(events.error().message ==
          "\"Newtown drop-in\": the venue \"gone\" is not in the venue list");
}

TEST_CASE("venues are called by plain small letters", "[events][bad-input]") {
    CHECK(events::is_venue_name("newtown-resource-centre"));
    for (const char* name : {"", "-a", "Newtown", "new town", "new_town"}) {
        CHECK_FALSE(events::is_venue_name(name));
    }
}

TEST_CASE("a text shows as it reads, in every script", "[events][bad-input]") {
    for (const char* text : {"Zażółć gęślą jaźń", "نیو ٹاؤن", "ਨਵਾਂ ਸ਼ਹਿਰ", "two\nlines", ""}) {
        INFO(text);
        CHECK(events::is_plain_text(text));
    }
    std::string towering = "e";
    for (int i = 0; i < 8; ++i) {
        towering += "\u0301";
    }
    CHECK(events::is_plain_text(towering));
    CHECK_FALSE(events::is_plain_text(towering + "\u0301"));
    for (const char* text : {"a\tb", "a\rb", "a\u202Eb", "a\u200Fb", "a\u0085b", "\xff"}) {
        CHECK_FALSE(events::is_plain_text(text));
    }
}
