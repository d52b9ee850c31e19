#include "fact_maker.h"

#include "events/code.h"

namespace harmony::events::testing {
namespace {

using base::RandomSource;

SubjectId subject() {
    return *SubjectId::from_hex("f0e0d0c0b0a090807060504030201000");
}

FactId fact_id() {
    return *FactId::from_hex("0102030405060708090a0b0c0d0e0f10");
}

base::KioskId kiosk() {
    return *base::KioskId::from_hex("a0a1a2a3a4a5a6a7a8a9aaabacadaeaf");
}

base::InstanceId instance() {
    return *base::InstanceId::from_hex("b0b1b2b3b4b5b6b7b8b9babbbcbdbebf");
}

base::Day day(const char* iso) {
    return *base::day_from_iso(iso);
}

Contact contact() {
    return {base::SecretText("Zofia Kowalska"),
            base::SecretText("+447700900123"),
            base::SecretText("zofia@example.org"),
            Preferred::text};
}

Agreement agreement(Box box) {
    Agreement made;
    made.box = box;
    made.yes = true;
    made.language = "en";
    return made;
}

Payload sign_up_example(FactKind kind) {
    switch (kind) {
        case FactKind::signed_up:
            return SignedUp{Outcome::waiting, 3, 1, 2, 482917360, {}, "pl", Source::kiosk};
        case FactKind::contact_given: return ContactGiven{contact(), {agreement(Box::this_event)}};
        case FactKind::need_given:
            return NeedGiven{{Need::bsl, Need::halal}, {}, {agreement(Box::needs)}};
        case FactKind::cancelled: return Cancelled{CancelReason::cannot_come};
        case FactKind::cancel_asked: return CancelAsked{482917360};
        case FactKind::reinstated: return Reinstated{fact_id()};
        case FactKind::promoted: return Promoted{PromotionMode::offer, day("2026-04-01"), ""};
        case FactKind::offer_closed: return OfferClosed{fact_id(), OfferEnd::accepted};
        case FactKind::checked_in: return CheckedIn{CheckInHow::override, 2, "Knows her"};
        case FactKind::check_in_undone: return CheckInUndone{fact_id()};
        case FactKind::walked_in: return WalkedIn{2, 1, FirstTime::yes};
        case FactKind::counted: return Counted{0, 4, 1};
        case FactKind::engagement_added:
            return EngagementAdded{AddedKind::stall, "High Street", "By the clock"};
        case FactKind::contact_corrected: return ContactCorrected{fact_id(), contact()};
        case FactKind::consent_withdrawn: return ConsentWithdrawn{Box::later_events};
        case FactKind::erased: return Erased{};
        default: return ExpiredUnsent{3, ExpiredClass::contact};
    }
}

Payload office_example(FactKind kind) {
    switch (kind) {
        case FactKind::allocation_applied: return AllocationApplied{7, 4, 10};
        case FactKind::occurrence_changed:
            return OccurrenceChanged{
                2, ChangedTo::moved, 29'578'380, 120, "", 40, 4, "Now in the hall"};
        case FactKind::grant: return Grant{kiosk(), instance(), 7, 10, ""};
        case FactKind::write_off: return WriteOff{kiosk(), instance(), "Stolen from the van"};
        case FactKind::requested: {
            Requested made;
            made.offer = Offer::target_hardening;
            made.about = "door_lock";
            made.postcode = base::SecretText("TS18 1AB");
            made.times = 5;
            made.safe_message = SafeMessage::only_text;
            made.language = "en";
            return made;
        }
        case FactKind::request_step:
            return RequestStep{fact_id(),
                               RequestState::in_hand,
                               true,
                               "R. Patel",
                               "Rang twice",
                               "",
                               day("2026-04-02"),
                               Fitted::not_asked,
                               {}};
        case FactKind::case_opened:
            return CaseOpened{base::FormName{},
                              CaseKind::needles,
                              "",
                              CaseCell{44'537, 52'190},
                              Light::both,
                              1,
                              2,
                              0,
                              0,
                              base::SecretText("By the swings"),
                              "en"};
        case FactKind::case_step:
            return CaseStep{fact_id(),
                            CaseState::planned,
                            "Street care",
                            day("2026-04-03"),
                            "sweep the play area",
                            "",
                            {},
                            ToldHow::not_yet,
                            true,
                            "R. Patel",
                            ""};
        case FactKind::withdraw_asked:
            return WithdrawAsked{*base::ReceiptKey::from_hex("6c1c7ddc8095033930da1611261e7392")};
        case FactKind::complaint_made:
            return ComplaintMade{
                ComplaintTopic::not_deleted, base::SecretText("You wrote to me again"), "en"};
        case FactKind::complaint_step:
            return ComplaintStep{fact_id(),
                                 ComplaintState::outcome,
                                 ComplaintOutcome::upheld,
                                 "We were wrong. You can also go to ico.org.uk.",
                                 "R. Patel",
                                 ""};
        case FactKind::conflict_closed:
            return ConflictClosed{ConflictKind::double_check_in,
                                  fact_id(),
                                  fact_id(),
                                  ConflictAction::same_party,
                                  {},
                                  "R. Patel",
                                  ""};
        case FactKind::conflict_reopened: return ConflictReopened{fact_id()};
        default: return sign_up_example(kind);
    }
}

FactBy author_of(FactKind kind) {
    return rule_of(kind).kiosk ? FactBy::resident : FactBy::office;
}

/// A number from `least` to `most`.
int between(RandomSource& random, int least, int most) {
    return least + static_cast<int>(random.below(static_cast<std::uint64_t>(most - least + 1)));
}

template <typename Choice>
void vary(RandomSource& random, Choice& value, Choice least, Choice most) {
    value = static_cast<Choice>(between(random, static_cast<int>(least), static_cast<int>(most)));
}

/// Other values for what an example holds; each kind keeps its own rules.
struct Vary {
    RandomSource& random;

