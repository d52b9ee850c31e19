#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "admin/cases/case_words.h"
#include "admin/cases/request_list.h"
#include "admin/cli/casework.h"
#include "admin/cli/casework_verbs.h"
#include "admin/cli/text_table.h"
#include "admin/report/words.h"
#include "events/steps.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using events::RequestRecord;
using events::RequestState;
using events::RequestStep;
using nlohmann::json;

constexpr std::size_t short_line = 60;
constexpr std::size_t public_line = 160;
constexpr std::size_t note_length = 300;

CLI::App& request_group(CLI::App& app) {
    return word_group(
        app, "request", "What residents asked for: a lock, a call back, a support service");
}

json line_json(const RequestLine& line) {
    const RequestRecord& record = *line.record;
    return {{"id", record.id.hex()},
            {"offer", name_of(record.offer)},
            {"about", record.about},
            {"state", events::name_of(record.state)},
            {"asked", base::to_iso(record.asked_on)},
            {"due", line.due ? json(base::to_iso(*line.due)) : json()},
            {"late", line.due && line.colour == events::DueColour::red},
            {"tries", record.tries.size()}};
}

/// `request list`: what is open, late ones first.
class RequestListVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& list =
            *request_group(app).add_subcommand("list", "What is open; late ones first");
        list.add_option("--state", state_, "asked, seen, in_hand, done, ...");
        list.add_option("--offer", offer_, "target_hardening, call_back, referral, ...");
        list.add_flag("--late", late_, "Late ones alone");
        list.add_flag("--all", all_, "Also those that ended");
        list.add_flag("--json", json_, "Prints the list as JSON");
        list.footer("Example:\n  harmony-admin request list --late");
        return list;
    }

    Result<Exit> run(Desk& desk) override {
        const Result<RequestFilter> filter = this->filter();
        if (!filter) {
            return filter.error();
        }
        const Result<Casework> work = Casework::open(desk);
        if (!work) {
            return work.error();
        }
        const auto lines = list_requests(work->state, *filter, work->holidays, work->today);
        Terminal& terminal = desk.resources.terminal;
        if (json_) {
            json list = json::array();
            std::transform(lines.begin(), lines.end(), std::back_inserter(list), line_json);
            terminal.print(json{{"requests", list}}.dump() + '\n');
            return Exit::done;
        }
        terminal.print(lines.empty() ? "No such request.\n" : table(lines, work->today, terminal));
        return Exit::done;
    }

private:
    [[nodiscard]] Result<RequestFilter> filter() const {
        RequestFilter made;
        if (!state_.empty()) {
            const auto state =
                named<RequestState>(state_, events::request_state_names, "state of a request");
            if (!state) {
                return state.error();
            }
            made.state = *state;
        }
        if (!offer_.empty()) {
            const auto offer = named<events::Offer>(offer_, offer_names, "offer");
            if (!offer) {
                return offer.error();
            }
            made.offer = *offer;
        }
        made.late = late_;
        made.ended = all_;
        return made;
    }

    static std::string table(const std::vector<RequestLine>& lines,
                             base::Day today,
                             const Terminal& terminal) {
        TextTable table({{"Request"}, {"Offer"}, {"About"}, {"State"}, {"Asked"}, {"Due"}});
        for (const RequestLine& line : lines) {
            const RequestRecord& record = *line.record;
            const bool late = line.due && line.colour == events::DueColour::red;
            const std::string due = due_words(line.due, today);
            table.add({short_id(record.id),
                       std::string(name_of(record.offer)),
                       record.about.empty() ? "-" : record.about,
                       std::string(events::name_of(record.state)),
                       long_date(record.asked_on),
                       late ? red(terminal, due) : due});
        }
        return table.text();
    }

    std::string state_;
    std::string offer_;
    bool late_ = false;
    bool all_ = false;
    bool json_ = false;
};

/// `request show`: whom to reach and how, for whoever works it.
class RequestShowVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& show = *request_group(app).add_subcommand(
            "show", "One request, with how to reach whoever asked");
        show.add_option("REQUEST", id_, "The start of its id, as `request list` shows it")
            ->required();
        show.add_option("--reason", reason_, "Why you look; kept in the office's books")
            ->required();
        show.add_flag("--json", json_, "Prints it as JSON");
        show.footer("Example:\n  harmony-admin request show 3f2a91c0 --reason \"first call\"");
        return show;
    }

    Result<Exit> run(Desk& desk) override {
        Result<Casework> work = Casework::open(desk);
        if (!work) {
            return work.error();
        }
        const auto found = find_request(work->state, id_);
        if (!found) {
            return found.error();
        }
        const Result<void> noted = work->note_look(desk, "request", (*found)->id.hex(), reason_);
        if (!noted) {
            return noted.error();
        }
        const events::Requested asked = asked_in(*work, **found);
        Terminal& terminal = desk.resources.terminal;
        terminal.print(json_ ? as_json(**found, asked).dump() + '\n'
                             : text(**found, asked, terminal));
        return Exit::done;
    }

