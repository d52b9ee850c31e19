#include "admin/sign_ups.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "base/text.h"
#include "events/capacity.h"
#include "events/code.h"
#include "events/contact.h"
#include "events/name_search.h"
#include "sync/crypto.h"

namespace harmony::admin {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using events::OccurrenceId;
using events::SignUpRecord;
using events::SignUpState;

std::optional<std::uint32_t> as_code(std::string_view typed) {
    std::string digits(typed);
    std::erase_if(digits, [](char letter) { return letter == ' ' || letter == '-'; });
    std::uint32_t code = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), code);
    const bool whole = read.ec == std::errc{} && read.ptr == digits.data() + digits.size();
    return whole && events::is_code(code) ? std::optional(code) : std::nullopt;
}

bool is_called(const SignUpRecord& one, std::string_view wanted) {
    return one.person.contact &&
           events::is_like(wanted, events::searched(one.person.contact->name.view()).view());
}

Error refused(std::string sentence) {
    return {ErrorKind::refused, std::move(sentence)};
}

events::Agreement agreement(events::Box box, std::string_view text) {
    events::Agreement agreed;
    agreed.box = box;
    agreed.yes = true;
    agreed.text = sync::text_hash(base::as_bytes(text));
    agreed.language = "en";
    return agreed;
}

Result<events::Contact> contact_of(const GivenSignUp& given) {
    events::Contact contact;
    const auto name = events::stored_text(given.name, events::longest_name);
    if (!name) {
        return refused("the name has no letters, or more than 80. Type the name we should use");
    }
    contact.name = *name;
    if (!given.phone.empty()) {
        const events::PhoneReading phone = events::read_phone(given.phone);
        if (phone.trust == events::PhoneTrust::wrong) {
            return refused("that is no phone number. Type one like 01642 393939");
        }
        contact.phone = phone.stored;
        contact.preferred = events::Preferred::phone_call;
    }
    if (!given.email.empty()) {
        const auto email = events::stored_email(given.email);
        if (!email) {
            return refused("that is no email address. Type one like name@example.com");
        }
        contact.email = *email;
        if (given.phone.empty()) {
            contact.preferred = events::Preferred::email;
        }
    }
    return contact;
}

Result<std::vector<events::Need>> needs_of(const GivenSignUp& given) {
    std::vector<events::Need> needs;
    for (const std::string& word : given.needs) {
        const auto need = events::need_named(word);
        if (!need || *need == events::Need::other) {
            return refused(
                fmt::format("\"{}\" is no need that this program knows. It knows: {}",
                            word,
                            fmt::join(events::need_names.begin(), events::need_names.end(), ", ")));
        }
        needs.push_back(*need);
    }
    std::sort(needs.begin(), needs.end());
    needs.erase(std::unique(needs.begin(), needs.end()), needs.end());
    return needs;
}

/// Who they are, when they gave it and agreed.
Result<void> add_person(const GivenSignUp& given, const OccurrenceId& date, NewSignUp& made) {
    const bool gave = !given.name.empty() || !given.phone.empty() || !given.email.empty();
    if ((gave && !given.agreed) || (!given.needs.empty() && !given.needs_agreed)) {
        return refused(fmt::format(
            "read this to them and add {} when they say yes: \"{}\"",
            gave && !given.agreed ? "--agreed" : "--needs-agreed",
            base::trim(gave && !given.agreed ? office_consent_text : office_needs_text)));
    }
    if (gave) {
        const Result<events::Contact> contact = contact_of(given);
        if (!contact) {
            return contact.error();
        }
        made.facts.push_back(
            {made.id,
             date,
             events::ContactGiven{*contact,
                                  {agreement(events::Box::this_event, office_consent_text)}}});
    }
    const Result<std::vector<events::Need>> needs = needs_of(given);
    if (!needs) {
        return needs.error();
    }
    if (!needs->empty()) {
        made.facts.push_back(
            {made.id,
             date,
             events::NeedGiven{*needs, {}, {agreement(events::Box::needs, office_needs_text)}}});
    }
    return {};
}

/// What somebody agreed to last in facts of this kind.
template <typename Payload>
std::vector<events::Agreement> agreements_in(std::span<const events::KnownFact> facts) {
    std::vector<events::Agreement> agreed;
    for (const events::KnownFact& fact : facts) {
        if (const auto* said = fact.as<Payload>()) {
            agreed = said->agreements;
        }
    }
    return agreed;
}

}  // namespace

Result<const SignUpRecord*> one_sign_up(const events::State& state,
                                        const OccurrenceId& date,
                                        std::string_view who) {
    const auto code = as_code(who);
    const base::SecretText wanted = events::searched(who);
    std::vector<const SignUpRecord*> hits;
    for (const SignUpRecord& one : state.sign_ups) {
        const bool here = one.occurrence == date && one.state != SignUpState::erased;
        if (here && (code ? one.code == *code : is_called(one, wanted.view()))) {
            hits.push_back(&one);
        }
    }
    const bool too_short = !code && base::code_points(who) < events::least_letters;
    if (too_short || hits.empty()) {
        return Error{ErrorKind::absent,
                     "nobody at this date has that number or name. `event signups` lists them"};
    }
    if (hits.size() > 1) {
        std::string numbers;
        for (const SignUpRecord* one : hits) {
            numbers += (numbers.empty() ? "" : ", ") + events::grouped_in_threes(one->code);
        }
        return refused("more than one party fits. Use the number: " + numbers);
    }
    return hits.front();
}

