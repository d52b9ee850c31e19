#include "admin/cases/case_list.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "admin/cases/case_words.h"
#include "admin/cli/casework.h"
#include "admin/cli/casework_verbs.h"
#include "admin/cli/text_table.h"
#include "admin/report/words.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using events::CaseRecord;
using nlohmann::json;

CLI::App& case_group(CLI::App& app) {
    return word_group(app, "case", "Little things that residents reported, until they were told");
}

json line_json(const CaseLine& line) {
    const CaseRecord& record = *line.record;
    json alike = json::array();
    for (const events::SubjectId& other : line.alike) {
        alike.push_back(other.hex());
    }
    return {{"id", record.id.hex()},
            {"kind", name_of(record.kind)},
            {"where", where_of(record)},
            {"state", events::name_of(record.state)},
            {"owner", record.owner},
            {"opened", base::to_iso(record.opened_on)},
            {"changed", base::to_iso(record.changed_on)},
            {"due", line.due ? json(base::to_iso(*line.due)) : json()},
            {"late", line.due && line.colour == events::DueColour::red},
            {"reports", line.reports},
            {"alike", alike},
            {"wants_news", record.person.contact.has_value()}};
}

/// `case list`: what is open, late things first.
class CaseListVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& list = *case_group(app).add_subcommand("list", "What is open; late ones first");
        list.add_option("--state", state_, "received, with_owner, planned, done, told, ...");
        list.add_option("--kind", kind_, "rubbish, street_light, needles, ...");
        list.add_option("--owner", owner_, "Those of one team or partner");
        list.add_option("--place", place_, "Those at one place, as the list names it");
        list.add_flag("--late", late_, "Late ones alone");
        list.add_flag("--all", all_, "Also closed, joined and withdrawn ones");
        list.add_flag("--json", json_, "Prints the list as JSON");
        list.footer("Example:\n  harmony-admin case list --late --owner \"Street care\"");
        return list;
    }

    Result<Exit> run(Desk& desk) override {
        const Result<CaseFilter> filter = this->filter();
        if (!filter) {
            return filter.error();
        }
        const Result<Casework> work = Casework::open(desk);
        if (!work) {
            return work.error();
        }
        const auto lines = list_cases(work->state, *filter, work->holidays, work->today);
        Terminal& terminal = desk.resources.terminal;
        if (json_) {
            json list = json::array();
            std::transform(lines.begin(), lines.end(), std::back_inserter(list), line_json);
            terminal.print(json{{"cases", list}}.dump() + '\n');
            return Exit::done;
        }
        terminal.print(lines.empty() ? "No such case.\n" : table(lines, work->today, terminal));
        return Exit::done;
    }

private:
    [[nodiscard]] Result<CaseFilter> filter() const {
        CaseFilter made;
        if (!state_.empty()) {
            const auto state =
                named<events::CaseState>(state_, events::case_state_names, "state of a case");
            if (!state) {
                return state.error();
            }
            made.state = *state;
        }
        if (!kind_.empty()) {
            const auto kind = named<events::CaseKind>(kind_, case_kind_names, "kind of case");
            if (!kind) {
                return kind.error();
            }
            made.kind = *kind;
        }
        made.owner = owner_;
        made.place = place_;
        made.late = late_;
        made.ended = all_;
        return made;
    }

    static std::string table(const std::vector<CaseLine>& lines,
                             base::Day today,
                             const Terminal& terminal) {
        TextTable table({{"Case"},
                         {"What"},
                         {"Where"},
                         {"State"},
                         {"With"},
                         {"Reports", Align::right},
                         {"Due"}});
        for (const CaseLine& line : lines) {
            const CaseRecord& record = *line.record;
            const std::string more =
                line.alike.empty() ? "" : fmt::format(" +{}?", line.alike.size());
            const bool late = line.due && line.colour == events::DueColour::red;
            const std::string due = due_words(line.due, today);
            table.add({short_id(record.id),
                       std::string(words_of(record.kind)),
                       where_of(record),
                       std::string(events::name_of(record.state)),
                       record.owner.empty() ? "-" : record.owner,
                       fmt::to_string(line.reports) + more,
                       late ? red(terminal, due) : due});
        }
        return table.text();
    }

    std::string state_;
    std::string kind_;
    std::string owner_;
    std::string place_;
    bool late_ = false;
    bool all_ = false;
    bool json_ = false;
};

/// `case show`: one case with what residents read of it; words and contacts with a reason.
class CaseShowVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& show = *case_group(app).add_subcommand(
            "show", "One case; with --reason also the reporter's words and how to reach them");
        show.add_option("CASE", id_, "The start of its id, as `case list` shows it")->required();
        show.add_option("--reason", reason_, "Why you look; kept in the office's books");
        show.add_flag("--json", json_, "Prints it as JSON");
        show.footer(
            "Example:\n  harmony-admin case show 3f2a91c0\n"
            "  harmony-admin case show 3f2a91c0 --reason \"to ring about the lamp\"");
        return show;
    }

    Result<Exit> run(Desk& desk) override {
        Result<Casework> work = Casework::open(desk);
        if (!work) {
            return work.error();
        }
        const auto found = find_case(work->state, id_);
        if (!found) {
            return found.error();
        }
        if (!reason_.empty()) {
            const Result<void> noted = work->note_look(desk, "case", (*found)->id.hex(), reason_);
            if (!noted) {
                return noted.error();
            }
        }
        const auto lines = list_cases(work->state, {.ended = true}, work->holidays, work->today);
        const auto line = std::find_if(
            lines.begin(), lines.end(), [&](const CaseLine& one) { return one.record == *found; });
        const std::string reads = reading(*work, **found);
        desk.resources.terminal.print(json_ ? as_json(*line, reads).dump() + '\n'
                                            : text(*line, reads, *work, desk.resources.terminal));
        return Exit::done;
    }

