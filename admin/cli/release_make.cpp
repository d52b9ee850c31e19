#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "admin/cli/desk.h"
#include "admin/cli/numbers_verbs.h"
#include "admin/cli/plan_desk.h"
#include "admin/numbers/release_files.h"
#include "admin/report/document.h"
#include "admin/report/words.h"
#include "admin/report_plans.h"
#include "admin/shipped_assets.h"

// What leaves the office: made once, kept in the register, signed; verified and made again.

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr const char* about_release = "What was given out, and what may be given out beside it";

class ReleaseMakeVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& make =
            *word_group(app, "release", about_release)
                 .add_subcommand("make", "Makes the files of a release and freezes it");
        make.add_option("--survey", survey_, "Everything about a survey, by its form_id");
        make.add_option("--report", report_, "Or one of the reports of: report list");
        make.add_option("--audience", audience_, "For whom: public or partner")
            ->check(CLI::IsMember({"public", "partner"}))
            ->capture_default_str();
        make.add_option("--wave", wave_, "Answers of one wave alone: 2026-q1, or a name of yours");
        make.add_option(
            "--by", by_, "With --survey, breakdowns: place, month, wave, language, a question");
        make.add_option("--out", out_, "The folder for the files")->required();
        make.add_flag("--try", try_, "Says whether it could be made, and keeps nothing");
        consultation_.declare(make);
        make.footer(
            "While answers still come in, counts are rounded to 5; when the wave has ended "
            "they are exact.\nExample:\n  harmony-admin release make --survey "
            "neighbourhood --wave 2026-q1 --by place --out release-q1\n  harmony-admin release "
            "make "
            "--report pspo --opens 2026-03-02 --closes 2026-05-20 --statement taken.txt --out "
            "pspo");
        return make;
    }

    Result<Exit> run(Desk& desk) override {
        if (survey_.empty() == report_.empty()) {
            desk.resources.terminal.complain(
                "Of what? Either everything about a survey, --survey FORM, or a report, "
                "--report NAME\n");
            return Exit::usage;
        }
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        Result<ReportPlan> plan = plan_of(**office, desk);
        if (!plan) {
            return plan.error();
        }
        const summary::Audience audience = *audience_of(audience_);
        if (audience < plan->widest) {
            return Error{ErrorKind::refused, report_ + " is not made for the public"};
        }
        const auto days = consultation_.read(*plan, desk);
        if (!days) {
            return days.error();
        }
        FindingsOrder order =
            order_of(*plan, audience, *days, **office, desk.resources.clock.today());
        order.wave = wave_.empty() ? order.wave : wave_;
        for (const std::string& by : by_) {
            order.by.push_back(breakdown_of(by));
        }
        Result<PreparedRelease> release = prepare_release(**office, order, desk.resources.random);
        if (!release) {
            return release.error();
        }
        if (try_) {
            desk.resources.terminal.print(fmt::format(
                "{} could be released now: {} numbers hidden, counts {}. Nothing was kept.\n",
                name(),
                release->findings.numbers.provenance().hidden_cells,
                release->entry.rounding == 1 ? "exact" : "rounded to 5"));
            return Exit::done;
        }
        return freeze(*plan, *days, *release, **office, desk);
    }