private:
    /// What was asked stands in its fact alone.
    static events::Requested asked_in(const Casework& work, const RequestRecord& record) {
        for (const events::KnownFact& fact : work.desk.book.of(record.id).facts) {
            const auto* asked = fact.as<events::Requested>();
            if (asked != nullptr && fact.origin.id == record.opened) {
                return *asked;
            }
        }
        return {};
    }

    static std::string text(const RequestRecord& record,
                            const events::Requested& asked,
                            const Terminal& terminal) {
        std::string said = fmt::format("{} {}, asked on {}, {}\n",
                                       name_of(record.offer),
                                       record.about,
                                       long_date(record.asked_on),
                                       events::name_of(record.state));
        said += red(terminal, safe_words(record.safe_message)) + '\n';
        if (const auto& contact = record.person.contact) {
            said += fmt::format(
                "{}\n{} {}\n", contact->name.view(), contact->phone.view(), contact->email.view());
        }
        const std::string times = times_words(asked.times);
        if (!times.empty()) {
            said += fmt::format("Good times: {}\n", times);
        }
        if (!asked.street.empty() || !asked.postcode.empty()) {
            said += fmt::format("Where: {} {}\n", asked.street.view(), asked.postcode.view());
        }
        if (!asked.question.empty()) {
            said += fmt::format("In their words: {}\n", asked.question.view());
        }
        for (const base::Day day : record.tries) {
            said += fmt::format("Nobody was reached on {}.\n", long_date(day));
        }
        return said;
    }

    static json as_json(const RequestRecord& record, const events::Requested& asked) {
        json made{{"id", record.id.hex()},
                  {"offer", name_of(record.offer)},
                  {"about", record.about},
                  {"state", events::name_of(record.state)},
                  {"safe_message", safe_words(record.safe_message)},
                  {"good_times", times_words(asked.times)},
                  {"postcode", asked.postcode.view()},
                  {"street", asked.street.view()},
                  {"question", asked.question.view()}};
        if (const auto& contact = record.person.contact) {
            made["name"] = contact->name.view();
            made["phone"] = contact->phone.view();
            made["email"] = contact->email.view();
        }
        return made;
    }

    std::string id_;
    std::string reason_;
    bool json_ = false;
};

/// `request step`: one step of one request.
class RequestStepVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& step = *request_group(app).add_subcommand("step", "Notes what happened to one");
        step.add_option("REQUEST", id_, "The start of its id, as `request list` shows it")
            ->required();
        step.add_option("STATE", state_, "seen, in_hand, done, not_possible, no_reply or withdrawn")
            ->required();
        step.add_option("--by", officer_, "Your name, for your colleagues")->required();
        step.add_flag("--tried", tried_, "You tried to reach them today, in vain");
        step.add_option("--note", note_, "For your colleagues; its resident never reads it");
        step.add_option("--because", because_, "Of not_possible: why; its resident is told");
        step.add_option("--next", next_, "When it goes on: 2026-03-20");
        step.add_option("--fitted", fitted_, "Of a home visit: yes or no");
        step.add_option("--fitted-on", fitted_on_, "... and on which day");
        step.footer(
            "Example:\n  harmony-admin request step 3f2a91c0 seen --by \"R. Patel\"\n"
            "  harmony-admin request step 3f2a91c0 in_hand --tried --by \"R. Patel\"");
        return step;
    }

    Result<Exit> run(Desk& desk) override {
        Result<RequestStep> step = this->step();
        if (!step) {
            return step.error();
        }
        Result<Casework> work = Casework::open(desk);
        if (!work) {
            return work.error();
        }
        const auto found = find_request(work->state, id_);
        if (!found) {
            return found.error();
        }
        const RequestRecord record = **found;
        step->follows = record.last;
        const bool new_try =
            tried_ &&
            std::find(record.tries.begin(), record.tries.end(), work->today) == record.tries.end();
        const Result<void> allowed =
            events::check_step(record.state, *step, record.tries.size() + (new_try ? 1 : 0));
        if (!allowed) {
            std::string why = allowed.error().message;
            why.erase(why.find_last_not_of('.') + 1);
            return Error{ErrorKind::refused, why};
        }
        const auto written = work->write(desk, record.id, *step);
        if (!written) {
            return written.error();
        }
        desk.resources.terminal.print(
            fmt::format("{} is {} now.\n", short_id(record.id), events::name_of(step->to)));
        return Exit::done;
    }

