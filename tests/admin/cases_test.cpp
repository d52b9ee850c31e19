#include <catch2/catch.hpp>

#include "admin/published_shelf.h"
#include "casework_town.h"
#include "survey/response.h"

using namespace harmony;
using namespace harmony::tests;
using nlohmann::json;

namespace {

constexpr const char* little_survey =
    "type,name,label::English (en)\n"
    "select_one little,what,What is the problem?\n"
    "text,place,Where is it?\n"
    "text,more,Tell us more.\n";

constexpr const char* little_choices =
    "list_name,name,label::English (en)\n"
    "little,rubbish,Rubbish\n"
    "little,street_light,Street light out\n"
    "little,empty,Empty house or shop\n";

constexpr const char* little_settings =
    "form_title,form_id,version,default_language,namespaces,kiosk:purpose\n"
    "Little things,little,1,English (en),\"kiosk=\"\"urn:harmony:kiosk:1\"\"\",case\n";

/// A town whose kiosks take reports as answers to a survey, as kiosks of the first kind do.
struct ReportTown : CaseTown {
    ReportTown() {
        std::filesystem::create_directories(path("little"));
        write("little/survey.csv", little_survey);
        write("little/choices.csv", little_choices);
        write("little/settings.csv", little_settings);
        write("phrases/en.toml",
              content_of(path("phrases/en.toml")) +
                  "[\"consent.case\"]\ntext = \"{organisation} may tell me what happened.\"\n");
        base::promise(run({"publish",
                           "--survey",
                           text_path("shops"),
                           "--survey",
                           text_path("little"),
                           "--content",
                           text_path("content.json"),
                           "--phrases",
                           text_path("phrases"),
                           "--to",
                           "folder:" + text_path("stick")}) == 0,
                      terminal.complaints.c_str());
    }

    base::Bytes report(std::uint8_t number, std::uint32_t what, std::string_view place) {
        const auto open = office();
        const auto shelf = admin::surveys_on_shelf(open->store());
        const auto named = std::find_if(
            shelf.begin(), shelf.end(), [](const auto& one) { return one.id == "little"; });
        const survey::Form form = *admin::form_on_shelf(open->store(), named->name);
        survey::Response response;
        response.form = form.name();
        response.language = "en";
        response.day = clock.today();
        response.receipt = *base::ReceiptKey::from_bytes(subject(number).view());
        response.items.resize(form.questions().size(), survey::Empty{});
        response.items[0] = survey::One{what};
        response.items[1] = survey::Text{base::SecretText(place)};
        response.items[2] = survey::Text{base::SecretText("by the bench")};
        const base::SecretBytes body = survey::encode(response, form);
        return {body.begin(), body.end()};
    }
};

}  // namespace

TEST_CASE("a report at a kiosk becomes a case, once, with the contact that came apart from it",
          "[admin][cases][E11]") {
    ReportTown town;
    std::vector<base::Bytes> bodies;
    for (std::uint8_t number = 1; number <= 10; ++number) {
        bodies.push_back(town.report(number, number == 2 ? 2 : 1, "NZ46011924"));
    }
    town.kiosk.send(town.stick, bodies, town.clock.today());
    town.contact(2, "Zofia Example", "+447700900123");
    town.bring();
    const json cases = town.read_json({"case", "list", "--json"})["cases"];
    REQUIRE(cases.size() == 10);
    const auto empty = std::find_if(cases.begin(), cases.end(), [](const json& one) {
        return one["kind"] == "empty_building";
    });
    REQUIRE(empty != cases.end());
    CHECK((*empty)["id"] == FactsTown::subject(2).hex());
    CHECK((*empty)["wants_news"] == true);
    CHECK((*empty)["where"] == "NZ46011924");
    CHECK(std::count_if(cases.begin(), cases.end(), [](const json& one) {
              return one["wants_news"] == true;
          }) == 1);
    REQUIRE(town.sync() == 0);
    CHECK(town.read_json({"case", "list", "--json"})["cases"].size() == 10);
}

