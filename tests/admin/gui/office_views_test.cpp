// An officer works cases, words, what was done and reports in the window, by hand: what the verbs
// say afterwards is what was pressed.
#include <catch2/catch.hpp>

#include "admin/casework_town.h"
#include "admin/numbers/writing_town.h"
#include "office_window.h"

using namespace harmony;
using namespace harmony::tests;
using nlohmann::json;

namespace {

struct LampTown : CaseTown {
    LampTown() {
        reports(1, "canal_path");
        reports(2, "canal_path");
        contact(1, "Jan Example", "+447700900001");
        bring();
    }

    json shown(std::uint8_t number) { return read_json({"case", "show", id(number), "--json"}); }
};

std::string row_of(const char* table, std::uint8_t number) {
    return std::string(table) + '.' + FactsTown::subject(number).hex();
}

}  // namespace

TEST_CASE("an officer gives a case to a team and says that it is done", "[admin][gui][cases]") {
    LampTown town;
    {
        TownWindow window(town);
        window.tap("view.cases");
        window.picture("cases");
        window.tap(row_of("cases.row", 1));
        CHECK(window.shows("Residents read"));
        CHECK_FALSE(window.shows("Jan Example"));
        window.tap("cases.assign");
        window.type("form.to", "Street lighting");
        window.type("form.by", "R. Patel");
        window.picture("cases-assign");
        window.tap("form.submit");
        CHECK(window->said("cases.with") == "Street lighting");
        window.tap("cases.done");
        window.type("form.text", "Lamp 14 is new.");
        window.choose("form.checked", "Yes, I checked");
        CHECK(window->get("form.by")->value.view() == "R. Patel");
        window.tap("form.submit");
        CHECK(window->said("cases.state") == "Done");
        window.picture("cases-done");
    }
    const json record = town.shown(1);
    CHECK(record["state"] == "done");
    CHECK(record["owner"] == "Street lighting");
}

TEST_CASE("names are shown once an officer said why they look", "[admin][gui][cases][S5]") {
    LampTown town;
    {
        TownWindow window(town);
        window.tap("view.cases");
        window.tap(row_of("cases.row", 1));
        window.tap("cases.look");
        CHECK_FALSE(window.shows("Jan Example"));
        window.type("form.reason", "to ring about the lamp");
        window.tap("form.submit");
        CHECK(window.shows("Jan Example"));
        window.picture("cases-look");
        window.tap(row_of("cases.row", 2));
        CHECK_FALSE(window.shows("Jan Example"));
        window.tap("cases.look");  // the reason is known: it is noted again, not asked again
        CHECK(window.shows("outside number 12"));
    }
    const auto noted = town.office()->store().decisions();
    REQUIRE(noted.size() == 2);
    CHECK(noted[0].object == FactsTown::subject(1).hex());
    CHECK(noted[1].object == FactsTown::subject(2).hex());
}

TEST_CASE("cases are found, sorted, copied and joined", "[admin][gui][cases]") {
    LampTown town;
    town.reports(3, "station");
    town.bring();
    TownWindow window(town);
    window.tap("view.cases");
    window.type("cases.find", "STATION lamp");
    CHECK_FALSE(window.has(row_of("cases.row", 3)));
    window.type("cases.find", "STATION light");
    CHECK(window.has(row_of("cases.row", 3)));
    CHECK_FALSE(window.has(row_of("cases.row", 1)));
    window.tap("cases.copy");
    CHECK(window->clipboard().starts_with("What\tWhere\tState\tWith\tReports\tDue\nStreet light"));
    CHECK(window->clipboard().find("canal_path") == std::string::npos);
    window.type("cases.find", "");
    window.tap("cases.row.sort.where");
    window.tap(row_of("cases.row", 1));
    window.tap("cases.join." + FactsTown::subject(2).hex());
    window.type("form.by", "R. Patel");
    window.tap("form.submit");
    CHECK(window->said("cases.reports") == "2");
    CHECK_FALSE(window.has(row_of("cases.row", 2)));  // it has ended
}

TEST_CASE("an empty list says what to do, and takes what somebody tells", "[admin][gui][cases]") {
    CaseTown town;
    {
        TownWindow window(town);
        window.tap("view.cases");
        CHECK(window.shows("Nothing was reported yet"));
        window.picture("cases-empty");
        window.tap("cases.empty.key_in");
        window.choose("form.kind", "Graffiti");
        window.type("form.place", "underpass");
        window.tap("form.submit");
        CHECK(window.shows("Receipt number"));
    }
    const json listed = town.read_json({"case", "list", "--json"})["cases"];
    REQUIRE(listed.size() == 1);
    CHECK(listed[0]["kind"] == "graffiti");
}

