#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/time.h"
#include "events/known_fact.h"
#include "events/occurrence.h"

// What is true, made from the set of facts (design of events, 5.3):
//  1. The state is a function of the set: order, repeats and batches of arrival cannot matter.
//  2. Equal id and equal bytes are one fact. Equal id, other bytes: the smaller content hash
//     counts, both are kept, and officers see it.
//  3. A fact about somebody not yet known takes effect when they arrive.
//  4. Clocks order nothing: what undoes another fact names it, what follows one names it.
//  5. Facts of an erased subject are dropped and counted, whenever they come.
//  6. `now` decides alone whether an offer still stands, who did not come, and which kiosk is lost.
namespace harmony::events {

/// What the series says of a date, and its changes do not.
struct OccurrencePlan {
    OccurrenceId id;
    base::Moment start{};
    base::Moment end{};
    std::optional<int> spaces;              ///< nothing: as many as come
    int reserve = 0;                        ///< spaces for those who walk in
    std::chrono::minutes closes_before{0};  ///< sign-up ends so long before the start
    bool cancelled = false;

    bool operator==(const OccurrencePlan&) const = default;
};

/// What a date of a series is to the fold; sign-up closes so long before its start.
[[nodiscard]] OccurrencePlan plan_of(const Occurrence& occurrence, std::chrono::minutes closes);

/// When a kiosk was last heard of, and whether people are checked in on it.
struct KioskNews {
    base::KioskId kiosk;
    base::Moment heard{};
    bool checks_in = false;

    bool operator==(const KioskNews&) const = default;
};

/// What the office knows besides facts. Must outlive nothing: `fold` copies what it keeps.
struct FoldSettings {
    std::vector<OccurrencePlan> occurrences;
    std::vector<KioskNews> kiosks;
    NamedHash hash;
};

enum class SignUpState : std::uint8_t {
    unknown,
    cancelled,
    confirmed,
    offered,
    requested,
    waiting,
    erased,
};
inline constexpr std::array<std::string_view, 7> sign_up_state_names = {
    "unknown", "cancelled", "confirmed", "offered", "requested", "waiting", "erased"};
static_assert(static_cast<std::size_t>(SignUpState::erased) + 1 == sign_up_state_names.size());

enum class CameState : std::uint8_t { open, came, did_not_come, not_known };

/// How to reach somebody and what they need; apart, so that it can be left out.
struct PersonRecord {
    std::optional<Contact> contact;
    FactId contact_fact;  ///< the one that counts: what a correction follows
    std::vector<Need> needs;
    base::SecretText note;
    unsigned agreed = 0;  ///< one bit a box

    [[nodiscard]] bool agrees(Box box) const {
        return ((agreed >> static_cast<unsigned>(box)) & 1U) != 0;
    }

    bool operator==(const PersonRecord&) const = default;
};

struct SignUpRecord {
    SubjectId id;
    OccurrenceId occurrence;
    SignUpState state = SignUpState::unknown;
    CameState came = CameState::open;
    int party = 0;
    int under_16 = 0;
    int turn = 0;
    std::uint32_t code = 0;
    base::Day day{};
    std::string language;
    base::KioskId kiosk;  ///< that it was made on; zero: the office
    Outcome outcome = Outcome::requested;
    FactId promoted;  ///< the promotion that counts; zero: none
    std::optional<base::Day> expires;
    bool passed = false;  ///< had an offer and did not take it
    int waits_as = 0;     ///< place in the waiting list, from 1
    int admitted = 0;     ///< people let in
    PersonRecord person;

    bool operator==(const SignUpRecord&) const = default;
};

/// One kiosk's spaces at one occurrence, as the office knows them (design of events, 6.1).
struct KioskLedger {
    base::KioskId kiosk;
    base::InstanceId instance;
    int cap = 0;         ///< it may ever confirm
    int used_facts = 0;  ///< it is known to have confirmed
    int ack_used = 0;    ///< it says it has confirmed
    bool written_off = false;

    /// May still be confirmed, or is and was not sent yet.
    [[nodiscard]] int open() const { return std::max(0, cap - used_facts); }
    [[nodiscard]] int hidden() const { return written_off ? 0 : open(); }
    [[nodiscard]] int at_risk() const { return written_off ? open() : 0; }
    [[nodiscard]] int unspent() const {
        return written_off ? 0 : std::max(0, cap - std::max(used_facts, ack_used));
    }

    bool operator==(const KioskLedger&) const = default;
};

/// What the clickers counted of people, or of those who asked for an agency.
struct ClickerTotal {
    int agency = 0;  ///< 0: people
    int in = 0;
    int out = 0;

    bool operator==(const ClickerTotal&) const = default;
};

struct OccurrenceRecord {
    OccurrenceId id;
    int sequence = 0;
    ChangedTo state = ChangedTo::scheduled;
    std::optional<base::Moment> start;  ///< nothing: no plan and no change knows it
    std::optional<base::Moment> end;
    std::string venue;  ///< when it was changed
    std::string note;
    std::optional<int> spaces;
    int reserve = 0;
    std::optional<base::Moment> closes;   ///< sign-up does
    std::optional<base::Day> changed_on;  ///< the change that counts
    std::optional<base::Day> cancelled_on;
    std::vector<KioskLedger> ledgers;  ///< by kiosk and instance
    int occupied = 0;                  ///< people of confirmed sign-ups
    int held = 0;                      ///< people of offers that stand
    std::vector<SubjectId> waiting;    ///< in order
    int came_signed_up = 0;            ///< people let in with a sign-up
    int walked_in_adults = 0;
    int walked_in_children = 0;
    int second_parties = 0;              ///< people of one ticket used by two parties
    std::array<int, 3> first_time = {};  ///< walk-ins by `FirstTime`
    std::vector<ClickerTotal> clicked;

