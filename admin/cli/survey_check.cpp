#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "admin/cli/survey_report.h"
#include "admin/cli/verb.h"

namespace harmony::admin {

namespace {

using base::Result;
using survey::Imported;

bool has_language(const Imported& imported, const survey::LanguageTag& tag) {
    return imported.summary && imported.summary->complete_pct.contains(tag);
}

std::string tags_of(const survey::FormSummary& form) {
    std::string tags;
    for (const survey::Language& language : form.languages) {
        tags += (tags.empty() ? "" : ", ") + language.tag;
    }
    return tags;
}

/// `ward.xlsx: Urdu (ur) has 96 % of the texts, 5 are missing; draft`.
std::string language_line(const SurveyFile& survey, const survey::LanguageTag& tag) {
    const survey::FormSummary& form = *survey.imported.summary;
    const std::vector<survey::Message> messages = concerning(survey.imported, tag);
    const auto missing = std::count_if(messages.begin(), messages.end(), [](const auto& message) {
        return message.code == "L802";
    });
    const auto language = std::find_if(form.languages.begin(),
                                       form.languages.end(),
                                       [&](const auto& one) { return one.tag == tag; });
    const std::string share =
        missing == 0 ? "all texts"
                     : fmt::format("{} % of the texts, {} missing",
                                   form.complete_pct.at(tag),
                                   missing == 1 ? "1 is" : fmt::format("{} are", missing));
    return fmt::format("{}: {} has {}{}\n",
                       survey.name,
                       language_name(form, tag),
                       share,
                       language->status.empty() ? "" : "; " + language->status);
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
        check.add_option("--lang",
                         language_,
                         "Lists only what concerns this language, such as ur: the texts that it "
                         "lacks (L802), its columns, and errors; counts and exit code stay those "
                         "of the whole survey");
        check.add_flag("--json", json_, "Prints a JSON object a survey, one a line");
        check.footer(
            "Ends with 0 when no survey has an error (with --publish: when every survey could be\n"
            "published), else with 1.\n"
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
            const SurveyFile survey = read_or_report(desk.resources.files, path, options);
            exit = check(survey, options, desk.resources.terminal) ? exit : Exit::refused;
        }
        return exit;
    }

private:
    /// Says it; whether the survey is fit for what was asked.
    bool check(SurveyFile survey, const survey::ImportOptions& options, Terminal& terminal) const {
        if (strict_) {
            make_strict(survey.imported, options.waivers);
        }
        const bool fit = survey::count(survey.imported.messages).errors == 0 &&
                         (!publish_ || survey.imported.publishable());
        if (json_) {
            terminal.print(report_json(survey, language_) + '\n');
        } else {
            terminal.print(report_text(survey, language_));
        }
        return say_language(survey, terminal) && fit;
    }

    /// The line about the one language that was asked for; false when the survey does not have it.
    bool say_language(const SurveyFile& survey, Terminal& terminal) const {
        if (language_.empty() || !survey.imported.summary) {
            return true;
        }
        if (!has_language(survey.imported, language_)) {
            terminal.complain(
                fmt::format("{}: the survey has no texts in {}; its languages are {}.\n",
                            survey.name,
                            language_,
                            tags_of(*survey.imported.summary)));
            return false;
        }
        if (!json_) {
            terminal.print(language_line(survey, language_));
        }
        return true;
    }

    std::vector<std::string> surveys_;
    std::vector<std::string> waivers_;
    std::string language_;
    bool publish_ = false;
    bool strict_ = false;
    bool json_ = false;
};

}  // namespace

std::unique_ptr<Verb> make_survey_check_verb() {
    return std::make_unique<SurveyCheckVerb>();
}

}  // namespace harmony::admin
