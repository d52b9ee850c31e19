// People's own words: nothing is shown that no person has released (specification, 13).
#include "admin/numbers/free_words.h"

#include <catch2/catch.hpp>

#include "writing_town.h"

using namespace harmony;
using namespace harmony::admin;
using namespace harmony::tests;
using nlohmann::json;

TEST_CASE("every text waits for a person, whether it is marked or not", "[admin][words]") {
    WritingTown town({"More light in the park", "Ring me on 07700 900123"});
    const json held = town.listed("held");
    REQUIRE(held.size() == 2);
    CHECK(town.released().empty());
    CHECK(held[0]["marks"].get<int>() + held[1]["marks"].get<int>() == 1);
    const auto notes = town.office()->store().decisions();
    REQUIRE_FALSE(notes.empty());
    CHECK(notes.back().what == "words read");
    CHECK(notes.back().reason == "a test");
}

TEST_CASE("a text is shown as it was released, and gone when it is held again", "[admin][words]") {
    WritingTown town({"More light in the park"});
    const std::string id = town.listed("held")[0]["id"];
    REQUIRE(town.run({"words", "release", id, "--reason", "read"}) == 0);
    CHECK(town.released()["words"] == std::vector<std::string>{"More light in the park"});
    CHECK(town.listed("held").empty());
    REQUIRE(town.run({"words", "hold", id, "--reason", "second thoughts"}) == 0);
    CHECK(town.released().empty());
    REQUIRE(town.run({"words", "refuse", id, "--reason", "names a shop"}) == 0);
    CHECK(town.released().empty());
    CHECK(town.listed("refused").size() == 1);
}

TEST_CASE("redacting takes out what is marked and what the person names", "[admin][words]") {
    WritingTown town({"Ring Sam at the corner shop on 07700 900123"});
    const std::string id = town.listed("held")[0]["id"];
    REQUIRE(town.run(
                {"words", "redact", id, "--words", "Sam", "--reason", "a name and a number"}) == 0);
    REQUIRE(town.released()["words"].size() == 1);
    const std::string shown = town.released()["words"].front();
    CHECK(shown == "Ring [removed] at the corner shop on [removed]");
    CHECK(town.run({"words", "redact", id, "--words", "Alex", "--reason", "?"}) == 1);
    CHECK_THAT(town.terminal.complaints, Catch::Contains("'Alex' does not stand in that text"));
    CHECK(town.released()["words"].front() == shown);
}

TEST_CASE("a text that is not there is refused, and nothing is decided", "[admin][words]") {
    WritingTown town({"More light in the park"});
    const std::string id = town.listed("held")[0]["id"];
    CHECK(town.run({"words", "release", id, "00000000", "--reason", "read"}) == 1);
    CHECK(town.released().empty());
}

TEST_CASE("what people wrote reaches no report before it is released", "[admin][words][S6]") {
    WritingTown town({"Unmistakable words"});
    const auto in_files = [&] {
        base::promise(
            town.run({"report", "--survey", "shops", "--out", town.text_path("out")}) == 0,
            "a report is made");
        bool found = false;
        for (const auto& [name, bytes] : snapshot(town.path("out"))) {
            found = found || bytes.find("Unmistakable") != std::string::npos;
        }
        return found;
    };
    CHECK_FALSE(in_files());
}
