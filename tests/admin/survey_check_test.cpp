#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "admin/authoring/shipped_surveys.h"
#include "town.h"

using namespace harmony;
using namespace harmony::tests;
using nlohmann::json;

namespace {

/// Three English texts, two of them in Polish, and an appearance nobody knows in row 2.
void lack_a_polish_text(Town& town) {
    town.write("shops/survey.csv",
               "type,name,label::English (en),label::Polish (pl),appearance\n"
               "text,a,What should change?,Co zmienić?,sideways\n"
               "text,b,What else?,,\n"
               "text,c,Why?,Dlaczego?,\n");
    town.write("shops/choices.csv", "list_name,name,label::English (en)\n");
}

std::set<std::string> keys_of(const json& object) {
    std::set<std::string> keys;
    for (const auto& [key, value] : object.items()) {
        keys.insert(key);
    }
    return keys;
}

}  // namespace

TEST_CASE("a good survey is summed up in one line", "[admin][check]") {
    Town town;
    CHECK(town.run({"survey", "check", town.text_path("shops")}) == 0);
    INFO(town.terminal.printed);
    CHECK(town.terminal.printed.find("shops: 3 questions") != std::string::npos);
    CHECK(town.terminal.printed.find("0 errors, 0 blocks") != std::string::npos);
}

TEST_CASE("Markdown tables are checked like a workbook, with the files beside them",
          "[admin][check]") {
    Town town;
    town.write("shops/streets.csv", "name,label\ns1,High Street\n");
    town.write("shops/shops.md",
               "| survey |\n"
               "| | type | name | label |\n"
               "| | select_one_from_file streets.csv | street | Which street? |\n");
    CHECK(town.run({"survey", "check", town.text_path("shops/shops.md")}) == 0);
    INFO(town.terminal.printed);
    CHECK(town.terminal.printed.find("shops.md: 1 question") != std::string::npos);
}

TEST_CASE("a mistake is named by file and row and column with how to mend it", "[admin][check]") {
    Town town;
    town.write("shops/survey.csv",
               "type,name,label::English (en),relevant\n"
               "select_one safe4,safe,How safe?,\n"
               "text,why,Why?,${saef} = 'unsafe'\n");
    CHECK(town.run({"survey", "check", town.text_path("shops")}) == 1);
    INFO(town.terminal.printed);
    CHECK(town.terminal.printed.find("shops: survey row 3, column relevant") != std::string::npos);
    CHECK(town.terminal.printed.find("error R502") != std::string::npos);
    CHECK(town.terminal.printed.find("    Mend: ") != std::string::npos);
}

TEST_CASE("the same as JSON says whether it may be published", "[admin][check]") {
    Town town;
    CHECK(town.run({"survey", "check", town.text_path("shops"), "--json"}) == 0);
    const json report = json::parse(town.terminal.printed);
    CHECK(report["schema"] == "harmony.survey-check.1");
    CHECK(report["file"] == "shops");
    CHECK(report["ok"] == true);
    CHECK(report["publishable"] == true);
    CHECK(report["form"]["id"] == "shops");
    CHECK(report["form"]["hash"].get<std::string>().size() == 16);
}

TEST_CASE("strict makes blocks of warnings", "[admin][check]") {
    Town town;
    town.write("shops/survey.csv",
               "type,name,label::English (en),appearance\n"
               "select_one safe4,safe,How safe do you feel here?,sideways\n");
    CHECK(town.run({"survey", "check", town.text_path("shops"), "--publish"}) == 0);
    INFO(town.terminal.printed);
    CHECK(town.terminal.printed.find("warning S516") != std::string::npos);
    CHECK(town.run({"survey", "check", town.text_path("shops"), "--publish", "--strict"}) == 1);
}

TEST_CASE("a question on the map is a question like any other", "[admin][check][S1]") {
    Town town;
    CHECK(town.run({"survey", "check", HARMONY_SOURCE_DIR "/assets/surveys/neighbourhood"}) == 0);
    CHECK(town.terminal.printed.find("needs a map") == std::string::npos);
}

TEST_CASE("the shipped surveys pass", "[admin][check]") {
    Town town;
    for (const std::string& id : admin::shipped_ids()) {
        const std::string folder = HARMONY_SOURCE_DIR "/assets/surveys/" + id;
        INFO(id);
        CHECK(town.run({"survey", "check", "--publish", folder, folder + ".xlsx"}) == 0);
    }
}

TEST_CASE("a locked wording that was changed is refused wherever the check is run",
          "[admin][check]") {
    Town town;
    town.write("shops/survey.csv",
               "type,name,label::English (en),bind::kiosk:benchmark\n"
               "select_one safe4,safe,Are you safe?,gds-sex@2026\n");
    town.write("shops/settings.csv", "namespaces\n\"kiosk=\"\"urn:harmony:kiosk:1\"\"\"\n");
    CHECK(town.run({"survey", "check", town.text_path("shops")}) == 1);
    INFO(town.terminal.printed);
    CHECK(town.terminal.printed.find("error K904: \"safe\" is locked to \"gds-sex@2026\", and the "
                                     "question has \"Are you safe?\"") != std::string::npos);
}

