#include "base/time.h"

#include <catch2/catch.hpp>

using namespace harmony::base;
using namespace std::chrono_literals;

TEST_CASE("a date is read, counted in days since 1970 and written the same", "[base][time]") {
    const std::optional<Day> day = day_from_iso("2026-03-30");
    REQUIRE(day);
    CHECK(day_number(*day) == 20542);  // the worked example of docs/formats/hk1.md
    CHECK(to_iso(*day) == "2026-03-30");
    CHECK_FALSE(day_from_iso("2026-02-30"));
    CHECK_FALSE(day_from_iso("30/03/2026"));
}

TEST_CASE("the day is the organisation's, also when UTC still has yesterday", "[base][time]") {
    const std::optional<ZonedMoment> late = moment_from_iso("2026-07-01T00:30:00+01:00");
    REQUIRE(late);
    const ManualClock clock(late->moment, late->offset);
    CHECK(to_iso(clock.today()) == "2026-07-01");
    CHECK(to_iso(std::chrono::floor<std::chrono::days>(clock.now())) == "2026-06-30");
    CHECK_FALSE(moment_from_iso("2026-07-01 00:30"));
    CHECK_FALSE(moment_from_iso("2026-07-01T24:30:00Z"));
}

TEST_CASE("setting the clock moves the wall time and not the monotonic one", "[base][time]") {
    ManualClock clock(Moment{});
    clock.advance(5s);
    clock.set(Moment{} - 24h);
    CHECK(clock.monotonic() == 5s);
}