    /// Checked-in parties and walk-ins; clickers stand beside it.
    [[nodiscard]] int attended() const {
        return came_signed_up + walked_in_adults + walked_in_children + second_parties;
    }

    bool operator==(const OccurrenceRecord&) const = default;
};

struct RequestRecord {
    SubjectId id;
    FactId opened;
    FactId last;  ///< what the next step follows
    RequestState state = RequestState::asked;
    Offer offer = Offer::call_back;
    std::string about;
    SafeMessage safe_message = SafeMessage::not_asked;
    base::Day asked_on{};
    std::optional<base::Day> first_contact;  ///< nothing: nobody was reached yet
    std::optional<base::Day> next;
    std::optional<base::Day> closed_on;
    std::vector<base::Day> tries;  ///< in vain; days, ascending, each once
    Fitted fitted = Fitted::not_asked;
    std::optional<base::Day> fitted_on;
    std::string reason;
    std::string language;
    PersonRecord person;

    bool operator==(const RequestRecord&) const = default;
};

struct CaseRecord {
    SubjectId id;
    FactId opened;
    FactId last;
    CaseState state = CaseState::received;
    CaseKind kind = CaseKind::other;
    std::string place;
    std::optional<CaseCell> cell;
    Light light = Light::not_asked;
    base::SecretText text;
    base::Day opened_on{};
    base::Day changed_on{};
    OccurrenceId engagement;
    std::string owner;
    std::optional<base::Day> due;
    std::string public_text;
    std::string reference;
    std::optional<SubjectId> other;  ///< of a duplicate
    ToldHow told_how = ToldHow::not_yet;
    /// Done, passed on or not possible: what came of it, also after it was told and closed.
    std::optional<CaseState> result;
    base::Day result_on{};
    std::string language;
    PersonRecord person;

    bool operator==(const CaseRecord&) const = default;
};

struct ComplaintRecord {
    SubjectId id;
    FactId opened;
    FactId last;
    ComplaintState state = ComplaintState::received;
    ComplaintOutcome outcome = ComplaintOutcome::none;
    ComplaintTopic topic = ComplaintTopic::other;
    base::SecretText text;
    base::Day made_on{};
    base::Day changed_on{};
    std::optional<base::Day> acknowledged_on;
    std::string told;  ///< last text to the person
    std::string language;
    PersonRecord person;

    bool operator==(const ComplaintRecord&) const = default;
};

/// One line of the officers' inbox. `about` and `other` name it, and stand in the fact that closes
/// it; what they are depends on the kind (docs/formats/fact.md).
struct Conflict {
    ConflictKind kind = ConflictKind::bad_fact;
    base::RecordId about;
    base::RecordId other;
    OccurrenceId occurrence;
    SubjectId subject;
    int number = 0;  ///< how many, where it counts
    bool closed = false;
    ConflictAction action = ConflictAction::accept;  ///< of a closed one

    auto operator<=>(const Conflict&) const = default;
};

/// A resident took something back with the receipt number it was given under.
struct Withdrawal {
    base::ReceiptKey receipt;
    base::Day day{};  ///< the first on which they did

    auto operator<=>(const Withdrawal&) const = default;
};

/// Everything that facts say. Each list is sorted by id.
struct State {
    std::vector<SignUpRecord> sign_ups;
    std::vector<OccurrenceRecord> occurrences;
    std::vector<RequestRecord> requests;
    std::vector<CaseRecord> cases;
    std::vector<ComplaintRecord> complaints;
    std::vector<Conflict> conflicts;
    std::vector<SubjectId> erased;
    std::vector<Withdrawal> withdrawals;  ///< whatever the receipts are of
    int dropped_erased = 0;               ///< facts of erased subjects that came all the same
    int newer = 0;                        ///< facts that need a newer Harmony
    int expired_unsent = 0;               ///< records that kiosks dropped and said so

    [[nodiscard]] const SignUpRecord* sign_up(const SubjectId& id) const;
    [[nodiscard]] const OccurrenceRecord* occurrence(const OccurrenceId& id) const;
    [[nodiscard]] const RequestRecord* request(const SubjectId& id) const;
    [[nodiscard]] const CaseRecord* case_of(const SubjectId& id) const;
    [[nodiscard]] const ComplaintRecord* complaint(const SubjectId& id) const;
    [[nodiscard]] const Withdrawal* withdrawal(const base::ReceiptKey& receipt) const;

    bool operator==(const State&) const = default;
};

/// REQUIRES: a hash in the settings.
[[nodiscard]] State fold(std::span<const KnownFact> facts,
                         const FoldSettings& settings,
                         base::Moment now);

}  // namespace harmony::events
