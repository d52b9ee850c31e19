#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "town.h"

using namespace harmony;
using namespace harmony::tests;
using nlohmann::json;

namespace {

constexpr const char* shipped = HARMONY_SOURCE_DIR "/assets/surveys/neighbourhood.xlsx";

/// Tries a survey with these lines typed; returns the exit code.
int try_survey(Town& town,
               const std::string& survey,
               std::deque<std::string> lines,
               const std::vector<std::string>& more = {}) {
    std::vector<std::string> words{"survey", "try", survey};
    words.insert(words.end(), more.begin(), more.end());
    town.terminal.lines = std::move(lines);
    return town.run(words);
}

/// Tries the shop survey.
int try_shops(Town& town,
              std::deque<std::string> lines,
              const std::vector<std::string>& more = {}) {
    return try_survey(town, town.text_path("shops"), std::move(lines), more);
}

void survey_of(Town& town, const std::string& rows, const std::string& choices = {}) {
    town.write("shops/survey.csv",
               "type,name,label::English (en),required,relevant,constraint,parameters,appearance,"
               "bind::kiosk:block,hint::English (en)\n" +
                   rows);
    town.write(
        "shops/choices.csv",
        choices.empty() ? "list_name,name,label::English (en)\nyn,yes,Yes\nyn,no,No\n" : choices);
}

bool said(const Town& town, const std::string& words) {
    return town.terminal.printed.find(words) != std::string::npos;
}

/// The response is the last line.
json response_of(const Town& town) {
    const std::string& printed = town.terminal.printed;
    const std::size_t end = printed.rfind("\n{");
    base::promise(end != std::string::npos, "a response was printed");
    return json::parse(printed.substr(end + 1));
}

}  // namespace

TEST_CASE("a walk through a survey ends with the response as JSON", "[admin][try]") {
    Town town;
    CHECK(try_shops(town, {"4", "", "1 2", "", "More light", "", "send"}) == 0);
    INFO(town.terminal.printed);
    const json response = response_of(town);
    CHECK(response["head"]["form"] == "shops");
    CHECK(response["head"]["language"] == "en");
    CHECK(response["head"]["day"] == "2026-03-30");
    CHECK(response["safe"] == "dk");
    CHECK(response["seen"] == json({"litter", "noise"}));
    CHECK(response["words"] == "More light");
}

TEST_CASE("a page shows its place and question and choices with a mark at what was chosen",
          "[admin][try]") {
    Town town;
    CHECK(try_shops(town, {"2", "", "<", "quit"}) == 1);
    INFO(town.terminal.printed);
    CHECK(said(town, "--- Page 1 of 3 ---\n\nHow safe do you feel here?\n  ( )  1  Very safe\n"));
    CHECK(said(town, "Type the number of one choice.\n"));
    CHECK(said(town, "safe: Fairly safe"));
    CHECK(said(town, "--- Page 2 of 3 ---\n\nWhat have you seen?\n  [ ]  1  Litter\n"));
    CHECK(said(town, "  (x)  2  Fairly safe\n"));
}

TEST_CASE("plain output holds no codes of a terminal", "[admin][try]") {
    Town town;
    CHECK(try_shops(town, {"9", "help", "?", "list", "check", "send", "send"}) == 0);
    CHECK(town.terminal.printed.find('\x1b') == std::string::npos);
}

TEST_CASE("a choice may be named by a part of its label", "[admin][try]") {
    Town town;
    CHECK(try_shops(town, {"safe", "don't know", "noi", "", "NOISE", "", "", "send"}) == 0);
    INFO(town.terminal.printed);
    CHECK(said(town, "'safe' could be 1 Very safe, 2 Fairly safe, 3 Not safe; type the number"));
    CHECK(said(town, "No choice is called 'noi'; type its number"));
    CHECK(response_of(town)["safe"] == "dk");
    CHECK(response_of(town)["seen"] == json({"noise"}));
}

TEST_CASE("a number that stands for no choice is answered with those that do", "[admin][try]") {
    Town town;
    CHECK(try_shops(town, {"7", "quit"}) == 1);
    CHECK(said(town, "There is no choice 7; the choices are 1 to 4."));
}

TEST_CASE("names that are numbers are typed as they are", "[admin][try]") {
    Town town;
    survey_of(town,
              "select_one scale,score,How likely?,,,,,,,\n",
              "list_name,name,label::English (en)\nscale,0,Not at all\nscale,5,Perhaps\n"
              "scale,10,Surely\n");
    CHECK(try_shops(town, {"5", "", "send"}) == 0);
    CHECK(response_of(town)["score"] == "5");
}

