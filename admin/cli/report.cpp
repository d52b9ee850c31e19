#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "admin/cli/desk.h"
#include "admin/findings.h"
#include "admin/findings_json.h"
#include "admin/report/html_report.h"
#include "admin/report/xlsx_report.h"

namespace harmony::admin {

namespace {

using base::Result;

/// `report`: the numbers of one survey as files that may be handed out.
class ReportVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& report = *app.add_subcommand("report", "Makes report files of one survey");
        report.add_option("--survey", survey_, "The survey's form_id")->required();
        report.add_option("--out", out_, "The folder for the files")->required();
        report.add_option("--audience", audience_, "For whom: internal, partner or public")
            ->check(CLI::IsMember({"internal", "partner", "public"}))
            ->capture_default_str();
        report.add_flag("--html", html_, "report.html, one file that needs nothing else");
        report.add_flag("--xlsx", xlsx_, "report.xlsx, one sheet a table");
        report.add_flag("--json", json_, "report.json, for programs");
        report.footer(
            "Without --html, --xlsx or --json all three are made.\n"
            "Example:\n  harmony-admin report --survey neighbourhood --out report --audience "
            "public");
        return report;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        const FindingsOrder order{survey_,
                                  {CountBy::place, CountBy::month, CountBy::language},
                                  *audience_of(audience_),
                                  "",
                                  desk.resources.clock.today()};
        const Result<Findings> findings = find_out(**office, order);
        if (!findings) {
            return findings.error();
        }
        if (!html_ && !xlsx_ && !json_) {
            html_ = xlsx_ = json_ = true;
        }
        if (auto written = write(*findings, desk.resources.files); !written) {
            return written.error().while_doing("writing the report to " + out_.string());
        }
        say(*findings, desk.resources.terminal);
        return Exit::done;
    }

private:
    Result<void> write(const Findings& findings, base::Files& files) const {
        const ReportInput input{findings.numbers, findings.texts};
        if (auto made = files.make_folders(out_, 0755); !made) {
            return made;
        }
        if (html_) {
            if (auto done = write_text(files, "report.html", render_html(input)); !done) {
                return done;
            }
        }
        if (json_) {
            const std::string text = findings_json(survey_, findings.numbers).dump(1) + '\n';
            if (auto done = write_text(files, "report.json", text); !done) {
                return done;
            }
        }
        return xlsx_ ? write_xlsx(input, out_ / "report.xlsx") : Result<void>();
    }

    [[nodiscard]] Result<void> write_text(base::Files& files,
                                          const char* name,
                                          const std::string& text) const {
        const auto written = files.write(
            out_ / name, base::as_bytes(text), base::IfPresent::replace, base::public_mode);
        return written ? Result<void>() : written.error();
    }

    void say(const Findings& findings, Terminal& terminal) const {
        const summary::Provenance& provenance = findings.numbers.provenance();
        std::string text =
            fmt::format("{}: {} responses, for the audience \"{}\"; {} numbers hidden.\n",
                        survey_,
                        provenance.fieldwork.responses,
                        audience_,
                        provenance.hidden_cells);
        for (const auto& [made, name] : {std::pair{html_, "report.html"},
                                         std::pair{xlsx_, "report.xlsx"},
                                         std::pair{json_, "report.json"}}) {
            text += made ? fmt::format("  {}\n", (out_ / name).string()) : std::string();
        }
        terminal.print(text);
    }

    std::string survey_;
    std::filesystem::path out_;
    std::string audience_ = "internal";
    bool html_ = false;
    bool xlsx_ = false;
    bool json_ = false;
};

}  // namespace

std::unique_ptr<Verb> make_report_verb() {
    return std::make_unique<ReportVerb>();
}

}  // namespace harmony::admin