private:
    static std::string reading(const Casework& work, const CaseRecord& record) {
        const auto states = events::receipt_states(work.state, work.today);
        const auto* shown = states.find(*base::ReceiptKey::from_bytes(record.id.view()));
        return shown == nullptr ? "Nothing any more." : resident_reads(*shown);
    }

    [[nodiscard]] std::string text(const CaseLine& line,
                                   const std::string& reads,
                                   const Casework& work,
                                   const Terminal& terminal) const {
        const CaseRecord& record = *line.record;
        const bool late = line.due && line.colour == events::DueColour::red;
        const std::string due = due_words(line.due, work.today);
        std::string said = fmt::format("{}, {}, reported on {}\nState: {}, with {}, due {}\n",
                                       words_of(record.kind),
                                       where_of(record),
                                       long_date(record.opened_on),
                                       events::name_of(record.state),
                                       record.owner.empty() ? "nobody" : record.owner,
                                       late ? red(terminal, due) : due);
        said += fmt::format("Residents read: {}\n", reads);
        for (const events::SubjectId& other : line.alike) {
            said += fmt::format("May be the same as {}: case duplicate {} --of {} --by NAME\n",
                                short_id(other),
                                short_id(other),
                                short_id(record.id));
        }
        return said + personal(record);
    }

    [[nodiscard]] std::string personal(const CaseRecord& record) const {
        if (reason_.empty()) {
            return record.text.empty() && !record.person.contact
                       ? ""
                       : "There are words of its reporter, or a way to reach them: --reason "
                         "shows them.\n";
        }
        std::string said;
        if (!record.text.empty()) {
            said += fmt::format("In their words (may be personal): {}\n", record.text.view());
        }
        if (const auto& contact = record.person.contact) {
            said += fmt::format("Wants news: {}, {}, {}\n",
                                contact->name.view(),
                                contact->phone.empty() ? "no phone" : contact->phone.view(),
                                contact->email.empty() ? "no email" : contact->email.view());
        }
        return said;
    }

    [[nodiscard]] json as_json(const CaseLine& line, const std::string& reads) const {
        json made = line_json(line);
        const CaseRecord& record = *line.record;
        made["residents_read"] = reads;
        if (!reason_.empty()) {
            made["words"] = record.text.view();
            if (const auto& contact = record.person.contact) {
                made["contact"] = {{"name", contact->name.view()},
                                   {"phone", contact->phone.view()},
                                   {"email", contact->email.view()}};
            }
        }
        return made;
    }

    std::string id_;
    std::string reason_;
    bool json_ = false;
};

/// `case summary`: how many, how late, where again and again.
class CaseSummaryVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& summary = *case_group(app).add_subcommand(
            "summary", "How many are open and late, what was done, where it happens again");
        summary.add_flag("--json", json_, "Prints it as JSON");
        summary.footer("Example:\n  harmony-admin case summary");
        return summary;
    }

    Result<Exit> run(Desk& desk) override {
        const Result<Casework> work = Casework::open(desk);
        if (!work) {
            return work.error();
        }
        const CaseFigures figures = case_figures(work->state, work->holidays, work->today);
        desk.resources.terminal.print(json_ ? as_json(figures).dump() + '\n' : text(figures));
        return Exit::done;
    }

private:
    static json as_json(const CaseFigures& figures) {
        json places = json::array();
        for (const CaseFigures::At& at : figures.places) {
            places.push_back(
                {{"where", at.where}, {"kind", name_of(at.kind)}, {"reports", at.reports}});
        }
        return {{"open", figures.open},
                {"late", figures.late},
                {"oldest_open",
                 figures.oldest_open ? json(base::to_iso(*figures.oldest_open)) : json()},
                {"done_in_12_months", figures.done},
                {"of_these_in_14_days", figures.done_in_14_days},
                {"repeat_places", places}};
    }

    static std::string text(const CaseFigures& figures) {
        std::string said = fmt::format("{} open, {} of them late.", figures.open, figures.late);
        if (figures.oldest_open) {
            said += fmt::format(" The oldest is from {}.", long_date(*figures.oldest_open));
        }
        said += '\n';
        if (figures.done > 0) {
            said += fmt::format("Done in the last 12 months: {}, {} % of them within 14 days.\n",
                                figures.done,
                                100 * figures.done_in_14_days / figures.done);
        }
        if (figures.places.empty()) {
            return said;
        }
        TextTable table({{"Where"}, {"What"}, {"Reports", Align::right}});
        for (const CaseFigures::At& at : figures.places) {
            table.add({at.where, std::string(words_of(at.kind)), fmt::to_string(at.reports)});
        }
        return said + "Again and again:\n" + table.text();
    }

    bool json_ = false;
};

}  // namespace

std::unique_ptr<Verb> make_case_list_verb() {
    return std::make_unique<CaseListVerb>();
}

std::unique_ptr<Verb> make_case_show_verb() {
    return std::make_unique<CaseShowVerb>();
}

std::unique_ptr<Verb> make_case_summary_verb() {
    return std::make_unique<CaseSummaryVerb>();
}

}  // namespace harmony::admin
