// `event signup add|cancel|reinstate|promote|move`: what officers do with sign-ups. Each writes
// facts; none changes or deletes one.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "admin/cli/event.h"
#include "admin/cli/fact_desk.h"
#include "admin/sign_ups.h"
#include "events/capacity.h"
#include "events/code.h"
#include "events/local_time.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using events::OccurrenceId;
using events::SignUpRecord;
using events::SignUpState;
using nlohmann::json;

CLI::App& signup_group(CLI::App& app) {
    CLI::App& events = event_group(app);
    for (CLI::App* const there : events.get_subcommands({})) {
        if (there->get_name() == "signup") {
            return *there;
        }
    }
    return *events.add_subcommand("signup", "One sign-up: adds, cancels, promotes, moves it")
                ->require_subcommand(1)
                ->fallthrough();
}

/// What the verbs about one sign-up share: which it is.
class OneSignUp : public Verb {
protected:
    void add_which(CLI::App& verb) {
        verb.add_option("DATE", date_, "The start of a date's id, as `event list` shows it")
            ->required();
        verb.add_option("WHO", who_, "Nine digits of a ticket, or at least two letters of a name")
            ->required();
        verb.add_flag("--json", json_, "Prints what was written as JSON");
    }

    struct Found {
        FactDesk facts;
        OccurrenceId date;
        events::State state;
        SignUpRecord who;
    };

    Result<Found> find(Desk& desk) const {
        Result<FactDesk> facts = FactDesk::open(desk);
        if (!facts) {
            return facts.error();
        }
        const Result<OccurrenceId> date = facts->date(date_);
        if (!date) {
            return date.error();
        }
        events::State state = facts->state_of(*date, desk);
        const Result<const SignUpRecord*> who = one_sign_up(state, *date, who_);
        if (!who) {
            return who.error();
        }
        SignUpRecord record = **who;
        return Found{std::move(*facts), *date, std::move(state), std::move(record)};
    }

    Result<Exit> write(Desk& desk,
                       Found& found,
                       const std::vector<OfficeFact>& facts,
                       const std::string& sentence) const {
        const auto written = found.facts.write(desk, facts);
        if (!written) {
            return written.error();
        }
        if (json_) {
            json ids = json::array();
            for (const events::FactId& id : *written) {
                ids.push_back(id.hex());
            }
            desk.resources.terminal.print(
                json{{"sign_up", found.who.id.hex()}, {"written", ids}}.dump() + '\n');
        } else {
            desk.resources.terminal.print(sentence + '\n');
        }
        return Exit::done;
    }

    std::string date_;
    std::string who_;
    bool json_ = false;
};

class SignupCancelVerb final : public OneSignUp {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& verb = *signup_group(app).add_subcommand("cancel", "Gives up a space");
        add_which(verb);
        verb.add_option("--why", why_, "Why it is cancelled")
            ->check(CLI::IsMember(
                {"cannot_come", "double", "event_cancelled", "no_answer", "asked_erase", "other"}))
            ->capture_default_str();
        verb.footer("Example:\n  harmony-admin event signup cancel 3f2a91c0 482917360");
        return verb;
    }

    Result<Exit> run(Desk& desk) override {
        Result<Found> found = find(desk);
        if (!found) {
            return found.error();
        }
        if (found->who.state == SignUpState::cancelled) {
            return Error{ErrorKind::refused, "this sign-up is cancelled already"};
        }
        return write(desk,
                     *found,
                     {{found->who.id, found->date, events::Cancelled{cancel_reason(why_)}}},
                     fmt::format("Cancelled: {} people have their space back in the office's pool.",
                                 found->who.party));
    }

private:
    std::string why_ = "cannot_come";
};

class SignupReinstateVerb final : public OneSignUp {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& verb = *signup_group(app).add_subcommand(
            "reinstate", "Takes a cancellation back: it was a mistake");
        add_which(verb);
        verb.footer("Example:\n  harmony-admin event signup reinstate 3f2a91c0 482917360");
        return verb;
    }

    Result<Exit> run(Desk& desk) override {
        Result<Found> found = find(desk);
        if (!found) {
            return found.error();
        }
        const auto facts = reinstating(found->facts.book.of(found->date).facts, found->who);
        if (facts.empty()) {
            return Error{ErrorKind::refused, "this sign-up is not cancelled"};
        }
        if (const auto room = may_confirm(found->state, found->date, found->who.party, {}); !room) {
            return room.error();
        }
        return write(desk, *found, facts, "The cancellation does not count any more.");
    }
};

