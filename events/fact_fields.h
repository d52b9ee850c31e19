#pragma once

// Not a public header: what stands in the payload of each kind, in order. `coder` is a writer or a
// reader; a change here changes the format (docs/formats/fact.md).

#include <algorithm>
#include <concepts>
#include <functional>
#include <type_traits>

#include "base/text.h"
#include "events/code.h"
#include "events/contact.h"
#include "events/fact_coder.h"
#include "events/fact_kinds.h"

namespace harmony::events {

inline constexpr std::uint64_t most_16 = 65'535;
inline constexpr std::uint64_t most_party = 10;
inline constexpr std::size_t short_line = 60;
inline constexpr std::size_t public_line = 160;
inline constexpr std::size_t note_length = 300;
inline constexpr std::size_t complaint_length = 1'000;

template <typename T, typename U>
concept Of = std::same_as<std::remove_const_t<T>, U>;

inline std::string_view view_of(const std::string& text) {
    return text;
}
inline std::string_view view_of(const base::SecretText& text) {
    return text.view();
}

/// A text that may be empty, in its stored form, of at most `longest` letters.
void line(auto& coder, auto& value, std::size_t longest) {
    coder.raw(value, most_payload);
    const std::string_view text = view_of(value);
    const auto stored = text.empty() ? std::nullopt : stored_text(text, longest);
    coder.need(text.empty() || (stored && stored->view() == text));
}

void code(auto& coder, auto& value) {
    coder.number(value, 0, UINT32_MAX);
    coder.need(is_code(value));
}

/// Another fact or subject, which must be named.
void named(auto& coder, auto& value) {
    coder.id(value);
    coder.need(!value.is_zero());
}

void one_agreement(auto& coder, Of<Agreement> auto& agreement) {
    coder.items(6);
    coder.choice(agreement.box, Box::this_event, Box::share);
    coder.flag(agreement.yes);
    coder.id(agreement.text);
    coder.raw(agreement.language, longest_language);
    coder.choice(agreement.translation, Translation::original, Translation::checked);
    coder.maybe_id(agreement.english);
}

constexpr std::size_t most_agreements = 4;

inline void agreements(FactWriter& coder, const std::vector<Agreement>& all) {
    coder.need(all.size() <= most_agreements);
    coder.items(all.size());
    for (const Agreement& agreement : all) {
        one_agreement(coder, agreement);
    }
}

inline void agreements(FactReader& coder, std::vector<Agreement>& all) {
    const std::size_t count = coder.list(most_agreements);
    for (std::size_t i = 0; i < count && !coder.wrong(); ++i) {
        one_agreement(coder, all.emplace_back());
    }
}

inline void needs(FactWriter& coder, const std::vector<Need>& all) {
    coder.need(std::adjacent_find(all.begin(), all.end(), std::greater_equal<>()) == all.end());
    coder.items(all.size());
    for (const Need need : all) {
        coder.choice(need, Need::step_free, Need::no_nuts);
    }
}

inline void needs(FactReader& coder, std::vector<Need>& all) {
    const std::size_t count = coder.list(need_names.size());
    for (std::size_t i = 0; i < count && !coder.wrong(); ++i) {
        Need need{};
        coder.choice(need, Need::step_free, Need::no_nuts);
        coder.need(all.empty() || all.back() < need);
        all.push_back(need);
    }
}

/// Name, phone, email and how to be told: four items of an array that is open.
void contact(auto& coder, Of<Contact> auto& value) {
    coder.raw(value.name, most_payload);
    coder.raw(value.phone, most_payload);
    coder.raw(value.email, most_payload);
    coder.choice(value.preferred, Preferred::none, Preferred::email);
    const std::string_view phone = value.phone.view();
    const auto name = stored_text(value.name.view(), longest_name);
    const auto email = stored_email(value.email.view());
    coder.need(name && *name == value.name);
    coder.need(phone.empty() || read_phone(phone).stored.view() == phone);
    coder.need(value.email.empty() || (email && *email == value.email));
}

void fields(auto& coder, Of<SignedUp> auto& p) {
    coder.items(8);
    coder.choice(p.outcome, Outcome::confirmed, Outcome::requested);
    coder.number(p.party, 1, most_party);
    coder.number(p.under_16, 0, most_party);
    coder.number(p.turn, 0, most_16);
    code(coder, p.code);
    coder.maybe_id(p.ticket_key);
    coder.raw(p.language, longest_language);
    coder.choice(p.source, Source::kiosk, Source::import);
    coder.need(p.under_16 <= p.party && (p.turn == 0 || p.outcome == Outcome::waiting));
}

void fields(auto& coder, Of<ContactGiven> auto& p) {
    coder.items(5);
    contact(coder, p.contact);
    agreements(coder, p.agreements);
}

void fields(auto& coder, Of<NeedGiven> auto& p) {
    coder.items(3);
    needs(coder, p.needs);
    line(coder, p.note, longest_note);
    agreements(coder, p.agreements);
}

void fields(auto& coder, Of<Cancelled> auto& p) {
    coder.items(1);
    coder.choice(p.reason, CancelReason::cannot_come, CancelReason::other);
}

void fields(auto& coder, Of<CancelAsked> auto& p) {
    coder.items(1);
    code(coder, p.code);
}

void fields(auto& coder, Of<Reinstated> auto& p) {
    coder.items(1);
    named(coder, p.names);
}

void fields(auto& coder, Of<Promoted> auto& p) {
    coder.items(3);
    coder.choice(p.mode, PromotionMode::automatic, PromotionMode::offer);
    coder.maybe_day(p.expires);
    line(coder, p.reason, public_line);
    coder.need(p.expires.has_value() == (p.mode == PromotionMode::offer));
}

void fields(auto& coder, Of<OfferClosed> auto& p) {
    coder.items(2);
    named(coder, p.names);
    coder.choice(p.end, OfferEnd::accepted, OfferEnd::expired);
}

void fields(auto& coder, Of<CheckedIn> auto& p) {
    coder.items(3);
    coder.choice(p.how, CheckInHow::qr, CheckInHow::override);
    coder.number(p.party, 0, most_party);
    line(coder, p.reason, public_line);
    coder.need(p.reason.empty() == (p.how != CheckInHow::override));
}

void fields(auto& coder, Of<CheckInUndone> auto& p) {
    coder.items(1);
    named(coder, p.names);
}

void fields(auto& coder, Of<WalkedIn> auto& p) {
    constexpr std::uint64_t most = 255;
    coder.items(3);
    coder.number(p.adults, 0, most);
    coder.number(p.children, 0, most);
    coder.choice(p.first_time, FirstTime::not_asked, FirstTime::no);
    coder.need(p.adults + p.children > 0);
}

void fields(auto& coder, Of<Counted> auto& p) {
    constexpr std::uint64_t most_agencies = 12;
    coder.items(3);
    coder.number(p.agency, 0, most_agencies);
    coder.number(p.in, 0, most_16);
    coder.number(p.out, 0, most_16);
}

void fields(auto& coder, Of<EngagementAdded> auto& p) {
    coder.items(3);
    coder.choice(p.kind, AddedKind::stall, AddedKind::other);
    line(coder, p.place, 80);
    line(coder, p.note, 40);
}

void fields(auto& coder, Of<AllocationApplied> auto& p) {
    coder.items(3);
    coder.number(p.version, 0, UINT64_MAX);
    coder.number(p.used, 0, most_16);
    coder.number(p.cap, 0, most_16);
    coder.need(p.used <= p.cap);
}

void fields(auto& coder, Of<ContactCorrected> auto& p) {
    coder.items(5);
    named(coder, p.follows);
    contact(coder, p.contact);
}

void fields(auto& coder, Of<ConsentWithdrawn> auto& p) {
    coder.items(1);
    coder.choice(p.box, Box::this_event, Box::share);
}

void fields(auto& coder, Of<Erased> auto&) {
    coder.items(0);
}

void fields(auto& coder, Of<ExpiredUnsent> auto& p) {
    coder.items(2);
    coder.number(p.count, 1, most_16);
    coder.choice(p.what, ExpiredClass::contact, ExpiredClass::contact);
}

void fields(auto& coder, Of<OccurrenceChanged> auto& p) {
    constexpr std::uint64_t most_minutes = most_days * 1'440;
    constexpr std::uint64_t most_spaces = 5'000;
    coder.items(8);
    coder.number(p.sequence, 1, most_16);
    coder.choice(p.state, ChangedTo::scheduled, ChangedTo::cancelled);
    coder.maybe_number(p.start_min, most_minutes);
    coder.maybe_number(p.duration_min, 1'440);
    line(coder, p.venue, 80);
    coder.maybe_number(p.spaces, most_spaces);
    coder.maybe_number(p.reserve, most_spaces);
    line(coder, p.note, public_line);
}

void fields(auto& coder, Of<Grant> auto& p) {
    coder.items(5);
    named(coder, p.kiosk);
    coder.id(p.instance);
    coder.number(p.version, 1, UINT64_MAX);
    coder.number(p.granted, 0, most_16);
    line(coder, p.over_reason, public_line);
}

void fields(auto& coder, Of<WriteOff> auto& p) {
    coder.items(3);
    named(coder, p.kiosk);
    coder.id(p.instance);
    line(coder, p.reason, public_line);
    coder.need(!p.reason.empty());
}

void fields(auto& coder, Of<Requested> auto& p) {
    constexpr std::uint64_t all_times = 63;
    coder.items(8);
    coder.choice(p.offer, Offer::target_hardening, Offer::councillor_question);
    line(coder, p.about, short_line);
    coder.raw(p.postcode, most_payload);
    line(coder, p.street, 80);
    line(coder, p.question, note_length);
    coder.number(p.times, 0, all_times);
    coder.choice(p.safe_message, SafeMessage::not_asked, SafeMessage::only_text);
    coder.raw(p.language, longest_language);
    const auto postcode = stored_postcode(p.postcode.view());
    coder.need(p.postcode.empty() || (postcode && *postcode == p.postcode));
}

void fields(auto& coder, Of<RequestStep> auto& p) {
    coder.items(9);
    named(coder, p.follows);
    coder.choice(p.to, RequestState::seen, RequestState::withdrawn);
    coder.flag(p.tried);
    line(coder, p.officer, short_line);
    line(coder, p.note, note_length);
    line(coder, p.reason, public_line);
    coder.maybe_day(p.next);
    coder.choice(p.fitted, Fitted::not_asked, Fitted::no);
    coder.maybe_day(p.fitted_on);
    coder.need(p.reason.empty() == (p.to != RequestState::not_possible));
}

void cell(FactWriter& coder, const std::optional<CaseCell>& value);
void cell(FactReader& coder, std::optional<CaseCell>& value);

void fields(auto& coder, Of<CaseOpened> auto& p) {
    constexpr std::uint64_t most_answers = 99;
    coder.items(11);
    coder.id(p.form);
    coder.choice(p.kind, CaseKind::rubbish, CaseKind::other);
    line(coder, p.place, short_line);
    cell(coder, p.cell);
    coder.choice(p.light, Light::not_asked, Light::both);
    coder.number(p.how_long, 0, most_answers);
    coder.number(p.bothers, 0, most_answers);
    coder.number(p.told, 0, most_answers);
    coder.number(p.happened, 0, most_answers);
    line(coder, p.text, note_length);
    coder.raw(p.language, longest_language);
}

void fields(auto& coder, Of<CaseStep> auto& p) {
    coder.items(11);
    named(coder, p.follows);
    coder.choice(p.to, CaseState::with_owner, CaseState::withdrawn);
    line(coder, p.owner, short_line);
    coder.maybe_day(p.due);
    line(coder, p.text, public_line);
    line(coder, p.reference, short_line);
    coder.maybe_id(p.other);
    coder.choice(p.told_how, ToldHow::not_yet, ToldHow::impossible);
    coder.flag(p.checked);
    line(coder, p.officer, short_line);
    line(coder, p.note, note_length);
}

void fields(auto& coder, Of<WithdrawAsked> auto& p) {
    coder.items(1);
    named(coder, p.receipt);
}

void fields(auto& coder, Of<ComplaintMade> auto& p) {
    coder.items(3);
    coder.choice(p.topic, ComplaintTopic::what_is_kept, ComplaintTopic::other);
    line(coder, p.text, complaint_length);
    coder.raw(p.language, longest_language);
}

void fields(auto& coder, Of<ComplaintStep> auto& p) {
    coder.items(6);
    named(coder, p.follows);
    coder.choice(p.to, ComplaintState::acknowledged, ComplaintState::closed);
    coder.choice(p.outcome, ComplaintOutcome::none, ComplaintOutcome::not_ours);
    line(coder, p.text, complaint_length);
    line(coder, p.officer, short_line);
    line(coder, p.note, note_length);
    coder.need((p.outcome == ComplaintOutcome::none) == (p.to != ComplaintState::outcome));
}

void fields(auto& coder, Of<ConflictClosed> auto& p) {
    coder.items(7);
    coder.choice(p.kind, ConflictKind::double_check_in, ConflictKind::erased_returned);
    coder.id(p.about);
    coder.id(p.other);
    coder.choice(p.action, ConflictAction::accept, ConflictAction::wait);
    coder.id(p.chosen);
    line(coder, p.officer, short_line);
    line(coder, p.reason, public_line);
}

void fields(auto& coder, Of<ConflictReopened> auto& p) {
    coder.items(1);
    named(coder, p.names);
}

}  // namespace harmony::events
