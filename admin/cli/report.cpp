#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "admin/cli/casework.h"
#include "admin/cli/desk.h"
#include "admin/cli/plan_desk.h"
#include "admin/findings.h"
#include "admin/report/document.h"
#include "admin/report/you_said_page.h"
#include "admin/report_extras.h"
#include "admin/report_files.h"
#include "admin/report_plans.h"
#include "admin/report_texts.h"
#include "admin/shipped_assets.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

std::string_view audience_in_words(summary::Audience audience) {
    switch (audience) {
        case summary::Audience::open: return "anybody";
        case summary::Audience::partner: return "a named partner";
        case summary::Audience::internal: break;
    }
    return "the office alone";
}

/// `report list`, `report define NAME`, `report NAME`, `report --survey FORM`.
class ReportVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& report =
            *app.add_subcommand("report", "Makes reports: list, define NAME, or NAME to make one");
        report.add_option("WHAT", words_, "list, define NAME, or the name of a report")
            ->expected(0, 2);
        report.add_option("--survey", survey_, "Everything about one survey, by its form_id");
        report.add_option("--out", out_, "The folder for the files; else one named as the report");
        report.add_option("--audience", audience_, "For whom: internal, partner or public")
            ->check(CLI::IsMember({"internal", "partner", "public"}))
            ->capture_default_str();
        report.add_option(
            "--wave", wave_, "Answers of one wave alone: 2026-q1, or a name of yours");
        declare_formats(report);
        consultation_.declare(report);
        report.footer(
            "Without --html, --pdf, --xlsx, --csv or --json all five are made.\n"
            "Example:\n  harmony-admin report list\n"
            "  harmony-admin report neighbourhood --audience public --out report\n"
            "  harmony-admin report define scrutiny\n"
            "  harmony-admin report --survey neighbourhood --out report --audience public");
        return report;
    }

    Result<Exit> run(Desk& desk) override {
        const bool one_survey = !survey_.empty() && words_.empty();
        if (!one_survey && words_.empty()) {
            desk.resources.terminal.complain(
                "Which report? See them: harmony-admin report list. Or everything about one "
                "survey: --survey FORM --out FOLDER\n");
            return Exit::usage;
        }
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        PlanShelf shelf(shipped_assets() / "reports",
                        (*office)->folder().root() / "reports",
                        desk.resources.files);
        if (one_survey) {
            return everything(**office, desk);
        }
        if (words_.front() == "list") {
            return list(shelf, desk.resources.terminal);
        }
        if (words_.front() == "define") {
            return define(shelf, desk.resources.terminal);
        }
        return make(words_.front() == "make" && words_.size() == 2 ? words_[1] : words_.front(),
                    shelf,
                    **office,
                    desk);
    }

