#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "admin/cli/desk.h"
#include "admin/findings.h"
#include "admin/findings_json.h"
#include "admin/report/terminal_report.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

constexpr std::size_t terminal_width = 100;

/// `summarise`: key figures in the terminal, of all surveys, one survey or one question.
class SummariseVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& summarise =
            *app.add_subcommand("summarise", "Says in the terminal what residents told us");
        summarise.add_option(
            "--survey", survey_, "One survey, by its form_id; without it, all of them");
        summarise.add_option("--audience", audience_, "For whom: internal, partner or public")
            ->check(CLI::IsMember({"internal", "partner", "public"}))
            ->capture_default_str();
        summarise.add_flag("--json", json_, "Prints the numbers as JSON");
        CLI::App& question =
            *summarise.add_subcommand("question", "One question alone")->fallthrough();
        question.add_option("NAME", question_, "The question's name")->required();
        question
            .add_option("--by", by_, "Counted by: place, month, language or engagement (internal)")
            ->check(CLI::IsMember({"place", "month", "language", "engagement"}));
        summarise.footer(
            "Example:\n  harmony-admin summarise --survey neighbourhood\n"
            "  harmony-admin summarise question safe_dark --by place");
        return summarise;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        const Result<std::vector<std::string>> surveys = choose(**office);
        if (!surveys) {
            return surveys.error();
        }
        json all = json::array();
        std::string text;
        for (const std::string& survey : *surveys) {
            FindingsOrder order{
                survey, {}, *audience_of(audience_), question_, desk.resources.clock.today()};
            if (const auto by = count_by_of(by_)) {
                order.by.push_back(*by);
            }
            const Result<Findings> findings = find_out(**office, order);
            if (!findings) {
                return findings.error();
            }
            all.push_back(findings_json(survey, findings->numbers));
            text += text.empty() ? "" : "\n";
            text +=
                render_terminal({findings->numbers, findings->texts}, terminal_width, Bars::blocks);
        }
        desk.resources.terminal.print(json_ ? total_json(**office, std::move(all)) : text);
        return Exit::done;
    }

private:
    /// The surveys that are asked for and have answers.
    [[nodiscard]] Result<std::vector<std::string>> choose(Office& office) const {
        if (!survey_.empty()) {
            return std::vector<std::string>{survey_};
        }
        std::vector<std::string> with_answers;
        for (const SurveyCount& survey : count_responses(office.store())) {
            if (survey.responses > 0 && (question_.empty() || has_question(office, survey.id))) {
                with_answers.push_back(survey.id);
            }
        }
        if (with_answers.empty() && !json_) {
            return Error{
                ErrorKind::absent,
                question_.empty()
                    ? std::string("no answers have come yet. Fetch them: harmony-admin sync --from "
                                  "folder:/path")
                    : fmt::format("no survey with answers has a question called {}", question_)};
        }
        return with_answers;
    }

    [[nodiscard]] bool has_question(Office& office, const std::string& id) const {
        for (const ShelvedSurvey& survey : surveys_on_shelf(office.store())) {
            const auto form = survey.id == id ? form_on_shelf(office.store(), survey.name)
                                              : Result<survey::Form>(Error{});
            if (form && form->find(question_)) {
                return true;
            }
        }
        return false;
    }

    static std::string total_json(Office& office, json surveys) {
        std::uint64_t responses = 0;
        for (const SurveyCount& survey : count_responses(office.store())) {
            responses += survey.responses;
        }
        return json{{"responses", responses}, {"surveys", std::move(surveys)}}.dump() + '\n';
    }

    std::string survey_;
    std::string audience_ = "internal";
    std::string question_;
    std::string by_;
    bool json_ = false;
};

}  // namespace

std::unique_ptr<Verb> make_summarise_verb() {
    return std::make_unique<SummariseVerb>();
}

}  // namespace harmony::admin