TEST_CASE("an exclusive choice drops the others", "[admin][try]") {
    Town town;
    CHECK(try_shops(town, {"", "1 3", "", "", "send"}) == 0);
    CHECK(response_of(town)["seen"] == json({"nothing"}));
}

TEST_CASE("a required question is not left without an answer", "[admin][try]") {
    Town town;
    survey_of(town, "select_one yn,a,Was it good?,yes,,,,,,\n");
    CHECK(try_shops(town, {"", "2", "", "send"}) == 0);
    INFO(town.terminal.printed);
    CHECK(said(town, "It needs an answer."));
    CHECK(said(town, "There is a problem\na: Choose an answer."));
    CHECK(response_of(town)["a"] == "no");
}

TEST_CASE("why says the condition as the author wrote it and what it rests on", "[admin][try]") {
    Town town;
    survey_of(town,
              "select_one yn,met,Did you meet us?,,,,,,,\n"
              "integer,n,How often?,,\"selected(${met}, 'yes')\",. > 0 and . < 10,,,,\n");
    CHECK(try_shops(town, {"1", "", "99", "", "?", "3", "", "send"}) == 0);
    INFO(town.terminal.printed);
    CHECK(said(town, "n is a question of type integer.\n"));
    CHECK(said(town, "  Asked only if: selected(${met}, 'yes')\n      met is yes\n"));
    CHECK(said(town, "  Its answer must fit: . > 0 and . < 10\n"));
    CHECK(said(town, "n: Please check this answer"));
    CHECK(response_of(town)["n"] == 3);
}

TEST_CASE("a question that its condition leaves out is not in the response", "[admin][try]") {
    Town town;
    survey_of(town,
              "select_one yn,met,Did you meet us?,,,,,,,\n"
              "integer,n,How often?,,${met} = 'yes',,,,,\n");
    CHECK(try_shops(town, {"2", "", "list", "send"}) == 0);
    INFO(town.terminal.printed);
    CHECK(said(town, "n     integer     no\n"));
    CHECK_FALSE(response_of(town).contains("n"));
}

TEST_CASE("on a page of several questions each answer goes to the next one", "[admin][try]") {
    Town town;
    survey_of(town,
              "begin_group,us,About us,,,,,field-list,,\n"
              "text,first,First word?,,,,,,,\n"
              "text,second,Second word?,,,,,,,\n"
              "end_group,,,,,,,,,\n");
    CHECK(try_shops(town, {"one", "two", "change first", "three", "", "send"}) == 0);
    INFO(town.terminal.printed);
    CHECK(said(town, "About us\n\n> first\nFirst word?\n"));
    CHECK(response_of(town)["us"] == json({{"first", "three"}, {"second", "two"}}));
}

TEST_CASE("a grid shows its answers once and its rows below", "[admin][try]") {
    Town town;
    survey_of(town,
              "begin_group,us,Do we,,,,,table-list,,\n"
              "select_one yn,listen,listen,,,,,,,\n"
              "select_one yn,act,act,,,,,,,\n"
              "end_group,,,,,,,,,\n");
    CHECK(try_shops(town, {"1", "2", "lang en", "", "send"}) == 0);
    INFO(town.terminal.printed);
    CHECK(said(town, "Do we\n\n   1  Yes\n   2  No\n\n> listen         listen: not answered\n"));
    CHECK(said(town, "> act            act: No\n"));
    CHECK(response_of(town)["us"] == json({{"listen", "yes"}, {"act", "no"}}));
}

TEST_CASE("a ranking is typed as numbers in order and shows each place", "[admin][try]") {
    Town town;
    survey_of(town,
              "rank wish,r,What first?,,,,,,,\n",
              "list_name,name,label::English (en)\nwish,a,Light\nwish,b,Patrols\nwish,c,Seats\n");
    CHECK(try_shops(town, {"2", "3 1 2", "lang en", "", "send"}) == 0);
    INFO(town.terminal.printed);
    CHECK(said(town, "Type all numbers in your order, such as 2 1 3."));
    CHECK(said(town, "r: Seats, then Light, then Patrols"));
    CHECK(said(town, "  [2]  1  Light\n  [3]  2  Patrols\n  [1]  3  Seats\n"));
    CHECK(response_of(town)["r"] == json({"c", "a", "b"}));
}

