#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "town.h"

using namespace harmony;
using namespace harmony::tests;
using nlohmann::json;

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

TEST_CASE("a question that needs a map is said to be stepped over", "[admin][check]") {
    Town town;
    CHECK(town.run({"survey", "check", HARMONY_SOURCE_DIR "/assets/surveys/neighbourhood"}) == 0);
    CHECK(town.terminal.printed.find("the question pin needs a map") != std::string::npos);
}

TEST_CASE("the shipped surveys pass", "[admin][check]") {
    Town town;
    for (const char* name : {"neighbourhood", "town_centre_pspo", "neighbourhood_quick5"}) {
        INFO(name);
        CHECK(town.run(
                  {"survey", "check", std::string(HARMONY_SOURCE_DIR "/assets/surveys/") + name}) ==
              0);
    }
}