private:
    void declare_formats(CLI::App& report) {
        report.add_flag("--html", formats_.html, "report.html, one file that needs nothing else");
        report.add_flag("--pdf", formats_.pdf, "report.pdf, tagged, for paper and screen readers");
        report.add_flag("--xlsx", formats_.xlsx, "report.xlsx, one sheet a table");
        report.add_flag("--csv", formats_.csv, "report.csv, one number a line, and its codebook");
        report.add_flag("--json", formats_.json, "report.json, for programs; maps as GeoJSON");
        report.add_flag("--png", formats_.png, "Each chart as a picture, for slides");
    }

    static Result<Exit> list(PlanShelf& shelf, Terminal& terminal) {
        const auto plans = shelf.list();
        if (!plans) {
            return plans.error();
        }
        std::string text;
        for (const ReportPlan& plan : *plans) {
            text +=
                fmt::format("{:<15}{}\n{:<15}{}At most for {}.\n",
                            plan.id,
                            plan.about,
                            "",
                            plan.survey.empty() ? "" : fmt::format("From survey {}. ", plan.survey),
                            audience_in_words(plan.widest));
        }
        terminal.print(text +
                       "\nMake one: harmony-admin report NAME --audience public --out "
                       "FOLDER\nChange one: harmony-admin report define NAME\n");
        return Exit::done;
    }

    Result<Exit> define(PlanShelf& shelf, Terminal& terminal) const {
        if (words_.size() < 2) {
            terminal.complain("Which one? harmony-admin report define NAME\n");
            return Exit::usage;
        }
        const auto file = shelf.copy(words_[1]);
        if (!file) {
            return file.error();
        }
        terminal.print(
            fmt::format("{}\nChange it in any editor: from now on it is made in place "
                        "of the one that came with Harmony.\n",
                        file->string()));
        return Exit::done;
    }

    /// Without a plan: all questions in their order.
    Result<Exit> everything(Office& office, Desk& desk) {
        if (out_.empty()) {
            desk.resources.terminal.complain("Where to? --out FOLDER\n");
            return Exit::usage;
        }
        const FindingsOrder order{survey_,
                                  {CountBy::place, CountBy::month, CountBy::language},
                                  *audience_of(audience_),
                                  "",
                                  desk.resources.clock.today()};
        const Result<Findings> findings = find_out(office, order);
        if (!findings) {
            return findings.error();
        }
        const ReportInput input{findings->numbers, findings->texts};
        return write({document_of(input), &input, survey_, {}}, desk);
    }

    Result<Exit> make(const std::string& id, PlanShelf& shelf, Office& office, Desk& desk) {
        const Result<ReportPlan> plan = shelf.find(id);
        if (!plan) {
            return plan.error();
        }
        if (out_.empty()) {
            out_ = id;
        }
        const summary::Audience audience = *audience_of(audience_);
        if (audience < plan->widest) {
            return Error{ErrorKind::refused,
                         fmt::format("the report {} is at most for {}: make it with --audience {}",
                                     id,
                                     audience_in_words(plan->widest),
                                     audience_word(plan->widest))};
        }
        if (!plan->survey.empty()) {
            return planned(*plan, audience, office, desk);
        }
        return plan->widest == summary::Audience::internal ? digest(*plan, office, desk)
                                                           : you_said(desk);
    }

    /// What people said and what was done: the page of `you-said page`, in every format.
    Result<Exit> you_said(Desk& desk) {
        const Result<Casework> work = Casework::open(desk);
        if (!work) {
            return work.error();
        }
        Office& office = *work->desk.office;
        const auto book = YouSaidBook::open(office.store());
        if (!book) {
            return book.error();
        }
        return write({you_said_document(items_shown(*book, work->today),
                                        little_things(work->state, work->today),
                                        office.settings().organisation,
                                        work->today),
                      nullptr,
                      "",
                      {}},
                     desk);
    }

    Result<Exit> digest(const ReportPlan& plan, Office& office, Desk& desk) {
        const Result<Casework> work = Casework::open(desk);
        if (!work) {
            return work.error();
        }
        const auto tables = weekly_tables(office,
                                          {work->state, work->desk.dates, work->today},
                                          desk.resources.clock.now(),
                                          desk.resources.random);
        if (!tables) {
            return tables.error();
        }
        ReportTexts texts;
        texts.organisation = office.settings().organisation;
        texts.made = desk.resources.clock.today();
        return write({internal_document(plan, texts, *tables), nullptr, "", {}}, desk);
    }

    Result<Exit> planned(const ReportPlan& plan,
                         summary::Audience audience,
                         Office& office,
                         Desk& desk) {
        Result<std::optional<Consultation>> days = consultation_.read(plan, desk);
        if (!days) {
            return days.error();
        }
        FindingsOrder order = order_of(plan, audience, *days, office, desk.resources.clock.today());
        if (!wave_.empty()) {
            order.wave = wave_;
        }
        Result<Findings> findings = find_out(office, order);
        if (!findings) {
            return findings.error();
        }
        findings->texts.businesses = plan.unit == Unit::businesses;
        const Result<PlanExtras> extras =
            extras_of(plan, findings->numbers, std::move(*days), office, desk);
        if (!extras) {
            return extras.error();
        }
        const ReportInput input{findings->numbers, findings->texts};
        return write({document_of(plan, input, *extras), &input, plan.survey, extras->maps}, desk);
    }

    Result<Exit> write(const FinishedReport& report, Desk& desk) {
        const auto written = write_report(
            report, formats_.any() ? formats_ : usual_formats(), out_, desk.resources.files);
        if (!written) {
            return written.error().while_doing("writing the report to " + out_.string());
        }
        std::string text;
        if (report.input != nullptr) {
            const summary::Provenance& provenance = report.input->numbers.provenance();
            text = fmt::format("{}: {} responses, for the audience \"{}\"; {} numbers hidden.\n",
                               report.document.head().title,
                               provenance.fieldwork.responses,
                               audience_,
                               provenance.hidden_cells);
        } else {
            text = fmt::format("{}: for {}.\n",
                               report.document.head().title,
                               report.document.head().internal_mark.empty()
                                   ? "anybody"
                                   : audience_in_words(summary::Audience::internal));
        }
        for (const std::string& name : *written) {
            text += fmt::format("  {}\n", (out_ / name).string());
        }
        if (report.input != nullptr && audience_ == "public") {
            text +=
                "This is a preview, and stands in no register. Publish it with: harmony-admin "
                "release "
                "make\n";
        }
        desk.resources.terminal.print(text);
        return Exit::done;
    }

    std::vector<std::string> words_;
    std::string survey_;
    std::filesystem::path out_;
    std::string audience_ = "internal";
    ReportFormats formats_;
    std::string wave_;
    ConsultationOptions consultation_;
};

}  // namespace

std::unique_ptr<Verb> make_report_verb() {
    return std::make_unique<ReportVerb>();
}

}  // namespace harmony::admin
