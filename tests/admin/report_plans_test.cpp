#include "admin/report_plans.h"

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <set>
#include <sstream>

#include "admin/authoring/survey_files.h"
#include "admin/report/csv_report.h"
#include "admin/report/document.h"
#include "admin/report/html_report.h"
#include "admin/report/map_chart.h"
#include "admin/report/pdf_report.h"
#include "admin/report_sample.h"
#include "base/bytes.h"
#include "base/random.h"
#include "support/temporary_folder.h"

// Reports as data: what plans may say, and what no plan can leave out.

using namespace harmony;
using admin::PlanShelf;
using admin::ReportPart;
using admin::ReportPlan;
using summary::Audience;
using tests::TemporaryFolder;

namespace {

const std::filesystem::path source = HARMONY_SOURCE_DIR;

base::Result<ReportPlan> read(const std::string& text) {
    return admin::read_plan(base::as_bytes(text), "own.toml");
}

std::string complaint(const std::string& text) {
    const auto plan = read(text);
    REQUIRE_FALSE(plan.ok());
    return plan.error().message;
}

constexpr const char* smallest =
    "id = \"a\"\ntitle = \"A\"\nsurvey = \"s\"\nwidest = \"public\"\n"
    "[[part]]\ntitle = \"One\"\nquestions = [\"safe_dark\"]\n";

/// Names of questions, from the sheet as a spreadsheet has it: the second column of each line.
std::set<std::string> names_in(const std::filesystem::path& sheet) {
    std::set<std::string> names;
    std::ifstream file(sheet);
    for (std::string line; std::getline(file, line);) {
        const std::size_t first = line.find(',');
        if (first != std::string::npos) {
            names.insert(line.substr(first + 1, line.find(',', first + 1) - first - 1));
        }
    }
    return names;
}

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

ReportPlan sample_plan() {
    ReportPlan plan{"own", "Our own report", "", "neighbourhood", Audience::open};
    plan.by = {"place"};
    plan.parts = {
        {ReportPart::Kind::questions, "First part", {"Words of ours."}, {"safe_dark"}, {}},
        {ReportPart::Kind::brief, "In brief", {}, {"where_unsafe", "one_help"}, {}},
        {ReportPart::Kind::questions, "Kept inside", {}, {"eth"}, {}},
        {ReportPart::Kind::words, "Own words", {}, {"one_thing"}, {}},
        {ReportPart::Kind::changes, "Changes", {}, {}, {}},
        {ReportPart::Kind::statement, "Taken into account", {}, {}, {}}};
    return plan;
}

struct Sample {
    tests::SampleReport made = tests::make_sample_report(340);
    summary::Publishable numbers =
        summary::suppress(made.tables, summary::Policy::of(Audience::open), made.fieldwork).value();
    admin::ReportInput input{numbers, made.texts};
};

admin::MapView sample_map() {
    admin::MapView map{"Where people feel unsafe after dark", {}, "A few pins lie elsewhere.", ""};
    for (int i = 0; i < 3; ++i) {
        const double east = 445000 + 500.0 * i;
        map.areas.push_back({{{{{east, 519000}, {east + 500, 519000}, {east + 250, 519500}}}},
                             i == 0 ? "20 to 49" : "10 to 19",
                             "grid square NZ4519",
                             0.3});
    }
    return map;
}

}  // namespace

TEST_CASE("every shipped report is whole and asks for what its survey asks", "[admin][report]") {
    base::SystemRandom random;
    base::RealFiles files(random);
    PlanShelf shelf(source / "assets/reports", "nowhere", files);
    const auto plans = shelf.list();
    REQUIRE(plans.ok());
    CHECK(plans->size() == 9);  // admin.md, Reports
    for (const ReportPlan& plan : *plans) {
        INFO(plan.id);
        CHECK_FALSE(plan.about.empty());
        if (plan.survey.empty()) {
            continue;
        }
        const std::set<std::string> asked =
            names_in(source / "assets/surveys" / plan.survey / "survey.csv");
        for (const ReportPart& part : plan.parts) {
            for (const std::string& name : part.questions) {
                INFO(name);
                CHECK(asked.count(name) == 1);
            }
        }
    }
    CHECK(shelf.find("profile")->widest == Audience::partner);
    CHECK(shelf.find("weekly")->widest == Audience::internal);
    CHECK(shelf.find("business")->unit == admin::Unit::businesses);
    CHECK(shelf.find("pspo")->consultation);
}

TEST_CASE("a plan with a slip is refused with its line", "[admin][report]") {
    REQUIRE(read(smallest).ok());
    CHECK(holds(complaint("id = "), "own.toml, line 1"));
    CHECK(holds(complaint(std::string(smallest) + "colour = \"red\"\n"), "colour"));
    CHECK(holds(complaint(std::string(smallest) + "[[part]]\nkind = \"pie\"\ntitle = \"x\"\n"),
                "kind"));
    CHECK(holds(complaint(std::string(smallest) + "[[part]]\nquestions = [\"a\"]\n"), "heading"));
    CHECK(holds(complaint(std::string(smallest) + "[[part]]\nkind = \"ends\"\ntitle = \"x\"\n"),
                "needs questions"));
    CHECK(holds(complaint("id = \"a\"\ntitle = \"A\"\nsurvey = \"s\"\n"), "widest"));
    CHECK(holds(complaint("id = \"a\"\ntitle = \"A\"\nsurvey = \"s\"\nwidest = \"public\"\n"),
                "needs parts"));
}

