#include "admin/cli/summarise.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "admin/cli/desk.h"
#include "admin/findings.h"
#include "admin/findings_json.h"
#include "admin/numbers/terminal_table.h"
#include "admin/numbers/waves.h"
#include "admin/report/terminal_report.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

constexpr std::size_t terminal_width = 100;

bool has_question(Office& office, const std::string& id, const std::string& question) {
    for (const ShelvedSurvey& survey : surveys_on_shelf(office.store())) {
        const auto form = survey.id == id ? form_on_shelf(office.store(), survey.name)
                                          : Result<survey::Form>(Error{});
        if (form && form->find(question)) {
            return true;
        }
    }
    return false;
}

/// `summarise`: key figures in the terminal, of all surveys, one survey or one question.
class SummariseVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& summarise =
            *word_group(app, "summarise", "Says in the terminal what residents told us")
                 .require_subcommand(0);
        summarise.add_option(
            "--survey", survey_, "One survey, by its form_id; without it, all of them");
        summarise.add_option("--question", question_, "One question alone");
        summarise.add_option(
            "--by",
            by_,
            "Counted by: place, month, wave, language, venue, mode, engagement (internal), or a "
            "question such as age");
        summarise.add_option("--wave", wave_, "Answers of one wave: 2026-q1, or a name of yours");
        summarise.add_option("--from", from_, "Answers from this day on, as 2026-03-01; with --to");
        summarise.add_option("--to", to_, "Answers up to this day");
        summarise.add_option("--where",
                             where_,
                             "Only answers where this holds: place=northgate or age=16_24,25_34 "
                             "(internal)");
        summarise.add_option("--weights", weights_, "\"none\": as people answered, not weighted")
            ->check(CLI::IsMember({"none", "office"}));
        summarise.add_option("--audience", audience_, "For whom: internal, partner or public")
            ->check(CLI::IsMember({"internal", "partner", "public"}))
            ->capture_default_str();
        summarise.add_flag("--json", json_, "Prints the numbers as JSON");
        CLI::App& question =
            *summarise.add_subcommand("question", "One question alone")->fallthrough();
        question.add_option("NAME", question_, "The question's name")->required();
        summarise.footer(
            "Example:\n  harmony-admin summarise --survey neighbourhood\n"
            "  harmony-admin summarise question safe_dark --by place\n"
            "  harmony-admin summarise --question safe_dark --by age --where place=northgate");
        return summarise;
    }

    Result<Exit> run(Desk& desk) override {
        std::vector<Condition> where;
        for (const std::string& text : where_) {
            Result<Condition> condition = condition_of(text);
            if (!condition) {
                return condition.error();
            }
            where.push_back(std::move(*condition));
        }
        if (!from_.empty() || !to_.empty()) {
            wave_ = from_ + ".." + to_;
            if (!day_span(wave_)) {
                return Error{ErrorKind::refused,
                             "say both days: --from 2026-03-01 --to 2026-05-31"};
            }
        }
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        const Result<std::vector<std::string>> surveys =
            json_ && survey_.empty() && question_.empty()
                ? Result<std::vector<std::string>>(with_answers(**office))
                : surveys_asking(**office, survey_, question_);
        if (!surveys) {
            return surveys.error();
        }
        json all = json::array();
        std::string text;
        for (const std::string& survey : *surveys) {
            FindingsOrder order{
                survey, {}, *audience_of(audience_), question_, desk.resources.clock.today()};
            order.where = where;
            order.wave = wave_;
            order.weighted = weights_ != "none";
            for (const std::string& by : by_) {
                order.by.push_back(breakdown_of(by));
            }
            const Result<Findings> findings = find_out(**office, order);
            if (!findings) {
                return findings.error();
            }
            all.push_back(findings_json(survey, findings->numbers));
            text += (text.empty() ? "" : "\n") + in_words(*findings);
        }
        desk.resources.terminal.print(json_ ? total_json(**office, std::move(all)) : text);
        return Exit::done;
    }

    [[nodiscard]] static std::vector<std::string> with_answers(Office& office) {
        std::vector<std::string> ids;
        for (const SurveyCount& survey : count_responses(office.store())) {
            if (survey.responses > 0) {
                ids.push_back(survey.id);
            }
        }
        return ids;
    }

private:
    [[nodiscard]] std::string in_words(const Findings& findings) const {
        const ReportInput input{findings.numbers, findings.texts};
        return question_.empty() ? render_terminal(input, terminal_width, Bars::blocks)
                                 : render_question(input, question_, terminal_width, Bars::blocks);
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
    std::vector<std::string> by_;
    std::vector<std::string> where_;
    std::string wave_;
    std::string from_;
    std::string to_;
    std::string weights_ = "office";
    bool json_ = false;
};

}  // namespace

Result<std::vector<std::string>> surveys_asking(Office& office,
                                                const std::string& survey,
                                                const std::string& question) {
    if (!survey.empty()) {
        return std::vector<std::string>{survey};
    }
    std::vector<std::string> asking;
    for (const std::string& id : SummariseVerb::with_answers(office)) {
        if (question.empty() || has_question(office, id, question)) {
            asking.push_back(id);
        }
    }
    if (asking.empty()) {
        return Error{
            ErrorKind::absent,
            question.empty()
                ? std::string("no answers have come yet. Fetch them: harmony-admin sync --from "
                              "folder:/path")
                : fmt::format("no survey with answers has a question called {}", question)};
    }
    return asking;
}

std::unique_ptr<Verb> make_summarise_verb() {
    return std::make_unique<SummariseVerb>();
}

}  // namespace harmony::admin