class SignupPromoteVerb final : public OneSignUp {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& verb = *signup_group(app).add_subcommand(
            "promote", "Gives a space to the next in line, or to one of them with a reason");
        verb.add_option("DATE", date_, "The start of a date's id, as `event list` shows it")
            ->required();
        verb.add_option(
            "WHO", who_, "Nine digits or letters of a name: out of turn, with --reason");
        verb.add_option("--offer-until", until_, "Offers it until this day (2026-03-30) instead");
        verb.add_option(
            "--reason", reason_, "Why somebody is taken out of turn, or over the number");
        verb.add_flag("--json", json_, "Prints what was written as JSON");
        verb.footer(
            "Example:\n  harmony-admin event signup promote 3f2a91c0\n"
            "  harmony-admin event signup promote 3f2a91c0 482917360 --reason \"wheelchair "
            "space\"");
        return verb;
    }

    Result<Exit> run(Desk& desk) override {
        if (!who_.empty() && reason_.empty()) {
            return Error{ErrorKind::refused,
                         "say why this one is taken out of turn: --reason \"...\""};
        }
        const auto until = base::day_from_iso(until_);
        if (!until_.empty() && !until) {
            return Error{ErrorKind::refused, "--offer-until must be a day such as 2026-03-30"};
        }
        Result<FactDesk> facts = FactDesk::open(desk);
        if (!facts) {
            return facts.error();
        }
        const Result<OccurrenceId> date = facts->date(date_);
        if (!date) {
            return date.error();
        }
        const events::State state = facts->state_of(*date, desk);
        const Result<std::vector<const SignUpRecord*>> next = chosen(state, *date);
        if (!next) {
            return next.error();
        }
        std::vector<OfficeFact> written;
        std::string sentence;
        for (const SignUpRecord* one : *next) {
            const auto mode =
                until ? events::PromotionMode::offer : events::PromotionMode::automatic;
            written.push_back({one->id, *date, events::Promoted{mode, until, reason_}});
            sentence += fmt::format("{} {}, party of {}.{}\n",
                                    until ? "Offered to" : "A space for",
                                    shown_name(*one),
                                    one->party,
                                    one->person.contact ? "" : " No contact: tell them by hand.");
        }
        const auto done = facts->write(desk, written);
        if (!done) {
            return done.error();
        }
        desk.resources.terminal.print(json_ ? json{{"promoted", written.size()}}.dump() + '\n'
                                            : sentence);
        return Exit::done;
    }

private:
    Result<std::vector<const SignUpRecord*>> chosen(const events::State& state,
                                                    const OccurrenceId& date) const {
        if (!who_.empty()) {
            const Result<const SignUpRecord*> one = one_sign_up(state, date, who_);
            if (!one) {
                return one.error();
            }
            const bool waits = (*one)->state == SignUpState::waiting ||
                               (*one)->state == SignUpState::requested ||
                               (*one)->state == SignUpState::offered;
            if (!waits) {
                return Error{
                    ErrorKind::refused,
                    "this sign-up does not wait: it is " + std::string(sign_up_word(**one))};
            }
            const auto room = may_confirm(state, date, (*one)->party, reason_);
            return room ? Result<std::vector<const SignUpRecord*>>({*one}) : room.error();
        }
        std::vector<const SignUpRecord*> next;
        if (const events::OccurrenceRecord* record = state.occurrence(date)) {
            for (const events::SubjectId& id : events::next_in_line(state, *record)) {
                next.push_back(state.sign_up(id));
            }
        }
        if (next.empty()) {
            return Error{ErrorKind::refused,
                         "nobody waits, or the first party in line does not fit into what is free"};
        }
        return next;
    }

    std::string until_;
    std::string reason_;
};

class SignupMoveVerb final : public OneSignUp {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& verb = *signup_group(app).add_subcommand(
            "move", "Moves a party to another date: signs it up there and cancels it here");
        add_which(verb);
        verb.add_option("--to", to_, "The start of the other date's id")->required();
        verb.add_option("--reason", reason_, "Why it goes over the number of spaces there");
        verb.footer("Example:\n  harmony-admin event signup move 3f2a91c0 482917360 --to 9b1c22d0");
        return verb;
    }

    Result<Exit> run(Desk& desk) override {
        Result<Found> found = find(desk);
        if (!found) {
            return found.error();
        }
        const Result<OccurrenceId> to = found->facts.date(to_);
        if (!to) {
            return to.error();
        }
        if (found->who.state == SignUpState::cancelled || *to == found->date) {
            return Error{ErrorKind::refused,
                         "this party has no space to move, or is there already"};
        }
        const events::State there = found->facts.state_of(*to, desk);
        if (const auto room = may_confirm(there, *to, found->who.party, reason_); !room) {
            return room.error();
        }
        const auto moved = moving(
            found->facts.book.of(found->who.id).facts, found->who, *to, desk.resources.random);
        return write(desk,
                     *found,
                     moved.facts,
                     fmt::format("Moved to {}. The new number is {}: tell them.",
                                 found->facts.name_of(*to),
                                 events::grouped_in_threes(moved.code)));
    }

