// An officer works with events in the window, by its semantic tree.
#include <catch2/catch.hpp>

#include "event_town.h"

using namespace harmony;
using namespace harmony::tests;

namespace {

constexpr std::uint32_t first_code = 482'917'360;

}  // namespace

TEST_CASE("an officer opens a date from the calendar and signs somebody up",
          "[admin][gui][events][N3]") {
    EventTown town;
    TownWindow window(town);
    window.tap("view.events");
    CHECK(window.said("events.month") == "March 2026");
    window.tap("events.date." + town.id);
    CHECK(window.said("events.event") == "Street stall");
    window.tap("events.part.parties");
    window.tap("events.parties.add");
    window.type("form.name", "Ayesha Example");
    window.type("form.phone", "07700 900123");
    window.type("form.party", "3");
    window.choose("form.agreed", "Yes");
    window.tap("form.submit");
    // The number must be told: it stays until somebody says so.
    CHECK(window.shows("The number is"));
    window.tap("question.yes");
    CHECK(town.counts()["coming"] == 3);
    CHECK(window.shows("3 of 4"));
}

TEST_CASE("the window shows no name before somebody says why they look",
          "[admin][gui][events][S5]") {
    EventTown town;
    town.sign_up(1, events::Outcome::confirmed, 3, "Ayesha Example", "+447700900123", first_code);
    town.bring();
    TownWindow window(town);
    window.tap("view.events");
    window.tap("events.date." + town.id);
    window.tap("events.part.parties");
    CHECK_FALSE(window.shows("Ayesha"));
    const std::size_t before = town.looks().size();
    window.tap("events.parties.show");
    window.type("form.reason", "list for the door");
    window.tap("form.submit");
    CHECK(window.shows("Ayesha Example"));
    CHECK(town.looks().size() == before + 1);
    // Cancelled, and with one press it counts again.
    window.tap("events.parties." + FactsTown::subject(1).hex());
    window.tap("events.party.cancel");
    CHECK(town.counts()["coming"] == 0);
    window.tap("window.undo");
    CHECK(town.counts()["coming"] == 3);
    CHECK(town.looks().size() == before + 1);
}

TEST_CASE("a party is let in at the window's door, and stopped when it comes again",
          "[admin][gui][events][E5]") {
    EventTown town;
    town.sign_up(1, events::Outcome::confirmed, 3, "Ayesha Example", "+447700900123", first_code);
    town.bring();
    TownWindow window(town);
    window.tap("view.events");
    window.tap("events.date." + town.id);
    window.tap("events.part.door");
    window.type("events.door.who", "482917360");
    window.tap("events.door.check");
    CHECK(window.said("events.door.verdict").find("In.") == 0);
    CHECK(town.counts()["came"] == 3);
    window.type("events.door.who", "482917360");
    window.tap("events.door.check");
    CHECK(window.said("events.door.verdict").find("Stop.") == 0);
    CHECK_FALSE(window.has("window.notice"));
    CHECK(town.counts()["came"] == 3);
    window.tap("events.door.adult");
    CHECK(town.counts()["came"] == 4);
}

TEST_CASE("a decision is made in the inbox with one press once the officer is known",
          "[admin][gui][events][N3]") {
    EventTown town;
    town.sign_up(1, events::Outcome::waiting, 1, "Jan Example", "", first_code);
    town.bring();
    REQUIRE(town.run({"event", "checkin", town.id, "--code", "482917360", "--override", "room"}) ==
            0);
    const std::string item =
        town.read_json({"conflict", "list", "--json"})["conflicts"][0]["id"].get<std::string>();
    TownWindow window(town);
    window.tap("view.events");
    window.tap("events.show.inbox");
    const std::string came = "events.inbox." + item + ".came";
    window.tap(came);
    window.type("form.by", "R. Patel");
    window.tap("form.submit");
    CHECK(town.read_json({"conflict", "list", "--json"})["conflicts"].empty());
    window.tap("window.undo");
    REQUIRE(window.has(came));
    window.tap(came);
    CHECK(town.read_json({"conflict", "list", "--json"})["conflicts"].empty());
}
