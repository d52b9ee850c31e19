// What the view "Reports" lists and makes is what the verbs list and make.
#include <catch2/catch.hpp>

#include "admin/gui/models/reports.h"
#include "admin/numbers/answered_town.h"
#include "office_window.h"

using namespace harmony;
using namespace harmony::tests;
using namespace harmony::admin::gui;

namespace {

ReportsModel read(Town& town) {
    TownReader reader(town);
    auto model = read_reports(*reader);
    base::promise(model.ok(), model.ok() ? "" : model.error().message.c_str());
    return std::move(*model);
}

std::vector<std::string> answers_of(const Form& form,
                                    const std::map<std::string, std::string>& said) {
    std::vector<std::string> answers;
    for (const Entry& entry : form.entries) {
        const auto at = said.find(entry.id);
        answers.push_back(at == said.end() ? entry.value : at->second);
    }
    return answers;
}

}  // namespace

TEST_CASE("shipped reports are listed with what they can say yet", "[admin][gui][reports]") {
    AnsweredTown town({{12, 0}, {11, 1}});
    const ReportsModel model = read(town);
    const ReportRow* neighbourhood = model.report("neighbourhood");
    REQUIRE(neighbourhood != nullptr);
    CHECK_FALSE(neighbourhood->ready());  // the town answered another survey
    CHECK_FALSE(neighbourhood->own);
    const ReportRow* whole = model.report("survey:shops");
    REQUIRE(whole != nullptr);
    CHECK(whole->responses == 23);
    CHECK(model.reports.front().ready());
    CHECK(model.surveys == std::vector<std::string>{"shops"});
    REQUIRE(town.run({"report", "define", "scrutiny"}) == 0);
    CHECK(read(town).report("scrutiny")->own);
}

TEST_CASE("a report is made from the window, and found again", "[admin][gui][reports]") {
    AnsweredTown town({{12, 0}, {11, 1}});
    const ReportsModel model = read(town);
    const ReportRow row = *model.report("survey:shops");
    const Form form = make_form(row, model);
    const Order order =
        make_order(row, form, answers_of(form, {{"formats", "Numbers: CSV and codebook"}}));
    REQUIRE(town.run(order.words) == 0);
    const ReportsModel after = read(town);
    const auto made = after.made_of("survey:shops");
    REQUIRE(made.size() == 1);
    CHECK(made[0]->name == "survey-shops-2026-03-30");
    CHECK(std::count(made[0]->files.begin(), made[0]->files.end(), "report.csv") == 1);
}

TEST_CASE("a report is offered to nobody it may not be made for", "[admin][gui][reports]") {
    ReportRow row;
    row.id = "profile";
    row.widest = summary::Audience::internal;
    CHECK(make_form(row, {}).entries[0].options == std::vector<std::string>{"The office alone"});
    row.widest = summary::Audience::partner;
    CHECK(make_form(row, {}).entries[0].options.size() == 2);
}

TEST_CASE("a release is tried, made, compared, checked and withdrawn from the window",
          "[admin][gui][reports][S6]") {
    AnsweredTown town({{40, 0}, {30, 1}, {20, 2}});
    const Form form = release_form(read(town), {});
    const auto first = answers_of(form, {});
    REQUIRE(town.run(release_order(form, first, true).words) == 0);
    CHECK(read(town).releases.empty());
    REQUIRE(town.run(release_order(form, first, false).words) == 0);
    town.more({{40, 0}, {35, 1}, {25, 2}});
    const auto second = answers_of(form, {{"out", town.text_path("second")}});
    REQUIRE(town.run(release_order(form, second, false).words) == 0);

    const ReportsModel model = read(town);
    REQUIRE(model.releases.size() == 2);
    CHECK(model.releases[0].number == 2);
    CHECK(model.releases[0].responses == 190);
    REQUIRE(model.releases[0].compare_to == 1U);
    CHECK_FALSE(model.releases[1].compare_to);
    REQUIRE(town.run(compare_order(model.releases[0]).words) == 0);
    CHECK(town.terminal.printed.find("90 responses in both, 100 came, 0 went") !=
          std::string::npos);
    REQUIRE(town.run(verify_order(town.text_path("second")).words) == 0);
    REQUIRE(town.run(withdraw_order(model.releases[0], "Wrong wave").words) == 0);
    CHECK(read(town).releases[0].withdrawn == std::optional<std::string>("Wrong wave"));
}
