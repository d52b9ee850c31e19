#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <set>

#include "admin/report_plans.h"
#include "admin/report_town.h"

// ST7 and ST12: every shipped report, made of answers that came through the same draft that kiosks
// have, and read back by a program that knows nothing of ours.

using namespace harmony;
using namespace harmony::tests;
using nlohmann::json;

namespace {

using Files = std::map<std::string, std::string>;

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

admin::ReportPlan plan_of(ReportTown& town, const std::string& name) {
    admin::PlanShelf shelf(
        std::filesystem::path(HARMONY_SOURCE_DIR) / "assets/reports", "nowhere", town.files);
    return *shelf.find(name);
}

int read_by_a_stranger(const ReportTown& town,
                       const std::string& name,
                       int threshold,
                       const std::string& more = "") {
    const std::string folder = town.text_path("out-" + name);
    const std::string html = fmt::format(
        "python3 '{0}/tests/admin/check_report.py' '{1}/report.html' '{1}/report.xlsx' {2} {3}",
        HARMONY_SOURCE_DIR,
        folder,
        threshold,
        more);
    const std::string pdf =
        fmt::format("python3 '{0}/tests/admin/check_pdf.py' '{1}/report.pdf' {2} {3}",
                    HARMONY_SOURCE_DIR,
                    folder,
                    threshold,
                    more);
    return std::system(html.c_str()) + std::system(pdf.c_str());
}

/// That every part with a heading of its own stands in the page; of the parts that nobody handed
/// over (`without`) none does.
void check_parts(ReportTown& town,
                 const std::string& name,
                 const Files& files,
                 const std::set<std::string>& without = {}) {
    for (const admin::ReportPart& part : plan_of(town, name).parts) {
        INFO(name << ": " << part.title);
        const bool words = holds(part.title, "own words");  // nobody has released any
        CHECK((part.title.empty() || words || without.count(part.title) == 1 ||
               holds(files.at("report.html"), part.title)));
    }
}

/// Shown numbers of a table row without groups, added up; nothing where one is hidden.
std::optional<std::uint64_t> all_counted(const json& table) {
    std::uint64_t all = table["rows"][0]["answered"].value("shown", std::uint64_t{0});
    for (const auto& [kind, cell] : table["no_answer"].items()) {
        if (!cell.contains("shown")) {
            return std::nullopt;
        }
        all += cell["shown"].get<std::uint64_t>();
    }
    return all;
}

void public_reports_are_made(ReportTown& town, const std::string& name) {
    const Files files = town.report(name, {"--audience", "public"});
    CHECK(files.size() >= 6);
    CHECK(read_by_a_stranger(town, name, 10) == 0);
    check_parts(town, name, files);
    CHECK(json::parse(files.at("report.json"))["responses"] == 320);
}

void other_reports_are_made(ReportTown& town) {
    town.write("taken.txt", "The bus station was left out.");
    const Files pspo = town.report("pspo",
                                   {"--audience",
                                    "public",
                                    "--opens",
                                    "2026-01-01",
                                    "--closes",
                                    "2026-06-20",
                                    "--statement",
                                    town.text_path("taken.txt")});
    CHECK(read_by_a_stranger(town, "pspo", 10) == 0);
    check_parts(town, "pspo", pspo);
    CHECK(holds(pspo.at("report.html"), "The bus station was left out."));
    const Files scrutiny = town.report("scrutiny", {"--audience", "public"});
    CHECK(read_by_a_stranger(town, "scrutiny", 10) == 0);
    check_parts(town, "scrutiny", scrutiny);
    const Files profile = town.report("profile", {"--audience", "partner"});
    // A page for partners: its map and grids stand there where enough people said the same.
    CHECK(read_by_a_stranger(town, "profile", 5, "no-chart") == 0);
    CHECK(holds(profile.at("report.html"), "What was done"));
}

void books_are_made(ReportTown& town) {
    const Files weekly = town.report("weekly", {});
    CHECK(weekly.size() == 3);
    CHECK(holds(weekly.at("report.html"), "INTERNAL"));
    CHECK(holds(weekly.at("report.html"), "little_things"));
    CHECK(holds(weekly.at("report.html"), "Texts in people’s own words that nobody has read") +
              holds(weekly.at("report.html"), "Texts in people&#39;s own words that nobody") +
              holds(weekly.at("report.html"), "Texts in people's own words that nobody") ==
          1);
    const Files ysws = town.report("ysws", {"--audience", "public"});
    CHECK(ysws.size() == 3);
    CHECK(holds(ysws.at("report.html"), "You said, we did"));
    CHECK_FALSE(holds(ysws.at("report.html"), "INTERNAL"));
}

void five_counts_add_up(ReportTown& town) {
    for (const char* const survey :
         {"neighbourhood", "town_centre_pspo", "business", "event", "little_things"}) {
        REQUIRE(town.run({"summarise", "--survey", survey, "--json"}) == 0);
        const json report = json::parse(town.terminal.printed)["surveys"][0];
        std::size_t questions = 0;
        for (const json& table : report["tables"]) {
            if (table["question"] != "" && table["by"] == "") {
                INFO(survey << " " << table["question"]);
                CHECK(all_counted(table) == 320);
                ++questions;
            }
        }
        CHECK(questions >= 4);
    }
}

void waves_are_compared(ReportTown& town) {
    const Files files = town.report("neighbourhood", {"--audience", "public"});
    const std::string& html = files.at("report.html");
    CHECK(holds(html, "This survey could have shown a change of about"));
    CHECK_FALSE(holds(html, "There is nothing to compare with yet"));
    CHECK(holds(html, "Problems in the area"));
    CHECK(holds(html, "Shares of those who answered, with range and number of people."));
    CHECK(holds(html, "by wave"));
}

void questions_are_counted_by(ReportTown& town) {
    const Files files = town.report("neighbourhood", {"--audience", "public"});
    const json report = json::parse(files.at("report.json"));
    std::set<std::string> groupings;
    for (const json& table : report["tables"]) {
        groupings.insert(table["by"].get<std::string>());
    }
    CHECK(groupings.count("age") == 1);
    CHECK(groupings.count("sex") == 1);
    CHECK(groupings.count("wave") == 1);
    // Ethnic group is kept inside the office by this survey: nothing is counted by it for others.
    CHECK(groupings.count("eth") == 0);
}

/// Statistics specification, 15.5: the pack is a release, signed, and can be made again.
void evidence_is_frozen(ReportTown& town) {
    const std::string out = town.text_path("frozen");
    REQUIRE(town.run({"release",
                      "make",
                      "--report",
                      "pspo",
                      "--opens",
                      "2026-01-01",
                      "--closes",
                      "2026-06-20",
                      "--statement",
                      town.text_path("taken.txt"),
                      "--out",
                      out}) == 0);
    const json manifest = json::parse(snapshot(town.path("frozen")).at("manifest.json"));
    CHECK(manifest["consultation"]["closes"] == "2026-06-20");
    CHECK(manifest["rounding"] == 1);  // its days are over
    CHECK(manifest["report"] == "pspo");
    REQUIRE(town.run({"release", "verify", out}) == 0);
    REQUIRE(town.run({"release", "reproduce", out}) == 0);
    town.write("frozen/report.json", "{}");
    CHECK(town.run({"release", "reproduce", out}) == 1);
    CHECK(holds(town.terminal.complaints, "report.json is not as it was released"));
}

/// What stands in the terminal, and why something does not.
void where_and_why(ReportTown& town) {
    REQUIRE(town.run({"summarise", "grid", "--survey", "neighbourhood"}) == 0);
    CHECK(holds(town.terminal.printed, "INTERNAL"));
    CHECK(holds(town.terminal.printed, "counts in all four squares"));
    REQUIRE(town.run({"summarise", "grid", "--survey", "neighbourhood", "--audience", "public"}) ==
            0);
    CHECK(holds(town.terminal.printed, "hidden"));
    CHECK(town.run({"summarise", "grid", "--survey", "neighbourhood", "--time", "no_such"}) == 1);
    REQUIRE(town.run({"summarise",
                      "hotspots",
                      "--survey",
                      "neighbourhood",
                      "--layer",
                      "dark",
                      "--geojson",
                      town.text_path("dark.geojson")}) == 0);
    CHECK(holds(town.terminal.printed, "after dark"));
    CHECK(std::filesystem::exists(town.path("dark.geojson")));
    CHECK(
        town.run({"summarise", "hotspots", "--survey", "neighbourhood", "--audience", "public"}) ==
        1);  // the survey keeps pins inside
    REQUIRE(town.run({"summarise", "why", "why_unsafe", "--by", "place"}) == 0);
    CHECK(holds(town.terminal.printed, "fewer people than may be shown"));
    const std::vector<std::string> trend = {
        "summarise", "trend", "safe_dark", "--survey", "neighbourhood", "--codes"};
    const auto with = [&](const std::string& code) {
        std::vector<std::string> words = trend;
        words.push_back(code);
        return words;
    };
    REQUIRE(town.run(with("very_unsafe")) == 0);
    CHECK(holds(town.terminal.printed, "Very unsafe"));
    CHECK(town.run(with("no_such")) == 1);
    CHECK(holds(town.terminal.complaints, "has no answer called no_such"));
    REQUIRE(town.run({"summarise",
                      "--survey",
                      "neighbourhood",
                      "--json",
                      "--from",
                      "2026-01-01",
                      "--to",
                      "2026-03-31"}) == 0);
    const json first = json::parse(town.terminal.printed)["surveys"][0]["responses"];
    REQUIRE(town.run({"summarise", "--survey", "neighbourhood", "--json", "--wave", "2026-q1"}) ==
            0);
    CHECK(json::parse(town.terminal.printed)["surveys"][0]["responses"] == first);
    CHECK(town.run({"summarise", "--from", "2026-01-01"}) == 1);
}

}  // namespace

TEST_CASE("every shipped report is made of real answers and lawful", "[admin][report][ST7][ST12]") {
    ReportTown town(
        {{"neighbourhood", "town_centre_pspo", "business", "event", "little_things"}, 320});
    for (const char* const name : {"neighbourhood", "business", "event", "little_things"}) {
        public_reports_are_made(town, name);
    }
    other_reports_are_made(town);
    books_are_made(town);
    five_counts_add_up(town);
    waves_are_compared(town);
    questions_are_counted_by(town);
    evidence_is_frozen(town);
    where_and_why(town);
}
