#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "survey/compiled.h"
#include "sync/crypto.h"
#include "town.h"

using namespace harmony;
using namespace harmony::tests;
using nlohmann::json;

namespace {

int compile(Town& town, std::vector<std::string> more = {}) {
    std::vector<std::string> words{
        "survey", "compile", town.text_path("shops"), "-o", town.text_path("shops.form")};
    words.insert(words.end(), more.begin(), more.end());
    return town.run(words);
}

/// A Polish column with one text missing: a block that can be waived.
void leave_polish_unfinished(Town& town) {
    town.write("shops/survey.csv",
               "type,name,label::English (en),label::Polish (pl)\n"
               "text,a,What should change here?,Co zmienić?\n"
               "text,b,What else?,\n");
    town.write("shops/choices.csv", "list_name,name,label::English (en)\n");
}

}  // namespace

TEST_CASE("a compiled survey is the form that its hash names", "[admin][compile]") {
    Town town;
    REQUIRE(compile(town) == 0);
    const auto bytes = town.files.read(town.path("shops.form"), 1U << 20U);
    REQUIRE(bytes.ok());
    const base::FormName name = sync::form_name(*bytes);
    INFO(town.terminal.printed);
    CHECK(town.terminal.printed.find("id shops, version 1, hash " + name.hex()) !=
          std::string::npos);
    const auto form = survey::load_form(*bytes, name, {});
    REQUIRE(form.ok());
    CHECK(form->id() == "shops");
}

TEST_CASE("what the importer adds for other stands in the words of the catalogue",
          "[admin][compile]") {
    Town town;
    town.write("shops/survey.csv",
               "type,name,label::English (en),label::Polish (pl)\n"
               "select_one yn or_other,a,What should change here?,Co zmienić?\n");
    town.write("shops/choices.csv",
               "list_name,name,label::English (en),label::Polish (pl)\nyn,light,Light,Światło\n");
    REQUIRE(compile(town) == 0);
    const auto bytes = town.files.read(town.path("shops.form"), 1U << 20U);
    REQUIRE(bytes.ok());
    const std::string_view form = base::as_text(*bytes);
    // assets/phrases/en.toml and pl.toml, "choice.other" and "choice.specify"
    for (const char* words : {"\"Other\"", "\"Please say what it is\"", "\"Inne\""}) {
        INFO(words);
        CHECK(form.find(words) != std::string_view::npos);
    }
}

TEST_CASE("compiling as JSON names the form", "[admin][compile]") {
    Town town;
    REQUIRE(compile(town, {"--json"}) == 0);
    const json report = json::parse(town.terminal.printed);
    CHECK(report["schema"] == "harmony.survey-compile.1");
    CHECK(report["id"] == "shops");
    CHECK(report["version"] == "1");
    CHECK(report["hash"].get<std::string>().size() == 16);
}

TEST_CASE("a survey without a version is known by its hash", "[admin][compile]") {
    Town town;
    town.new_version("");
    REQUIRE(compile(town, {"--json"}) == 0);
    const json report = json::parse(town.terminal.printed);
    CHECK(report["version"] == report["hash"].get<std::string>().substr(0, 8));
}

TEST_CASE("a survey with a mistake is not compiled and an older form stays", "[admin][compile]") {
    Town town;
    town.write("shops.form", "an older form");
    town.write("shops/survey.csv", "type,name,label::English (en)\nselect_one nothing,a,Why?\n");
    CHECK(compile(town) == 1);
    CHECK(town.terminal.printed.find("error C406") != std::string::npos);
    CHECK(town.terminal.complaints.find("nothing was written") != std::string::npos);
    CHECK(base::as_text(*town.files.read(town.path("shops.form"), 100)) == "an older form");
}

TEST_CASE("a refused survey is reported as JSON when JSON was asked for", "[admin][compile]") {
    Town town;
    leave_polish_unfinished(town);
    CHECK(compile(town, {"--json"}) == 1);
    const json report = json::parse(town.terminal.printed);
    CHECK(report["schema"] == "harmony.survey-check.1");
    CHECK(report["publishable"] == false);
    CHECK(report["counts"]["block"] == 1);
}

TEST_CASE("a block is let through by name and the name goes into the form", "[admin][compile]") {
    Town town;
    leave_polish_unfinished(town);
    CHECK(compile(town) == 1);
    CHECK(compile(town, {"--waive", "L802:pl"}) == 1);
    CHECK(town.terminal.complaints.find("--by NAME") != std::string::npos);
    REQUIRE(compile(town, {"--waive", "L802:pl", "--by", "Sam Field"}) == 0);
    const json form =
        json::parse(base::as_text(*town.files.read(town.path("shops.form"), 1U << 20U)));
    CHECK(form["waivers"] == json::parse(R"([{"by":"Sam Field","code":"L802","where":"pl"}])"));
}

TEST_CASE("a data file that the form needs is named", "[admin][compile]") {
    Town town;
    CHECK(town.run({"survey",
                    "compile",
                    HARMONY_SOURCE_DIR "/assets/surveys/business.xlsx",
                    "-o",
                    town.text_path("b.form")}) == 0);
    CHECK(town.terminal.printed.find("places.csv must lie beside it") != std::string::npos);
}

TEST_CASE("a full disk leaves no half a form", "[admin][compile]") {
    Town town;
    FullFiles full(town.files, [](const auto& file) { return file.extension() == ".form"; });
    CHECK(town.run_on(
              full,
              {"survey", "compile", town.text_path("shops"), "-o", town.text_path("shops.form")}) ==
          1);
    CHECK(town.terminal.complaints.find("no space left") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(town.path("shops.form")));
}
