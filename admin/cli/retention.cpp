#include "admin/rights/retention.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "admin/cli/casework.h"
#include "admin/cli/casework_verbs.h"
#include "admin/cli/open_office.h"
#include "admin/cli/text_table.h"
#include "admin/published_shelf.h"
#include "admin/rights/rights_register.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

constexpr std::chrono::months rights_months{24};

/// When each date is over, and how long what was given for it is kept.
Result<std::map<events::OccurrenceId, KeptDate>> dates_of(const EventShelf& shelf,
                                                          db::OfficeStore& store) {
    std::map<events::OccurrenceId, KeptDate> dates;
    for (const auto& [id, date] : dates_on_shelf(store)) {
        dates[id] = {date.day, 365};
    }
    for (const events::Series& series : shelf.all()) {
        const auto all = events::expand(series, events_hash());
        if (!all) {
            return all.error();
        }
        for (const events::Occurrence& date : *all) {
            dates[date.id] = {std::chrono::floor<std::chrono::days>(date.end), series.keep_days};
        }
    }
    return dates;
}

/// `retention run`: what was kept long enough goes.
class RetentionVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& run = *word_group(app, "retention", "What was kept long enough")
                             .add_subcommand("run", "Deletes it, after saying what it is");
        run.add_flag("--dry-run", dry_run_, "Says what would go; deletes nothing");
        run.add_flag("--yes", yes_, "Does not ask");
        run.add_flag("--json",
                     json_,
                     "Prints the deletion record as JSON, with --yes; or what would go, with "
                     "--dry-run");
        run.footer(
            "Run it once a day. What it did stands in the office's books, without a name.\n"
            "Example:\n  harmony-admin retention run --dry-run");
        return run;
    }

    Result<Exit> run(Desk& desk) override {
        Result<Casework> work = Casework::open(desk);
        if (!work) {
            return work.error();
        }
        const auto dates = dates_of(work->desk.shelf, work->desk.office->store());
        if (!dates) {
            return dates.error();
        }
        const OfficeFacts facts = work->desk.book.all();
        const RetentionPlan plan =
            with_records(desk, plan_retention(work->state, facts, *dates, work->today));
        Terminal& terminal = desk.resources.terminal;
        if (!json_) {
            terminal.print(text_of(plan));
        }
        if (dry_run_) {
            terminal.print(json_ ? json_of(plan).dump() + '\n' : std::string());
            return Exit::done;
        }
        const bool sure =
            yes_ || plan.empty() || terminal.ask("Delete this for good? Type yes: ") == "yes";
        return sure ? carry_out(desk, *work, plan, facts)
                    : Result<Exit>(
                          Error{ErrorKind::refused,
                                "Nothing was deleted. Answer yes, or use --yes, to delete it"});
    }

