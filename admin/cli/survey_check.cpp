#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "admin/authoring/pack_builder.h"
#include "admin/authoring/survey_files.h"
#include "admin/cli/verb.h"
#include "survey/compiled.h"
#include "sync/crypto.h"

namespace harmony::admin {

namespace {

using base::Result;
using nlohmann::json;
using survey::Imported;
using survey::Message;

/// A part of a message that may not apply: an empty one is null.
json or_null(const std::string& text) {
    return text.empty() ? json() : json(text);
}

json or_null(const std::optional<std::size_t>& number) {
    return number ? json(*number) : json();
}

json message_json(const Message& message) {
    return {{"level", survey::level_name(message.level)},
            {"code", message.code},
            {"sheet", or_null(message.sheet)},
            {"row", or_null(message.row)},
            {"column", or_null(message.column)},
            {"cell", or_null(message.cell)},
            {"line", or_null(message.line)},
            {"what", message.what},
            {"mend", message.mend}};
}

json form_json(const Imported& imported) {
    if (!imported.compiled || !imported.summary) {
        return json();
    }
    const survey::FormSummary& form = *imported.summary;
    json languages = json::array();
    for (const survey::Language& language : form.languages) {
        languages.push_back({{"tag", language.tag}, {"name", language.name}});
    }
    return {{"id", form.id},
            {"title", form.title},
            {"version", form.version},
            {"hash", sync::form_name(base::as_bytes(*imported.compiled)).hex()},
            {"questions", form.questions},
            {"groups", form.groups},
            {"pages", form.pages},
            {"lists", form.lists},
            {"languages", languages},
            {"files", form.files},
            {"minutes", form.minutes}};
}

json report_json(const std::string& file, const Imported& imported) {
    const survey::Counts counts = survey::count(imported.messages);
    json messages = json::array();
    for (const Message& message : imported.messages) {
        messages.push_back(message_json(message));
    }
    return {{"schema", "harmony.survey-check.1"},
            {"file", file},
            {"ok", counts.errors == 0},
            {"publishable", imported.publishable()},
            {"counts",
             {{"error", counts.errors},
              {"block", counts.blocks},
              {"warning", counts.warnings},
              {"note", counts.notes}}},
            {"messages", messages},
            {"form", form_json(imported)}};
}

/// `survey check FILE|FOLDER...`
class SurveyCheckVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& word = word_group(app, "survey", "Surveys as spreadsheets");
        CLI::App& check = *word.add_subcommand(
            "check", "Reads surveys and says what is wrong, and how to mend it");
        check
            .add_option("SURVEY",
                        surveys_,
                        "A workbook (.xlsx), a folder of CSV sheets, or Markdown tables (.md)")
            ->required();
        check.add_flag("--publish", publish_, "Also fails on what would stop publishing");
        check.add_flag("--strict", strict_, "Warnings stop publishing as well");
        check.add_option("--waive", waivers_, "Lets a block through: CODE or CODE:WHERE");
        check.add_flag("--json", json_, "Prints a JSON object a survey");
        check.footer(
            "Example:\n  harmony-admin survey check assets/surveys/neighbourhood --publish");
        return check;
    }

    Result<Exit> run(Desk& desk) override {
        survey::ImportOptions options;
        for (const std::string& text : waivers_) {
            const auto waiver = read_waiver(text, "survey check");
            if (!waiver) {
                return waiver.error();
            }
            options.waivers.push_back(*waiver);
        }
        Exit exit = Exit::done;
        for (const std::string& path : surveys_) {
            Result<SurveyFile> survey = read_survey(desk.resources.files, path, options);
            if (!survey) {
                return survey.error();
            }
            make_strict(survey->imported);
            say(*survey, desk.resources.terminal);
            const bool fit = survey::count(survey->imported.messages).errors == 0 &&
                             (!publish_ || survey->imported.publishable());
            exit = fit ? exit : Exit::refused;
        }
        return exit;
    }

private:
    void make_strict(Imported& imported) const {
        for (Message& message : imported.messages) {
            if (strict_ && message.level == survey::Level::warning) {
                message.level = survey::Level::block;
            }
        }
    }

    void say(const SurveyFile& survey, Terminal& terminal) const {
        if (json_) {
            terminal.print(report_json(survey.name, survey.imported).dump() + '\n');
            return;
        }
        terminal.print(survey::text_form(survey.imported.messages));
        say_stepped_over(survey, terminal);
        terminal.print(survey::summary_line(survey.name, survey.imported) + '\n');
    }

    static void say_stepped_over(const SurveyFile& survey, Terminal& terminal) {
        if (!survey.imported.compiled) {
            return;
        }
        const base::ByteView compiled = base::as_bytes(*survey.imported.compiled);
        const auto form = survey::load_form(compiled, sync::form_name(compiled), survey.beside);
        for (const std::string& sentence :
             form ? stepped_over(*form) : std::vector<std::string>()) {
            terminal.print("note: " + sentence + '\n');
        }
    }

    std::vector<std::string> surveys_;
    std::vector<std::string> waivers_;
    bool publish_ = false;
    bool strict_ = false;
    bool json_ = false;
};

}  // namespace

std::unique_ptr<Verb> make_survey_check_verb() {
    return std::make_unique<SurveyCheckVerb>();
}

}  // namespace harmony::admin
