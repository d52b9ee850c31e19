#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "admin/cli/desk.h"
#include "admin/findings.h"
#include "admin/report/document.h"
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

constexpr std::size_t most_of_a_statement = 64 * 1024;

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
        declare_formats(report);
        declare_consultation(report);
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

    void declare_consultation(CLI::App& report) {
        report.add_option("--opens", opens_, "Of a consultation: its first day, as 2026-03-01");
        report.add_option("--closes", closes_, "Of a consultation: its last day");
        report.add_option("--statement",
                          statement_,
                          "Of a consultation: a text file that says how what people said was "
                          "taken into account");
        report.add_flag("--interim", interim_, "Of a consultation that is still open");
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
        if (plan->id == "ysws") {
            return Error{ErrorKind::refused,
                         "the page of what people said and what was done is made from the office's "
                         "actions: see harmony-admin --help for the words that begin with ysws"};
        }
        return plan->survey.empty() ? digest(*plan, office, desk)
                                    : planned(*plan, audience, office, desk);
    }

    Result<Exit> digest(const ReportPlan& plan, Office& office, Desk& desk) {
        const auto tables = weekly_tables(office, desk.resources.clock.now());
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
        PlanExtras extras;
        if (plan.consultation) {
            auto days = consultation(desk);
            if (!days) {
                return days.error();
            }
            extras.consultation = std::move(*days);
        }
        const FindingsOrder order{
            plan.survey, breakdowns_of(plan), audience, "", desk.resources.clock.today()};
        Result<Findings> findings = find_out(office, order);
        if (!findings) {
            return findings.error();
        }
        findings->texts.businesses = plan.unit == Unit::businesses;
        if (auto added = add_extras(plan, audience, office, desk.resources.clock.now(), extras);
            !added) {
            return added.error();
        }
        const ReportInput input{findings->numbers, findings->texts};
        return write({document_of(plan, input, extras), &input, plan.survey, extras.maps}, desk);
    }

    /// Errors: refused (no days; still open and not said to be interim; no statement).
    [[nodiscard]] Result<Consultation> consultation(Desk& desk) const {
        Consultation days;
        const auto opens = base::day_from_iso(opens_);
        const auto closes = base::day_from_iso(closes_);
        if (!opens || !closes || *closes < *opens) {
            return Error{ErrorKind::refused,
                         "say when the consultation opened and closed: --opens 2026-03-01 --closes "
                         "2026-05-01"};
        }
        days.opens = *opens;
        days.closes = *closes;
        days.interim = interim_;
        if (desk.resources.clock.today() <= *closes && !interim_) {
            return Error{ErrorKind::refused,
                         fmt::format("the consultation is open until {}: its evidence is not whole "
                                     "before. For a look at it so far: --interim",
                                     base::to_iso(*closes))};
        }
        if (!statement_.empty()) {
            const auto text = desk.resources.files.read(statement_, most_of_a_statement);
            if (!text) {
                return text.error();
            }
            days.statement = base::as_text(*text);
        }
        if (days.statement.empty() && !interim_) {
            return Error{ErrorKind::refused,
                         "write down how what people said was taken into account, and name the "
                         "file: --statement FILE. The pack cannot be used without it"};
        }
        return days;
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
            text = report.document.head().title + ": for the office alone.\n";
        }
        for (const std::string& name : *written) {
            text += fmt::format("  {}\n", (out_ / name).string());
        }
        desk.resources.terminal.print(text);
        return Exit::done;
    }

    std::vector<std::string> words_;
    std::string survey_;
    std::filesystem::path out_;
    std::string audience_ = "internal";
    ReportFormats formats_;
    std::string opens_;
    std::string closes_;
    std::filesystem::path statement_;
    bool interim_ = false;
};

}  // namespace

std::unique_ptr<Verb> make_report_verb() {
    return std::make_unique<ReportVerb>();
}

}  // namespace harmony::admin
