#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "admin/authoring/survey_files.h"
#include "admin/cli/survey_report.h"
#include "admin/cli/verb.h"
#include "admin/export/response_json.h"
#include "admin/trial/answers_file.h"
#include "admin/trial/texts.h"
#include "admin/trial/walk.h"
#include "survey/compiled.h"
#include "sync/crypto.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace fs = std::filesystem;

constexpr std::size_t form_cap = std::size_t{8} << 20U;
constexpr std::size_t answers_cap = std::size_t{4} << 20U;

/// A compiled form begins as JSON does; no spreadsheet does.
bool is_compiled(base::ByteView bytes) {
    return !bytes.empty() && bytes.front() == std::byte{'{'};
}

Result<survey::Form> load(base::ByteView compiled, const survey::FileSet& files) {
    return survey::load_form(compiled, sync::form_name(compiled), files);
}

std::string tags_of(const survey::Form& form) {
    std::string tags;
    for (const survey::Language& language : form.languages()) {
        tags += (tags.empty() ? "" : ", ") + language.tag;
    }
    return tags;
}

std::string json_line(const survey::Response& response, const survey::Form& form) {
    return response_json(response, form)
               .dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) +
           '\n';
}

/// `survey try FILE|FOLDER|OUT.form`
class SurveyTryVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& word = word_group(app, "survey", "Surveys as spreadsheets");
        CLI::App& attempt = *word.add_subcommand(
            "try", "Walks through a survey here in the terminal, as a resident would");
        attempt
            .add_option("SURVEY",
                        survey_,
                        "A workbook (.xlsx), a folder of CSV sheets, Markdown tables (.md), or a "
                        "compiled form")
            ->required();
        attempt.add_option("--lang", language_, "The language to begin in, such as ur");
        attempt.add_option(
            "--answers", answers_, "A file that answers, one `name = value` a line, in page order");
        attempt.add_option("--seed", seed_, "The same number shuffles choices the same way");
        attempt.add_option("--now", now_, "The time it is, such as 2026-03-14T10:15:00Z");
        attempt.add_flag("--trace", trace_, "Prints what each answer changes, one JSON a line");
        attempt.footer(
            "Type help while it runs for what can be typed. Ends by printing the response as "
            "JSON;\n"
            "nothing is kept. Ends with 0 when the survey was finished, else with 1.\n"
            "Example:\n  harmony-admin survey try ward.xlsx --lang pl");
        return attempt;
    }

    Result<Exit> run(Desk& desk) override {
        const Result<survey::Form> form = form_to_try(desk.resources);
        if (!form) {
            return refused_ ? Result<Exit>(Exit::refused) : form.error();
        }
        if (!language_.empty() && !form->has_language(language_)) {
            return Error{ErrorKind::refused,
                         fmt::format("the survey has no texts in {}; its languages are {}",
                                     language_,
                                     tags_of(*form))};
        }
        const Result<survey::Start> start = start_of(*form, desk.resources.clock);
        if (!start) {
            return start.error();
        }
        base::SeededRandom seeded(seed_.value_or(0));
        base::RandomSource& random =
            seed_ ? static_cast<base::RandomSource&>(seeded) : desk.resources.random;
        survey::Draft draft(*form, *start, random);
        return answers_.empty() ? walk(draft, desk.resources) : play_file(draft, desk.resources);
    }

private:
    /// The form of what was named. A survey with errors is refused after they were printed.
    Result<survey::Form> form_to_try(Resources& resources) {
        const fs::path path = survey_;
        std::error_code ignored;
        if (fs::is_regular_file(path, ignored)) {
            const Result<base::Bytes> bytes = resources.files.read(path, form_cap);
            if (bytes && is_compiled(*bytes)) {
                return load_compiled(*bytes, path, resources.files);
            }
        }
        const SurveyFile survey = read_or_report(resources.files, path, {});
        if (!survey.imported.compiled) {
            refused_ = true;
            resources.terminal.print(report_text(survey));
            return Error{ErrorKind::refused, "the survey has errors"};
        }
        if (answers_.empty() && !survey.imported.messages.empty()) {
            resources.terminal.complain(fmt::format(
                "Note: harmony-admin survey check {} has something to say about it.\n", survey_));
        }
        return load(base::as_bytes(*survey.imported.compiled), survey.beside);
    }

    static Result<survey::Form> load_compiled(const base::Bytes& bytes,
                                              const fs::path& path,
                                              base::Files& files) {
        const Result<survey::FileSet> beside =
            read_beside(files, path.has_parent_path() ? path.parent_path() : fs::path("."));
        return beside ? load(bytes, *beside).while_doing(path.string())
                      : Result<survey::Form>(beside.error());
    }

    Result<survey::Start> start_of(const survey::Form& form, const base::Clock& clock) const {
        survey::Start start;
        start.language = language_.empty() ? form.default_language() : language_;
        start.kiosk_name = "kiosk";
        start.now = clock.now();
        start.offset = clock.local_offset(start.now);
        if (now_.empty()) {
            return start;
        }
        const auto moment = base::moment_from_iso(now_);
        if (!moment) {
            return Error{ErrorKind::refused,
                         fmt::format("--now {}: write a time like 2026-03-14T10:15:00Z or "
                                     "2026-03-14T10:15:00+01:00",
                                     now_)};
        }
        start.now = moment->moment;
        start.offset = moment->offset;
        return start;
    }

    [[nodiscard]] std::optional<Trace> trace_of(const survey::Draft& draft) const {
        return trace_ ? std::optional<Trace>(Trace(draft)) : std::nullopt;
    }

    Result<Exit> walk(survey::Draft& draft, Resources& resources) {
        const survey::Form& form = draft.form();
        resources.terminal.print(
            fmt::format("{} ({}{})\n",
                        printable(form.title(draft.language())),
                        form.id(),
                        form.version().empty() ? "" : ", version " + form.version()));
        std::optional<Trace> trace = trace_of(draft);
        const auto response = Walk(draft,
                                   resources.terminal,
                                   trace ? &*trace : nullptr,
                                   now_.empty() ? &resources.clock : nullptr)
                                  .run();
        if (!response) {
            resources.terminal.complain("The survey was not finished; nothing was kept.\n");
            return Exit::refused;
        }
        resources.terminal.print("\nFinished. This is the response:\n" +
                                 json_line(*response, form));
        return Exit::done;
    }

    Result<Exit> play_file(survey::Draft& draft, Resources& resources) {
        const Result<base::Bytes> text = resources.files.read(answers_, answers_cap);
        if (!text) {
            return text.error().while_doing("reading " + answers_);
        }
        const auto answers = read_answers(answers_, base::as_text(*text));
        if (!answers) {
            return answers.error();
        }
        std::optional<Trace> trace = trace_of(draft);
        const Played played = play(draft, answers_, *answers, trace ? &*trace : nullptr);
        resources.terminal.print(played.trace);
        for (const std::string& refusal : played.refusals) {
            resources.terminal.complain(refusal + ".\n");
        }
        if (played.response) {
            resources.terminal.print(json_line(*played.response, draft.form()));
        }
        return played.response && played.refusals.empty() ? Exit::done : Exit::refused;
    }

    std::string survey_;
    std::string language_;
    std::string answers_;
    std::string now_;
    std::optional<std::uint64_t> seed_;
    bool trace_ = false;
    bool refused_ = false;
};

}  // namespace

std::unique_ptr<Verb> make_survey_try_verb() {
    return std::make_unique<SurveyTryVerb>();
}

}  // namespace harmony::admin