private:
    [[nodiscard]] Result<RequestStep> step() const {
        RequestStep made;
        const auto to =
            named<RequestState>(state_, events::request_state_names, "state of a request");
        const auto officer = fact_text(officer_, short_line, "--by");
        const auto note = fact_text(note_, note_length, "--note");
        const auto because = fact_text(because_, public_line, "--because");
        if (!to || !officer || !note || !because) {
            return !to        ? to.error()
                   : !officer ? officer.error()
                   : !note    ? note.error()
                              : because.error();
        }
        if (!because_.empty() && *to != RequestState::not_possible) {
            return Error{ErrorKind::refused, "--because belongs to not_possible alone"};
        }
        made.to = *to;
        made.tried = tried_;
        made.officer = *officer;
        made.note = *note;
        made.reason = *because;
        return with_days(std::move(made));
    }

    [[nodiscard]] Result<RequestStep> with_days(RequestStep made) const {
        if (!next_.empty()) {
            const auto next = day_of(next_, "--next");
            if (!next) {
                return next.error();
            }
            made.next = *next;
        }
        if (!fitted_.empty() && fitted_ != "yes" && fitted_ != "no") {
            return Error{ErrorKind::refused, "--fitted is yes or no"};
        }
        if (!fitted_.empty()) {
            made.fitted = fitted_ == "yes" ? events::Fitted::yes : events::Fitted::no;
        }
        if (!fitted_on_.empty()) {
            const auto day = day_of(fitted_on_, "--fitted-on");
            if (!day) {
                return day.error();
            }
            made.fitted_on = *day;
        }
        return made;
    }

    std::string id_;
    std::string state_;
    std::string officer_;
    std::string note_;
    std::string because_;
    std::string next_;
    std::string fitted_;
    std::string fitted_on_;
    bool tried_ = false;
};

/// `request summary`: counts and waiting times, without a name.
class RequestSummaryVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& summary = *request_group(app).add_subcommand(
            "summary", "How many were asked for, and how long until first contact");
        summary.add_flag("--json", json_, "Prints it as JSON");
        summary.footer("Example:\n  harmony-admin request summary");
        return summary;
    }

    Result<Exit> run(Desk& desk) override {
        const Result<Casework> work = Casework::open(desk);
        if (!work) {
            return work.error();
        }
        TextTable table({{"Offer"},
                         {"About"},
                         {"Asked", Align::right},
                         {"Open", Align::right},
                         {"Done", Align::right},
                         {"Days to first contact", Align::right}});
        json list = json::array();
        for (const auto& [of, figures] : request_figures(work->state, work->holidays)) {
            int all = 0;
            int open = 0;
            for (const auto& [state, count] : figures.states) {
                all += count;
                open += events::next_of(state).empty() ? 0 : count;
            }
            const auto done = figures.states.find(RequestState::done);
            const int finished = done == figures.states.end() ? 0 : done->second;
            table.add({std::string(name_of(of.first)),
                       of.second.empty() ? "-" : of.second,
                       fmt::to_string(all),
                       fmt::to_string(open),
                       fmt::to_string(finished),
                       figures.median_days ? fmt::format("{:.1f}", *figures.median_days) : "-"});
            list.push_back({{"offer", name_of(of.first)},
                            {"about", of.second},
                            {"asked", all},
                            {"open", open},
                            {"done", finished},
                            {"fitted", figures.fitted},
                            {"median_working_days",
                             figures.median_days ? json(*figures.median_days) : json()}});
        }
        desk.resources.terminal.print(json_           ? json{{"offers", list}}.dump() + '\n'
                                      : table.empty() ? "Nothing was asked for yet.\n"
                                                      : "For the office alone: small numbers.\n" +
                                                            table.text());
        return Exit::done;
    }

private:
    bool json_ = false;
};

}  // namespace

std::unique_ptr<Verb> make_request_list_verb() {
    return std::make_unique<RequestListVerb>();
}

std::unique_ptr<Verb> make_request_show_verb() {
    return std::make_unique<RequestShowVerb>();
}

std::unique_ptr<Verb> make_request_step_verb() {
    return std::make_unique<RequestStepVerb>();
}

std::unique_ptr<Verb> make_request_summary_verb() {
    return std::make_unique<RequestSummaryVerb>();
}

}  // namespace harmony::admin
