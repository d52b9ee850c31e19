#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>

#include "admin/cases/case_words.h"
#include "admin/cases/keyed_in.h"
#include "admin/cli/open_office.h"
#include "admin/cli/person.h"
#include "admin/rights/person_erasure.h"
#include "admin/rights/person_messages.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

/// `person correct`: a wrong name, number or address.
class PersonCorrectVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& verb =
            *person_group(app).add_subcommand("correct", "Puts a name, number or address right");
        options_.add_to(verb);
        verb.add_option("--name", typed_.name, "The right name");
        verb.add_option("--phone", typed_.phone, "The right phone number");
        verb.add_option("--email", typed_.email, "The right email address");
        verb.footer(
            "What is left out stays as it is.\n"
            "Example:\n  harmony-admin person correct 3f2a91c0 --phone \"07700 900124\" "
            "--reason \"new number\"");
        return verb;
    }

    Result<Exit> run(Desk& desk) override {
        if (!typed_.any()) {
            return Error{ErrorKind::refused, "say what is right: --name, --phone or --email"};
        }
        Result<Casework> work = Casework::open(desk);
        if (!work) {
            return work.error();
        }
        const auto subjects =
            options_.look_at(*work, desk, work->desk.book.all(), "person-correct");
        if (!subjects) {
            return subjects.error();
        }
        std::vector<OfficeFact> facts;
        for (const events::SubjectId& subject : *subjects) {
            auto fact = corrected(*work, subject);
            if (!fact) {
                return fact.error();
            }
            facts.push_back(std::move(*fact));
        }
        const auto written = work->desk.write(desk, facts);
        if (!written) {
            return written.error();
        }
        const Result<void> stepped =
            options_.note_step(*work, fmt::format("{} records corrected", facts.size()));
        if (!stepped) {
            return stepped.error();
        }
        desk.resources.terminal.print(fmt::format("{} records are right now.\n", facts.size()));
        return Exit::done;
    }

private:
    [[nodiscard]] Result<OfficeFact> corrected(const Casework& work,
                                               const events::SubjectId& subject) const {
        const events::PersonRecord* person = person_in(work.state, subject);
        if (person == nullptr || !person->contact) {
            return Error{ErrorKind::absent,
                         fmt::format("record {} has no contact details", short_id(subject))};
        }
        TypedContact whole = typed_;
        const events::Contact& before = *person->contact;
        whole.name = whole.name.empty() ? std::string(before.name.view()) : whole.name;
        whole.phone = whole.phone.empty() ? std::string(before.phone.view()) : whole.phone;
        whole.email = whole.email.empty() ? std::string(before.email.view()) : whole.email;
        Result<events::Contact> contact = read_contact(whole);
        if (!contact) {
            return contact.error();
        }
        if (before.preferred != events::Preferred::none) {
            contact->preferred = before.preferred;
        }
        return OfficeFact{
            subject, {}, events::ContactCorrected{person->contact_fact, std::move(*contact)}};
    }

    static const events::PersonRecord* person_in(const events::State& state,
                                                 const events::SubjectId& subject) {
        if (const auto* one = state.sign_up(subject)) {
            return &one->person;
        }
        if (const auto* one = state.request(subject)) {
            return &one->person;
        }
        if (const auto* one = state.case_of(subject)) {
            return &one->person;
        }
        const auto* one = state.complaint(subject);
        return one == nullptr ? nullptr : &one->person;
    }

    PersonOptions options_;
    TypedContact typed_;
};

