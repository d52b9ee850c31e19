#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "admin/authoring/shipped_surveys.h"
#include "admin/authoring/workbook_files.h"
#include "admin/cli/verb.h"
#include "base/text.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

/// `English, Polish (draft)`.
std::string languages_of(const survey::FormSummary& form) {
    std::string names;
    for (const survey::Language& language : form.languages) {
        names += (names.empty() ? "" : ", ") + language.name;
        names += language.is_draft() ? " (draft)" : "";
    }
    return names;
}

survey::FormSummary summary_of(const ShippedSurvey& survey) {
    const survey::Imported imported = survey::import_folder({survey.id, survey.files});
    base::promise(imported.summary.has_value(), "a shipped survey has an error");
    return *imported.summary;
}

std::string about(const ShippedSurvey& survey) {
    const survey::FormSummary form = summary_of(survey);
    return fmt::format("{}\n    {}\n    {} questions, about {} {}; {}\n    {}.\n\n",
                       survey.id,
                       form.title,
                       form.questions,
                       form.minutes,
                       form.minutes == 1 ? "minute" : "minutes",
                       languages_of(form),
                       survey.purpose);
}

/// `survey template [NAME] [-o FILE.xlsx]`
class SurveyTemplateVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& word = word_group(app, "survey", "Surveys as spreadsheets");
        CLI::App& shipped = *word.add_subcommand(
            "template", "Lists the surveys that come with Harmony, or writes one as a workbook");
        shipped.add_option("NAME", name_, "The survey to write; without it, all are listed");
        shipped.add_option("-o,--out", out_, "The workbook to write; without it, NAME.xlsx here");
        shipped.footer(
            "A file that is there already is never changed.\n"
            "Example:\n  harmony-admin survey template neighbourhood -o ward.xlsx");
        return shipped;
    }

    Result<Exit> run(Desk& desk) override {
        if (!name_.empty()) {
            return write(desk.resources);
        }
        if (!out_.empty()) {
            return Error{ErrorKind::refused,
                         "name the survey that " + out_ +
                             " should hold: harmony-admin survey template lists them"};
        }
        for (const ShippedSurvey& survey : shipped_surveys()) {
            desk.resources.terminal.print(about(survey));
        }
        desk.resources.terminal.print(
            "To start from one:  harmony-admin survey template neighbourhood -o ward.xlsx\n");
        return Exit::done;
    }

private:
    Result<Exit> write(Resources& resources) const {
        const std::vector<ShippedSurvey> surveys = shipped_surveys();
        const auto survey = std::find_if(
            surveys.begin(), surveys.end(), [&](const auto& one) { return one.id == name_; });
        if (survey == surveys.end()) {
            const auto meant = base::nearest(name_, shipped_ids());
            return Error{ErrorKind::absent,
                         fmt::format("no survey called {} comes with Harmony; {}",
                                     name_,
                                     meant ? "perhaps you mean " + *meant
                                           : "harmony-admin survey template lists them")};
        }
        const Result<base::Bytes> workbook = join_sheets(survey->files);
        if (!workbook) {
            return workbook.error();
        }
        return lay(*survey, *workbook, resources);
    }

    Result<Exit> lay(const ShippedSurvey& survey,
                     const base::Bytes& workbook,
                     Resources& resources) const {
        const std::string out = out_.empty() ? name_ + ".xlsx" : out_;
        if (!base::lower_ascii(out).ends_with(".xlsx")) {
            return Error{
                ErrorKind::refused,
                fmt::format(
                    "{} would not open in a spreadsheet program; call it {}.xlsx", out, out)};
        }
        const Result<base::Delivery> written =
            resources.files.write(out, workbook, base::IfPresent::skip, base::public_mode);
        if (!written) {
            return written.error().while_doing("writing " + out);
        }
        if (*written == base::Delivery::was_there) {
            return Error{ErrorKind::refused,
                         fmt::format("{} is there already and was left as it is; choose another "
                                     "name with -o",
                                     out)};
        }
        const Result<LaidBeside> laid = lay_beside(resources.files, survey.files, out);
        if (!laid) {
            return laid.error();
        }
        say(survey, out, *laid, resources.terminal);
        return Exit::done;
    }

    static void say(const ShippedSurvey& survey,
                    const std::string& out,
                    const LaidBeside& laid,
                    Terminal& terminal) {
        const survey::FormSummary form = summary_of(survey);
        terminal.print(fmt::format("Wrote {}: {}, {} questions, {} languages.\n",
                                   out,
                                   form.title,
                                   form.questions,
                                   form.languages.size()));
        terminal.print(beside_sentences(laid));
        for (const std::string& file : form.files) {
            if (!survey.files.contains(file)) {
                terminal.print(fmt::format(
                    "It shows {}, which is yours to make: put it beside the workbook.\n", file));
            }
        }
        if (survey.files.contains("places.csv")) {
            terminal.print("The places in places.csv are made up: put in your own.\n");
        }
        terminal.print(
            fmt::format("Next:  harmony-admin survey check {0}\n"
                        "       harmony-admin survey try {0}\n",
                        out));
    }

    std::string name_;
    std::string out_;
};

}  // namespace

std::unique_ptr<Verb> make_survey_template_verb() {
    return std::make_unique<SurveyTemplateVerb>();
}

}  // namespace harmony::admin