TEST_CASE("ranges and days and times say what to type", "[admin][try]") {
    Town town;
    survey_of(town,
              "range,sc,How much?,,,,start=0 end=10 step=2,,,\n"
              "date,d,Which day?,,,,,,,\n"
              "time,t,What time?,,,,,,,\n"
              "dateTime,dt,When?,,,,,,,\n"
              "decimal,km,How far?,,,,,,,\n"
              "acknowledge,ok,Read this,,,,,,,\n");
    CHECK(try_shops(town,
                    {"3",
                     "4",
                     "",
                     "tomorrow",
                     "2026-02-28",
                     "",
                     "9",
                     "09:05",
                     "",
                     "2026-02-28 09:05",
                     "",
                     "2,5",
                     "",
                     "no",
                     "1",
                     "",
                     "send"}) == 0);
    INFO(town.terminal.printed);
    CHECK(said(town, "Type a number from 0 to 10 in steps of 2."));
    CHECK(said(town, "Type a date like 2026-03-14."));
    CHECK(said(town, "Type a time like 14:30."));
    CHECK(said(town, "'no' does not say that it was read. Type 1 when it was read."));
    const json response = response_of(town);
    CHECK(response["sc"] == 4);
    CHECK(response["d"] == "2026-02-28");
    CHECK(response["t"] == "09:05");
    CHECK(response["dt"] == "2026-02-28T09:05");
    CHECK(response["km"] == 2.5);
    CHECK(response["ok"] == "OK");
}

TEST_CASE("a text that looks like a command is typed after an equals sign", "[admin][try]") {
    Town town;
    survey_of(town, "text,a,What do you say?,,,,,,,\n");
    CHECK(try_shops(town, {"= quit", "", "send"}) == 0);
    CHECK(response_of(town)["a"] == "quit");
    CHECK(try_shops(town, {"change the lights please", "", "send"}) == 0);
    CHECK(response_of(town)["a"] == "change the lights please");
    CHECK(try_shops(town, {"something", "=", "", "send"}) == 0);
    CHECK(response_of(town)["a"].is_null());
}

TEST_CASE("the equality questions come after send and may be left out", "[admin][try]") {
    Town town;
    survey_of(town,
              "text,a,What do you say?,,,,,,,\n"
              "select_one yn,b,Are you well?,,,,,,equality,\n");
    CHECK(try_shops(town, {"x", "", "change b", "send", "send"}) == 0);
    INFO(town.terminal.printed);
    CHECK(said(town, "b is not asked with the answers so far, or comes after send."));
    CHECK(said(town, "Sent. Questions about the person follow"));
    CHECK(said(town, "--- About you: page 1 of 1 ---"));
    CHECK(response_of(town)["b"].is_null());
}

TEST_CASE("an answer is changed from the list of answers and Continue comes back", "[admin][try]") {
    Town town;
    CHECK(try_shops(town, {"1", "", "", "", "change safe", "3", "", "send"}) == 0);
    INFO(town.terminal.printed);
    CHECK(said(town, "Check your answers before you send them"));
    CHECK(said(town, "--- Page 1 of 3, changing an answer ---"));
    CHECK(response_of(town)["safe"] == "unsafe");
}

TEST_CASE("send from the first page stops at what needs an answer", "[admin][try]") {
    Town town;
    survey_of(town, "text,a,First?,,,,,,,\ntext,b,Second?,yes,,,,,,\n");
    CHECK(try_shops(town, {"send", "word", "send"}) == 0);
    INFO(town.terminal.printed);
    CHECK(said(town, "There is a problem\nb: Type an answer."));
    CHECK(response_of(town)["b"] == "word");
}

TEST_CASE("what cannot be done is said and nothing is lost", "[admin][try]") {
    Town town;
    CHECK(try_shops(town, {"<", "lang fr", "change sfe", "1", "send"}) == 0);
    INFO(town.terminal.printed);
    CHECK(said(town, "This is the first page."));
    CHECK(said(town, "The survey has no language 'fr'. It has en (English)."));
    CHECK(said(town, "There is no question called sfe; perhaps safe."));
    CHECK(response_of(town)["safe"] == "very");
}

TEST_CASE("a survey that was not finished gives no response", "[admin][try]") {
    Town town;
    for (const auto& lines : {std::deque<std::string>{"1", "quit"}, std::deque<std::string>{"1"}}) {
        CHECK(try_shops(town, lines) == 1);
        CHECK(town.terminal.printed.find("{\"head\"") == std::string::npos);
        CHECK(town.terminal.complaints.find("not finished") != std::string::npos);
    }
}

TEST_CASE("help names every command", "[admin][try]") {
    Town town;
    CHECK(try_shops(town, {"help", "quit"}) == 1);
    for (const char* command :
         {"<", "= TEXT", "?", "lang TAG", "check", "change NAME", "list", "send", "quit"}) {
        INFO(command);
        CHECK(said(town, std::string("\n  ") + command + " "));
    }
}

