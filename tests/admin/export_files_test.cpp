// Single responses as files, read back by a program that knows nothing of ours:
// tests/admin/read_export.py.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "admin/every_kind_town.h"
#include "admin/export/csv.h"
#include "base/text.h"

using namespace harmony;
using namespace harmony::tests;
using nlohmann::json;

namespace {

/// All formats of one export. Returns the exit code.
int export_all(Town& town, std::vector<std::string> more = {}) {
    std::vector<std::string> words{"survey",
                                   "export",
                                   "every_kind",
                                   "--csv",
                                   town.text_path("all.csv"),
                                   "--xlsx",
                                   town.text_path("all.xlsx"),
                                   "--json",
                                   town.text_path("all.jsonl"),
                                   "--openrosa",
                                   town.text_path("odk")};
    words.insert(words.end(), more.begin(), more.end());
    return town.run(words);
}

int read_by_a_stranger(Town& town) {
    return std::system(fmt::format("python3 '{}/tests/admin/read_export.py' '{}' '{}'",
                                   HARMONY_SOURCE_DIR,
                                   town.text_path("all"),
                                   town.text_path("odk"))
                           .c_str());
}

std::vector<json> lines_of(Town& town) {
    std::vector<json> all;
    std::istringstream text(snapshot(town.path("")).at("all.jsonl"));
    for (std::string line; std::getline(text, line);) {
        all.push_back(json::parse(line));
    }
    return all;
}

std::vector<std::string> header_of(Town& town) {
    const std::string csv = snapshot(town.path("")).at("all.csv");
    return base::split(csv.substr(3, csv.find('\r') - 3), ',');
}

bool has(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

TEST_CASE("a stranger reads the same responses from every format", "[admin][export]") {
    EveryKindTown town;
    REQUIRE(export_all(town, {"--split", "--labels", "en"}) == 0);
    INFO(town.terminal.complaints);
    CHECK(read_by_a_stranger(town) == 0);
    const std::vector<json> responses = lines_of(town);
    REQUIRE(responses.size() == 60);
    // Put in by EveryKindTown: thirty put lights first.
    CHECK(std::count_if(responses.begin(), responses.end(), [](const json& one) {
              return one["needs"][0] == "lights";
          }) == 30);
    CHECK(responses[0]["head"]["kiosk"] == "Library");
    CHECK(responses[0]["head"]["engagement"] == Town::engagement);
    CHECK(responses[0]["visit"]["seen"] == "2026-03-29T23:45");
}

TEST_CASE("a stranger reads whatever can be answered, left or not asked", "[admin][export]") {
    EveryKindTown town;
    base::SeededRandom random(5);
    const survey::Form form = town.form();
    std::vector<base::Bytes> bodies;
    for (int n = 0; n < 150; ++n) {
        const base::SecretBytes body = survey::encode(random_response(form, random), form);
        bodies.emplace_back(body.begin(), body.end());
    }
    sync::FolderCourier stick = town.courier();
    town.kiosk->send(stick, bodies, town.clock.today());
    REQUIRE(town.sync() == 0);
    REQUIRE(export_all(town, {"--split", "--labels", "en"}) == 0);
    CHECK(lines_of(town).size() == 210);
    CHECK(read_by_a_stranger(town) == 0);
}

TEST_CASE("an export holds no resident's own words in any byte", "[admin][export]") {
    EveryKindTown town;
    REQUIRE(export_all(town) == 0);
    const auto files = snapshot(town.path(""));
    for (const auto& [name, text] : files) {
        const bool is_export = name.rfind("all", 0) == 0 || name.rfind("odk", 0) == 0;
        INFO(name);
        CHECK_FALSE((is_export && text.find("More lights, please") != std::string::npos));
    }
    for (const char* column : {"words", "left", "quote", "secret"}) {
        CHECK_FALSE(has(header_of(town), column));
    }
    for (const std::string& said : {town.terminal.printed, files.at("all-read-me.txt")}) {
        CHECK(said.find("people's own words must be released by a person first, and Harmony cannot "
                        "do that yet: words, left, quote.") != std::string::npos);
        CHECK(said.find("keeps them out of everything: secret.") != std::string::npos);
        CHECK(said.rfind("INTERNAL", 0) == 0);
    }
}

TEST_CASE("an export is for its owner alone", "[admin][export]") {
    EveryKindTown town;
    REQUIRE(export_all(town) == 0);
    using std::filesystem::perms;
    for (const char* name :
         {"all.csv", "all.xlsx", "all.jsonl", "all-choices.csv", "odk/response-000001.xml"}) {
        INFO(name);
        const perms others = perms::group_all | perms::others_all;
        CHECK((std::filesystem::status(town.path(name)).permissions() & others) == perms::none);
    }
}

TEST_CASE("labels and split columns come when they are asked for", "[admin][export]") {
    EveryKindTown town;
    REQUIRE(export_all(town) == 0);
    CHECK_FALSE(has(header_of(town), "safe.label"));
    CHECK_FALSE(has(header_of(town), "spots/litter"));
    CHECK(has(header_of(town), "needs.3"));
    CHECK_FALSE(has(header_of(town), "needs"));
    std::filesystem::remove_all(town.path("odk"));
    REQUIRE(export_all(town, {"--split", "--labels", "English"}) == 0);
    CHECK(has(header_of(town), "safe.label"));
    CHECK(has(header_of(town), "spots/-other"));
    // The label begins with "=", and the choice "-other" with "-".
    const std::string csv = snapshot(town.path("")).at("all.csv");
    CHECK(csv.find(",unsafe,\"'=Not safe, at all\",") != std::string::npos);
    CHECK(csv.find(",litter -other,1,0,1,") != std::string::npos);
    const std::string questions = snapshot(town.path("")).at("all-questions.csv");
    CHECK(questions.find("7,words,/data/words,text,,,,What should change?,,,,,,,,internal,"
                         "no: own words\r\n") != std::string::npos);
    CHECK(questions.find("7,height,/data/height,range,,,0.5 to 2 by 0.5,") != std::string::npos);
    std::filesystem::remove_all(town.path("odk"));
    CHECK(export_all(town, {"--labels", "cy"}) == 1);
    CHECK(town.terminal.complaints.find("no language cy. It has: en (English)") !=
          std::string::npos);
}

TEST_CASE("numbers run and say nothing of records or of the order of arrival", "[admin][export]") {
    EveryKindTown town;
    REQUIRE(export_all(town) == 0);
    std::vector<json> first = lines_of(town);
    std::string marks;
    for (const json& one : first) {
        marks += one["mark"] == 5 ? '5' : '7';
    }
    // Sent: forty times 5, then twenty times 7.
    CHECK(marks != std::string(40, '5') + std::string(20, '7'));
    std::filesystem::remove_all(town.path("odk"));
    REQUIRE(export_all(town) == 0);
    CHECK(lines_of(town) != first);  // another order
    CHECK(lines_of(town)[59]["head"]["response"] == 60);
}

TEST_CASE("two versions of a survey are one table", "[admin][export]") {
    EveryKindTown town;
    auto sheets = every_kind_sheets();
    const std::string old_row = "integer,years,How many years have you lived here?,,,,,,public\n";
    sheets["survey.csv"].replace(sheets["survey.csv"].find(old_row),
                                 old_row.size(),
                                 old_row +
                                     "deviceid,machine,,,,,,,\ntoday,now,,,,,,,\n"
                                     "integer,pets,How many pets?,,,,,,public\n");
    sheets["settings.csv"].replace(sheets["settings.csv"].find(",7,"), 3, ",8,");
    town.publish_sheets(sheets);
    sync::FolderCourier stick = town.courier();
    town.kiosk->send(stick, town.bodies(), town.clock.today());
    REQUIRE(town.sync() == 0);
    REQUIRE(export_all(town) == 0);
    CHECK(read_by_a_stranger(town) == 0);
    const std::vector<json> responses = lines_of(town);
    REQUIRE(responses.size() == 120);
    for (const json& one : responses) {
        const bool is_new = one["head"]["version"] == "8";
        CHECK(one.contains("machine") == is_new);
        CHECK((!is_new || (one["machine"] == "Library" && one["now"] == "2026-03-30")));
        CHECK_FALSE(one.contains("pets"));  // not answered in these
    }
    CHECK(has(header_of(town), "pets"));
}

TEST_CASE("a record that came again is exported once", "[admin][export]") {
    EveryKindTown town;
    REQUIRE(town.sync() == 0);  // the same stick again
    REQUIRE(export_all(town) == 0);
    CHECK(lines_of(town).size() == 60);
}

TEST_CASE("an export that cannot be made says why and writes nothing", "[admin][export]") {
    EveryKindTown town;
    CHECK(town.run({"survey", "export", "every_kind"}) == 2);  // no format
    CHECK(town.run({"survey", "export", "shops", "--csv", town.text_path("x.csv")}) == 1);
    CHECK(town.terminal.complaints.find("Published are: every_kind") != std::string::npos);
    town.write("passphrase", "another passphrase altogether\n");
    CHECK(town.run({"survey", "export", "every_kind", "--csv", town.text_path("x.csv")}) == 1);
    CHECK_FALSE(std::filesystem::exists(town.path("x.csv")));
    std::filesystem::create_directories(town.path("odk"));
    town.write("odk/mine.txt", "something");
    CHECK(town.run({"survey", "export", "every_kind", "--openrosa", town.text_path("odk")}) == 1);
    CHECK(town.terminal.complaints.find("is not empty") != std::string::npos);
}

// RFC 4180, and the first letters that spreadsheets take for formulas.
TEST_CASE("a CSV cell is quoted where it must be and never a formula", "[admin][export]") {
    CHECK(admin::csv_text({{"a", "b c", "d,e", "f\"g", "h\ni", ""}}) ==
          "\xEF\xBB\xBF"
          "a,b c,\"d,e\",\"f\"\"g\",\"h\ni\",\r\n");
    for (const char* risky : {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"}) {
        CHECK(admin::without_formula(risky) == "'" + std::string(risky));
    }
    CHECK(admin::without_formula("1-1") == "1-1");
    CHECK(admin::without_formula("") == "");
    std::string row;
    admin::append_csv_row(row,
                          {{admin::ExportCell::Kind::number, "-3"},
                           {admin::ExportCell::Kind::words, "-3"},
                           {admin::ExportCell::Kind::not_asked, ""},
                           {admin::ExportCell::Kind::empty, ""}});
    CHECK(row == "-3,'-3,n/a,\r\n");
}
