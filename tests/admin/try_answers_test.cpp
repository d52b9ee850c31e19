#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "admin/trial/answers_file.h"
#include "town.h"

using namespace harmony;
using namespace harmony::tests;
using nlohmann::json;

namespace {

/// Tries the shop survey with an answers file; returns the exit code.
int play(Town& town, const std::string& answers, const std::vector<std::string>& more = {}) {
    town.write("answers.txt", answers);
    std::vector<std::string> words{
        "survey", "try", town.text_path("shops"), "--answers", town.text_path("answers.txt")};
    words.insert(words.end(), more.begin(), more.end());
    return town.run(words);
}

bool complained(const Town& town, const std::string& words) {
    return town.terminal.complaints.find(words) != std::string::npos;
}

std::vector<json> lines_of(const std::string& text) {
    std::vector<json> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) {
        lines.push_back(json::parse(line));
    }
    return lines;
}

}  // namespace

TEST_CASE("an answers file is read line by line", "[admin][try]") {
    const auto answers =
        admin::read_answers("a.txt", "# A comment\n\nage = 34\n  words =a = b \r\nempty=\n");
    REQUIRE(answers.ok());
    REQUIRE(answers->size() == 3);
    CHECK((*answers)[0].line == 3);
    CHECK((*answers)[0].name == "age");
    CHECK((*answers)[0].value == "34");
    CHECK((*answers)[1].value == "a = b");
    CHECK((*answers)[2].value.empty());
}

TEST_CASE("a line of another shape is named", "[admin][try]") {
    const auto answers = admin::read_answers("a.txt", "age = 34\nsafe very\n");
    REQUIRE_FALSE(answers.ok());
    CHECK(answers.error().message ==
          "a.txt line 2: 'safe very' is not of the form name = value, such as age = 34");
    CHECK_FALSE(admin::read_answers("a.txt", "= 34\n").ok());
    CHECK(admin::read_answers("a.txt", "a = caf\xe9\n").error().message ==
          "a.txt is not UTF-8: save it as UTF-8");
}

TEST_CASE("answers of a file make a response", "[admin][try]") {
    Town town;
    CHECK(play(town, "safe = unsafe\nseen = noise litter\nwords = More light\n") == 0);
    const json response = json::parse(town.terminal.printed);
    CHECK(response["safe"] == "unsafe");
    CHECK(response["seen"] == json({"litter", "noise"}));
    CHECK(response["words"] == "More light");
    CHECK(town.terminal.complaints.empty());
}

TEST_CASE("a refused answer is told with its line and what would do", "[admin][try]") {
    Town town;
    CHECK(play(town, "safe = unsafe\nseen = noice\nwords = x\nagee = 3\n") == 1);
    INFO(town.terminal.complaints);
    CHECK(complained(town,
                     "answers.txt line 2: seen = noice: the choice is not offered; it offers "
                     "litter, noise, nothing.\n"));
    CHECK(complained(town, "line 4: agee = 3: there is no question called agee"));
    // The others were taken all the same.
    CHECK(json::parse(town.terminal.printed)["words"] == "x");
}

TEST_CASE("a page that cannot be left ends the trial with the reason", "[admin][try]") {
    Town town;
    town.write("shops/survey.csv",
               "type,name,label::English (en),required,constraint,"
               "constraint_message::English (en)\n"
               "integer,n,How many?,yes,. < 10,At most nine\ntext,b,What else?,,,\n");
    CHECK(play(town, "b = x\n") == 1);
    CHECK(
        complained(town, "answers.txt: before line 1 the survey cannot go on; n: Type an answer"));
    CHECK(play(town, "n = 12\n") == 1);
    CHECK(complained(town, "after its last line the survey cannot go on; n: At most nine"));
    CHECK(town.terminal.printed.empty());
    CHECK(play(town, "n = many\n") == 1);
    CHECK(complained(town,
                     "line 1: n = many: the answer is not a whole number of up to 15 digits. "
                     "Type a whole number, such as 3"));
}

TEST_CASE("a question that is not asked takes no answer", "[admin][try]") {
    Town town;
    town.write("shops/survey.csv",
               "type,name,label::English (en),relevant\n"
               "integer,n,How many?,\ntext,why,Why?,${n} > 3\n");
    CHECK(play(town, "n = 2\nwhy = because\n") == 1);
    CHECK(complained(town, "line 2: why = because: why is not asked with the answers before this"));
    CHECK(play(town, "n = 4\nwhy = because\n") == 0);
}

TEST_CASE("an answer may be changed further down the file", "[admin][try]") {
    Town town;
    CHECK(play(town, "safe = very\nwords = x\nsafe = unsafe\nwords =\n") == 0);
    const json response = json::parse(town.terminal.printed);
    CHECK(response["safe"] == "unsafe");
    CHECK(response["words"].is_null());
}

TEST_CASE("equality questions and hidden ones are answered too", "[admin][try]") {
    Town town;
    town.write("shops/survey.csv",
               "type,name,label::English (en),bind::kiosk:block\n"
               "hidden,stall,,\ntext,a,What do you say?,\ntext,b,Who are you?,equality\n");
    CHECK(play(town, "stall = north\na = x\nb = y\n") == 0);
    const json response = json::parse(town.terminal.printed);
    CHECK(response["stall"] == "north");
    CHECK(response["b"] == "y");
}

TEST_CASE("an answers file that is not there is said to be missing", "[admin][try]") {
    Town town;
    CHECK(town.run({"survey",
                    "try",
                    town.text_path("shops"),
                    "--answers",
                    town.text_path("nothing.txt")}) == 1);
    CHECK(complained(town, "reading " + town.text_path("nothing.txt")));
}

TEST_CASE("the trace gives all states first and then what each answer changed", "[admin][try]") {
    Town town;
    town.write("shops/survey.csv",
               "type,name,label::English (en),relevant,required\n"
               "integer,n,How  many?,,\ntext,why,Why?,${n} > 3,yes\n");
    REQUIRE(play(town, "n = 4\nwhy = because\n", {"--trace"}) == 0);
    const std::vector<json> lines = lines_of(town.terminal.printed);
    REQUIRE(lines.size() == 4);
    // The form of a behaviour case: survey-profile.md 18.4.
    CHECK(lines[0] == json::parse(R"({"initial":{"/n":{"rel":true,"val":"","label":"How many?"},
                                                 "/why":{"rel":false}}})"));
    CHECK(lines[1] == json::parse(R"({"set":"/n","to":"4","changes":{
        "/n":{"rel":true,"val":"4","label":"How many?"},
        "/why":{"rel":true,"req":true,"val":"","label":"Why?","bad":"required"}}})"));
    CHECK(lines[2]["set"] == "/why");
    CHECK(lines[2]["changes"].size() == 1);
    CHECK(lines[3]["head"]["form"] == "shops");
}

TEST_CASE("the trace writes several choices as a list and a language by its header",
          "[admin][try]") {
    Town town;
    town.terminal.lines = {"", "1 2", "lang en", "send"};
    REQUIRE(town.run({"survey", "try", town.text_path("shops"), "--trace"}) == 0);
    CHECK(town.terminal.printed.find(R"({"set":"/seen","to":["litter","noise"],"changes":)") !=
          std::string::npos);
    CHECK(town.terminal.printed.find("{\"language\":\"English (en)\",\"changes\":{}}") !=
          std::string::npos);
}