    void operator()(SignedUp& p) const {
        vary(random, p.outcome, Outcome::confirmed, Outcome::requested);
        p.party = between(random, 1, 10);
        p.under_16 = between(random, 0, p.party);
        p.turn = p.outcome == Outcome::waiting ? between(random, 0, 65'535) : 0;
        p.code = draw_code(random);
        p.ticket_key =
            random.below(2) == 0 ? std::optional(base::KeyId::random(random)) : std::nullopt;
        vary(random, p.source, Source::kiosk, Source::import);
    }
    void operator()(ContactGiven& p) const {
        p.agreements.assign(random.below(5), agreement(Box::share));
        vary(random, p.contact.preferred, Preferred::none, Preferred::email);
    }
    void operator()(NeedGiven& p) const {
        p.needs.clear();
        for (int need = 1; need <= 20; ++need) {
            if (random.below(3) == 0) {
                p.needs.push_back(static_cast<Need>(need));
            }
        }
        p.note = base::SecretText(random.below(2) == 0 ? "" : "نزدیک در");
    }
    void operator()(Cancelled& p) const {
        vary(random, p.reason, CancelReason::cannot_come, CancelReason::other);
    }
    void operator()(CancelAsked& p) const { p.code = draw_code(random); }
    void operator()(Promoted& p) const {
        const bool offer = random.below(2) == 0;
        p.mode = offer ? PromotionMode::offer : PromotionMode::automatic;
        p.expires = offer ? std::optional(base::day_from_number(between(random, 0, 200'000)))
                          : std::nullopt;
    }
    void operator()(OfferClosed& p) const {
        vary(random, p.end, OfferEnd::accepted, OfferEnd::expired);
    }
    void operator()(CheckedIn& p) const {
        vary(random, p.how, CheckInHow::qr, CheckInHow::override);
        p.reason = p.how == CheckInHow::override ? "Známy" : "";
        p.party = between(random, 0, 10);
    }
    void operator()(WalkedIn& p) const {
        p.adults = between(random, 0, 255);
        p.children = between(random, p.adults == 0 ? 1 : 0, 255);
        vary(random, p.first_time, FirstTime::not_asked, FirstTime::no);
    }
    void operator()(Counted& p) const {
        p = {between(random, 0, 12), between(random, 0, 65'535), between(random, 0, 65'535)};
    }
    void operator()(AllocationApplied& p) const {
        p.version = random.next_u64();
        p.cap = between(random, 0, 65'535);
        p.used = between(random, 0, p.cap);
    }
    void operator()(ConsentWithdrawn& p) const { vary(random, p.box, Box::this_event, Box::share); }
    void operator()(ExpiredUnsent& p) const { p.count = between(random, 1, 65'535); }
    void operator()(OccurrenceChanged& p) const {
        p.sequence = between(random, 1, 65'535);
        vary(random, p.state, ChangedTo::scheduled, ChangedTo::cancelled);
        p.start_min.reset();
        p.spaces = random.below(2) == 0 ? std::optional(between(random, 0, 5'000)) : std::nullopt;
    }
    void operator()(Grant& p) const { p.granted = between(random, 0, 65'535); }
    void operator()(Requested& p) const {
        vary(random, p.offer, Offer::target_hardening, Offer::councillor_question);
        p.times = between(random, 0, 63);
        vary(random, p.safe_message, SafeMessage::not_asked, SafeMessage::only_text);
    }
    void operator()(RequestStep& p) const {
        vary(random, p.to, RequestState::seen, RequestState::withdrawn);
        p.reason = p.to == RequestState::not_possible ? "No such lock" : "";
    }
    void operator()(CaseOpened& p) const {
        vary(random, p.kind, CaseKind::rubbish, CaseKind::other);
        p.cell =
            random.below(2) == 0
                ? std::optional(CaseCell{between(random, 0, 69'999), between(random, 0, 129'999)})
                : std::nullopt;
    }
    void operator()(CaseStep& p) const {
        vary(random, p.to, CaseState::with_owner, CaseState::withdrawn);
        vary(random, p.told_how, ToldHow::not_yet, ToldHow::impossible);
    }
    void operator()(ConflictClosed& p) const {
        vary(random, p.kind, ConflictKind::double_check_in, ConflictKind::erased_returned);
        vary(random, p.action, ConflictAction::accept, ConflictAction::wait);
        p.chosen = FactId::random(random);
    }
    template <typename Other>
    void operator()(Other& payload) const {
        if constexpr (requires { payload.names; }) {
            payload.names = FactId::random(random);
        }
        if constexpr (requires { payload.follows; }) {
            payload.follows = FactId::random(random);
        }
    }
};

}  // namespace

Fact example_of(FactKind kind) {
    const KindRule& rule = rule_of(kind);
    Fact fact;
    fact.head.seq = 7;
    fact.head.day = day("2026-03-30");
    fact.head.subject = rule.subject == Part::none ? SubjectId{} : subject();
    fact.head.occurrence = rule.occurrence == Part::must
                               ? *OccurrenceId::from_hex("d1e08e2775d8bd5a")
                               : OccurrenceId{};
    fact.head.minute = rule.minute == Part::must ? std::optional(845) : std::nullopt;
    fact.head.by = author_of(kind);
    fact.payload = office_example(kind);
    return fact;
}

Fact random_fact(RandomSource& random, FactKind kind) {
    Fact fact = example_of(kind);
    fact.head.seq = 1 + random.below(UINT64_MAX - 1);
    fact.head.day = base::day_from_number(between(random, 0, 200'000));
    if (!fact.head.subject.is_zero()) {
        fact.head.subject = SubjectId::random(random);
    }
    if (!fact.head.occurrence.is_zero()) {
        fact.head.occurrence = OccurrenceId::random(random);
    }
    if (fact.head.minute) {
        fact.head.minute = 5 * between(random, 0, 287);
    }
    std::visit(Vary{random}, fact.payload);
    return fact;
}

}  // namespace harmony::events::testing
