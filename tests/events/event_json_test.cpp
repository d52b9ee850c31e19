#include "events/event_json.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace harmony;
using events::Unknown;
using nlohmann::json;

namespace {

json walk() {
    return json::parse(R"({"id": "b35e9a07c4d1826f", "kind": "other",
        "title": {"en": "Walk", "pl": "Spacer"}, "summary": "An easy walk.",
        "day": "2026-04-18", "start": "10:30", "end": "12:00",
        "venue": {"name": "Castle Park", "access": {"step_free_entrance": "yes"}},
        "organiser": "Tarnbeck Council", "audience": "women", "age_min": 16,
        "languages_spoken": ["en", "bfi"], "sign_up": "request", "party_max": 2,
        "keep_days": 30})");
}

base::Result<std::vector<events::Event>> read(const json& event,
                                              Unknown unknown = Unknown::refused) {
    return events::read_events(json::array({event}).dump(), "content.json", unknown);
}

/// What is said about the walk with one member changed.
std::string fault(const char* key, const json& value) {
    json event = walk();
    event[key] = value;
    const auto events = read(event);
    REQUIRE_FALSE(events.ok());
    return events.error().message;
}

}  // namespace

TEST_CASE("an event is read with everything a resident is told", "[events][content]") {
    const auto events = read(walk());
    REQUIRE(events.ok());
    const events::Event& event = events->front();
    CHECK(event.id.hex() == "b35e9a07c4d1826f");
    CHECK(events::in_language(event.title, "pl") == "Spacer");
    CHECK(base::to_iso(event.day) == "2026-04-18");
    CHECK(event.start == std::chrono::minutes{10 * 60 + 30});
    CHECK(event.end == std::chrono::minutes{12 * 60});
    CHECK(event.audience == events::Audience::women);
    CHECK(event.sign_up == events::SignUpMode::request);
    CHECK(event.party_max == 2);
    CHECK(event.venue[events::Access::step_free_entrance] == events::AccessAnswer::yes);
    CHECK(event.venue[events::Access::hearing_loop] == events::AccessAnswer::unknown);
    CHECK(event.cost.empty());
}

TEST_CASE("what is written of events is read back the same", "[events][content]") {
    json full = walk();
    full["cost"] = {{"en", "£2"}};
    full["bring"] = {{"en", "Shoes"}};
    full["venue"]["bus"] = {{"en", "Bus 4"}};
    full["venue"]["address"] = {"1 Park Road", "Tarnbeck"};
    full["state"] = "moved";
    full["food"] = true;
    full["kind"] = "business_visit";
    full["spaces"] = 40;
    full["walk_in_reserve"] = 4;
    full["note"] = {{"en", "Now in the hall"}};
    full["sequence"] = 2;
    full["sign_up"] = "direct";
    full["sign_up_opens"] = "2026-04-01T09:00";
    full["sign_up_closes"] = "2026-04-17T18:00";
    full["no_waiting_list"] = true;
    full["was"] = "2026-04-11T10:30";
    full["slot_of"] = "d1e08e2775d8bd5a";
    full["venue"]["grid"] = "NZ 456 195";
    full["venue"]["room_limit"] = 80;
    auto events = read(full);
    REQUIRE(events.ok());
    events->front().consent = events::ConsentTexts{
        {{"en", "You may."}}, {{"en", "You may later."}}, {{"en", "Be ready."}}};
    const std::string written = events::write_events(*events);
    const auto again = events::read_events(written, "kiosk.json", Unknown::refused);
    REQUIRE(again.ok());
    CHECK(*again == *events);
    CHECK(events->front().sign_up == events::SignUpMode::direct);
    CHECK_FALSE(events->front().waiting_list);
    CHECK(events::to_iso(events::sign_up_closes(events->front())) == "2026-04-17T18:00:00");
    CHECK(json::parse(written)[0]["was"] == "2026-04-11T10:30");
    CHECK(json::parse(written)[0]["delete_on"] == "2026-05-18");
}

TEST_CASE("each slip in an event is named with how to mend it", "[events][content][bad-input]") {
    CHECK(fault("title", json{{"pl", "Spacer"}}) ==
          "content.json: events[0]: \"title\" must be there in English (\"en\")");
    CHECK(fault("title", std::string(81, 'x')).find("more than 80 letters") != std::string::npos);
    CHECK(fault("summary", std::string(281, 'x')).find("more than 280") != std::string::npos);
    CHECK(fault("kind", "walk").find("must be one of: drop_in") != std::string::npos);
    CHECK(fault("day", "18.4.").find("\"2026-03-30\"") != std::string::npos);
    CHECK(fault("start", "half past ten").find("\"14:00\"") != std::string::npos);
    CHECK(fault("end", "10:30").find("a time after the start") != std::string::npos);
    CHECK(fault("end", "24:00").find("a time after the start") != std::string::npos);
    CHECK(fault("party_max", 11).find("a number from 1 to 10") != std::string::npos);
    CHECK(fault("keep_days", 366).find("a number from 0 to 365") != std::string::npos);
    CHECK(fault("food", "yes").find("true or false") != std::string::npos);
    CHECK(fault("id", "7").find("16 letters of 0-9 and a-f") != std::string::npos);
    CHECK(fault("organiser", "").find("is missing") != std::string::npos);
    CHECK(fault("venue", json{{"name", "Park"}, {"access", {{"hearing_loop", "maybe"}}}})
              .find("venue.access: \"hearing_loop\" must be one of: unknown, yes") !=
          std::string::npos);
    CHECK(fault("age_max", 12).find("must not be below") != std::string::npos);
    CHECK(fault("venu", 1).find("did you mean \"venue\"?") != std::string::npos);
}

TEST_CASE("a kiosk passes over what a newer office says of an event", "[events][content]") {
    json event = walk();
    event["parking_fee"] = 3;
    CHECK_FALSE(read(event).ok());
    CHECK(read(event, Unknown::passed_over).ok());
}

TEST_CASE("an id is used for one event", "[events][content][bad-input]") {
    const auto events =
        events::read_events(json::array({walk(), walk()}).dump(), "content.json", Unknown::refused);
    REQUIRE_FALSE(events.ok());
    CHECK(events.error().message ==
          "content.json: events[1]: the id b35e9a07c4d1826f is used twice");
    CHECK_FALSE(events::read_events("{}", "content.json", Unknown::refused).ok());
}

TEST_CASE("what an older office wrote of an event is still read", "[events][content]") {
    const auto events = read(walk());
    REQUIRE(events.ok());
    CHECK_FALSE(events->front().spaces.has_value());
    CHECK(events->front().sequence == 0);
    CHECK(events->front().venue.room_limit == 0);
    for (const char* member : {"spaces", "sequence", "note", "slot_of", "walk_in_reserve"}) {
        CHECK(events::write_events(*events).find(member) == std::string::npos);
    }
}

TEST_CASE("numbers of a changed date are held to their limits", "[events][content][bad-input]") {
    CHECK(fault("spaces", 5001).find("\"spaces\"") != std::string::npos);
    CHECK(fault("slot_of", "first").find("16 letters") != std::string::npos);
    CHECK(fault("sequence", -1).find("\"sequence\"") != std::string::npos);
}