std::string_view sign_up_word(const SignUpRecord& one) {
    return events::sign_up_state_names.at(static_cast<std::size_t>(one.state));
}

std::string shown_name(const SignUpRecord& one) {
    const bool named = one.person.contact && !one.person.contact->name.empty();
    return named ? std::string(one.person.contact->name.view()) : std::string("No name given");
}

events::CancelReason cancel_reason(std::string_view word) {
    constexpr std::array words{std::string_view("cannot_come"),
                               std::string_view("double"),
                               std::string_view("event_cancelled"),
                               std::string_view("no_answer"),
                               std::string_view("asked_erase"),
                               std::string_view("other")};
    const auto* const at = std::find(words.begin(), words.end(), word);
    base::promise(at != words.end(), "a reason that the command line knows");
    return static_cast<events::CancelReason>(at - words.begin() + 1);
}

Result<void> may_confirm(const events::State& state,
                         const OccurrenceId& date,
                         int people,
                         const std::string& reason) {
    const events::OccurrenceRecord* record = state.occurrence(date);
    if (record != nullptr && record->state == events::ChangedTo::cancelled) {
        return refused("this date is cancelled");
    }
    const auto spaces = record == nullptr ? std::nullopt : events::capacity(*record);
    if (!spaces || !reason.empty()) {
        return {};
    }
    Result<void> given = events::check_give(*spaces, people);
    return given
               ? given
               : Error{ErrorKind::refused,
                       given.error().message + " To go over the number say why: --reason \"...\"."};
}

std::vector<OfficeFact> reinstating(std::span<const events::KnownFact> facts,
                                    const SignUpRecord& one) {
    std::set<events::FactId> undone;
    for (const events::KnownFact& fact : facts) {
        if (const auto* back = fact.as<events::Reinstated>()) {
            undone.insert(back->names);
        }
    }
    std::vector<OfficeFact> made;
    for (const events::KnownFact& fact : facts) {
        const auto* asked = fact.as<events::CancelAsked>();
        const bool its_own =
            fact.as<events::Cancelled>() != nullptr && fact.head().subject == one.id;
        const bool by_code =
            asked != nullptr && asked->code == one.code && fact.head().occurrence == one.occurrence;
        if ((its_own || by_code) && undone.count(fact.origin.id) == 0) {
            made.push_back({one.id, one.occurrence, events::Reinstated{fact.origin.id}});
        }
    }
    return made;
}

NewSignUp moving(std::span<const events::KnownFact> facts,
                 const SignUpRecord& one,
                 const OccurrenceId& to,
                 base::RandomSource& random) {
    NewSignUp made;
    made.id = events::SubjectId::random(random);
    made.code = events::draw_code(random);
    events::SignedUp up;
    up.outcome = events::Outcome::confirmed;
    up.party = one.party;
    up.under_16 = one.under_16;
    up.code = made.code;
    up.language = one.language;
    up.source = events::Source::office;
    made.facts.push_back({made.id, to, up});
    if (one.person.contact) {
        made.facts.push_back({made.id,
                              to,
                              events::ContactGiven{*one.person.contact,
                                                   agreements_in<events::ContactGiven>(facts)}});
    }
    if (!one.person.needs.empty()) {
        made.facts.push_back(
            {made.id,
             to,
             events::NeedGiven{
                 one.person.needs, one.person.note, agreements_in<events::NeedGiven>(facts)}});
    }
    made.facts.push_back({one.id, one.occurrence, events::Cancelled{events::CancelReason::other}});
    return made;
}

Result<NewSignUp> signing_up(const GivenSignUp& given,
                             const OccurrenceId& date,
                             base::RandomSource& random) {
    if (given.under_16 > given.party) {
        return refused("more of the party are under 16 than come");
    }
    NewSignUp made;
    made.id = events::SubjectId::random(random);
    made.code = events::draw_code(random);
    events::SignedUp up;
    up.outcome = given.outcome;
    up.party = given.party;
    up.under_16 = given.under_16;
    up.turn = given.turn;
    up.code = made.code;
    up.language = given.language;
    up.source = events::Source::office;
    made.facts.push_back({made.id, date, up});
    const Result<void> person = add_person(given, date, made);
    return person ? Result<NewSignUp>(std::move(made)) : person.error();
}

int next_turn(const events::State& state, const OccurrenceId& date, base::Day today) {
    int last = 0;
    for (const SignUpRecord& one : state.sign_ups) {
        if (one.occurrence == date && one.day == today && one.kiosk.is_zero()) {
            last = std::max(last, one.turn);
        }
    }
    return last + 1;
}

}  // namespace harmony::admin
