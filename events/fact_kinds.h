#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/ids.h"
#include "base/secret.h"
#include "base/time.h"
#include "events/ids.h"
#include "events/sign_up.h"

// What each kind of fact says (design of events, 5.2; docs/formats/fact.md). The numbers of every
// list here stand in facts and are never given another meaning.
namespace harmony::events {

/// What the kiosk or the office said to a sign-up.
enum class Outcome : std::uint8_t { confirmed = 1, waiting = 2, requested = 3 };

/// Where a sign-up was made.
enum class Source : std::uint8_t { kiosk = 1, staff = 2, office = 3, import = 4 };

struct SignedUp {
    Outcome outcome = Outcome::requested;
    int party = 1;     ///< people who come, 1 to 10
    int under_16 = 0;  ///< of these; a number, never a name
    int turn =
        0;  ///< of the waiting list of this kiosk, occurrence and day, from 1; 0: does not wait
    std::uint32_t code = 0;
    std::optional<base::KeyId> ticket_key;  ///< nothing: no ticket was made
    std::string language;
    Source source = Source::kiosk;

    bool operator==(const SignedUp&) const = default;
};

struct ContactGiven {
    Contact contact;
    std::vector<Agreement> agreements;

    bool operator==(const ContactGiven&) const = default;
};

struct NeedGiven {
    std::vector<Need> needs;  ///< ascending
    base::SecretText note;
    std::vector<Agreement> agreements;

    bool operator==(const NeedGiven&) const = default;
};

enum class CancelReason : std::uint8_t {
    cannot_come = 1,
    double_sign_up = 2,
    event_cancelled = 3,
    no_answer = 4,
    asked_erase = 5,
    other = 6,
};

struct Cancelled {
    CancelReason reason = CancelReason::cannot_come;

    bool operator==(const Cancelled&) const = default;
};

/// Somebody typed their ticket code on a kiosk, which cannot know whose it is.
struct CancelAsked {
    std::uint32_t code = 0;

    bool operator==(const CancelAsked&) const = default;
};

struct Reinstated {
    FactId names;  ///< a `Cancelled`, or the `CancelAsked` that was taken for this sign-up

    bool operator==(const Reinstated&) const = default;
};

enum class PromotionMode : std::uint8_t { automatic = 1, offer = 2 };

/// Somebody who waited or asked has a space now, or is offered one.
struct Promoted {
    PromotionMode mode = PromotionMode::automatic;
    std::optional<base::Day> expires;  ///< of an offer: the last day on which it can be taken
    std::string reason;                ///< out of turn, or over the number: why; else empty

    bool operator==(const Promoted&) const = default;
};

enum class OfferEnd : std::uint8_t { accepted = 1, declined = 2, expired = 3 };

struct OfferClosed {
    FactId names;  ///< a `Promoted`
    OfferEnd end = OfferEnd::accepted;

    bool operator==(const OfferClosed&) const = default;
};

enum class CheckInHow : std::uint8_t { qr = 1, code = 2, name = 3, self = 4, override = 5 };

struct CheckedIn {
    CheckInHow how = CheckInHow::qr;
    int party = 0;       ///< people at the door; 0: as signed up
    std::string reason;  ///< of an override

    bool operator==(const CheckedIn&) const = default;
};

struct CheckInUndone {
    FactId names;  ///< a `CheckedIn`

    bool operator==(const CheckInUndone&) const = default;
};

enum class FirstTime : std::uint8_t { not_asked = 0, yes = 1, no = 2 };

struct WalkedIn {
    int adults = 0;
    int children = 0;
    FirstTime first_time = FirstTime::not_asked;

    bool operator==(const WalkedIn&) const = default;
};

/// The clicker; the head's minute is the start of the five minutes it was clicked in.
struct Counted {
    int agency = 0;  ///< 0: people; else who of the event's agencies was asked for, from 1
    int in = 0;
    int out = 0;

