#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "town.h"

using namespace harmony;
using namespace harmony::tests;
using nlohmann::json;

namespace {

/// An office with one venue and the drop-in of the design of events, 3.7, on a day before it.
class EventTown {
public:
    EventTown() {
        town.make_office();
        write("venues.toml",
              "[newtown-resource-centre]\nname = \"Newtown Resource Centre\"\n"
              "postcode = \"TS19 0DE\"\n[library]\nname = \"Library\"\n");
        write("drop-in.toml",
              "kind = \"drop_in\"\nstatus = \"published\"\n"
              "title = \"Newtown drop-in\"\nsummary = \"Police and council together.\"\n"
              "organiser = \"Example Council\"\nvenue = \"newtown-resource-centre\"\n"
              "start_local = 2026-03-02T14:00:00\nduration_min = 120\n"
              "rrule = \"FREQ=WEEKLY;BYDAY=MO;COUNT=6\"\nareas = [\"newtown\"]\n");
        REQUIRE(run({"event", "venues", "--file", town.path("venues.toml").string()}) == 0);
    }

    void write(const std::string& name, const std::string& text) {
        std::ofstream(town.path(name)) << text;
    }

    int run(std::vector<std::string> words, const std::string& today = "2026-03-10") {
        words.insert(words.begin(), {"--today", today});
        return town.run(words);
    }

    /// Adds the drop-in; its id.
    std::string add() {
        REQUIRE(run({"event", "add", "--json", "--file", town.path("drop-in.toml").string()}) == 0);
        return json::parse(town.terminal.printed)["series"];
    }

    json dates(const std::string& id) {
        REQUIRE(run({"event", "expand", id, "--json"}) == 0);
        return json::parse(town.terminal.printed)["dates"];
    }

    std::string starts(const std::string& id) {
        std::string all;
        for (const json& date : dates(id)) {
            all += date["start_local"].get<std::string>().substr(5, 11) + ' ' +
                   date["state"].get<std::string>().substr(0, 1) + ", ";
        }
        return all;
    }

    std::string refusal(std::vector<std::string> words) {
        CHECK(run(std::move(words)) == 1);
        return town.terminal.complaints;
    }

    Town town;
};

}  // namespace

TEST_CASE("an officer adds an event, and it is listed with its dates", "[admin][events]") {
    EventTown at;
    const std::string id = at.add();
    CHECK(at.starts(id) ==
          "03-02T14:00 s, 03-09T14:00 s, 03-16T14:00 s, 03-23T14:00 s, "
          "03-30T14:00 s, 04-06T14:00 s, ");
    REQUIRE(at.run({"event", "list"}) == 0);
    CHECK(at.town.terminal.printed.find("Mon 16 March 2026, 14:00 to 16:00") != std::string::npos);
    CHECK(at.town.terminal.printed.find("9 March") == std::string::npos);
    REQUIRE(at.run({"event", "expand", id.substr(0, 8)}) == 0);
    CHECK(at.town.terminal.printed.find("2026-03-30T14:00:00  20260330T130000Z") !=
          std::string::npos);
    REQUIRE(at.run({"event", "show", id}) == 0);
    CHECK(at.town.terminal.printed.find("Newtown drop-in (drop_in, published)") !=
          std::string::npos);
}

TEST_CASE("an event is added by options alone, and as a draft at first", "[admin][events]") {
    EventTown at;
    REQUIRE(at.run({"event",
                    "add",
                    "--kind",
                    "ra_meeting",
                    "--title",
                    "Residents' meeting",
                    "--summary",
                    "All welcome.",
                    "--organiser",
                    "Example Council",
                    "--venue",
                    "library",
                    "--start",
                    "2026-03-12T18:00",
                    "--minutes",
                    "90"}) == 0);
    CHECK(at.town.terminal.printed.find("It is a draft") != std::string::npos);
    CHECK(at.refusal({"event", "add", "--kind", "ra_meeting"}).find("say what the event is") !=
          std::string::npos);
    CHECK(
        at.refusal(
              {"event", "add", "--kind", "fair", "--start", "2026-03-12T18:00", "--minutes", "90"})
            .find("--kind must be one of: drop_in") != std::string::npos);
}

TEST_CASE("a file with a fault is refused and nothing is kept", "[admin][events][bad-input]") {
    EventTown at;
    at.write("bad.toml", "kind = \"drop_in\"\ntitle = \"x\"\nvenu = \"library\"\n");
    const std::string said =
        at.refusal({"event", "add", "--file", at.town.path("bad.toml").string()});
    CHECK(said.find("bad.toml, line 1: start_local: is missing") != std::string::npos);
    REQUIRE(at.run({"event", "list", "--series"}) == 0);
    CHECK(at.town.terminal.printed == "No event is kept yet.\n");
}

