// Names for the doors of kiosks, as the office sends them (design of events, 9.1; docs/formats/
// hk1.md, 13.5).
#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "events/roster.h"
#include "facts_town.h"
#include "sync/roster.h"

using namespace harmony;
using namespace harmony::tests;
using nlohmann::json;

namespace {

/// A stall of today with two who signed up.
struct NamesTown : FactsTown {
    NamesTown() {
        write("stall.toml",
              "kind = \"stall\"\nstatus = \"published\"\ntitle = \"Street stall\"\n"
              "summary = \"For everybody.\"\norganiser = \"Example Council\"\n"
              "start_local = 2026-03-30T13:00:00\nduration_min = 120\n"
              "sign_up = \"optional\"\nspaces = 4\nareas = [\"newtown\"]\n");
        must({"event", "add", "--json", "--file", text_path("stall.toml")});
        const std::string series = json::parse(terminal.printed)["series"];
        must({"event", "expand", series, "--json"});
        date = *events::OccurrenceId::from_hex(
            json::parse(terminal.printed)["dates"][0]["id"].get<std::string>());
        sign_up(1, events::Outcome::confirmed, 2, "Zofia Canary", "+447700900123", 482'917'360);
        sign_up(2, events::Outcome::waiting, 1, "Jan Example", "", 100'000'006);
        bring();
    }

    void must(std::vector<std::string> words) {
        terminal.printed.clear();
        words.insert(words.begin(), {std::string("--today"), std::string("2026-03-30")});
        const int exit = run(words);
        INFO(terminal.complaints);
        REQUIRE(exit == 0);
    }

    void allow() {
        must({"kiosk",
              "names",
              "A",
              "--allow",
              "--reason",
              "door of the stall",
              "--to",
              "folder:" + text_path("stick")});
    }

    /// The lists that lie where the kiosk fetches.
    [[nodiscard]] std::vector<base::Bytes> lists() {
        std::vector<base::Bytes> found;
        sync::FolderCourier there = courier();
        const auto names = there.list(sync::down_folder(kiosk.id()), "");
        for (const sync::ObjectName& name : names->names) {
            if (name.kind() == sync::ObjectKind::roster) {
                found.push_back(*there.fetch(name, name.cap()));
            }
        }
        return found;
    }
};

}  // namespace

TEST_CASE("no kiosk gets names before an officer said so, with a reason", "[admin][roster][D3]") {
    NamesTown town;
    CHECK(town.lists().empty());
    town.must({"event", "names", "--to", "folder:" + town.text_path("stick")});
    CHECK(town.terminal.printed.find("No kiosk may hold names") != std::string::npos);
    CHECK(
        town.run({"kiosk", "names", "A", "--allow", "--to", "folder:" + town.text_path("stick")}) ==
        1);
    town.must({"kiosk", "names", "A"});
    CHECK(town.terminal.printed == "A may not hold names.\n");
    town.allow();
    town.must({"kiosk", "names", "A"});
    CHECK(town.terminal.printed == "A may hold names.\n");
}

TEST_CASE("each sync sends who signed up for the next two days, sealed to that machine",
          "[admin][roster][E5]") {
    NamesTown town;
    town.allow();
    town.must({"sync", "--from", "folder:" + town.text_path("stick")});
    CHECK(town.terminal.printed.find("A gets the names of 2 parties, of 1 date.") !=
          std::string::npos);
    const auto lists = town.lists();
    REQUIRE(lists.size() == 1);
    CHECK(base::as_text(lists[0]).find("Zofia") == std::string_view::npos);
    const auto checked = sync::check_roster(
        lists[0], town.kiosk.id(), town.office()->trust().current(), std::nullopt);
    REQUIRE(checked);
    CHECK(checked->roster.last_day == base::day_from_iso("2026-03-30"));
    const sync::Origin origin{
        town.office()->settings().org, town.kiosk.id(), town.kiosk.keys().instance};
    const auto opened = sync::open_roster(checked->roster, origin, town.kiosk.keys().receive);
    REQUIRE(opened);
    const auto dates = events::read_rosters(*opened);
    REQUIRE(dates);
    REQUIRE(dates->size() == 1);
    CHECK((*dates)[0].date == town.date);
    const auto& parties = (*dates)[0].roster.entries;
    REQUIRE(parties.size() == 2);
    CHECK(parties[0].name.view() == "Zofia Canary");
    CHECK(parties[0].code == 482'917'360);
    CHECK(parties[1].state == events::SignUpState::waiting);
    CHECK(parties[1].waits_as == 1);
}

TEST_CASE("a kiosk that may hold names no more gets none, and dates beyond two days wait",
          "[admin][roster]") {
    NamesTown town;
    town.allow();
    town.must({"kiosk", "names", "A", "--stop", "--to", "folder:" + town.text_path("stick")});
    town.must({"sync", "--from", "folder:" + town.text_path("stick")});
    CHECK(town.lists().empty());
    town.allow();
    town.terminal.printed.clear();
    REQUIRE(town.run({"--today",
                      "2026-03-27",
                      "event",
                      "names",
                      "--to",
                      "folder:" + town.text_path("stick")}) == 0);
    CHECK(town.terminal.printed.find("nobody signed up for the next two days") !=
          std::string::npos);
    CHECK(town.lists().empty());
}
