// Figures of others: when they may stand beside ours, and what is said of them (specification, 12).
#include "admin/numbers/benchmarks.h"

#include <catch2/catch.hpp>

#include "answered_town.h"

using namespace harmony;
using namespace harmony::admin;
using namespace harmony::tests;

namespace {

constexpr const char* figures_head =
    "id,wording_id,measure,answers_counted,population,area,area_code,subgroup,period,period_start,"
    "period_end,value,unit,n,mode,publisher,title,url,licence,checked,note\n";
constexpr const char* wordings =
    "wording_id,question,hint,choice_names,choice_labels,near,source,url,status,note\n"
    "safe@2023,How safe?,,a|b,A|B,,ONS,u,verified,\n";

std::string figure(const std::string& id, const std::string& value, const std::string& more = "") {
    return id + ",safe@2023,Feel safe,very|fairly,people,England and Wales,K04,," +
           "year to March 2025,2024-04-01,2025-03-31," + value +
           ",percent,,face to face,Office for National Statistics,T," +
           (more.empty() ? "u" : more) + ",OGL-UK-3.0,2026-11-22,\n";
}

std::string fault(const std::string& figures) {
    const auto pack = read_benchmarks(figures_head + figures, wordings);
    return pack ? "" : pack.error().message;
}

/// The shop survey, which locks no wording.
SurveyTables survey_of(AnsweredTown& town) {
    auto survey = count_survey(town.office()->store(), "shops", {{}, {}, "", true, {}});
    base::promise(survey.ok(), "the shop survey is counted");
    return std::move(*survey);
}

}  // namespace

TEST_CASE("the figures that are shipped can be read", "[admin][benchmarks]") {
    Town town;
    town.make_office();
    REQUIRE(town.run({"summarise",
                      "benchmarks",
                      "import",
                      HARMONY_SOURCE_DIR "/assets/benchmarks",
                      "--region",
                      "North East"}) == 0);
    CHECK_THAT(town.terminal.printed, Catch::Contains("63 figures of 15 questions"));
    REQUIRE(town.run({"summarise", "benchmarks", "list"}) == 0);
    CHECK_THAT(town.terminal.printed, Catch::Contains("Office for National Statistics"));
    CHECK(town.run({"summarise",
                    "benchmarks",
                    "import",
                    HARMONY_SOURCE_DIR "/assets/benchmarks",
                    "--region",
                    "Atlantis"}) == 1);
}

TEST_CASE("what is wrong in a file of figures is named with its line", "[admin][benchmarks]") {
    CHECK_THAT(fault(figure("a", "149")), Catch::Contains("line 2: '149' is not a percentage"));
    CHECK_THAT(fault(figure("a", "49") + figure("a", "50")),
               Catch::Contains("line 3: 'a' is there twice"));
    CHECK_THAT(fault("a,b\n"), Catch::Contains("line 2: has 2 cells"));
    std::string no_publisher = figure("a", "49");
    no_publisher.replace(no_publisher.find("Office for National Statistics"), 30, "");
    CHECK_THAT(fault(no_publisher), Catch::Contains("'publisher' is empty"));
    CHECK_THAT(read_benchmarks("id,more\n", wordings).error().message,
               Catch::Contains("the column 'more' is not known"));
    std::string reversed = figure("a", "49");
    reversed.replace(reversed.find("2024-04-01"), 10, "2026-04-01");
    CHECK_THAT(fault(reversed), Catch::Contains("the end not before the start"));
    CHECK(fault(figure("a", "49")).empty());
}

TEST_CASE("a question without the locked wording has no figure beside it", "[admin][benchmarks]") {
    AnsweredTown town({{80, 0}, {60, 1}});
    auto pack = read_benchmarks(figures_head + figure("a", "49"), wordings);
    REQUIRE(pack);
    CHECK(outside_figures(*pack, survey_of(town), *base::day_from_iso("2026-03-30")).empty());
}