TEST_CASE("an officer tells residents what was done", "[admin][gui][you_said]") {
    LampTown town;
    REQUIRE(town.run({"case", "assign", CaseTown::id(1), "--to", "Lighting", "--by", "x"}) == 0);
    REQUIRE(town.run({"case",
                      "done",
                      CaseTown::id(1),
                      "--text",
                      "Lamp 14 is new.",
                      "--checked",
                      "--by",
                      "x"}) == 0);
    {
        TownWindow window(town);
        window.tap("view.you_said");
        window.picture("you-said-empty");
        window.tap("you_said.list.untold");
        window.tap(row_of("you_said.untold", 1));
        window.tap("you_said.tell");
        window.type("form.said", "The path by the canal is dark.");
        window.type("form.by", "R. Patel");
        window.picture("you-said-form");
        window.tap("form.submit");
        CHECK(window->said("you_said.did") == "Lamp 14 is new.");
        for (const char* const step : {"you_said.check", "you_said.publish"}) {
            window.tap(step);
            window.tap("form.submit");
        }
        CHECK(window->said("you_said.state") == "Shown");
        window.picture("you-said");
    }
    const json items = town.read_json({"you-said", "list", "--json"})["items"];
    REQUIRE(items.size() == 1);
    CHECK(items[0]["id"] == "street_light_out");
    CHECK(items[0]["state"] == "published");
    CHECK(items[0]["publisher"] == "R. Patel");
}

TEST_CASE("texts are read one after the other with the keyboard", "[admin][gui][words]") {
    WritingTown town({"More light in the park",
                      "Ring Sam at the corner shop on 07700 900123",
                      "Buses after nine would help"});
    {
        TownWindow window(town);
        window.tap("view.words");
        CHECK(window.shows("3 texts wait to be read"));
        CHECK_FALSE(window.shows("More"));
        window.picture("words-begin");
        window.tap("words.read");
        window.type("form.reason", "quotes for the spring report");
        window.tap("form.submit");
        for (int text = 0; text < 3; ++text) {
            window.picture("words-" + std::to_string(text + 1));
            if (window.has("words.redact")) {
                window.tap("words.word.2");  // Sam
                CHECK(window->said("words.preview") ==
                      "Ring [removed] at the corner shop on [removed]");
                window.picture("words-redact");
                window->driver().keys("e");
            } else {
                window->driver().keys("r");
            }
            window->settle();
        }
        CHECK(window.shows("Everything is read"));
        window.tap("words.list.redacted");
        window.picture("words-redacted");
        window->driver().keys("h");
        window->settle();
    }
    CHECK(town.released()["words"].size() == 2);
    CHECK(town.listed("held").size() == 1);
}

TEST_CASE("an officer makes a report and a release", "[admin][gui][reports]") {
    AnsweredTown town({{40, 0}, {30, 1}, {20, 2}});
    {
        TownWindow window(town);
        window.tap("view.reports");
        window.picture("reports");
        window.tap("reports.row.survey:shops");
        window.picture("reports-report");
        window.tap("reports.make");
        window.choose("form.formats", "Numbers: CSV and codebook");
        window.tap("form.submit");
        CHECK(window.has("reports.open.survey-shops-2026-03-30.report.csv"));
        CHECK(window.shows("90 responses"));
        window.picture("reports-made");
        window.tap("reports.list.releases");
        window.picture("reports-no-release");
        window.tap("reports.empty.release");
        window.tap("form.submit");
        window.tap("reports.release_row.1");
        CHECK(window->said("reports.release_counts") == "rounded to 5");
        window.picture("reports-release");
    }
    CHECK(town.json_of({"release", "list"}).size() == 1);
    CHECK(std::filesystem::exists(town.path("office/exports/survey-shops-2026-03-30/report.csv")));
}

TEST_CASE("the views fit the smallest window and the largest letters", "[admin][gui]") {
    LampTown town;
    TownWindow window(town);
    window->resize(1024, 640);
    for (const char* const view : {"cases", "you_said", "words", "reports"}) {
        window.tap(std::string("view.") + view);
        window.picture(std::string("small-") + view);
        for (const ui::sem::Node& node : window->tree().nodes()) {
            INFO(node.id);
            CHECK(node.unknown_glyphs == 0);
        }
    }
    window.tap("view.cases");
    window.tap(row_of("cases.row", 1));
    window.picture("small-cases-detail");
    for (int larger = 0; larger < 6; ++larger) {
        window->command("+");
    }
    window.picture("large-cases-detail");
    CHECK(window.has("cases.assign"));
    window.tap("cases.close_detail");
    CHECK(window.has(row_of("cases.row", 1)));
}
