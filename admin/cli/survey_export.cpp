#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <optional>

#include "admin/cli/desk.h"
#include "admin/cli/progress.h"
#include "admin/export/export_files.h"
#include "admin/export/stored_responses.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

/// `survey export FORM`: the single responses of a survey as files.
class SurveyExportVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& word = word_group(app, "survey", "Surveys as spreadsheets");
        CLI::App& verb = *word.add_subcommand(
            "export",
            "Writes the single responses to a survey as files, for use inside the office");
        verb.add_option("FORM", survey_, "The survey's form_id")->required();
        CLI::Option_group& to = *verb.add_option_group("Formats", "At least one");
        to.add_option("--csv", csv_, "A CSV file; questions, choices and a read me lie beside it");
        to.add_option("--xlsx", xlsx_, "A workbook with everything in it");
        to.add_option("--json", json_, "A file with one JSON object a line");
        to.add_option("--openrosa", openrosa_, "An empty folder: one XML a response, for ODK");
        to.require_option(1, 0);
        verb.add_option("--labels", labels_, "Labels of choices in this language beside the names");
        verb.add_flag("--split", split_, "A column of 0 and 1 for each choice of several");
        verb.add_option("--reason", reason_, "Why single responses are needed, for the read me");
        verb.footer(
            "Asks for the passphrase, as sync does. Answers in people's own words are left out "
            "until they have been released.\n"
            "Example:\n  harmony-admin survey export neighbourhood --xlsx answers.xlsx --labels "
            "en");
        return verb;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        if (auto ready = check_folder(desk.resources.files); !ready) {
            return ready.error();
        }
        const Result<StoredResponses> responses = collect(desk, **office);
        if (!responses) {
            return responses.error();
        }
        const Result<survey::LanguageTag> labels = language(*responses);
        if (!labels) {
            return labels.error();
        }
        const ExportOrder order{*responses,
                                {*labels, split_},
                                (*office)->settings().organisation,
                                reason_,
                                desk.resources.clock.today()};
        if (auto written = write(order, desk.resources); !written) {
            return written.error().while_doing("writing the responses");
        }
        desk.resources.log.info("responses_exported", fmt::format("count={}", responses->size()));
        desk.resources.terminal.print(report(*responses));
        return Exit::done;
    }

private:
    /// Files of an earlier export would be mixed with those of this one.
    [[nodiscard]] Result<void> check_folder(base::Files& files) const {
        if (openrosa_.empty()) {
            return {};
        }
        const auto names = files.list(openrosa_);
        if (!names) {
            return names.error();
        }
        return names->empty()
                   ? Result<void>()
                   : Error{ErrorKind::refused,
                           fmt::format("{} is not empty: name a new or empty folder", openrosa_)};
    }

    Result<StoredResponses> collect(Desk& desk, Office& office) const {
        const auto passphrase = desk.passphrase.known();
        if (!passphrase) {
            return passphrase.error();
        }
        const Result<sync::KeyRing> ring = office.ring_of(key_names::survey, *passphrase);
        if (!ring) {
            return ring.error();
        }
        std::optional<Progress> bar;
        const Resources& resources = desk.resources;
        return StoredResponses::collect(
            office, survey_, *ring, resources.random, [&](std::size_t done, std::size_t total) {
                if (!bar) {
                    bar.emplace(resources.terminal, resources.clock, "Opening", total);
                }
                bar->show(done);
            });
    }

    /// The tag that `--labels` means: a tag, or a language by its name.
    [[nodiscard]] Result<survey::LanguageTag> language(const StoredResponses& responses) const {
        std::vector<std::string> known;
        for (const survey::Form& form : responses.versions()) {
            for (const survey::Language& one : form.languages()) {
                if (labels_.empty() || labels_ == one.tag || labels_ == one.name) {
                    return labels_.empty() ? survey::LanguageTag() : one.tag;
                }
                const std::string words = fmt::format("{} ({})", one.tag, one.name);
                if (std::find(known.begin(), known.end(), words) == known.end()) {
                    known.push_back(words);
                }
            }
        }
        return Error{
            ErrorKind::absent,
            fmt::format(
                "{} has no language {}. It has: {}", survey_, labels_, fmt::join(known, ", "))};
    }

    [[nodiscard]] Result<void> write(const ExportOrder& order, const Resources& resources) const {
        if (!csv_.empty()) {
            if (auto done = export_csv(order, csv_, resources.files); !done) {
                return done;
            }
        }
        if (!xlsx_.empty()) {
            if (auto done = export_xlsx(order, xlsx_); !done) {
                return done;
            }
        }
        if (!json_.empty()) {
            if (auto done = export_json(order, json_, resources.files); !done) {
                return done;
            }
        }
        return openrosa_.empty()
                   ? Result<void>()
                   : export_openrosa(order, openrosa_, resources.files, resources.random);
    }

    [[nodiscard]] std::string report(const StoredResponses& responses) const {
        std::string text = fmt::format(
            "INTERNAL: not to leave the office.\n{}: {} responses\n", survey_, responses.size());
        for (const std::string& file : {csv_, xlsx_, json_, openrosa_}) {
            text += file.empty() ? "" : "  " + file + '\n';
        }
        if (const auto words = left_out_columns(responses, LeftOut::own_words); !words.empty()) {
            text += fmt::format(
                "Left out, because people's own words must be released by a person first, and "
                "Harmony cannot do that yet: {}.\n",
                words);
        }
        if (const auto never = left_out_columns(responses, LeftOut::never_reported);
            !never.empty()) {
            text += fmt::format("Left out, because the survey keeps them out of everything: {}.\n",
                                never);
        }
        if (responses.locked() > 0) {
            text += fmt::format("{} records of the store are sealed to a key that is not here.\n",
                                responses.locked());
        }
        if (responses.unreadable() > 0) {
            text += fmt::format(
                "{} responses cannot be read and are not in the files: find out which kiosk wrote "
                "them.\n",
                responses.unreadable());
        }
        return text;
    }

    std::string survey_;
    std::string csv_;
    std::string xlsx_;
    std::string json_;
    std::string openrosa_;
    std::string labels_;
    std::string reason_;
    bool split_ = false;
};

}  // namespace

std::unique_ptr<Verb> make_survey_export_verb() {
    return std::make_unique<SurveyExportVerb>();
}

}  // namespace harmony::admin