    bool operator==(const Counted&) const = default;
};

enum class AddedKind : std::uint8_t { stall = 1, visit = 2, other = 3 };

/// Staff stand somewhere that no pack knew of; the head's occurrence names it from then on.
struct EngagementAdded {
    AddedKind kind = AddedKind::stall;
    std::string place;
    std::string note;

    bool operator==(const EngagementAdded&) const = default;
};

/// What a kiosk says of its spaces once it has read a newer pack.
struct AllocationApplied {
    std::uint64_t version = 0;  ///< of the kiosk's own part
    int used = 0;
    int cap = 0;

    bool operator==(const AllocationApplied&) const = default;
};

struct ContactCorrected {
    FactId follows;  ///< the `ContactGiven` or `ContactCorrected` that it takes the place of
    Contact contact;

    bool operator==(const ContactCorrected&) const = default;
};

struct ConsentWithdrawn {
    Box box = Box::later_events;

    bool operator==(const ConsentWithdrawn&) const = default;
};

/// Nothing but the subject: its other facts are dropped, whenever they come.
struct Erased {
    bool operator==(const Erased&) const = default;
};

enum class ExpiredClass : std::uint8_t { contact = 2 };

struct ExpiredUnsent {
    int count = 0;
    ExpiredClass what = ExpiredClass::contact;

    bool operator==(const ExpiredUnsent&) const = default;
};

enum class ChangedTo : std::uint8_t { scheduled = 1, moved = 2, cancelled = 3 };

/// What an occurrence is from this sequence on; what is absent stays as the series says.
struct OccurrenceChanged {
    int sequence = 0;
    ChangedTo state = ChangedTo::scheduled;
    std::optional<std::int64_t> start_min;  ///< UTC, minutes since 1970
    std::optional<int> duration_min;
    std::string venue;  ///< id in the venue list; empty: as before
    std::optional<int> spaces;
    std::optional<int> reserve;
    std::string note;

    bool operator==(const OccurrenceChanged&) const = default;
};

/// The spaces that a kiosk may ever confirm, as a pack tells it; a smaller number is a recall.
struct Grant {
    base::KioskId kiosk;
    base::InstanceId instance;
    std::uint64_t version = 0;  ///< of the kiosk's own part that says so
    int granted = 0;
    std::string over_reason;  ///< "go over": why; else empty

    bool operator==(const Grant&) const = default;
};

/// A kiosk is lost; of the head's occurrence, or of all when that is zero.
struct WriteOff {
    base::KioskId kiosk;
    base::InstanceId instance;
    std::string reason;

    bool operator==(const WriteOff&) const = default;
};

enum class Offer : std::uint8_t {
    target_hardening = 1,
    call_back = 2,
    referral = 3,
    join_association = 4,
    councillor_question = 5,
};

enum class SafeMessage : std::uint8_t { not_asked = 0, yes = 1, no = 2, only_text = 3 };

struct Requested {
    Offer offer = Offer::call_back;
    std::string
        about;  ///< an id of the pack's list: service, kind of thing, subject, join or start
    base::SecretText postcode;
    base::SecretText street;
    base::SecretText question;
    int times = 0;  ///< bits: morning, afternoon, evening of weekdays, then of weekends
    SafeMessage safe_message = SafeMessage::not_asked;
    std::string language;

    bool operator==(const Requested&) const = default;
};

enum class RequestState : std::uint8_t {
    asked = 1,
    seen = 2,
    in_hand = 3,
    done = 4,
    not_possible = 5,
    no_reply = 6,
    withdrawn = 7,
};

enum class Fitted : std::uint8_t { not_asked = 0, yes = 1, no = 2 };

struct RequestStep {
    FactId follows;  ///< the step before it, or the `Requested`
    RequestState to = RequestState::seen;
    bool tried = false;  ///< somebody tried to reach the resident on this day, in vain
    std::string officer;
    std::string note;    ///< not shown to the resident
    std::string reason;  ///< why it is not possible
    std::optional<base::Day> next;
    Fitted fitted = Fitted::not_asked;
    std::optional<base::Day> fitted_on;

