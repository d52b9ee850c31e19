#include "admin/numbers/waves.h"

#include <catch2/catch.hpp>

#include "admin/numbers/terminal_table.h"
#include "answered_town.h"

using namespace harmony;
using namespace harmony::admin;
using namespace harmony::tests;
using nlohmann::json;

namespace {

base::Day day(const char* iso) {
    return *base::day_from_iso(iso);
}

}  // namespace

TEST_CASE("days that the office did not name are in their calendar quarter", "[admin][waves]") {
    Waves waves;
    REQUIRE(waves.add("before the order", day("2026-01-12"), day("2026-02-28")));
    const base::Day today = day("2026-04-01");
    CHECK(waves.of(day("2026-01-11"), today).id == "2026-q1");
    CHECK(waves.of(day("2026-01-12"), today).id == "before the order");
    CHECK(waves.of(day("2026-02-28"), today).id == "before the order");
    CHECK(waves.of(day("2026-03-01"), today).name == "January to March 2026");
    CHECK(waves.of(day("2026-03-01"), today).closed);
    CHECK_FALSE(waves.of(day("2026-04-01"), today).closed);
    CHECK(waves.of(day("2026-12-31"), today).last == day("2026-12-31"));
    CHECK(waves.find("2025-q4", today)->first == day("2025-10-01"));
    CHECK_FALSE(waves.find("2025-q5", today));
}

TEST_CASE("waves do not overlap and their names are told apart", "[admin][waves]") {
    Waves waves;
    REQUIRE(waves.add("one", day("2026-01-01"), day("2026-01-31")));
    CHECK_FALSE(waves.add("one", day("2026-03-01"), day("2026-03-31")));
    CHECK_FALSE(waves.add("two", day("2026-01-31"), day("2026-02-28")));
    CHECK_FALSE(waves.add("three", day("2026-03-02"), day("2026-03-01")));
    CHECK_FALSE(waves.add("2026-q2", day("2026-05-01"), day("2026-05-02")));
    CHECK_THAT(waves.remove("two").error().message, Catch::Contains("no wave called 'two'"));
    CHECK(waves.remove("one"));
    CHECK(waves.named().empty());
}

TEST_CASE("changes are said in points, and never as more than they are", "[admin][waves]") {
    summary::PublishedChange change{"a", "b", 0, summary::Direction::went_down, -7, -12, -2, 6};
    CHECK(change_text(change) == "went down by 7 points (range 2 to 12)");
    change = {"a", "b", 0, summary::Direction::went_up, 1, 1, 2, 6};
    CHECK(change_text(change) == "went up by 1 point (range 1 to 2)");
    change = {"a", "b", 0, summary::Direction::no_clear_change, 3, -2, 8, 7};
    CHECK(change_text(change) ==
          "no clear change (3 points, range -2 to 8). This survey could have shown a change of "
          "about 7 points");
    change.direction = summary::Direction::too_few;
    CHECK(change_text(change) == "too few answers to compare");
}

TEST_CASE("a sparkline is as high as the shares are and has gaps", "[admin][waves]") {
    CHECK(sparkline({0, 50, 100, std::nullopt, 13}) == "▁▅█ ▂");
}

TEST_CASE("an officer names waves, and sees what changed between two", "[admin][waves]") {
    AnsweredTown town({{60, 0}, {60, 2}});
    town.clock.advance(std::chrono::hours(24 * 40));  // the engagement stays in March
    REQUIRE(town.run({"summarise", "wave", "add", "spring", "2026-03-30", "2026-04-02"}) == 0);
    REQUIRE(town.run({"summarise", "wave", "list"}) == 0);
    CHECK_THAT(town.terminal.printed, Catch::Contains("spring"));
    const json report = town.json_of({"summarise", "--by", "wave"});
    CHECK(report["surveys"][0]["waves"][0]["id"] == "spring");
    CHECK(report["surveys"][0]["waves"][0]["closed"] == true);
    CHECK(table_in(report, "safe", "wave")["rows"][0]["answered"]["shown"] == 120);
    CHECK(town.run({"summarise", "--wave", "2026-q3"}) == 1);
    CHECK_THAT(town.terminal.complaints, Catch::Contains("match wave 2026-q3"));
    CHECK(
        town.run(
            {"summarise", "change", "--survey", "shops", "--from", "spring", "--to", "2026-q2"}) ==
        1);
    CHECK_THAT(town.terminal.complaints, Catch::Contains("no answers of wave 2026-q2"));
    REQUIRE(town.run({"summarise", "wave", "remove", "spring"}) == 0);
    CHECK(town.json_of({"summarise"})["surveys"][0]["waves"][0]["id"] == "2026-q1");
}

TEST_CASE("markers stand under a trend with the line that they are no cause", "[admin][waves]") {
    AnsweredTown town({{60, 0}, {60, 2}});
    REQUIRE(town.run({"summarise", "marker", "add", "2026-03-29", "Extra patrols"}) == 0);
    REQUIRE(town.run({"summarise", "trend", "safe", "--by", "month"}) == 0);
    CHECK_THAT(town.terminal.printed, Catch::Contains("March 2026"));
    CHECK_THAT(town.terminal.printed, Catch::Contains("2026-03-29  Extra patrols"));
    CHECK_THAT(town.terminal.printed,
               Catch::Contains("Markers show what happened, not what caused a change."));
    REQUIRE(town.run({"summarise", "marker", "remove", "1"}) == 0);
    CHECK(town.run({"summarise", "marker", "remove", "1"}) == 1);
}