TEST_CASE("every survey of a list is checked although one cannot be opened", "[admin][check]") {
    Town town;
    CHECK(town.run({"survey", "check", town.text_path("nope.xlsx"), town.text_path("shops")}) == 1);
    INFO(town.terminal.printed);
    CHECK(town.terminal.printed.find("nope.xlsx: error F101: there is no survey") !=
          std::string::npos);
    CHECK(town.terminal.printed.find("shops: 3 questions") != std::string::npos);
}

TEST_CASE("as JSON each survey of a list is one line", "[admin][check]") {
    Town town;
    CHECK(
        town.run(
            {"survey", "check", "--json", town.text_path("nope.xlsx"), town.text_path("shops")}) ==
        1);
    std::istringstream lines(town.terminal.printed);
    std::string line;
    REQUIRE(std::getline(lines, line));
    CHECK(json::parse(line)["ok"] == false);
    CHECK(json::parse(line)["messages"][0]["code"] == "F101");
    CHECK(json::parse(line)["form"].is_null());
    REQUIRE(std::getline(lines, line));
    CHECK(json::parse(line)["ok"] == true);
    CHECK_FALSE(std::getline(lines, line));
}

TEST_CASE("the report as JSON has every key of its schema and no other", "[admin][check]") {
    Town town;
    lack_a_polish_text(town);
    REQUIRE(town.run({"survey", "check", town.text_path("shops"), "--json"}) == 0);
    const json report = json::parse(town.terminal.printed);
    // The keys of survey-profile.md 11.1.
    CHECK(
        keys_of(report) ==
        std::set<std::string>{"schema", "file", "ok", "publishable", "counts", "messages", "form"});
    CHECK(keys_of(report["counts"]) == std::set<std::string>{"error", "block", "warning", "note"});
    CHECK(keys_of(report["messages"][0]) ==
          std::set<std::string>{
              "level", "code", "sheet", "row", "column", "cell", "line", "what", "mend"});
    CHECK(keys_of(report["form"]) == std::set<std::string>{"id",
                                                           "title",
                                                           "version",
                                                           "hash",
                                                           "questions",
                                                           "groups",
                                                           "pages",
                                                           "lists",
                                                           "languages",
                                                           "files",
                                                           "minutes"});
}

TEST_CASE("how much of a language is there is said in percent and rounded down", "[admin][check]") {
    Town town;
    lack_a_polish_text(town);
    REQUIRE(town.run({"survey", "check", town.text_path("shops"), "--json"}) == 0);
    const json report = json::parse(town.terminal.printed);
    CHECK(report["publishable"] == false);
    // Two of the three English texts are there in Polish: 66.7 %.
    CHECK(report["form"]["languages"] ==
          json::parse(R"([{"tag":"en","name":"English","complete_pct":100},
                          {"tag":"pl","name":"Polish","complete_pct":66}])"));
}

TEST_CASE("one language alone is listed with what it lacks", "[admin][check]") {
    Town town;
    lack_a_polish_text(town);
    CHECK(town.run({"survey", "check", town.text_path("shops"), "--lang", "pl"}) == 0);
    INFO(town.terminal.printed);
    CHECK(town.terminal.printed.find("block L802") != std::string::npos);
    CHECK(town.terminal.printed.find("warning S516") == std::string::npos);
    CHECK(town.terminal.printed.find("shops: Polish (pl) has 66 % of the texts, 1 is missing") !=
          std::string::npos);
    CHECK(town.run({"survey", "check", town.text_path("shops"), "--lang", "en"}) == 0);
    CHECK(town.terminal.printed.find("L802") == std::string::npos);
    CHECK(town.terminal.printed.find("shops: English (en) has all texts") != std::string::npos);
}

TEST_CASE("a language that the survey does not have is answered with those it has",
          "[admin][check]") {
    Town town;
    CHECK(town.run({"survey", "check", town.text_path("shops"), "--lang", "fr"}) == 1);
    CHECK(town.terminal.complaints.find("no texts in fr; its languages are en") !=
          std::string::npos);
}

TEST_CASE("what was asked of one language does not hide an error", "[admin][check]") {
    Town town;
    town.write("shops/survey.csv",
               "type,name,label::English (en),relevant\ntext,why,Why?,${saef} = 1\n");
    CHECK(town.run({"survey", "check", town.text_path("shops"), "--lang", "en"}) == 1);
    CHECK(town.terminal.printed.find("error R502") != std::string::npos);
}

TEST_CASE("strict lets a warning through that was waived", "[admin][check]") {
    Town town;
    lack_a_polish_text(town);
    const std::vector<std::string> strict{"survey",
                                          "check",
                                          town.text_path("shops"),
                                          "--publish",
                                          "--strict",
                                          "--waive",
                                          "L802:pl",
                                          "--waive"};
    auto row_2 = strict;
    row_2.push_back("S516:2");
    CHECK(town.run(row_2) == 0);
    auto row_3 = strict;
    row_3.push_back("S516:3");
    CHECK(town.run(row_3) == 1);
}

TEST_CASE("a waiver without a code is refused with an example", "[admin][check]") {
    Town town;
    CHECK(town.run({"survey", "check", town.text_path("shops"), "--waive", "polish"}) == 1);
    CHECK(town.terminal.complaints.find("--waive L801:pl") != std::string::npos);
}