TEST_CASE("a date is moved and another cancelled, and each keeps its id", "[admin][events]") {
    EventTown at;
    const std::string id = at.add();
    const json before = at.dates(id);
    REQUIRE(at.run({"event",
                    "move",
                    before[4]["id"],
                    "--to",
                    "2026-03-31T15:00",
                    "--note",
                    "For the holiday"}) == 0);
    CHECK(at.town.terminal.printed.find("is now Tue 31 March 2026, 15:00 to 17:00") !=
          std::string::npos);
    REQUIRE(at.run({"event", "cancel", before[3]["id"]}) == 0);
    const json after = at.dates(id);
    CHECK(after[4]["id"] == before[4]["id"]);
    CHECK(after[4]["state"] == "moved");
    CHECK(after[4]["sequence"] == 1);
    CHECK(after[4]["note"] == "For the holiday");
    CHECK(after[3]["state"] == "cancelled");
    CHECK(at.refusal({"event", "move", before[0]["id"], "--to", "2026-03-31T15:00"})
              .find("2 March 2026 is over; past dates do not change") != std::string::npos);
    REQUIRE(at.run({"event", "cancel", id, "--json"}) == 0);
    CHECK(json::parse(at.town.terminal.printed)["cancelled"] == 3);
}

TEST_CASE("this date, this and following, and all dates are edited apart", "[admin][events]") {
    EventTown at;
    const std::string id = at.add();
    REQUIRE(at.run({"event", "edit", id, "--only", "2026-03-30", "--venue", "library"}) == 0);
    CHECK(at.dates(id)[4]["venue"] == "library");
    REQUIRE(at.run({"event",
                    "edit",
                    id,
                    "--following",
                    "2026-03-23",
                    "--start",
                    "2026-03-23T10:00",
                    "--json"}) == 0);
    const std::string following = json::parse(at.town.terminal.printed)["series"];
    CHECK(following != id);
    CHECK(at.starts(id) == "03-02T14:00 s, 03-09T14:00 s, 03-16T14:00 s, ");
    CHECK(at.starts(following) == "03-23T10:00 s, 03-30T10:00 s, 04-06T10:00 s, ");
    REQUIRE(at.run({"event", "edit", following, "--title", "Newtown morning"}) == 0);
    CHECK(at.dates(following)[0]["title"] == "Newtown morning");
    CHECK(at.refusal({"event", "edit", id, "--only", "2026-03-16", "--rule", "x"})
              .find("one date can have its own --title") != std::string::npos);
    CHECK(at.refusal({"event", "edit", id}).find("nothing is to be changed") != std::string::npos);
}

TEST_CASE("a shown event file can be changed and taken back", "[admin][events]") {
    EventTown at;
    const std::string id = at.add();
    REQUIRE(at.run({"event", "show", id, "--toml"}) == 0);
    std::string text = at.town.terminal.printed;
    const auto where = text.find("Police and council together.");
    REQUIRE(where != std::string::npos);
    at.write("changed.toml", text.replace(where, 28, "Everybody together."));
    const std::string file = at.town.path("changed.toml").string();
    CHECK(at.refusal({"event", "add", "--file", file}).find("is kept already") !=
          std::string::npos);
    REQUIRE(at.run({"event", "edit", id, "--file", file}, "2026-03-01") == 0);
    REQUIRE(at.run({"event", "show", id}) == 0);
    CHECK(at.town.terminal.printed.find("Everybody together.") != std::string::npos);
}

TEST_CASE("dates that somebody signed up for keep their id when their event is edited",
          "[admin][events]") {
    EventTown at;
    const std::string id = at.add();
    REQUIRE(at.run({"event", "edit", id, "--sign-up", "optional"}, "2026-03-01") == 0);
    const json before = at.dates(id);
    for (const std::size_t date : {3U, 4U, 5U}) {
        REQUIRE(at.run({"event", "signup", "add", before[date]["id"].get<std::string>()}) == 0);
    }
    CHECK(at.refusal({"event", "edit", id, "--rule", "FREQ=WEEKLY;BYDAY=MO;COUNT=3"})
              .find("6 April 2026 has sign-ups and would no longer take place. Cancel it first, so "
                    "that those people are told") != std::string::npos);
    REQUIRE(
        at.run({"event", "edit", id, "--following", "2026-03-23", "--start", "2026-03-23T10:00"}) ==
        0);
    const json after = at.dates(id);
    REQUIRE(after.size() == 6);
    CHECK(after[4]["id"] == before[4]["id"]);
    CHECK(after[4]["start_local"] == "2026-03-30T10:00:00");
}