TEST_CASE("a case goes from report to told, and residents read each state", "[admin][cases][E11]") {
    CaseTown town;
    town.reports(1, "canal_path");
    town.bring();
    const std::string one = CaseTown::id(1);
    REQUIRE(town.run({"case", "show", one}) == 0);
    CHECK(town.printed("Residents read: We have it. Nobody has looked at it yet."));
    CHECK_FALSE(town.printed("number 12"));

    CHECK(town.run({"case", "done", one, "--text", "Swept.", "--checked", "--by", "R. Patel"}) ==
          1);
    CHECK(town.complained("From received a case can go to"));
    REQUIRE(town.run({"case",
                      "assign",
                      one,
                      "--to",
                      "Street lighting",
                      "--due",
                      "2026-04-10",
                      "--by",
                      "R. Patel"}) == 0);
    REQUIRE(town.run({"case", "show", one}) == 0);
    CHECK(town.printed("Residents read: With Street lighting. Next news by 10 April 2026."));
    CHECK(
        town.run({"case", "plan", one, "--text", "new lamp", "--due", "2026-04-10", "--by", "x"}) ==
        1);
    CHECK(town.complained("checked: no names, no addresses of people"));
    REQUIRE(town.run(
                {"case", "done", one, "--text", "Lamp 14 is new.", "--checked", "--by", "x"}) == 0);
    REQUIRE(town.run({"case", "tell", one, "--how", "kiosk", "--by", "x"}) == 0);
    CHECK(town.run({"case", "close", one, "--by", "x"}) == 1);
    CHECK(town.complained("Close it on 13 April 2026 or later"));
    town.passes(14);
    REQUIRE(town.run({"case", "close", one, "--by", "x"}) == 0);
    REQUIRE(town.run({"case", "show", one}) == 0);
    CHECK(town.printed("Residents read: Done on 30 March 2026: Lamp 14 is new."));
}

TEST_CASE("what residents read holds nobody's number or name", "[admin][cases]") {
    CaseTown town;
    town.reports(1, "canal_path");
    town.bring();
    const std::string one = CaseTown::id(1);
    for (const char* text : {"ring 07700 900123", "ask Mr Example", "at TS18 1AB"}) {
        INFO(text);
        CHECK(town.run({"case", "refuse", one, "--text", text, "--checked", "--by", "x"}) == 1);
        CHECK(town.complained("residents read this"));
    }
    CHECK(town.read_json({"case", "show", one, "--json"})["state"] == "received");
}

TEST_CASE("late cases come first and are said to be late", "[admin][cases]") {
    CaseTown town;
    town.reports(1, "canal_path");
    town.bring();
    town.passes(10);
    town.reports(2, "market");
    town.bring();
    // An owner is due 3 working days after Monday 30 March 2026, on Thursday 2 April.
    const json cases = town.read_json({"case", "list", "--json"})["cases"];
    REQUIRE(cases.size() == 2);
    CHECK(cases[0]["id"] == FactsTown::subject(1).hex());
    CHECK(cases[0]["late"] == true);
    CHECK(cases[0]["due"] == "2026-04-02");
    CHECK(cases[1]["late"] == false);
    CHECK(town.read_json({"case", "list", "--late", "--json"})["cases"].size() == 1);
    REQUIRE(town.run({"case", "list"}) == 0);
    CHECK(town.printed("7 days late"));
    CHECK(town.read_json({"case", "list", "--place", "market", "--json"})["cases"].size() == 1);
    CHECK(town.run({"case", "list", "--state", "lost"}) == 1);
    CHECK(town.complained("It must be one of: received"));
}

TEST_CASE("reports of one thing are suggested, joined and counted as one", "[admin][cases][E11]") {
    CaseTown town;
    town.reports(1, "canal_path");
    town.reports(2, "canal_path");
    town.reports(3, "market");
    town.bring();
    json cases = town.read_json({"case", "list", "--place", "canal_path", "--json"})["cases"];
    REQUIRE(cases.size() == 2);
    CHECK(cases[0]["alike"].size() == 1);
    REQUIRE(
        town.run(
            {"case", "duplicate", CaseTown::id(2), "--of", CaseTown::id(1), "--by", "R. Patel"}) ==
        0);
    cases = town.read_json({"case", "list", "--place", "canal_path", "--json"})["cases"];
    REQUIRE(cases.size() == 1);
    CHECK(cases[0]["reports"] == 2);
    CHECK(town.run({"case", "duplicate", CaseTown::id(3), "--of", CaseTown::id(2), "--by", "x"}) ==
          1);
    const json summary = town.read_json({"case", "summary", "--json"});
    CHECK(summary["open"] == 2);
    REQUIRE(summary["repeat_places"].size() == 1);
    CHECK(summary["repeat_places"][0]["reports"] == 2);
}