/// `person erase`: for good.
class PersonEraseVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& verb = *person_group(app).add_subcommand(
            "erase", "Takes out all that is kept about somebody, for good");
        options_.add_to(verb);
        verb.add_flag("--yes", yes_, "Does not ask again");
        verb.footer(
            "No old stick and no backup brings it back: sync and restore take it out again.\n"
            "Example:\n  harmony-admin person erase 3f2a91c0 --reason \"asked to be forgotten\" "
            "--for 1");
        return verb;
    }

    Result<Exit> run(Desk& desk) override {
        Result<Casework> work = Casework::open(desk);
        if (!work) {
            return work.error();
        }
        const auto subjects = options_.look_at(*work, desk, work->desk.book.all(), "person-erase");
        if (!subjects) {
            return subjects.error();
        }
        Terminal& terminal = desk.resources.terminal;
        terminal.print(fmt::format(
            "{} records will be erased for good: {}\n", subjects->size(), ids_of(*subjects)));
        if (!yes_ && terminal.ask("Erase them? Type yes: ") != "yes") {
            return Error{ErrorKind::refused,
                         "Nothing was erased. Answer yes, or use --yes, to erase it"};
        }
        // Messages first: whatever stops this in between, nobody hears from the office any more.
        const Result<std::size_t> unsent = withdraw_messages({desk.resources.files,
                                                              work->desk.office->folder(),
                                                              desk.resources.random,
                                                              desk.resources.clock.now()},
                                                             *subjects);
        if (!unsent) {
            return unsent.error().while_doing("taking messages back (run it again)");
        }
        const auto gone = erase_all(desk, *subjects);
        if (!gone) {
            return gone.error().while_doing("erasing (run it again)");
        }
        const Result<void> stepped =
            options_.note_step(*work, fmt::format("{} records erased", subjects->size()));
        if (!stepped) {
            return stepped.error();
        }
        terminal.print(
            "They are gone: from what kiosks sent, from the lists, and from the files of this "
            "store.\n");
        if (*unsent > 0) {
            terminal.print(
                fmt::format("{} messages to them that were waiting are not sent.\n", *unsent));
        }
        return Exit::done;
    }

private:
    static Result<std::size_t> erase_all(Desk& desk, const std::set<events::SubjectId>& people) {
        const auto open = OpenOffice::open(desk);
        if (!open) {
            return open.error();
        }
        const auto publisher = open_publisher(*open->office, desk);
        if (!publisher) {
            return publisher.error();
        }
        const IntakeTools tools = open->tools(desk, {});
        return erase_people({*open->office,
                             open->ring,
                             *publisher,
                             tools,
                             desk.resources.files,
                             desk.resources.random},
                            people);
    }

    PersonOptions options_;
    bool yes_ = false;
};

/// `person withdraw`: a consent that somebody takes back.
class PersonWithdrawVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& verb = *person_group(app).add_subcommand(
            "withdraw", "Notes that somebody takes back what they agreed to");
        options_.add_to(verb);
        verb.add_option("--box", box_, "this_event, later_events, needs or share")->required();
        verb.footer(
            "Contact details whose consent is gone are deleted by the next `retention run`.\n"
            "Example:\n  harmony-admin person withdraw 3f2a91c0 --box later_events --reason "
            "\"no more letters\"");
        return verb;
    }

    Result<Exit> run(Desk& desk) override {
        constexpr std::array<std::string_view, 4> boxes = {
            "this_event", "later_events", "needs", "share"};
        const auto box = named<events::Box>(box_, boxes, "box");
        if (!box) {
            return box.error();
        }
        Result<Casework> work = Casework::open(desk);
        if (!work) {
            return work.error();
        }
        const auto subjects =
            options_.look_at(*work, desk, work->desk.book.all(), "person-withdraw");
        if (!subjects) {
            return subjects.error();
        }
        std::vector<OfficeFact> facts;
        for (const events::SubjectId& subject : *subjects) {
            facts.push_back({subject, {}, events::ConsentWithdrawn{*box}});
        }
        const auto written = work->desk.write(desk, facts);
        if (!written) {
            return written.error();
        }
        const Result<void> stepped = options_.note_step(*work, "consent " + box_ + " withdrawn");
        return stepped ? Result<Exit>(Exit::done) : stepped.error();
    }

private:
    PersonOptions options_;
    std::string box_;
};

}  // namespace

std::unique_ptr<Verb> make_person_correct_verb() {
    return std::make_unique<PersonCorrectVerb>();
}

std::unique_ptr<Verb> make_person_erase_verb() {
    return std::make_unique<PersonEraseVerb>();
}

std::unique_ptr<Verb> make_person_withdraw_verb() {
    return std::make_unique<PersonWithdrawVerb>();
}

}  // namespace harmony::admin