private:
    /// What was taken back by receipt is asked for again and again; it is there only once.
    static RetentionPlan with_records(Desk& desk, RetentionPlan plan) {
        const auto back = plan.find(KeptClass::taken_back);
        if (back == plan.end()) {
            return plan;
        }
        const auto open = OpenOffice::open(desk);
        std::set<events::SubjectId> there;
        if (open) {
            for (const SubjectRecord& record :
                 records_about(*open->office, open->ring, back->second)) {
                if (!record.kind) {
                    there.insert(record.subject);
                }
            }
        }
        back->second = std::move(there);
        if (back->second.empty()) {
            plan.erase(back);
        }
        return plan;
    }

    static std::string text_of(const RetentionPlan& plan) {
        if (plan.empty()) {
            return "Nothing was kept too long.\n";
        }
        TextTable table({{"What"}, {"How many", Align::right}, {"Kept"}});
        for (const auto& [what, subjects] : plan) {
            table.add({std::string(kept_class_names.at(static_cast<std::size_t>(what))),
                       fmt::to_string(subjects.size()),
                       std::string(rule_of(what))});
        }
        return table.text();
    }

    static json json_of(const RetentionPlan& plan) {
        json list = json::array();
        for (const auto& [what, subjects] : plan) {
            list.push_back({{"what", kept_class_names.at(static_cast<std::size_t>(what))},
                            {"count", subjects.size()},
                            {"kept", rule_of(what)}});
        }
        return {{"would_delete", list}};
    }

    Result<Exit> carry_out(Desk& desk,
                           Casework& work,
                           const RetentionPlan& plan,
                           const OfficeFacts& facts) const {
        std::string did;
        json record = json::object();
        if (!plan.empty()) {
            const auto open = OpenOffice::open(desk);
            if (!open) {
                return open.error();
            }
            const auto publisher = open_publisher(*open->office, desk);
            if (!publisher) {
                return publisher.error();
            }
            const IntakeTools tools = open->tools(desk, {});
            const Eraser eraser{*open->office,
                                open->ring,
                                *publisher,
                                tools,
                                desk.resources.files,
                                desk.resources.random};
            for (const auto& [what, subjects] : plan) {
                const auto gone = do_retention(eraser, what, subjects, work.state, facts);
                if (!gone) {
                    return gone.error().while_doing("deleting (run it again)");
                }
                const std::string_view name = kept_class_names.at(static_cast<std::size_t>(what));
                did += fmt::format("{}{}: {}", did.empty() ? "" : "; ", name, subjects.size());
                record[std::string(name)] = subjects.size();
            }
        }
        return finish(desk, work, did, std::move(record));
    }

    Result<Exit> finish(Desk& desk, Casework& work, std::string did, json record) const {
        db::OfficeStore& store = work.desk.office->store();
        auto rights = RightsRegister::open(store);
        const auto dropped = rights ? rights->drop_closed_before(events::add_months(
                                          work.today, -static_cast<int>(rights_months.count())))
                                    : Result<std::size_t>(rights.error());
        if (!dropped) {
            return dropped.error();
        }
        if (*dropped > 0) {
            did += fmt::format("{}rights requests: {}", did.empty() ? "" : "; ", *dropped);
            record["rights requests"] = *dropped;
        }
        const std::string run = base::RecordId::random(desk.resources.random).hex().substr(0, 8);
        const Result<void> noted = store.note(
            {work.today, "retention", run, did.empty() ? "nothing was kept too long" : did});
        if (!noted) {
            return noted.error();
        }
        desk.resources.terminal.print(
            json_ ? json{{"run", run}, {"until", base::to_iso(work.today)}, {"deleted", record}}
                            .dump() +
                        '\n'
                  : fmt::format("Deletion record {}: {}.\n",
                                run,
                                did.empty() ? "nothing was kept too long" : did));
        return Exit::done;
    }

    bool dry_run_ = false;
    bool yes_ = false;
    bool json_ = false;
};

/// `consent show`: a text as it was shown.
class ConsentShowVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& show = *word_group(app, "consent", "What people agreed to")
                              .add_subcommand("show", "A text as it was shown");
        show.add_option("HASH", hash_, "64 letters and digits")->required();
        show.footer("Example:\n  harmony-admin consent show 0b1158eddd9e37c6...");
        return show;
    }

    Result<Exit> run(Desk& desk) override {
        const auto hash = base::Digest::from_hex(hash_);
        if (!hash) {
            return Error{ErrorKind::refused, "a hash has 64 letters and digits, 0-9 and a-f"};
        }
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        const auto text = consent_on_shelf((*office)->store(), *hash);
        if (!text) {
            return Error{ErrorKind::absent, "no such text was published here"};
        }
        desk.resources.terminal.print(*text);
        return Exit::done;
    }

private:
    std::string hash_;
};

}  // namespace

std::unique_ptr<Verb> make_retention_verb() {
    return std::make_unique<RetentionVerb>();
}

std::unique_ptr<Verb> make_consent_show_verb() {
    return std::make_unique<ConsentShowVerb>();
}

}  // namespace harmony::admin
