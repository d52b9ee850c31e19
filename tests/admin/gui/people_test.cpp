// What people ask of their data, in the window.
#include <catch2/catch.hpp>

#include "admin/gui/models/people_orders.h"
#include "event_town.h"

using namespace harmony;
using namespace harmony::tests;
using namespace harmony::admin::gui;
using nlohmann::json;

namespace {

/// Zofia signed up and reported a lamp; Jan signed up.
struct PeopleTown : CaseTown {
    PeopleTown() {
        sign_up(1, events::Outcome::confirmed, 2, "Zofia Canary", "+447700900123");
        sign_up(2, events::Outcome::confirmed, 1, "Jan Other", "+447700900124", 100'000'006);
        reports(3, "canal_path", "the lamp by my gate");
        contact(3, "Zofia Canary", "+447700900123");
        bring();
    }

    FoundPeople find(const std::string& typed) {
        TownReader reader(*this);
        auto found = find_in_window(*reader, typed, "asked for a copy");
        REQUIRE(found.ok());
        return std::move(*found);
    }

    PeopleModel people() {
        TownReader reader(*this);
        auto model = read_people(*reader);
        REQUIRE(model.ok());
        return std::move(*model);
    }
};

std::vector<std::string> ids_of(const std::vector<PersonLine>& records) {
    std::vector<std::string> ids;
    for (const PersonLine& one : records) {
        ids.push_back(one.id);
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

}  // namespace

TEST_CASE("the window finds whom the command line finds, by name, phone and ticket",
          "[admin][gui][rights][E12]") {
    PeopleTown town;
    const json printed =
        town.read_json({"person", "find", "--json", "--reason", "a copy", "--name", "zofia"});
    std::vector<std::string> listed;
    for (const json& one : printed["records"]) {
        listed.push_back(one["id"]);
    }
    std::sort(listed.begin(), listed.end());
    CHECK(ids_of(town.find("zofia can").records) == listed);
    CHECK(listed.size() == 2);
    CHECK(town.find("07700 900124").records.size() == 1);
    CHECK(town.find("100 000 006").records.at(0).name == "Jan Other");
    CHECK(town.find("nobody").records.empty());
}

TEST_CASE("a look is in the log with its reason and without a name", "[admin][gui][rights][S5]") {
    PeopleTown town;
    const std::size_t before = town.people().looks.size();
    {
        TownReader reader(town);
        CHECK_FALSE(find_in_window(*reader, "zofia", "").ok());
        CHECK_FALSE(find_in_window(*reader, "zofia", "rings from 07700 900123").ok());
    }
    CHECK(town.people().looks.size() == before);
    static_cast<void>(town.find("zofia"));
    const PeopleModel model = town.people();
    REQUIRE(model.looks.size() == before + 1);
    CHECK(model.looks.front().what == "person-find");
    CHECK(model.looks.front().object == "2 records found");
    CHECK(model.looks.front().reason == "asked for a copy");
}

TEST_CASE("a request in the window is due when the command line says, and ends when it is closed",
          "[admin][gui][rights][E12]") {
    PeopleTown town;
    REQUIRE(town.run(new_request_order({"A copy of what is kept", "2026-03-03", "passport seen"})
                         .words) == 0);
    const PeopleModel model = town.people();
    REQUIRE(model.requests.size() == 1);
    const json listed = town.read_json({"person", "requests", "--json"})["requests"];
    CHECK(base::to_iso(model.requests[0].row.due) == listed[0]["due"].get<std::string>());
    CHECK(model.requests[0].remind == listed[0]["remind"].get<bool>());
    CHECK(town.run(close_order(model.requests[0].row, {"copy handed over"}).words) == 0);
    CHECK(town.people().requests[0].row.closed);
    CHECK_FALSE(town.people().requests[0].remind);
}

TEST_CASE("what was found is copied, put right and erased for the request it was asked in",
          "[admin][gui][rights][E12]") {
    PeopleTown town;
    REQUIRE(
        town.run(new_request_order({"Everything must go", "2026-03-30", "passport seen"}).words) ==
        0);
    const std::vector<RightsLine> requests = town.people().requests;
    const std::vector<PersonLine> jan = town.find("jan").records;
    const std::vector<PersonLine> zofia = town.find("zofia").records;
    const auto filled = [&](PersonDeed deed, const std::vector<PersonLine>& records) {
        std::vector<std::string> answers;
        const Form form = deed_form(deed, records, requests, "asked to", town.text_path("") + "/");
        for (const Entry& entry : form.entries) {
            answers.push_back(entry.value);
        }
        answers.back() = "R1, Everything must go";
        return answers;
    };
    const auto copy = filled(PersonDeed::copy, zofia);
    CHECK(town.run(deed_order(PersonDeed::copy, zofia, copy).words) == 0);
    CHECK(std::filesystem::exists(town.path("copy.html")));
    auto right = filled(PersonDeed::correct, jan);
    right[1] = "07700 900125";
    CHECK(town.run(deed_order(PersonDeed::correct, jan, right).words) == 0);
    CHECK(town.find("07700 900125").records.size() == 1);
    CHECK(town.run(deed_order(PersonDeed::erase, zofia, filled(PersonDeed::erase, zofia)).words) ==
          0);
    CHECK(town.find("zofia").records.empty());
    CHECK(town.people().requests[0].row.steps.size() == 3);
}

TEST_CASE("what retention would delete is read off its dry run", "[admin][gui][rights]") {
    PeopleTown town;
    REQUIRE(town.run({"retention", "run", "--dry-run", "--json"}) == 0);
    CHECK(read_retention(town.terminal.printed)->empty());
    town.passes(2 * 365);
    REQUIRE(town.run({"retention", "run", "--dry-run", "--json"}) == 0);
    const auto lines = read_retention(town.terminal.printed);
    REQUIRE(lines.ok());
    REQUIRE_FALSE(lines->empty());
    CHECK(lines->at(0).what == "contacts of sign-ups");
    CHECK(lines->at(0).count == 2);
    CHECK_FALSE(read_retention("Nothing").ok());
}

TEST_CASE("an officer finds somebody in the window and erases what is kept of them",
          "[admin][gui][rights][E12]") {
    PeopleTown town;
    TownWindow window(town);
    window.tap("view.people");
    window.tap("people.show.find");
    window.type("people.search", "zofia");
    window.tap("people.find");
    CHECK_FALSE(window.shows("Zofia Canary"));
    window.type("form.reason", "asked to be forgotten");
    window.tap("form.submit");
    CHECK(window.shows("Zofia Canary"));
    window.tap("people.record." + CaseTown::id(1));
    window.tap("people.record." + CaseTown::id(3));
    window.tap("people.erase");
    window.tap("form.submit");
    window.tap("question.yes");
    CHECK_FALSE(window.shows("Zofia Canary"));
    CHECK(town.find("zofia").records.empty());
    CHECK(town.find("jan").records.size() == 1);
    window.tap("people.show.log");
    CHECK(window.shows("asked to be forgotten"));
}
