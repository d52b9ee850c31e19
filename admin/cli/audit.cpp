#include "admin/audit.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "admin/cli/desk.h"
#include "admin/cli/open_office.h"
#include "admin/cli/progress.h"
#include "admin/reopening.h"
#include "admin/scratch_folder.h"

namespace harmony::admin {

namespace {

using base::Result;

/// Shows how far it is, once there is something to show.
class Steps {
public:
    Steps(Desk& desk, std::string what) : desk_(desk), what_(std::move(what)) {}

    void operator()(std::size_t done, std::size_t total) {
        if (!bar_) {
            bar_.emplace(desk_.resources.terminal, desk_.resources.clock, what_, total);
        }
        bar_->show(done);
    }

private:
    Desk& desk_;
    std::string what_;
    std::optional<Progress> bar_;
};

/// `audit`: computes everything again from what kiosks signed.
class AuditVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& audit =
            *app.add_subcommand("audit", "Proves the store against what kiosks signed");
        audit.add_flag("--json", json_, "Prints the result as JSON");
        audit.footer(
            "Changes nothing. Ends with 1 when anything differs, and names it.\n"
            "Example:\n  harmony-admin audit");
        return audit;
    }

    Result<Exit> run(Desk& desk) override {
        const auto open = OpenOffice::open(desk);
        if (!open) {
            return open.error();
        }
        const auto scratch = ScratchFolder::make(open->office->folder().root());
        if (!scratch) {
            return scratch.error();
        }
        Steps steps(desk, "Proving");
        const IntakeTools tools =
            open->tools(desk, [&](auto done, auto total) { steps(done, total); });
        const auto report = audit(*open->office, tools, scratch->path());
        if (!report) {
            return report.error();
        }
        desk.resources.terminal.print(json_ ? as_json(*report) : as_text(*report));
        return report->findings.empty() ? Exit::done : Exit::refused;
    }

private:
    static std::string as_text(const AuditReport& report) {
        std::string text = fmt::format("{} kiosk streams, {} batches, {} records, {} answers.\n",
                                       report.streams,
                                       report.batches,
                                       report.records,
                                       report.responses);
        for (const std::string& remark : report.remarks) {
            text += remark + '\n';
        }
        if (report.erasures + report.adopted > 0) {
            text += fmt::format(
                "{} erasures and {} files taken in by decision, all with their "
                "notes.\n",
                report.erasures,
                report.adopted);
        }
        for (const std::string& finding : report.findings) {
            text += "LOOK INTO THIS: " + finding + '\n';
        }
        return text + (report.findings.empty() ? "Everything is as the kiosks signed it.\n" : "");
    }

    static std::string as_json(const AuditReport& report) {
        return nlohmann::json{{"streams", report.streams},
                              {"batches", report.batches},
                              {"records", report.records},
                              {"erasures", report.erasures},
                              {"adopted", report.adopted},
                              {"remarks", report.remarks},
                              {"responses", report.responses},
                              {"findings", report.findings}}
                   .dump() +
               '\n';
    }

    bool json_ = false;
};

/// `rebuild`: makes the tables anew from the batches.
class RebuildVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& rebuild =
            *app.add_subcommand("rebuild", "Makes the tables anew from the batches of kiosks");
        rebuild.footer(
            "The batches are the truth; whatever happens, they stay as they are.\n"
            "Example:\n  harmony-admin rebuild");
        return rebuild;
    }

    Result<Exit> run(Desk& desk) override {
        const auto open = OpenOffice::open(desk);
        if (!open) {
            return open.error();
        }
        Steps steps(desk, "Making anew");
        const IntakeTools tools =
            open->tools(desk, [&](auto done, auto total) { steps(done, total); });
        if (const auto made = rebuild_store(open->office->store(), tools); !made) {
            return made.error().while_doing("making the tables anew (they are as before)");
        }
        desk.resources.terminal.print(fmt::format("The tables were made anew from {} batches.\n",
                                                  open->office->store().batches().size()));
        return Exit::done;
    }
};

}  // namespace

std::unique_ptr<Verb> make_audit_verb() {
    return std::make_unique<AuditVerb>();
}

std::unique_ptr<Verb> make_rebuild_verb() {
    return std::make_unique<RebuildVerb>();
}

}  // namespace harmony::admin