private:
    [[nodiscard]] const std::string& name() const { return survey_.empty() ? report_ : survey_; }

    /// A survey without a report: a plan without parts.
    Result<ReportPlan> plan_of(Office& office, Desk& desk) const {
        if (report_.empty()) {
            ReportPlan whole;
            whole.survey = survey_;
            return whole;
        }
        Result<ReportPlan> plan = PlanShelf(shipped_assets() / "reports",
                                            office.folder().root() / "reports",
                                            desk.resources.files)
                                      .find(report_);
        if (plan && plan->survey.empty()) {
            return Error{ErrorKind::refused,
                         report_ +
                             " is made of the office's books, not of answers: see "
                             "harmony-admin report " +
                             report_};
        }
        return plan;
    }

    Result<Exit> freeze(const ReportPlan& plan,
                        const std::optional<Consultation>& days,
                        PreparedRelease& release,
                        Office& office,
                        Desk& desk) const {
        const Result<PlanExtras> extras =
            extras_of(plan, release.findings.numbers, days, office, desk);
        const Result<sync::SignKeyPair> key = open_publisher(office, desk);
        if (!extras || !key) {
            return extras ? key.error() : extras.error();
        }
        // First the register: files that nobody knows of could be what gives somebody away.
        if (auto kept = keep_release(office.store(), release.entry); !kept) {
            return kept.error();
        }
        release.findings.texts.businesses = plan.unit == Unit::businesses;
        const ReportInput input{release.findings.numbers, release.findings.texts};
        const FinishedReport report{
            plan.parts.empty() ? document_of(input) : document_of(plan, input, *extras),
            &input,
            plan.survey,
            extras->maps};
        const FrozenRelease frozen{release.entry, report, plan.id, days};
        if (auto written = freeze_release(frozen, out_, *key, office, desk.resources.files);
            !written) {
            return written.error().while_doing(
                fmt::format("writing release {} to {} (it stands in the register all the same)",
                            release.entry.number,
                            out_.string()));
        }
        desk.resources.terminal.print(
            fmt::format("Release {}: {} of {}, for the audience \"{}\"; {} numbers hidden, counts "
                        "{}.\n  {}\n",
                        release.entry.number,
                        name(),
                        release.entry.wave.empty() ? "all days" : release.entry.wave,
                        audience_,
                        release.findings.numbers.provenance().hidden_cells,
                        release.entry.rounding == 1 ? "exact" : "rounded to 5",
                        out_.string()));
        return Exit::done;
    }

    std::string survey_;
    std::string report_;
    std::string audience_ = "public";
    std::string wave_;
    std::vector<std::string> by_;
    std::filesystem::path out_;
    bool try_ = false;
    ConsultationOptions consultation_;
};

class ReleaseVerifyVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& verify =
            *word_group(app, "release", about_release)
                 .add_subcommand("verify", "Whether files are as they were released");
        verify.add_option("FOLDER", folder_, "The folder of the release")->required();
        verify.footer("Example:\n  harmony-admin release verify release-q1");
        return verify;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        const auto manifest = verified_manifest(folder_, **office, desk.resources.files);
        if (!manifest) {
            return manifest.error();
        }
        desk.resources.terminal.print(
            fmt::format("The files are those of release {}, signed by this office.\n",
                        manifest->at("number").get<std::uint64_t>()));
        return Exit::done;
    }

private:
    std::filesystem::path folder_;
};

/// `release reproduce`: counts again, and compares.
class ReleaseReproduceVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& reproduce =
            *word_group(app, "release", about_release)
                 .add_subcommand("reproduce",
                                 "Counts the answers again and compares with what was released");
        reproduce.add_option("FOLDER", folder_, "The folder of the release")->required();
        reproduce.footer("Example:\n  harmony-admin release reproduce pspo");
        return reproduce;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        const auto manifest = verified_manifest(folder_, **office, desk.resources.files);
        if (!manifest) {
            return manifest.error();
        }
        const Result<Remade> remade = remake_dataset(*manifest, **office, desk.resources.random);
        if (!remade) {
            return remade.error();
        }
        std::string text;
        for (const RemadeFile& file : remade->files) {
            text += fmt::format(
                "{:<22}{}\n", file.name, file.same ? "the same, byte for byte" : "differs");
        }
        desk.resources.terminal.print(text);
        if (remade->same()) {
            desk.resources.terminal.print(
                "Release " + std::to_string(manifest->at("number").get<std::uint64_t>()) +
                " was counted again from the answers: the dataset is the same.\n");
            return Exit::done;
        }
        return Error{ErrorKind::refused, why_not(*remade)};
    }

private:
    static std::string why_not(const Remade& remade) {
        if (remade.came == 0 && remade.went == 0) {
            return "the answers are those of the release and its numbers are not: a definition, "
                   "such as the weighting file or a wave, was changed since";
        }
        return fmt::format(
            "the answers are not those of the release any more: {} came and {} went "
            "since",
            grouped_digits(remade.came),
            grouped_digits(remade.went));
    }

    std::filesystem::path folder_;
};

}  // namespace

std::unique_ptr<Verb> make_release_make_verb() {
    return std::make_unique<ReleaseMakeVerb>();
}

std::unique_ptr<Verb> make_release_verify_verb() {
    return std::make_unique<ReleaseVerifyVerb>();
}

std::unique_ptr<Verb> make_release_reproduce_verb() {
    return std::make_unique<ReleaseReproduceVerb>();
}

}  // namespace harmony::admin
