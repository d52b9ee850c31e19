#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "admin/cases/case_export.h"
#include "admin/cases/case_words.h"
#include "admin/cases/keyed_in.h"
#include "admin/cli/casework.h"
#include "admin/cli/casework_verbs.h"
#include "events/contact.h"
#include "survey/grid.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::size_t longest_place = 60;
constexpr std::size_t longest_words = 300;
constexpr int cell_metres = 10;

CLI::App& case_group(CLI::App& app) {
    return word_group(app, "case", "Little things that residents reported, until they were told");
}

/// `case add`: a report that came by phone, letter or at the desk.
class CaseAddVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& add = *case_group(app).add_subcommand(
            "add", "Keys in a report that came by phone, on paper or at the desk");
        add.add_option("--kind", kind_, "rubbish, street_light, needles, ...")->required();
        add.add_option("--place", place_, "A name of the place list");
        add.add_option("--grid", grid_, "Where it is as a grid reference of 10 m: NZ46011924");
        add.add_option("--words", words_, "What they said; may be personal");
        add.add_option("--name", contact_.name, "If they want to hear back: their name");
        add.add_option("--phone", contact_.phone, "... and phone number");
        add.add_option("--email", contact_.email, "... or email address");
        add.footer(
            "Prints the receipt number once: give it to them. It stands nowhere.\n"
            "Before you key in how to reach somebody, say: \"You may keep my name and how to reach "
            "me, to answer\nme about this.\"\n"
            "Example:\n  harmony-admin case add --kind street_light --place canal_path");
        return add;
    }

    Result<Exit> run(Desk& desk) override {
        Result<events::CaseOpened> opened = this->opened();
        if (!opened) {
            return opened.error();
        }
        Result<Casework> work = Casework::open(desk);
        if (!work) {
            return work.error();
        }
        db::OfficeStore& store = work->desk.office->store();
        const auto receipt = new_receipt(store, desk.resources.random);
        if (!receipt) {
            return receipt.error();
        }
        std::vector<OfficeFact> facts{{receipt->subject, {}, std::move(*opened)}};
        if (contact_.any()) {
            auto given = keyed_contact(store, contact_);
            if (!given) {
                return given.error();
            }
            facts.push_back({receipt->subject, {}, std::move(*given)});
        }
        const auto written = work->desk.write(desk, facts);
        if (!written) {
            return written.error();
        }
        desk.resources.terminal.print(fmt::format("Case {} is open. Receipt number: {}\n",
                                                  short_id(receipt->subject),
                                                  receipt->digits.view()));
        return Exit::done;
    }

private:
    [[nodiscard]] Result<events::CaseOpened> opened() const {
        events::CaseOpened made;
        const auto kind = named<events::CaseKind>(kind_, case_kind_names, "kind of case");
        const auto place = fact_text(place_, longest_place, "--place");
        const auto words = fact_text(words_, longest_words, "--words");
        if (!kind || !place || !words) {
            return !kind ? kind.error() : !place ? place.error() : words.error();
        }
        if (place_.empty() == grid_.empty()) {
            return Error{ErrorKind::refused, "say where it is: --place or --grid"};
        }
        made.kind = *kind;
        made.place = *place;
        made.text.assign(*words);
        made.language = "en";
        if (!grid_.empty()) {
            const auto cell = survey::read_cell(grid_);
            if (!cell || cell->edge_m != cell_metres) {
                return Error{ErrorKind::refused,
                             "--grid: write two letters and eight digits, such as NZ46011924"};
            }
            made.cell = events::CaseCell{cell->west / cell_metres, cell->south / cell_metres};
        }
        return made;
    }

    std::string kind_;
    std::string place_;
    std::string grid_;
    std::string words_;
    TypedContact contact_;
};

/// `case export`: for partners, with the least that lets them act.
class CaseExportVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& file = *case_group(app).add_subcommand(
            "export", "Writes cases for a partner: no names, no numbers, no receipts");
        file.add_option("--csv", csv_, "For spreadsheets");
        file.add_option("--json", json_, "For programs");
        file.add_option("--owner", filter_.owner, "Those of one team or partner");
        file.add_option("--place", filter_.place, "Those at one place");
        file.add_flag("--all", filter_.ended, "Also closed, joined and withdrawn ones");
        file.add_option("--words-reason",
                        reason_,
                        "Also the reporters' own words, and why: kept in the office's books");
        file.footer(
            "Example:\n  harmony-admin case export --owner \"Street lighting\" --csv lighting.csv");
        return file;
    }

    Result<Exit> run(Desk& desk) override {
        if (csv_.empty() && json_.empty()) {
            return Error{ErrorKind::refused, "name the file: --csv FILE or --json FILE"};
        }
        Result<Casework> work = Casework::open(desk);
        if (!work) {
            return work.error();
        }
        const auto lines = list_cases(work->state, filter_, work->holidays, work->today);
        const auto words = reason_.empty() ? CaseWords::left_out : CaseWords::included;
        if (words == CaseWords::included) {
            const Result<void> noted = work->note_look(
                desk, "case-export", fmt::format("{} cases", lines.size()), reason_);
            if (!noted) {
                return noted.error();
            }
        }
        base::Files& files = desk.resources.files;
        if (!csv_.empty()) {
            const auto written = write_private(files, csv_, cases_csv(lines, words));
            if (!written) {
                return written.error();
            }
        }
        if (!json_.empty()) {
            const auto written = write_private(files, json_, cases_json(lines, words, work->today));
            if (!written) {
                return written.error();
            }
        }
        desk.resources.terminal.print(fmt::format("{} cases written.\n", lines.size()));
        return Exit::done;
    }

private:
    CaseFilter filter_;
    std::string csv_;
    std::string json_;
    std::string reason_;
};

}  // namespace

std::unique_ptr<Verb> make_case_add_verb() {
    return std::make_unique<CaseAddVerb>();
}

std::unique_ptr<Verb> make_case_export_verb() {
    return std::make_unique<CaseExportVerb>();
}

}  // namespace harmony::admin
