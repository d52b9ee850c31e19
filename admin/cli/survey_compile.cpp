#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "admin/authoring/pack_builder.h"
#include "admin/cli/survey_report.h"
#include "admin/cli/verb.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

/// `survey compile FILE|FOLDER -o OUT.form`
class SurveyCompileVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& word = word_group(app, "survey", "Surveys as spreadsheets");
        CLI::App& compile = *word.add_subcommand(
            "compile", "Checks a survey as for publishing, and writes the form that kiosks read");
        compile
            .add_option("SURVEY",
                        survey_,
                        "A workbook (.xlsx), a folder of CSV sheets, or Markdown tables (.md)")
            ->required();
        compile.add_option("-o,--out", out_, "The file to write; an older one is replaced")
            ->required();
        compile.add_option(
            "--waive", waivers_, "Lets a block through: CODE or CODE:WHERE; needs --by");
        compile.add_option("--by", by_, "Who lets blocks through; becomes part of the form");
        compile.add_flag("--json", json_, "Prints the result as JSON");
        compile.footer(
            "The same survey gives the same bytes everywhere. When something is wrong, nothing is "
            "written.\n"
            "Example:\n  harmony-admin survey compile ward.xlsx -o ward.form");
        return compile;
    }

    Result<Exit> run(Desk& desk) override {
        const Result<survey::ImportOptions> options = read_options();
        if (!options) {
            return options.error();
        }
        const SurveyFile survey = read_or_report(desk.resources.files, survey_, *options);
        if (!survey.imported.publishable()) {
            say_refused(survey, desk.resources.terminal);
            return Exit::refused;
        }
        const Result<CompiledSurvey> compiled = take_compiled(survey);
        if (!compiled) {
            return compiled.error();
        }
        const Result<base::Delivery> written = desk.resources.files.write(
            out_, compiled->compiled, base::IfPresent::replace, base::public_mode);
        if (!written) {
            return written.error().while_doing("writing " + out_);
        }
        say(survey, *compiled, desk.resources.terminal);
        return Exit::done;
    }

private:
    Result<survey::ImportOptions> read_options() const {
        survey::ImportOptions options;
        for (const std::string& text : waivers_) {
            if (by_.empty()) {
                return Error{ErrorKind::refused, "--waive needs --by NAME: who lets it through"};
            }
            const auto waiver = read_waiver(text, by_);
            if (!waiver) {
                return waiver.error();
            }
            options.waivers.push_back(*waiver);
        }
        return options;
    }

    void say_refused(const SurveyFile& survey, Terminal& terminal) const {
        terminal.print(json_ ? report_json(survey) + '\n' : report_text(survey));
        terminal.complain(fmt::format(
            "harmony-admin: {} was not compiled, and nothing was written. Mend the errors above; a "
            "block can also be let through with --waive CODE --by NAME.\n",
            survey.name));
    }

    void say(const SurveyFile& survey, const CompiledSurvey& compiled, Terminal& terminal) const {
        const std::string hash = compiled.name.hex();
        const std::string version = shown_version(survey.imported.summary->version, hash);
        if (json_) {
            terminal.print(nlohmann::json{{"schema", "harmony.survey-compile.1"},
                                          {"file", survey.name},
                                          {"form", out_},
                                          {"id", compiled.id},
                                          {"version", version},
                                          {"hash", hash},
                                          {"bytes", compiled.compiled.size()},
                                          {"files", survey.imported.summary->files}}
                               .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) +
                           '\n');
            return;
        }
        terminal.print(report_text(survey));
        terminal.print(fmt::format(
            "Wrote {}: id {}, version {}, hash {}.\n", out_, compiled.id, version, hash));
        for (const std::string& file : survey.imported.summary->files) {
            terminal.print(fmt::format("  {} must lie beside it.\n", file));
        }
    }

    std::string survey_;
    std::string out_;
    std::vector<std::string> waivers_;
    std::string by_;
    bool json_ = false;
};

}  // namespace

std::unique_ptr<Verb> make_survey_compile_verb() {
    return std::make_unique<SurveyCompileVerb>();
}

}  // namespace harmony::admin
