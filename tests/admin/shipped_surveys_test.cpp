#include "admin/authoring/shipped_surveys.h"

#include <catch2/catch.hpp>
#include <set>

#include "admin/authoring/survey_files.h"
#include "admin/authoring/workbook_files.h"
#include "town.h"

using namespace harmony;
using namespace harmony::tests;

namespace fs = std::filesystem;

namespace {

const fs::path surveys_folder = HARMONY_SOURCE_DIR "/assets/surveys";

base::Bytes bytes_of(Town& town, const fs::path& file) {
    auto bytes = town.files.read(file, std::size_t{16} << 20U);
    base::promise(bytes.ok(), "a file of a test is there");
    return std::move(*bytes);
}

}  // namespace

TEST_CASE("the shipped workbooks are what their folders make today", "[admin][templates]") {
    Town town;
    const std::string id = GENERATE(from_range(admin::shipped_ids()));
    INFO(id << ": run ./harmony templates");
    REQUIRE(town.run({"survey",
                      "workbook",
                      (surveys_folder / id).string(),
                      "-o",
                      town.text_path("made.xlsx")}) == 0);
    CHECK(bytes_of(town, town.path("made.xlsx")) ==
          bytes_of(town, surveys_folder / (id + ".xlsx")));
}

TEST_CASE("a shipped workbook compiles to the same bytes as its folder", "[admin][templates]") {
    Town town;
    const std::string id = GENERATE(from_range(admin::shipped_ids()));
    INFO(id);
    const auto folder = admin::read_survey(town.files, surveys_folder / id, {});
    const auto workbook = admin::read_survey(town.files, surveys_folder / (id + ".xlsx"), {});
    REQUIRE(folder.ok());
    REQUIRE(workbook.ok());
    REQUIRE(folder->imported.compiled);
    CHECK(folder->imported.compiled == workbook->imported.compiled);
}

TEST_CASE("the program holds every file of the shipped surveys", "[admin][templates]") {
    Town town;
    for (const admin::ShippedSurvey& survey : admin::shipped_surveys()) {
        INFO(survey.id << ": add its files to admin/authoring/shipped.cmake");
        const auto there = admin::read_beside(town.files, surveys_folder / survey.id);
        REQUIRE(there.ok());
        CHECK(survey.files == *there);
    }
}

TEST_CASE("every folder of surveys is offered as a template", "[admin][templates]") {
    std::set<std::string> folders;
    for (const auto& entry : fs::directory_iterator(surveys_folder)) {
        if (entry.is_directory()) {
            folders.insert(entry.path().filename().string());
        }
    }
    const std::vector<std::string> ids = admin::shipped_ids();
    CHECK(folders == std::set<std::string>(ids.begin(), ids.end()));
}

TEST_CASE("the data file beside the shipped workbooks is the one of every folder",
          "[admin][templates]") {
    Town town;
    const base::Bytes beside = bytes_of(town, surveys_folder / "places.csv");
    for (const admin::ShippedSurvey& survey : admin::shipped_surveys()) {
        const auto places = survey.files.find("places.csv");
        if (places != survey.files.end()) {
            INFO(survey.id);
            CHECK(places->second == beside);
        }
    }
}

TEST_CASE("the templates are listed with what they are for", "[admin][templates]") {
    Town town;
    CHECK(town.run({"survey", "template"}) == 0);
    INFO(town.terminal.printed);
    // The counts are those of the templates' README.
    CHECK(town.terminal.printed.find("neighbourhood\n    Safety in my neighbourhood\n"
                                     "    27 questions, about 4 minutes; English, Polish (draft), "
                                     "Romanian (draft), Urdu (draft), Arabic (draft), "
                                     "Persian (draft), Central Kurdish (draft), "
                                     "Punjabi (draft)\n    How safe") != std::string::npos);
    CHECK(town.terminal.printed.find("little_things\n    Report a little thing\n    7 questions") !=
          std::string::npos);
    CHECK(town.terminal.printed.find("survey template neighbourhood -o ward.xlsx") !=
          std::string::npos);
}

TEST_CASE("a template is written with its data files and can be checked at once",
          "[admin][templates]") {
    Town town;
    CHECK(town.run({"survey", "template", "neighbourhood", "-o", town.text_path("mine/w.xlsx")}) ==
          0);
    INFO(town.terminal.printed);
    CHECK(town.terminal.printed.find("Beside it lies places.csv") != std::string::npos);
    CHECK(town.terminal.printed.find("made up") != std::string::npos);
    CHECK(bytes_of(town, town.path("mine/w.xlsx")) ==
          bytes_of(town, surveys_folder / "neighbourhood.xlsx"));
    CHECK(town.run({"survey", "check", town.text_path("mine/w.xlsx"), "--publish"}) == 0);
}

