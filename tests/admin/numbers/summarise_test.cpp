// What an officer asks for in the terminal.
#include <catch2/catch.hpp>

#include "admin/numbers/selection.h"
#include "answered_town.h"

using namespace harmony;
using namespace harmony::admin;
using namespace harmony::tests;
using nlohmann::json;

TEST_CASE("a condition is written with an equals sign and commas", "[admin][summarise]") {
    const auto condition = condition_of("age=16_24,25_34");
    REQUIRE(condition);
    CHECK(condition->column == "age");
    CHECK(condition->values == std::vector<std::string>{"16_24", "25_34"});
    CHECK_FALSE(condition_of("age"));
    CHECK_FALSE(condition_of("age="));
    CHECK_FALSE(condition_of("=x"));
}

TEST_CASE("an officer sees one question at a glance", "[admin][summarise]") {
    AnsweredTown town({{60, 0}, {30, 1}, {30, 2}, {5, 3}});
    REQUIRE(town.run({"summarise", "--question", "safe", "--by", "place"}) == 0);
    const std::string& text = town.terminal.printed;
    CHECK_THAT(text, Catch::Contains("How safe do you feel here?"));
    CHECK_THAT(text, Catch::Contains("120 of 125 people answered"));
    CHECK_THAT(text, Catch::Contains("50 %"));
    CHECK_THAT(text, Catch::Contains("By place"));
    CHECK_THAT(text, Catch::Contains("Net +25 points"));  // 60 of 120 less 30 of 120
    CHECK_THAT(text, Catch::Contains("They were not picked at random."));
}

TEST_CASE("answers are counted where a condition holds", "[admin][summarise]") {
    AnsweredTown town({{60, 0}, {30, 1}, {30, 2}, {5, -1}});
    const json all = town.json_of({"summarise", "--where", "safe=very,unsafe"});
    CHECK(all["surveys"][0]["responses"] == 90);
    CHECK(all["surveys"][0]["where"] == "safe = very or unsafe");
    CHECK(table_in(all, "safe", "")["rows"][0]["choices"]["very"]["shown"] == 60);
    CHECK(table_in(all, "safe", "")["rows"][0]["choices"]["fairly"]["shown"] == 0);
    CHECK(town.json_of({"summarise", "--where", "place=northgate"})["surveys"][0]["responses"] ==
          125);
    CHECK(town.run({"summarise", "--where", "safe=vary"}) == 1);
    CHECK_THAT(town.terminal.complaints, Catch::Contains("did you mean very?"));
    CHECK(town.run({"summarise", "--where", "age=old"}) == 1);
    CHECK_THAT(town.terminal.complaints, Catch::Contains("it has no such question"));
}

TEST_CASE("the office alone may select, or count by what the survey keeps inside",
          "[admin][summarise][S6]") {
    AnsweredTown town({{60, 0}, {30, 1}, {30, 2}});
    CHECK(town.run({"summarise", "--where", "place=northgate", "--audience", "public"}) == 1);
    CHECK_THAT(town.terminal.complaints, Catch::Contains("--where is for the office alone"));
    // The control: `safe` is a public question.
    CHECK(town.run({"summarise", "--by", "safe", "--audience", "public"}) == 0);
}

TEST_CASE("rows are the answers of a question", "[admin][summarise]") {
    AnsweredTown town({{60, 0}, {30, 1}, {30, 2}, {5, -1}});
    const json report = town.json_of({"summarise", "--by", "safe"});
    const json& rows = table_in(report, "", "safe")["rows"];
    REQUIRE(rows.size() == 4);  // don't know and left empty stand in one row
    std::map<std::string, int> people;
    for (const json& row : rows) {
        people[row["key"].get<std::string>()] = row["answered"]["shown"].get<int>();
    }
    CHECK(people ==
          std::map<std::string, int>{{"very", 60}, {"fairly", 30}, {"unsafe", 30}, {"unknown", 5}});
    CHECK(table_in(report, "seen", "safe")["rows"].size() == 4);
    // Counted by itself every row would hold one answer alone.
    CHECK_THROWS(table_in(report, "safe", "safe"));
    CHECK(town.run({"summarise", "--by", "words"}) == 1);
    CHECK_THAT(town.terminal.complaints, Catch::Contains("Other words: place, month, wave"));
}