TEST_CASE("a partner gets cases without anybody's words, name or number", "[admin][cases]") {
    CaseTown town;
    town.reports(1, "canal_path");
    town.contact(1, "Zofia Example", "+447700900123");
    town.bring();
    REQUIRE(town.run({"case",
                      "export",
                      "--csv",
                      town.text_path("a.csv"),
                      "--json",
                      town.text_path("a.json")}) == 0);
    for (const char* file : {"a.csv", "a.json"}) {
        const std::string text = CaseTown::content_of(town.path(file));
        CHECK(text.find("street_light") != std::string::npos);
        for (const char* canary : {"Zofia", "447700900123", "number 12"}) {
            CHECK(text.find(canary) == std::string::npos);
        }
        CHECK(text.find(FactsTown::subject(1).hex()) == std::string::npos);  // its receipt key
    }
    CHECK(town.office()->store().decisions().empty());
    REQUIRE(town.run({"case",
                      "export",
                      "--csv",
                      town.text_path("b.csv"),
                      "--words-reason",
                      "the depot needs to know where"}) == 0);
    CHECK(CaseTown::content_of(town.path("b.csv")).find("number 12") != std::string::npos);
    CHECK(town.office()->store().decisions().size() == 1);
}

TEST_CASE("a reporter's words and number are shown with a reason, which is noted without them",
          "[admin][cases][S5]") {
    CaseTown town;
    town.reports(1, "canal_path");
    town.contact(1, "Zofia Example", "+447700900123");
    town.bring();
    CHECK(town.run({"case", "show", CaseTown::id(1), "--reason", "call 07700 900123"}) == 1);
    CHECK(town.complained("the reason is kept in the office's books"));
    REQUIRE(town.run({"case", "show", CaseTown::id(1), "--reason", "to ring about the lamp"}) == 0);
    CHECK(town.printed("number 12"));
    CHECK(town.printed("Zofia Example"));
    const auto noted = town.office()->store().decisions();
    REQUIRE(noted.size() == 1);
    CHECK(noted[0].what == "case");
    CHECK(noted[0].reason == "to ring about the lamp");
}

TEST_CASE("a report by phone gets a receipt number that stands nowhere", "[admin][cases]") {
    CaseTown town;
    REQUIRE(town.run({"case", "add", "--kind", "needles", "--grid", "NZ46011924"}) == 0);
    const std::string said = town.terminal.printed;
    const std::string digits = said.substr(said.size() - 15, 14);
    CHECK(digits[4] == ' ');
    std::string plain = digits;
    std::erase(plain, ' ');
    CHECK(town.files_with("office", plain).empty());
    const json cases = town.read_json({"case", "list", "--json"})["cases"];
    REQUIRE(cases.size() == 1);
    CHECK(cases[0]["where"] == "NZ46011924");
    // Whoever has the number can take it back with it.
    REQUIRE(town.run({"erase", "--receipt", digits, "--yes"}) == 0);
}

TEST_CASE("kiosks are told the states of receipts and nothing of who asked",
          "[admin][cases][E11]") {
    CaseTown town;
    town.reports(1, "canal_path");
    town.contact(1, "Zofia Example", "+447700900123");
    town.bring();
    REQUIRE(town.run({"case", "assign", CaseTown::id(1), "--to", "Street lighting", "--by", "x"}) ==
            0);
    REQUIRE(town.publish() == 0);
    CHECK(town.files_with("stick", "receipts/1").size() == 2);  // of the first pack, too
    CHECK(town.files_with("stick", FactsTown::subject(1).hex()).size() == 1);
    CHECK(town.files_with("stick", "Street lighting").size() == 1);
    for (const char* canary : {"Zofia", "447700900123", "number 12", "canal_path"}) {
        CHECK(town.files_with("stick", canary).empty());
    }
}