private:
    std::string to_;
    std::string reason_;
};

class SignupAddVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& verb = *signup_group(app).add_subcommand(
            "add", "Signs somebody up who called, wrote or filled in a form on paper");
        verb.add_option("DATE", date_, "The start of a date's id, as `event list` shows it")
            ->required();
        verb.add_option("--name", given_.name, "What they are called");
        verb.add_option("--phone", given_.phone, "Their phone number");
        verb.add_option("--email", given_.email, "Their email address");
        verb.add_option("--party", given_.party, "How many come")->check(CLI::Range(1, 10));
        verb.add_option("--under-16", given_.under_16, "How many of these are under 16")
            ->check(CLI::Range(0, 10));
        verb.add_option("--need", given_.needs, "What they need, as `event signups` names it");
        verb.add_option("--language", given_.language, "Their language")->capture_default_str();
        verb.add_flag("--agreed",
                      given_.agreed,
                      "They agreed that their name and contact are kept for this event");
        verb.add_flag("--needs-agreed", given_.needs_agreed, "And that their needs are kept");
        verb.add_option("--reason", reason_, "Why it goes over the number of spaces");
        verb.add_flag("--wait", wait_, "Puts them on the waiting list");
        verb.add_flag("--wait-if-full", wait_if_full_, "The same, when there is no space for them");
        verb.add_flag("--json", json_, "Prints the number as JSON");
        verb.footer(
            "Example:\n  harmony-admin event signup add 3f2a91c0 --name \"Ayesha Example\" \\\n"
            "      --phone 07700900123 --party 3 --under-16 1 --agreed");
        return verb;
    }

    Result<Exit> run(Desk& desk) override {
        Result<FactDesk> facts = FactDesk::open(desk);
        if (!facts) {
            return facts.error();
        }
        const Result<OccurrenceId> date = facts->date(date_);
        if (!date) {
            return date.error();
        }
        const events::State state = facts->state_of(*date, desk);
        const auto room = may_confirm(state, *date, given_.party, reason_);
        wait_ = wait_ || (wait_if_full_ && !room);
        if (!room && !wait_) {
            return Error{room.error().kind, room.error().message + " --wait puts them in the line"};
        }
        given_.outcome = wait_ ? events::Outcome::waiting : events::Outcome::confirmed;
        given_.turn = wait_ ? next_turn(state, *date, desk.resources.clock.today()) : 0;
        const auto made = signing_up(given_, *date, desk.resources.random);
        if (!made) {
            return made.error();
        }
        const auto written = facts->write(desk, made->facts);
        if (!written) {
            return written.error();
        }
        desk.resources.terminal.print(
            json_
                ? json{{"number", made->code}, {"waiting", wait_}}.dump() + '\n'
                : fmt::format("{} The number is {}: tell them.\n",
                              wait_ ? "They are on the waiting list." : "Their space is confirmed.",
                              events::grouped_in_threes(made->code)));
        return Exit::done;
    }

private:
    std::string date_;
    GivenSignUp given_;
    std::string reason_;
    bool wait_ = false;
    bool wait_if_full_ = false;
    bool json_ = false;
};

}  // namespace

std::unique_ptr<Verb> make_event_signup_add_verb() {
    return std::make_unique<SignupAddVerb>();
}

std::unique_ptr<Verb> make_event_signup_cancel_verb() {
    return std::make_unique<SignupCancelVerb>();
}

std::unique_ptr<Verb> make_event_signup_move_verb() {
    return std::make_unique<SignupMoveVerb>();
}

std::unique_ptr<Verb> make_event_signup_promote_verb() {
    return std::make_unique<SignupPromoteVerb>();
}

std::unique_ptr<Verb> make_event_signup_reinstate_verb() {
    return std::make_unique<SignupReinstateVerb>();
}

}  // namespace harmony::admin
