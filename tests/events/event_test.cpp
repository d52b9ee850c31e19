#include "events/event.h"

#include <catch2/catch.hpp>

using namespace harmony;
using events::Event;

namespace {

Event on(const char* day, int start, std::uint8_t id = 1) {
    Event event;
    event.day = *base::day_from_iso(day);
    event.start = std::chrono::minutes{start};
    std::array<std::byte, 8> bytes{};
    bytes[0] = std::byte{id};
    event.id = events::OccurrenceId(bytes);
    return event;
}

}  // namespace

TEST_CASE("the list holds today and 55 days more, nearest first", "[events]") {
    // kiosk.md 4.7: the whole list is 56 days; 2026-03-30 and 55 days is 2026-05-24.
    const std::vector<Event> all = {on("2026-05-24", 60),
                                    on("2026-05-25", 60),
                                    on("2026-03-30", 900),
                                    on("2026-03-30", 540),
                                    on("2026-03-29", 540)};
    const auto listed = events::coming(all, *base::day_from_iso("2026-03-30"));
    CHECK(listed == std::vector<const Event*>{&all[3], &all[2], &all[0]});
}

TEST_CASE("two events at one time stand in the order of their ids", "[events]") {
    const std::vector<Event> all = {on("2026-03-30", 600, 9), on("2026-03-30", 600, 3)};
    const auto listed = events::coming(all, all[0].day);
    CHECK(listed == std::vector<const Event*>{&all[1], &all[0]});
}

TEST_CASE("what was given is deleted keep_days after the event", "[events]") {
    Event event = on("2026-04-15", 600);
    event.keep_days = 30;
    CHECK(base::to_iso(events::deletion_day(event)) == "2026-05-15");
    event.keep_days = 0;
    CHECK(base::to_iso(events::deletion_day(event)) == "2026-04-15");
}

TEST_CASE("a consent text has one canonical form", "[events]") {
    // events.md 7.4: LF, no trailing spaces, one final LF.
    CHECK(events::canonical_text("I agree.") == "I agree.\n");
    CHECK(events::canonical_text("I agree. \r\nYes.\n\n") == "I agree.\nYes.\n");
    CHECK(events::canonical_text("I agree.\n") == "I agree.\n");
}

TEST_CASE("a missing language is answered in English", "[events]") {
    const events::LocalText text = {{"en", "Walk"}, {"pl", "Spacer"}};
    CHECK(events::in_language(text, "pl") == "Spacer");
    CHECK(events::in_language(text, "ur") == "Walk");
    CHECK(events::in_language({}, "ur").empty());
}