TEST_CASE("dates of a published event that nobody signed up for may be edited away",
          "[admin][events]") {
    EventTown at;
    const std::string id = at.add();
    REQUIRE(at.run({"event", "edit", id, "--sign-up", "optional"}, "2026-03-01") == 0);
    CHECK(at.run({"event", "edit", id, "--rule", "FREQ=WEEKLY;BYDAY=MO;COUNT=3"}, "2026-03-01") ==
          0);
    CHECK(at.dates(id).size() == 3);
}

TEST_CASE("an id that is short, unknown or of several is refused with a way on",
          "[admin][events][bad-input]") {
    EventTown at;
    at.add();
    CHECK(at.refusal({"event", "show", "ab"}).find("too short") != std::string::npos);
    CHECK(at.refusal({"event", "show", "00000000"}).find("See: harmony-admin event list") !=
          std::string::npos);
    CHECK(at.refusal({"event", "venues", "--file", at.town.path("none.toml").string()})
              .find("none.toml") != std::string::npos);
    at.write("fewer.toml", "[library]\nname = \"Library\"\n");
    CHECK(at.refusal({"event", "venues", "--file", at.town.path("fewer.toml").string()})
              .find("the event \"Newtown drop-in\" would lose its venue") != std::string::npos);
}

TEST_CASE("events of the office go into the next pack beside those of the content file",
          "[admin][events][publish]") {
    EventTown at;
    const std::string id = at.add();
    const json dates = at.dates(id);
    REQUIRE(at.run({"event", "move", dates[4]["id"], "--to", "2026-03-31T15:00"}) == 0);
    REQUIRE(at.run({"publish",
                    "--survey",
                    at.town.text_path("shops"),
                    "--content",
                    at.town.text_path("content.json"),
                    "--phrases",
                    at.town.text_path("phrases"),
                    "--to",
                    "folder:" + at.town.text_path("stick")}) == 0);
    CHECK(at.town.terminal.complaints.find("10 access facts of \"Newtown Resource Centre\"") !=
          std::string::npos);
    json kiosk;
    for (const auto& [file, bytes] : snapshot(at.town.path("stick"))) {
        const json read = json::parse(bytes, nullptr, false);
        if (read.is_object() && read.value("harmony", "") == "kiosk/1") {
            kiosk = read;
        }
    }
    REQUIRE(kiosk["events"].size() == 4);  // of the six, two are past
    CHECK(kiosk["events"][2]["id"] == dates[4]["id"]);
    CHECK(kiosk["events"][2]["state"] == "moved");
    CHECK(kiosk["events"][2]["day"] == "2026-03-31");
    CHECK(kiosk["events"][2]["venue"]["name"] == "Newtown Resource Centre");
}

TEST_CASE("what is on is exported as a calendar and as a feed, and what is gone is deleted there",
          "[admin][events][S6]") {
    EventTown at;
    const std::string id = at.add();
    const json dates = at.dates(id);
    const std::vector<std::string> words = {"event",
                                            "export",
                                            "--web",
                                            "https://example.gov.uk",
                                            "--ics",
                                            at.town.text_path("public.ics"),
                                            "--json",
                                            at.town.text_path("feed")};
    REQUIRE(at.run(words) == 0);
    CHECK(at.town.terminal.printed.find("4 dates") != std::string::npos);
    const auto file = [&](const std::string& name) {
        const auto bytes = at.town.files.read(at.town.path(name), 1U << 20U);
        REQUIRE(bytes.ok());
        return std::string(base::as_text(*bytes));
    };
    const std::string gone = dates[4]["id"];
    CHECK(file("public.ics").find("UID:" + gone + "@example.gov.uk") != std::string::npos);
    CHECK(json::parse(file("feed/1.json"))["items"].size() == 4);
    CHECK(json::parse(file("feed/2.json"))["items"].empty());
    REQUIRE(
        at.run({"event", "edit", id, "--following", "2026-03-30", "--start", "2026-03-30T10:00"}) ==
        0);
    REQUIRE(at.run(words) == 0);
    bool deleted = false;
    const json page = json::parse(file("feed/1.json"));
    for (const json& item : page["items"]) {
        deleted = deleted || (item["id"] == gone && item["state"] == "deleted");
    }
    CHECK(deleted);
    CHECK(page["items"].size() == 6);
    CHECK(at.refusal({"event", "export", "--web", "example", "--ics", "x.ics"})
              .find("--web must be an address such as") != std::string::npos);
    CHECK(at.refusal({"event", "export", "--web", "https://example.gov.uk"})
              .find("--ics FILE, --json DIR or both") != std::string::npos);
}
