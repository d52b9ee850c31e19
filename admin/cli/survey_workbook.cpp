#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "admin/authoring/survey_files.h"
#include "admin/authoring/workbook_files.h"
#include "admin/cli/verb.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

/// `survey workbook FOLDER -o FILE.xlsx`
class SurveyWorkbookVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& word = word_group(app, "survey", "Surveys as spreadsheets");
        CLI::App& workbook = *word.add_subcommand(
            "workbook", "Joins a folder of CSV sheets into one workbook (.xlsx)");
        workbook.add_option("FOLDER", folder_, "A folder with survey.csv")->required();
        workbook.add_option("-o,--out", out_, "The workbook to write; an older one is replaced")
            ->required();
        workbook.footer(
            "Nothing is checked: so a survey with mistakes can be mended in a spreadsheet "
            "program.\n"
            "Example:\n  harmony-admin survey workbook assets/surveys/event -o event.xlsx");
        return workbook;
    }

    Result<Exit> run(Desk& desk) override {
        base::Files& files = desk.resources.files;
        Result<survey::FileSet> set = read_beside(files, folder_);
        if (!set) {
            return set.error();
        }
        if (set->empty()) {
            return Error{ErrorKind::absent,
                         fmt::format("there is no folder of CSV sheets called {}", folder_)};
        }
        const Result<base::Bytes> workbook = join_sheets(*set);
        if (!workbook) {
            return workbook.error().while_doing(folder_);
        }
        const Result<base::Delivery> written =
            files.write(out_, *workbook, base::IfPresent::replace, base::public_mode);
        if (!written) {
            return written.error().while_doing("writing " + out_);
        }
        const Result<LaidBeside> laid = lay_beside(files, *set, out_);
        if (!laid) {
            return laid.error();
        }
        desk.resources.terminal.print(fmt::format("Wrote {}.\n", out_) + beside_sentences(*laid));
        return Exit::done;
    }

private:
    std::string folder_;
    std::string out_;
};

}  // namespace

std::unique_ptr<Verb> make_survey_workbook_verb() {
    return std::make_unique<SurveyWorkbookVerb>();
}

}  // namespace harmony::admin
