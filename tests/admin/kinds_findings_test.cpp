// Every kind of answer from the body that a kiosk sealed to the report, counted by hand.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "admin/every_kind_town.h"

using namespace harmony;
using namespace harmony::tests;
using nlohmann::json;

namespace {

json summarise(Town& town, const std::string& audience) {
    CHECK(town.run({"summarise", "--json", "--audience", audience}) == 0);
    INFO(town.terminal.complaints);
    return json::parse(town.terminal.printed)["surveys"][0];
}

const json& row(const json& report, const std::string& question, const std::string& by = "") {
    for (const json& one : report["tables"]) {
        if (one["question"] == question && one["by"] == by) {
            return one["rows"][0];
        }
    }
    FAIL("no table of " + question);
    return report;
}

}  // namespace

TEST_CASE("rankings, scales and parts of the day come out as they went in", "[admin][findings]") {
    EveryKindTown town;
    CHECK(town.stored() == 60);
    const json report = summarise(town, "internal");
    const json& lights = row(report, "needs")["ranking"]["lights"];
    CHECK(row(report, "needs")["choices"]["lights"]["shown"] == 30);
    CHECK(lights["places"][0]["shown"] == 30);
    CHECK(lights["places"][1]["shown"] == 20);
    CHECK(lights["places"][2]["shown"] == 10);
    CHECK(lights["first_two"]["shown"] == 50);
    CHECK(lights["mean_place"]["value"] == 1.7);  // (30 + 2 x 20 + 3 x 10) / 60
    CHECK(row(report, "needs")["ranking"]["tidy"]["mean_place"]["value"] == 2.7);
    CHECK(row(report, "mark")["choices"]["5"]["shown"] == 40);
    CHECK(row(report, "mark")["choices"].size() == 11);
    CHECK(row(report, "mark")["mean"]["value"] == 5.7);  // (40 x 5 + 20 x 7) / 60
    CHECK(row(report, "part")["choices"]["evening"]["shown"] == 35);
    CHECK(row(report, "part")["choices"]["morning"]["shown"] == 0);
    CHECK(row(report, "height")["answered"]["shown"] == 59);
    CHECK(row(report, "height")["choices"]["1.5"]["shown"] == 45);
    // Not counted value by value: a range of 101 values, numbers, days and times.
    for (const json& table : report["tables"]) {
        for (const char* name : {"budget", "years", "miles", "day", "at", "seen", "agreed"}) {
            CHECK(table["question"] != name);
        }
    }
}

TEST_CASE("what a report leaves out is said in its list of questions", "[admin][findings]") {
    EveryKindTown town;
    REQUIRE(town.run({"summarise"}) == 0);
    const std::string& text = town.terminal.printed;
    CHECK(text.find("How many years have you lived here? Not shown: numbers, days and times") !=
          std::string::npos);
    CHECK(text.find("What should change? Not shown: answers in people's own words") !=
          std::string::npos);
    CHECK(text.find("And between us? Not shown: never reported") != std::string::npos);
    CHECK(text.find("Evening") != std::string::npos);
}

TEST_CASE("by place the office reads every place of a ranking and others the first",
          "[admin][findings]") {
    EveryKindTown town;
    REQUIRE(town.run({"summarise", "question", "needs", "--by", "place", "--json"}) == 0);
    const json inside = json::parse(town.terminal.printed)["surveys"][0];
    CHECK(row(inside, "needs", "place")["key"] == "northgate");
    CHECK(row(inside, "needs", "place")["ranking"]["patrols"]["places"][1]["shown"] == 40);
    REQUIRE(town.run({"summarise",
                      "question",
                      "needs",
                      "--by",
                      "place",
                      "--json",
                      "--audience",
                      "public"}) == 0);
    const json outside = json::parse(town.terminal.printed)["surveys"][0];
    CHECK(row(outside, "needs", "place")["choices"]["patrols"]["shown"] == 20);
    CHECK(row(outside, "needs", "place").count("ranking") == 0);
    CHECK(row(outside, "needs")["ranking"]["patrols"]["places"][1]["shown"] == 40);
}

TEST_CASE("the report files of every kind of answer are made", "[admin][findings]") {
    EveryKindTown town;
    REQUIRE(town.run({"report",
                      "--survey",
                      "every_kind",
                      "--out",
                      town.text_path("out"),
                      "--audience",
                      "public"}) == 0);
    const auto files = snapshot(town.path("out"));
    CHECK(files.at("report.html").find("Mean place") != std::string::npos);
    CHECK(files.at("report.html").find("On average 5.7 (range ") != std::string::npos);
    CHECK(json::parse(files.at("report.json"))["responses"] == 60);
}