TEST_CASE("the language changes in the middle and right-to-left texts are isolated",
          "[admin][try]") {
    Town town;
    CHECK(try_survey(town, shipped, {"1", "", "lang ur", "1", "lang pl", "quit"}) == 1);
    INFO(town.terminal.printed);
    CHECK(said(town, "--- Page 2 of 15, Urdu (draft) ---"));
    CHECK(said(town, "( )  1  \u2068بہت محفوظ\u2069\n"));
    CHECK(said(town, "safe_dark: \u2068بہت محفوظ\u2069\n"));
    CHECK(said(town, "--- Page 2 of 15, Polish (draft) ---"));
    CHECK(said(town, "(x)  1  Bardzo bezpiecznie\n"));
}

TEST_CASE("a value put into a right-to-left text is isolated", "[admin][try]") {
    Town town;
    town.write("shops/survey.csv",
               "type,name,label::English (en),label::Urdu (ur)\n"
               "text,who,Your name?,آپ کا نام؟\ntext,b,\"Hello ${who}!\",\"${who}، خوش آمدید!\"\n");
    town.write("shops/choices.csv", "list_name,name\n");
    CHECK(try_shops(town, {"Sam", "", "lang ur", "quit"}) == 1);
    INFO(town.terminal.printed);
    CHECK(said(town, "\nHello Sam!\n"));
    CHECK(said(town, "\n\u2068Sam\u2069، خوش آمدید!\n"));
}

TEST_CASE("codes in a label are shown to nobody's terminal", "[admin][try]") {
    Town town;
    survey_of(town, "text,a,\"Red \x1b[31m \u202Eturned\",,,,,,,\n");
    CHECK(try_shops(town, {"quit"}) == 1);
    CHECK(town.terminal.printed.find('\x1b') == std::string::npos);
    CHECK(town.terminal.printed.find("\u202E") == std::string::npos);
}

TEST_CASE("a survey begins in the language that was asked for", "[admin][try]") {
    Town town;
    CHECK(try_survey(town, shipped, {"quit"}, {"--lang", "ar"}) == 1);
    CHECK(said(town, "الأمان في الحي الذي أسكن فيه"));
    CHECK(try_survey(town, shipped, {"quit"}, {"--lang", "fr"}) == 1);
    CHECK(town.terminal.complaints.find("no texts in fr; its languages are en, pl, ro, ur, ar, "
                                        "fa, ckb, pa") != std::string::npos);
}

TEST_CASE("a survey with an error is not tried and its messages are printed", "[admin][try]") {
    Town town;
    survey_of(town, "text,a,Why?,,${b} = 1,,,,,\n");
    CHECK(try_shops(town, {"quit"}) == 1);
    CHECK(said(town, "error R502"));
    CHECK(said(town, "    Mend: "));
    CHECK(try_survey(town, town.text_path("nope.xlsx"), {"quit"}) == 1);
    CHECK(said(town, "error F101: there is no survey"));
}

TEST_CASE("a compiled form is tried like the survey it came from", "[admin][try]") {
    Town town;
    REQUIRE(town.run({"survey",
                      "compile",
                      town.text_path("shops"),
                      "-o",
                      town.text_path("out/shops.form")}) == 0);
    CHECK(try_survey(town, town.text_path("out/shops.form"), {"2", "send"}) == 0);
    CHECK(response_of(town)["safe"] == "fairly");
}

TEST_CASE("a compiled form without its data file is told what it lacks", "[admin][try]") {
    Town town;
    REQUIRE(town.run({"survey", "compile", shipped, "-o", town.text_path("out/n.form")}) == 0);
    CHECK(try_survey(town, town.text_path("out/n.form"), {"quit"}) == 1);
    CHECK(town.terminal.complaints.find("places.csv") != std::string::npos);
}

TEST_CASE("the same seed shuffles choices the same way", "[admin][try]") {
    Town town;
    survey_of(town,
              "select_one many,a,Which?,,,,randomize=true,,,\n",
              "list_name,name,label::English (en)\nmany,a,A\nmany,b,B\nmany,c,C\nmany,d,D\n"
              "many,e,E\nmany,f,F\nmany,g,G\nmany,h,H\n");
    const auto shown = [&](const char* seed) {
        CHECK(try_shops(town, {"quit"}, {"--seed", seed}) == 1);
        return town.terminal.printed;
    };
    const std::string first = shown("1");
    CHECK(shown("1") == first);
    CHECK(shown("2") != first);
}

TEST_CASE("the time of a trial may be given", "[admin][try]") {
    Town town;
    CHECK(try_shops(town, {"send"}, {"--now", "2027-12-31T23:30:00+01:00"}) == 0);
    CHECK(response_of(town)["head"]["day"] == "2027-12-31");
    CHECK(try_shops(town, {"send"}, {"--now", "yesterday"}) == 1);
    CHECK(town.terminal.complaints.find("2026-03-14T10:15:00Z") != std::string::npos);
}