TEST_CASE("the office's own plan stands in place of the shipped one", "[admin][report]") {
    const TemporaryFolder folder;
    base::SystemRandom random;
    base::RealFiles files(random);
    PlanShelf shelf(source / "assets/reports", folder.path() / "reports", files);
    CHECK(holds(shelf.find("scrutny").error().message, "did you mean scrutiny?"));
    const auto copied = shelf.copy("scrutiny");
    REQUIRE(copied.ok());
    std::ofstream(*copied) << smallest << "about = \"\"\n";
    CHECK_FALSE(shelf.find("scrutiny").ok());  // a slip is said, the shipped one does not step in
    std::ofstream(*copied) << "id = \"scrutiny\"\n" << std::string(smallest).substr(9);
    CHECK(shelf.find("scrutiny")->title == "A");
    CHECK(shelf.copy("scrutiny").error().kind == base::ErrorKind::refused);
}

TEST_CASE("no plan leaves out the caveat, the method or a question", "[admin][report]") {
    const Sample sample;
    ReportPlan bare{"bare", "Bare", "", "neighbourhood", Audience::open};
    bare.parts = {{ReportPart::Kind::text, "Only words", {"Nothing to see."}, {}, {}}};
    for (const ReportPlan& plan : {bare, sample_plan()}) {
        const std::string html = admin::draw_html(admin::document_of(plan, sample.input, {}));
        CHECK(holds(html, "They were not picked at random."));
        CHECK(holds(html, "How these numbers came about"));
        for (const summary::AskedQuestion& asked : sample.numbers.provenance().fieldwork.asked) {
            CHECK(holds(html, admin::question_label(sample.made.texts, asked.name)));
        }
    }
}

TEST_CASE("a question that may not be shown is named with the reason", "[admin][report]") {
    const Sample sample;
    const std::string html = admin::draw_html(admin::document_of(sample_plan(), sample.input, {}));
    CHECK(holds(html, "What is your ethnic group? Not shown: kept inside the office."));
    CHECK(holds(html, "No words of residents have been released"));
    CHECK(holds(html, "There is nothing to compare with yet"));
    CHECK(holds(html, "cannot be released before it says how"));
}

TEST_CASE("an open consultation says in its title that it is", "[admin][report]") {
    const Sample sample;
    admin::PlanExtras extras;
    extras.consultation = admin::Consultation{{}, {}, true, "We moved the edge of the area."};
    const std::string html =
        admin::draw_html(admin::document_of(sample_plan(), sample.input, extras));
    CHECK(holds(html, "Our own report, Tarnbeck (interim: the consultation is still open)"));
    CHECK(holds(html, "We moved the edge of the area."));
}

TEST_CASE("every number of a report is one line of its CSV", "[admin][report]") {
    const Sample sample;
    const std::string csv = admin::csv_report(sample.input);
    std::size_t numbers = 0;
    std::size_t units = 0;
    for (const summary::PublishedTable& table : sample.numbers.tables()) {
        const bool only_units = table.question.kind == summary::QuestionKind::units;
        for (const summary::PublishedRow& row : table.rows) {
            numbers += only_units ? 0 : 1 + row.choices.size() + (row.ends ? 2 : 0);
            units += only_units ? 1 : 0;
            for (const summary::PublishedPlaces& places : row.places) {
                numbers += places.places.size();
            }
        }
        numbers += table.no_answer && !only_units ? 4 : 0;
    }
    const auto lines = static_cast<std::size_t>(std::count(csv.begin(), csv.end(), '\n'));
    CHECK(lines >= 1 + numbers + units);
    CHECK(csv.substr(0, 12) == "\xEF\xBB\xBFquestion,");
    CHECK(holds(csv, "hidden to protect people"));
    // A hidden number: four empty cells, then the reason.
    CHECK(holds(csv, ",,,,,hidden to protect people\r\n"));
    const std::string codebook = admin::csv_report_codebook(sample.input);
    CHECK(holds(codebook, "They were not picked at random."));
    CHECK(holds(codebook, "safe_dark,very_safe,Very safe,"));
}

TEST_CASE("a map shows areas and a table, and no pin", "[admin][report][map]") {
    const Sample sample;
    ReportPlan plan = sample_plan();
    plan.parts = {{ReportPart::Kind::map, "Where", {}, {}, {}}};
    admin::PlanExtras extras;
    extras.maps = {sample_map()};
    const std::string html = admin::draw_html(admin::document_of(plan, sample.input, extras));
    CHECK(holds(html, "class=\"area\""));
    CHECK(holds(html, "grid square NZ4519"));
    CHECK(holds(html, "A few pins lie elsewhere."));
    CHECK(holds(html, "Map of areas: area 1, grid square NZ4519, 20 to 49 people"));
    const std::string geojson = admin::map_geojson(
        sample_map(), [](double east, double north) { return std::pair(east, north); });
    CHECK(holds(geojson, "\"MultiPolygon\""));
    CHECK(holds(geojson, "\"20 to 49\""));
    // A ring of GeoJSON ends where it began: three corners are four points.
    CHECK(std::count(geojson.begin(), geojson.end(), '[') > 3 * (4 + 3));
}

TEST_CASE("a grid has its numbers in the squares and in a table", "[admin][report][map]") {
    const admin::GridView grid{"In the evening",
                               {"My street", "The park"},
                               {"Litter", "Dark or broken lights"},
                               {{"12", 0.2}, {"hidden", 0}, {"0", 0}, {"31", 0.4}}};
    const admin::TableBlock table = admin::grid_table(grid);
    REQUIRE(table.rows.size() == 2);
    CHECK(table.rows[0].cells[1].text == "12");
    CHECK(table.rows[0].cells[2].look == admin::TableCell::Look::hidden);
    CHECK(holds(admin::GridChart(grid).description(), "2 problems by 2 places"));
}
