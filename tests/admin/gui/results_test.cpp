#include "admin/gui/models/results.h"

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "admin/gui/window_town.h"

using namespace harmony;
using namespace harmony::admin::gui;
using harmony::tests::WindowTown;
using nlohmann::json;

namespace {

/// Twenty feel very safe, eleven fairly, three not safe.
struct AnsweredTown : WindowTown {
    AnsweredTown() {
        std::vector<base::Bytes> bodies = answers(20, 0);
        for (const auto& [count, choice] : {std::pair{11, 1}, std::pair{3, 2}}) {
            const auto more = answers(static_cast<std::size_t>(count), choice);
            bodies.insert(bodies.end(), more.begin(), more.end());
        }
        kiosk.send(stick, bodies, clock.today());
        base::promise(sync() == 0, terminal.complaints.c_str());
    }

    /// The choices of a question, as `summarise --json` gives them.
    json choices(const std::vector<std::string>& more = {}) {
        std::vector<std::string> words{
            "summarise", "--survey", "shops", "--question", "safe", "--json"};
        words.insert(words.end(), more.begin(), more.end());
        return json_of(words).at("surveys").at(0).at("tables").at(0).at("rows").at(0).at("choices");
    }
};

std::string row(const WindowDriver& window, std::size_t number) {
    return window.said("results.numbers." + std::to_string(number));
}

}  // namespace

TEST_CASE("the window shows the numbers that the command line gives", "[admin][gui][results]") {
    AnsweredTown town;
    WindowDriver& window = town.open();
    REQUIRE(window.tap("view.results"));
    REQUIRE(window.tap("results.questions.safe"));
    REQUIRE(window.tap("results.shape.table"));
    const json choices = town.choices();
    const auto expected = [&](const char* name, const char* label) {
        const json& share = choices.at(name);
        return fmt::format("{}, {}, {}\u00a0%, {} to {}",
                           label,
                           share.at("shown").get<int>(),
                           share.at("percent").get<int>(),
                           share.at("low").get<int>(),
                           share.at("high").get<int>());
    };
    CHECK(row(window, 0) == expected("very", "Very safe"));
    CHECK(row(window, 1) == expected("fairly", "Fairly safe"));
    CHECK(row(window, 2) == expected("unsafe", "Not safe"));
    CHECK(window.said("results.base").find("34") != std::string::npos);
}

TEST_CASE("for the public small numbers are gone and the window says why",
          "[admin][gui][results]") {
    AnsweredTown town;
    WindowDriver& window = town.open();
    REQUIRE(window.tap("view.results"));
    REQUIRE(window.tap("results.questions.safe"));
    REQUIRE(window.tap("results.shape.table"));
    CHECK(row(window, 2).find("hidden") == std::string::npos);
    REQUIRE(window.choose("results.audience", "the public"));
    CHECK(row(window, 2) == "Not safe, hidden");  // three people: below ten
    CHECK(window.said("results.why.0").find("so small that it could point to somebody") !=
          std::string::npos);
    CHECK(window.get("results.only") == nullptr);  // a selection is for the office alone
}

TEST_CASE("the chart is described for those who do not see it", "[admin][gui][results]") {
    AnsweredTown town;
    WindowDriver& window = town.open();
    REQUIRE(window.tap("view.results"));
    REQUIRE(window.tap("results.questions.safe"));
    const ui::sem::Node* chart = window.get("results.chart");
    REQUIRE(chart != nullptr);
    CHECK(chart->role == ui::sem::Role::image);
    CHECK(chart->name.view().find("Very safe") != std::string::npos);
}

TEST_CASE("a question by venue is counted as the command line counts it", "[admin][gui][results]") {
    AnsweredTown town;
    WindowDriver& window = town.open();
    REQUIRE(window.tap("view.results"));
    REQUIRE(window.tap("results.questions.safe"));
    REQUIRE(window.choose("results.by", "Venue"));
    const json tables =
        town.json_of(
                {"summarise", "--survey", "shops", "--question", "safe", "--by", "venue", "--json"})
            .at("surveys")
            .at(0)
            .at("tables");
    const auto by = std::find_if(
        tables.begin(), tables.end(), [](const json& table) { return table.at("by") == "venue"; });
    REQUIRE(by != tables.end());
    const json& first = by->at("rows").at(0);
    const std::string said = window.said("results.groups.0");
    INFO(said);
    CHECK(said.find(std::to_string(first.at("answered").at("shown").get<int>())) !=
          std::string::npos);
    CHECK(said.find(std::to_string(first.at("choices").at("very").at("percent").get<int>()) +
                    "\u00a0%") != std::string::npos);
}

TEST_CASE("the numbers are copied as a spreadsheet takes them", "[admin][gui][results]") {
    AnsweredTown town;
    WindowDriver& window = town.open();
    REQUIRE(window.tap("view.results"));
    REQUIRE(window.tap("results.questions.safe"));
    REQUIRE(window.tap("results.copy"));
    const std::string& text = window.clipboard();
    CHECK(text.starts_with("Answer\tPeople\tShare\tRange\nVery safe\t20\t"));
    CHECK(std::count(text.begin(), text.end(), '\n') >= 4);
}

TEST_CASE("single answers are exported with their reason", "[admin][gui][results]") {
    AnsweredTown town;
    WindowDriver& window = town.open();
    REQUIRE(window.tap("view.results"));
    REQUIRE(window.tap("results.export"));
    REQUIRE(window.type("form.file", town.text_path("answers.xlsx")));
    REQUIRE(window.type("form.reason", "for the analyst"));
    REQUIRE(window.tap("form.submit"));
    INFO(window.said("window.notice"));
    CHECK(std::filesystem::exists(town.path("answers.xlsx")));
}

TEST_CASE("an office without answers says what to do first", "[admin][gui][results]") {
    WindowTown town;
    WindowDriver& window = town.open();
    REQUIRE(window.tap("view.results"));
    CHECK(window.said("results.empty.title") == "No answers have come yet");
    REQUIRE(window.tap("results.collect"));
    CHECK(window.said("today.title") == "Today");
}

TEST_CASE("the table for the clipboard holds no number that is hidden", "[admin][gui][results]") {
    admin::QuestionView view;
    view.answers = {{"Very safe", {12, summary::Share{60, 40, 78}}}, {"Not safe", {}}};
    const NumbersTable table = numbers_table(view);
    REQUIRE(table.rows.size() == 2);
    CHECK(table.rows[0] == std::vector<std::string>{"Very safe", "12", "60\u00a0%", "40 to 78"});
    CHECK(table.rows[1] == std::vector<std::string>{"Not safe", "hidden", "", ""});
    CHECK(
        as_tabs(table) ==
        "Answer\tPeople\tShare\tRange\nVery safe\t12\t60\u00a0%\t40 to 78\nNot safe\thidden\t\t\n");
}
