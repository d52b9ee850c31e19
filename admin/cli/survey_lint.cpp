#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <map>

#include "admin/cli/lint_reasons.h"
#include "admin/cli/survey_report.h"
#include "admin/cli/verb.h"

namespace harmony::admin {

namespace {

using base::Result;
using survey::Level;
using survey::Message;

std::string counted(std::size_t number, const char* one) {
    return fmt::format("{} {}{}", number, one, number == 1 ? "" : "s");
}

std::string indented(const std::string& text) {
    std::string result = "  ";
    for (const char letter : text) {
        result += letter;
        result += letter == '\n' ? "  " : "";
    }
    return result;
}

/// The messages of one level by their codes, each group under the sentence that says why.
std::string groups(const std::vector<Message>& messages, Level level) {
    std::map<std::string, std::vector<const Message*>> by_code;
    for (const Message& message : messages) {
        if (message.level == level) {
            by_code[message.code].push_back(&message);
        }
    }
    std::string text;
    for (const auto& [code, group] : by_code) {
        const std::string_view reason = why_it_matters(code);
        text += fmt::format("{} ({}){}{}\n",
                            code,
                            counted(group.size(), level == Level::warning ? "warning" : "note"),
                            reason.empty() ? "" : ": ",
                            reason.empty() ? std::string() : std::string(reason) + ".");
        for (const Message* const message : group) {
            text += indented(survey::text_form(*message)) + '\n';
        }
        text += '\n';
    }
    return text;
}

/// `ward.xlsx: 3 warnings, 1 note; 1 error, 0 blocks: survey check names them`.
std::string closing_line(const SurveyFile& survey) {
    const survey::Counts counts = survey::count(survey.imported.messages);
    std::string line = fmt::format("{}: {}, {}",
                                   survey.name,
                                   counted(counts.warnings, "warning"),
                                   counted(counts.notes, "note"));
    if (counts.errors + counts.blocks > 0) {
        line += fmt::format("; and {}, {}: harmony-admin survey check names them",
                            counted(counts.errors, "error"),
                            counted(counts.blocks, "block"));
    }
    return line + '\n';
}

/// `survey lint FILE|FOLDER...`
class SurveyLintVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& word = word_group(app, "survey", "Surveys as spreadsheets");
        CLI::App& lint = *word.add_subcommand(
            "lint", "Says what in surveys would not stop them, but is better mended, and why");
        lint.add_option("SURVEY",
                        surveys_,
                        "A workbook (.xlsx), a folder of CSV sheets, or Markdown tables (.md)")
            ->required();
        lint.footer(
            "Ends with 0 when there is no warning, else with 1.\n"
            "Example:\n  harmony-admin survey lint ward.xlsx");
        return lint;
    }

    Result<Exit> run(Desk& desk) override {
        Exit exit = Exit::done;
        for (const std::string& path : surveys_) {
            const SurveyFile survey = read_or_report(desk.resources.files, path, {});
            const std::vector<Message>& messages = survey.imported.messages;
            desk.resources.terminal.print(groups(messages, Level::warning) +
                                          groups(messages, Level::note) + closing_line(survey));
            const survey::Counts counts = survey::count(messages);
            exit = counts.errors + counts.warnings == 0 ? exit : Exit::refused;
        }
        return exit;
    }

private:
    std::vector<std::string> surveys_;
};

}  // namespace

std::unique_ptr<Verb> make_survey_lint_verb() {
    return std::make_unique<SurveyLintVerb>();
}

}  // namespace harmony::admin