    bool operator==(const RequestStep&) const = default;
};

enum class CaseKind : std::uint8_t {
    rubbish = 1,
    dog_mess = 2,
    street_light = 3,
    graffiti = 4,
    bushes = 5,
    empty_building = 6,
    fence = 7,
    noise = 8,
    dumped_car = 9,
    needles = 10,
    hole = 11,
    drinking = 12,
    other = 13,
};

enum class Light : std::uint8_t { not_asked = 0, dark = 1, day = 2, both = 3 };

/// Ten metres of the national grid: how many such cells east and north of its origin.
struct CaseCell {
    int east = 0;   ///< 0 to 69,999
    int north = 0;  ///< 0 to 129,999

    bool operator==(const CaseCell&) const = default;
};

struct CaseOpened {
    base::FormName form;
    CaseKind kind = CaseKind::other;
    std::string place;  ///< id of the place list; empty: the cell says where
    std::optional<CaseCell> cell;
    Light light = Light::not_asked;
    int how_long = 0;  ///< this and the next: which answer of the form, from 1; 0: not said
    int bothers = 0;
    int told = 0;
    int happened = 0;
    base::SecretText text;  ///< may hold personal data
    std::string language;

    bool operator==(const CaseOpened&) const = default;
};

enum class CaseState : std::uint8_t {
    received = 1,
    with_owner = 2,
    planned = 3,
    done = 4,
    told = 5,
    closed = 6,
    passed_on = 7,
    cannot_do = 8,
    duplicate = 9,
    reopened = 10,
    withdrawn = 11,
};

enum class ToldHow : std::uint8_t {
    not_yet = 0,
    kiosk = 1,
    message = 2,
    board = 3,
    impossible = 4
};

struct CaseStep {
    FactId follows;  ///< the step before it, or the `CaseOpened`
    CaseState to = CaseState::with_owner;
    std::string owner;               ///< team, partner or organisation
    std::optional<base::Day> due;    ///< next news, or by when
    std::string text;                ///< what residents read: what, reason
    std::string reference;           ///< the other organisation's number
    std::optional<SubjectId> other;  ///< of a duplicate: the other case
    ToldHow told_how = ToldHow::not_yet;
    bool checked = false;  ///< "checked: no names, no addresses of people"
    std::string officer;
    std::string note;  ///< not shown to residents

    bool operator==(const CaseStep&) const = default;
};

struct WithdrawAsked {
    base::ReceiptKey receipt;

    bool operator==(const WithdrawAsked&) const = default;
};

enum class ComplaintTopic : std::uint8_t {
    what_is_kept = 1,
    who_sees_it = 2,
    not_deleted = 3,
    not_answered = 4,
    no_agreement = 5,
    other = 6,
};

struct ComplaintMade {
    ComplaintTopic topic = ComplaintTopic::other;
    base::SecretText text;
    std::string language;

    bool operator==(const ComplaintMade&) const = default;
};

enum class ComplaintState : std::uint8_t {
    received = 1,
    acknowledged = 2,
    looking = 3,
    outcome = 4,
    closed = 5,
};

enum class ComplaintOutcome : std::uint8_t {
    none = 0,
    upheld = 1,
    partly = 2,
    not_upheld = 3,
    not_ours = 4
};

struct ComplaintStep {
    FactId follows;  ///< the step before it, or the `ComplaintMade`
    ComplaintState to = ComplaintState::acknowledged;
    ComplaintOutcome outcome = ComplaintOutcome::none;
    std::string text;  ///< told to the person; of an outcome it names the way to the ICO
    std::string officer;
    std::string note;

