#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "admin/cli/verb.h"
#include "admin/phrases/phrase_import.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::size_t file_cap = std::size_t{8} << 20U;
constexpr const char* group_about = "The words on the screen, for translators";

/// What both verbs need: the folder of catalogues, and the language.
struct PhraseChoice {
    std::string language;
    std::string folder = "assets/phrases";

    void declare(CLI::App& app) {
        app.add_option("--lang", language, "The language's code, such as pl")->required();
        app.add_option("--phrases", folder, "The folder of the catalogues")->capture_default_str();
    }

    [[nodiscard]] std::string file(const std::string& code) const {
        return (std::filesystem::path(folder) / (code + ".toml")).string();
    }
};

bool is_code(const std::string& language) {
    return language.size() >= 2 && language.size() <= 3 &&
           std::all_of(language.begin(), language.end(), [](char letter) {
               return letter >= 'a' && letter <= 'z';
           });
}

Result<PhraseFile> read_phrases(base::Files& files,
                                const PhraseChoice& choice,
                                const std::string& code) {
    const std::string file = choice.file(code);
    const Result<base::Bytes> bytes = files.read(file, file_cap);
    if (!bytes && bytes.error().kind == ErrorKind::absent && code != "en") {
        // The first file of a new language begins with nothing.
        return PhraseFile::read(
            file,
            base::as_bytes(fmt::format("# Harmony phrases: {}. Checked by check_phrases.py.\n"
                                       "# SPDX-License-Identifier: GPL-3.0-or-later\n",
                                       code)));
    }
    if (!bytes) {
        return bytes.error().while_doing("reading " + file +
                                         " (--phrases names the folder of the catalogues)");
    }
    return PhraseFile::read(file, *bytes);
}

struct TwoCatalogues {
    PhraseFile master;
    PhraseFile translation;
};

Result<TwoCatalogues> read_both(base::Files& files, const PhraseChoice& choice) {
    if (!is_code(choice.language) || choice.language == "en") {
        return Error{
            ErrorKind::refused,
            fmt::format("'{}' is not the code of a language to translate into: write --lang "
                        "pl, ur or the like; English is what all others are made from",
                        choice.language)};
    }
    Result<PhraseFile> master = read_phrases(files, choice, "en");
    if (!master) {
        return master.error();
    }
    Result<PhraseFile> translation = read_phrases(files, choice, choice.language);
    if (!translation) {
        return translation.error();
    }
    return TwoCatalogues{std::move(*master), std::move(*translation)};
}

/// `phrases export --lang pl [--out FILE]`
class PhrasesExportVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& verb = *word_group(app, "phrases", group_about)
                              .add_subcommand("export", "Writes a spreadsheet for a translator");
        choice_.declare(verb);
        verb.add_option("-o,--out", out_, "The CSV file to write; without it, it is printed");
        verb.footer(
            "The translator changes the columns text and status, and nothing else.\n"
            "Example:\n  harmony-admin phrases export --lang pl --out polish.csv");
        return verb;
    }

    Result<Exit> run(Desk& desk) override {
        base::Files& files = desk.resources.files;
        const Result<TwoCatalogues> both = read_both(files, choice_);
        if (!both) {
            return both.error();
        }
        const std::string sheet =
            phrase_sheet(shipped_phrase_rules(), both->master, both->translation);
        if (out_.empty()) {
            desk.resources.terminal.print(sheet);
            return Exit::done;
        }
        const auto written =
            files.write(out_, base::as_bytes(sheet), base::IfPresent::replace, base::public_mode);
        if (!written) {
            return written.error().while_doing("writing " + out_);
        }
        desk.resources.terminal.print(fmt::format("Wrote {}.\n", out_));
        return Exit::done;
    }

private:
    PhraseChoice choice_;
    std::string out_;
};

/// `phrases import --lang pl FILE [--by NAME --on DATE]`
class PhrasesImportVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& verb = *word_group(app, "phrases", group_about)
                              .add_subcommand("import", "Takes a translator's spreadsheet back");
        choice_.declare(verb);
        verb.add_option("FILE", file_, "The CSV file, saved as UTF-8")->required();
        CLI::Option& by = *verb.add_option(
            "--by", checked_by_.name, "Who checked the rows that are marked checked");
        CLI::Option& on = *verb.add_option("--on", checked_by_.day, "On which day: YYYY-MM-DD");
        by.needs(&on);
        on.needs(&by);
        verb.footer(
            "Everything is checked first; when anything is wrong, nothing is changed.\n"
            "Example:\n  harmony-admin phrases import --lang pl polish.csv --by \"Anna Nowak\" "
            "--on 2026-11-27");
        return verb;
    }

    Result<Exit> run(Desk& desk) override {
        if (!checked_by_.day.empty() && !base::day_from_iso(checked_by_.day)) {
            return Error{ErrorKind::refused, "--on must be a date such as 2026-11-27"};
        }
        base::Files& files = desk.resources.files;
        const Result<TwoCatalogues> both = read_both(files, choice_);
        if (!both) {
            return both.error();
        }
        const Result<base::Bytes> bytes = files.read(file_, file_cap);
        if (!bytes) {
            return bytes.error().while_doing("reading " + file_);
        }
        const Result<std::vector<PhraseRow>> rows = read_phrase_sheet(*bytes);
        if (!rows) {
            return rows.error().while_doing(file_);
        }
        const PhraseImport import = judge_phrases(shipped_phrase_rules(),
                                                  both->master,
                                                  both->translation,
                                                  choice_.language,
                                                  *rows,
                                                  checked_by_);
        return import.findings.empty() ? take(desk, *both, import) : refuse(desk, import);
    }

private:
    [[nodiscard]] Result<Exit> refuse(Desk& desk, const PhraseImport& import) const {
        Terminal& terminal = desk.resources.terminal;
        for (const std::string& finding : import.findings) {
            terminal.complain(fmt::format("{}, {}\n", file_, finding));
        }
        terminal.complain(fmt::format("{} wrong: nothing was changed.\n",
                                      import.findings.size() == 1
                                          ? std::string("1 thing is")
                                          : fmt::format("{} things are", import.findings.size())));
        return Exit::refused;
    }

    [[nodiscard]] Result<Exit> take(Desk& desk,
                                    const TwoCatalogues& both,
                                    const PhraseImport& import) const {
        Terminal& terminal = desk.resources.terminal;
        const std::string catalogue = choice_.file(choice_.language);
        if (import.changes.empty()) {
            terminal.print(fmt::format("{} says all of this already.\n", catalogue));
            return Exit::done;
        }
        const Result<std::string> text = both.translation.with(import.changes, both.master.keys());
        if (!text) {
            return text.error();
        }
        const auto written = desk.resources.files.write(
            catalogue, base::as_bytes(*text), base::IfPresent::replace, base::public_mode);
        if (!written) {
            return written.error().while_doing("writing " + catalogue);
        }
        terminal.print(fmt::format("Wrote {}. New texts: {}. Checked now: {}.\n",
                                   catalogue,
                                   import.texts,
                                   import.checked));
        return Exit::done;
    }

    PhraseChoice choice_;
    std::string file_;
    CheckedBy checked_by_;
};

}  // namespace

std::unique_ptr<Verb> make_phrases_export_verb() {
    return std::make_unique<PhrasesExportVerb>();
}

std::unique_ptr<Verb> make_phrases_import_verb() {
    return std::make_unique<PhrasesImportVerb>();
}

}  // namespace harmony::admin
