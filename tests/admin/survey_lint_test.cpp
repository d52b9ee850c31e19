#include <catch2/catch.hpp>

#include "admin/cli/lint_reasons.h"
#include "town.h"

using namespace harmony;
using namespace harmony::tests;

namespace {

int lint(Town& town, const std::vector<std::string>& surveys) {
    std::vector<std::string> words{"survey", "lint"};
    words.insert(words.end(), surveys.begin(), surveys.end());
    return town.run(words);
}

bool said(const Town& town, const std::string& words) {
    return town.terminal.printed.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("warnings are grouped by code under the reason why they matter", "[admin][lint]") {
    Town town;
    town.write("shops/survey.csv",
               "type,name,label::English (en),appearance,notes\n"
               "select_one safe4,safe,How safe do you feel here?,sideways,x\n"
               "select_one safe4,here,How safe is this place?,upwards,\n"
               "select_multiple where,where,Where is it worst?,,\n");
    CHECK(lint(town, {town.text_path("shops")}) == 1);
    INFO(town.terminal.printed);
    const std::string heading = "S516 (2 warnings): The question is shown in its plain form.\n";
    REQUIRE(said(town, heading));
    // Both stand under the one heading, each with how to mend it.
    const std::string group =
        town.terminal.printed.substr(town.terminal.printed.find(heading) + heading.size());
    const std::string until_blank = group.substr(0, group.find("\n\n"));
    CHECK(until_blank.find("  shops: survey row 2, column appearance") == 0);
    CHECK(until_blank.find("\n  shops: survey row 3, column appearance") != std::string::npos);
    CHECK(until_blank.find("\n      Mend: ") != std::string::npos);
    CHECK(said(town, "W107 (1 warning): The column is ignored"));
    CHECK(said(town, "shops: 3 warnings, 0 notes\n"));
}

TEST_CASE("a survey without warnings passes", "[admin][lint]") {
    Town town;
    CHECK(lint(town, {HARMONY_SOURCE_DIR "/assets/surveys/little_things"}) == 0);
    INFO(town.terminal.printed);
    CHECK(said(town, "little_things: 0 warnings, 0 notes\n"));
}

TEST_CASE("errors and blocks are counted and left to the check", "[admin][lint]") {
    Town town;
    town.write("shops/survey.csv",
               "type,name,label::English (en),relevant\ntext,why,What next?,${saef} = 1\n");
    CHECK(lint(town, {town.text_path("shops"), town.text_path("nope.xlsx")}) == 1);
    INFO(town.terminal.printed);
    CHECK(town.terminal.printed.find("R502") == std::string::npos);
    CHECK(said(town, "and 1 error, 0 blocks: harmony-admin survey check names them"));
    CHECK(said(town, "nope.xlsx: 0 warnings, 0 notes; and 1 error"));
}

TEST_CASE("each code of the profile says why it matters", "[admin][lint]") {
    std::vector<std::string> codes;
    for (int number = 501; number <= 529; ++number) {
        codes.push_back("S" + std::to_string(number));
    }
    // Survey profile 11.4, last row.
    for (const char* code : {"W106",
                             "W107",
                             "W108",
                             "W109",
                             "W110",
                             "W112",
                             "W113",
                             "C401",
                             "C402",
                             "Q207",
                             "Q208",
                             "N304"}) {
        codes.emplace_back(code);
    }
    for (const std::string& code : codes) {
        INFO(code);
        const std::string_view reason = admin::why_it_matters(code);
        REQUIRE_FALSE(reason.empty());
        CHECK(reason.back() != '.');
        CHECK(reason.front() >= 'A');
        CHECK(reason.front() <= 'Z');
    }
    CHECK(admin::why_it_matters("Z999").empty());
}
