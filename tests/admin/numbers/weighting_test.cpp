// Weighting files: what is wrong is named with its line, and what is right is met.
#include <catch2/catch.hpp>

#include "admin/numbers/weighting_file.h"
#include "answered_town.h"

using namespace harmony;
using namespace harmony::admin;
using namespace harmony::tests;
using nlohmann::json;

namespace {

constexpr const char* good_toml =
    "name = \"borough\"\n"
    "source = \"Census 2021\"\n"
    "population = \"people.csv\"\n"
    "margins = [\"safe\"]\n";

constexpr const char* good_csv =
    "margin,level,target\nsafe,very,50\nsafe,fairly,30\nsafe,unsafe,20\n";

std::string fault(const std::string& toml, const std::string& csv) {
    const auto read = read_weighting(toml, "w.toml", csv);
    return read ? "" : read.error().message;
}

}  // namespace

TEST_CASE("a weighting file is read with its defaults", "[admin][weighting]") {
    const auto file = read_weighting(good_toml, "w.toml", good_csv);
    REQUIRE(file);
    CHECK(file->name == "borough");
    CHECK(file->lower == 0.3);
    CHECK(file->upper == 3);
    CHECK(file->minimum_units == 100);
    CHECK(file->keep_not_stated);
    REQUIRE(file->margins.size() == 1);
    CHECK(file->margins[0].levels[2].level == "unsafe");
    CHECK(file->margins[0].levels[2].target == 20);
    CHECK(file->hash.size() == 64);
}

TEST_CASE("what is wrong in a weighting file is named with file and line", "[admin][weighting]") {
    const auto& [toml, csv, said] = GENERATE(table<std::string, std::string, std::string>({
        {std::string(good_toml) + "margin = 3\n", good_csv, "w.toml, line 5"},
        {std::string(good_toml) + "upper = 6.0\n",
         good_csv,
         "w.toml, line 5: upper: must be above 1"},
        {std::string(good_toml) + "minimum_units = 10\n", good_csv, "minimum_units: must be 100"},
        {good_toml, "margin,level,target\nsafe,very,many\n", "people.csv line 2: 'many'"},
        {good_toml, "margin,level,target\nsafe,very,-1\n", "people.csv line 2: '-1'"},
        {good_toml, "margin,level,target\nsafe,very\n", "people.csv line 2: has 2 cells"},
        {good_toml, "level,target\nvery,1\n", "people.csv line 1: must name the columns"},
        {good_toml,
         "margin,level,target\nsafe,very,1\nsafe,very,2\n",
         "people.csv line 3: safe = 'very' stands in line 2 already"},
        {good_toml, "margin,level,target\nage,old,1\n", "no line for the margin 'safe'"},
        {std::string(good_toml) + "[merge.age]\nold = \"older\"\n",
         good_csv,
         "none of the margins"},
    }));
    INFO(toml << csv);
    CHECK_THAT(fault(toml, csv), Catch::Contains(said));
}

TEST_CASE("weighted shares meet the population and counts stay counts", "[admin][weighting]") {
    AnsweredTown town({{80, 0}, {30, 1}, {30, 2}, {10, -1}});
    town.write("w.toml", good_toml);
    town.write("people.csv", good_csv);
    REQUIRE(town.run({"summarise", "weights", "--file", town.text_path("w.toml")}) == 0);
    CHECK_THAT(town.terminal.printed, Catch::Contains("shops: weighted"));
    const json report = town.json_of({"summarise"});
    const json& row = table_in(report, "safe", "")["rows"][0];
    // 50, 30 and 20 of 100 by the file; 80, 30 and 30 of 140 people.
    CHECK(row["choices"]["very"]["percent"] == 50);
    CHECK(row["choices"]["fairly"]["percent"] == 30);
    CHECK(row["choices"]["unsafe"]["percent"] == 20);
    CHECK(row["choices"]["very"]["shown"] == 80);
    CHECK(report["surveys"][0]["weighting"]["applied"] == true);
    const json plain = town.json_of({"summarise", "--weights", "none"});
    CHECK(table_in(plain, "safe", "")["rows"][0]["choices"]["very"]["percent"] == 57);
    REQUIRE(town.run({"summarise"}) == 0);
    CHECK_THAT(town.terminal.printed, Catch::Contains("to match Census 2021."));
    CHECK_THAT(town.terminal.printed,
               Catch::Contains("Percentages are weighted; numbers of answers are not."));
    REQUIRE(town.run({"summarise", "weights", "--none"}) == 0);
    REQUIRE(town.run({"summarise"}) == 0);
    CHECK_THAT(town.terminal.printed, Catch::Contains("The results are not weighted."));
}

TEST_CASE("a try of a weighting file keeps nothing", "[admin][weighting]") {
    AnsweredTown town({{80, 0}, {30, 1}, {30, 2}});
    town.write("w.toml", good_toml);
    town.write("people.csv", good_csv);
    REQUIRE(town.run({"summarise", "weights", "--file", town.text_path("w.toml"), "--try"}) == 0);
    CHECK_THAT(town.terminal.printed, Catch::Contains("target"));
    REQUIRE(town.run({"summarise", "weights"}) == 0);
    CHECK_THAT(town.terminal.printed, Catch::Contains("Nothing is weighted."));
}

TEST_CASE("what cannot be weighted is not, and every report says why", "[admin][weighting]") {
    const auto& [csv, people, said] = GENERATE(table<std::string, int, std::string>({
        {good_csv, 60, "Fewer than 100 answers: too few to weight."},
        {"margin,level,target\nsafe,very,50\nsafe,fairly,30\n",
         80,
         "safe = 'unsafe' is in the answers (30 people) but has no target."},
        {"margin,level,target\nsafe,very,50\nsafe,fairly,30\nsafe,unsafe,0\n",
         80,
         "The target for safe = 'unsafe' is 0 but 30 people chose it."},
        {"margin,level,target\nsafe,very,50\nsafe,frightened,30\nsafe,unsafe,20\n",
         80,
         "people.csv line 3: safe has no answer 'frightened'"},
    }));
    AnsweredTown town({{people, 0}, {5, 1}, {30, 2}});
    town.write("w.toml", good_toml);
    town.write("people.csv", csv);
    REQUIRE(town.run({"summarise", "weights", "--file", town.text_path("w.toml")}) == 0);
    CHECK_THAT(town.terminal.printed, Catch::Contains("not weighted"));
    const json report = town.json_of({"summarise"});
    CHECK(report["surveys"][0]["weighting"]["applied"] == false);
    CHECK_THAT(report["surveys"][0]["weighting"]["refusal"].get<std::string>(),
               Catch::Contains(said));
    REQUIRE(town.run({"summarise"}) == 0);
    CHECK_THAT(town.terminal.printed, Catch::Contains("The results are not weighted."));
}

TEST_CASE("answers are merged into the levels that the census has", "[admin][weighting]") {
    AnsweredTown town({{80, 0}, {30, 1}, {30, 2}});
    town.write("w.toml",
               std::string(good_toml) + "[merge.safe]\nvery = \"safe\"\nfairly = \"safe\"\n");
    town.write("people.csv", "margin,level,target\nsafe,safe,60\nsafe,unsafe,40\n");
    REQUIRE(town.run({"summarise", "weights", "--file", town.text_path("w.toml")}) == 0);
    const json report = town.json_of({"summarise"});
    const json& row = table_in(report, "safe", "")["rows"][0];
    CHECK(row["choices"]["unsafe"]["percent"] == 40);
    CHECK(row["choices"]["very"]["percent"] == 44);  // 60 % times 80 of 110
}