TEST_CASE("a template that shows a picture says that it is the office's to make",
          "[admin][templates]") {
    Town town;
    CHECK(
        town.run({"survey", "template", "town_centre_pspo", "-o", town.text_path("mine/t.xlsx")}) ==
        0);
    CHECK(town.terminal.printed.find("It shows pspo_map.png, which is yours to make") !=
          std::string::npos);
}

TEST_CASE("a workbook that is there already is not overwritten by a template",
          "[admin][templates]") {
    Town town;
    town.write("ward.xlsx", "two weeks of work");
    CHECK(town.run({"survey", "template", "event", "-o", town.text_path("ward.xlsx")}) == 1);
    CHECK(town.terminal.complaints.find("is there already") != std::string::npos);
    CHECK(base::as_text(bytes_of(town, town.path("ward.xlsx"))) == "two weeks of work");
}

TEST_CASE("the office's own places stay when a template is written beside them",
          "[admin][templates]") {
    Town town;
    town.write("shops/places.csv", "name,label,kind\nours,Our place,ward\n");
    CHECK(town.run({"survey", "template", "business", "-o", town.text_path("shops/b.xlsx")}) == 0);
    CHECK(town.terminal.printed.find("your own places.csv") != std::string::npos);
    CHECK(base::as_text(bytes_of(town, town.path("shops/places.csv"))).find("Our place") !=
          std::string_view::npos);
}

TEST_CASE("a template that does not exist is answered with the nearest one", "[admin][templates]") {
    Town town;
    CHECK(town.run({"survey", "template", "neighborhood"}) == 1);
    CHECK(town.terminal.complaints.find("perhaps you mean neighbourhood") != std::string::npos);
    CHECK(town.run({"survey", "template", "hedgehogs"}) == 1);
    CHECK(town.terminal.complaints.find("survey template lists them") != std::string::npos);
}

TEST_CASE("a template goes into a file that a spreadsheet program opens", "[admin][templates]") {
    Town town;
    CHECK(town.run({"survey", "template", "event", "-o", town.text_path("event.csv")}) == 1);
    CHECK(town.terminal.complaints.find("event.csv.xlsx") != std::string::npos);
    CHECK(town.run({"survey", "template", "-o", town.text_path("event.xlsx")}) == 1);
    CHECK(town.terminal.complaints.find("name the survey") != std::string::npos);
}

TEST_CASE("a folder without a survey sheet makes no workbook", "[admin][workbook]") {
    Town town;
    town.write("phrases/choices.csv", "list_name,name\n");
    CHECK(town.run(
              {"survey", "workbook", town.text_path("phrases"), "-o", town.text_path("w.xlsx")}) ==
          1);
    CHECK(town.terminal.complaints.find("there is no survey.csv") != std::string::npos);
    CHECK(town.run(
              {"survey", "workbook", town.text_path("nowhere"), "-o", town.text_path("w.xlsx")}) ==
          1);
    CHECK(town.terminal.complaints.find("no folder of CSV sheets") != std::string::npos);
    CHECK_FALSE(fs::exists(town.path("w.xlsx")));
}

TEST_CASE("a sheet that is not UTF-8 makes no workbook and says which", "[admin][workbook]") {
    Town town;
    town.write("shops/survey.csv", "type,name,label\ntext,a,caf\xe9\n");
    CHECK(
        town.run({"survey", "workbook", town.text_path("shops"), "-o", town.text_path("w.xlsx")}) ==
        1);
    CHECK(town.terminal.complaints.find("survey.csv: ") != std::string::npos);
    CHECK(town.terminal.complaints.find("Mend: ") != std::string::npos);
}

TEST_CASE("codes that look like numbers or dates come back from a workbook as they were",
          "[admin][workbook]") {
    Town town;
    town.write("shops/survey.csv",
               "type,name,label::English (en)\nselect_one n,q,\"Line one\nLine two\"\n");
    town.write("shops/choices.csv",
               "list_name,name,label::English (en)\nn,1-2,Some\nn,007,\"=More, or \"\"all\"\"\"\n");
    REQUIRE(
        town.run({"survey", "workbook", town.text_path("shops"), "-o", town.text_path("s.xlsx")}) ==
        0);
    const auto folder = admin::read_survey(town.files, town.path("shops"), {});
    const auto workbook = admin::read_survey(town.files, town.path("s.xlsx"), {});
    REQUIRE(folder->imported.compiled);
    CHECK(folder->imported.compiled == workbook->imported.compiled);
    CHECK(workbook->imported.compiled->find("\"1-2\"") != std::string::npos);
    CHECK(workbook->imported.compiled->find("\"007\"") != std::string::npos);
}