    bool operator==(const ComplaintStep&) const = default;
};

/// What the inbox of officers may hold (design of events, 16).
enum class ConflictKind : std::uint8_t {
    double_check_in = 1,
    checked_in_after_cancel = 2,
    waiting_admitted = 3,
    over_spaces = 4,
    possible_double = 5,
    signed_up_after_cancel = 6,
    unknown_code = 7,
    code_ambiguous = 8,
    double_step = 9,
    fact_mismatch = 10,
    forked_device = 11,
    bad_fact = 12,
    not_allowed = 13,
    lost_kiosk = 14,
    consent_missing = 15,
    erased_returned = 16,
};

inline constexpr std::array<std::string_view, 16> conflict_kind_names = {"double_check_in",
                                                                         "checked_in_after_cancel",
                                                                         "waiting_admitted",
                                                                         "over_spaces",
                                                                         "possible_double",
                                                                         "signed_up_after_cancel",
                                                                         "unknown_code",
                                                                         "code_ambiguous",
                                                                         "double_step",
                                                                         "fact_mismatch",
                                                                         "forked_device",
                                                                         "bad_fact",
                                                                         "not_allowed",
                                                                         "lost_kiosk",
                                                                         "consent_missing",
                                                                         "erased_returned"};
static_assert(static_cast<std::size_t>(ConflictKind::erased_returned) ==
              conflict_kind_names.size());

[[nodiscard]] constexpr std::string_view name_of(ConflictKind kind) {
    return conflict_kind_names.at(static_cast<std::size_t>(kind) - 1);
}

enum class ConflictAction : std::uint8_t {
    accept = 1,        ///< it is right as it is counted: the default of most kinds
    same_party = 2,    ///< one ticket twice: counts once
    two_parties = 3,   ///< the second becomes a walk-in
    wrong_person = 4,  ///< who came was somebody else: no attendance
    keep = 5,          ///< both sign-ups stay
    merge = 6,         ///< `chosen` stays, the other is cancelled by a fact of its own
    choose = 7,        ///< `chosen` is the sign-up, or the step that leads
    told = 8,
    dismiss = 9,  ///< with a reason
    wait = 10,
};

inline constexpr std::array<std::string_view, 10> conflict_action_names = {"accept",
                                                                           "same_party",
                                                                           "two_parties",
                                                                           "wrong_person",
                                                                           "keep",
                                                                           "merge",
                                                                           "choose",
                                                                           "told",
                                                                           "dismiss",
                                                                           "wait"};
static_assert(static_cast<std::size_t>(ConflictAction::wait) == conflict_action_names.size());

/// An officer closed a conflict of the inbox. `about` and `other` are those of the conflict.
struct ConflictClosed {
    ConflictKind kind = ConflictKind::bad_fact;
    base::RecordId about;
    base::RecordId other;
    ConflictAction action = ConflictAction::accept;
    base::RecordId chosen;  ///< a sign-up or a fact; zero when the action needs none
    std::string officer;
    std::string reason;

    bool operator==(const ConflictClosed&) const = default;
};

struct ConflictReopened {
    FactId names;  ///< a `ConflictClosed`

    bool operator==(const ConflictReopened&) const = default;
};

/// In the order of the kinds' numbers.
using Payload = std::variant<SignedUp,
                             ContactGiven,
                             NeedGiven,
                             Cancelled,
                             CancelAsked,
                             Reinstated,
                             Promoted,
                             OfferClosed,
                             CheckedIn,
                             CheckInUndone,
                             WalkedIn,
                             Counted,
                             EngagementAdded,
                             AllocationApplied,
                             ContactCorrected,
                             ConsentWithdrawn,
                             Erased,
                             ExpiredUnsent,
                             OccurrenceChanged,
                             Grant,
                             WriteOff,
                             Requested,
                             RequestStep,
                             CaseOpened,
                             CaseStep,
                             WithdrawAsked,
                             ComplaintMade,
                             ComplaintStep,
                             ConflictClosed,
                             ConflictReopened>;

}  // namespace harmony::events
