#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/secret.h"
#include "events/fact_kinds.h"
#include "events/sign_up.h"

// Facts: what happened, each an immutable record of its own (docs/formats/fact.md). A sign-up is up
// to three of them, so that a name can be deleted while the count stays.
namespace harmony::events {

/// The numbers stand in facts.
enum class FactKind : std::uint8_t {
    signed_up = 1,
    contact_given = 2,
    need_given = 3,
    cancelled = 4,
    cancel_asked = 5,
    reinstated = 6,
    promoted = 7,
    offer_closed = 8,
    checked_in = 9,
    check_in_undone = 10,
    walked_in = 11,
    counted = 12,
    engagement_added = 13,
    allocation_applied = 14,
    contact_corrected = 15,
    consent_withdrawn = 16,
    erased = 17,
    expired_unsent = 18,
    occurrence_changed = 19,
    grant = 20,
    write_off = 21,
    requested = 22,
    request_step = 23,
    case_opened = 24,
    case_step = 25,
    withdraw_asked = 26,
    complaint_made = 27,
    complaint_step = 28,
    conflict_closed = 29,
    conflict_reopened = 30,
};
inline constexpr std::size_t fact_kinds = std::variant_size_v<Payload>;
static_assert(static_cast<std::size_t>(FactKind::conflict_reopened) == fact_kinds);

enum class FactBy : std::uint8_t { resident = 1, staff = 2, office = 3 };

/// Whether a part of the head must be there.
enum class Part : std::uint8_t { none, may, must };

/// What holds for every fact of a kind.
struct KindRule {
    std::string_view name;
    bool kiosk = false;  ///< a kiosk may write it
    bool office = false;
    Part subject = Part::must;
    Part occurrence = Part::may;
    Part minute = Part::none;
};

[[nodiscard]] const KindRule& rule_of(FactKind kind);

/// What every fact has, whatever happened.
struct FactHead {
    std::uint64_t seq = 0;  ///< of this kiosk and its instance, from 1, without gaps
    SubjectId subject;
    OccurrenceId occurrence;
    base::Day day{};            ///< in the organisation's time zone
    std::optional<int> minute;  ///< of that day, 0 to 1,439
    FactBy by = FactBy::resident;

    bool operator==(const FactHead&) const = default;
};

/// One fact.
struct Fact {
    FactHead head;
    Payload payload;

    [[nodiscard]] FactKind kind() const { return static_cast<FactKind>(payload.index() + 1); }

    bool operator==(const Fact&) const = default;
};

/// The one proper encoding. REQUIRES: a fact that `read_fact` reads; what it would refuse is a
/// broken promise.
[[nodiscard]] base::SecretBytes write_fact(const Fact& fact);

/// As `write_fact`; nothing when `read_fact` would refuse it (a text that is too long, a number out
/// of its range, a part of the head that must or may not be there).
[[nodiscard]] std::optional<base::SecretBytes> encode_fact(const Fact& fact);

/// Reads a fact of one of the kinds above. Errors: unreadable (not a fact, a limit that does not
/// hold, another encoding than the one proper one), absent (a kind or version of a newer Harmony).
[[nodiscard]] base::Result<Fact> read_fact(base::ByteView body);

/// Whose signature a fact came under.
enum class Author : std::uint8_t { kiosk, office };

/// Whether its author may say it: a kiosk writes no office facts, nobody speaks as another. A
/// resident's step of a case opens it again and nothing else; a kiosk takes back only the consent
/// to later events.
[[nodiscard]] bool is_allowed(const Fact& fact, Author author);

/// A sign-up has at most so many facts.
inline constexpr std::size_t most_facts = 3;

/// What came of a sign-up on the machine where it was made.
struct SignedAs {
    Outcome outcome = Outcome::requested;
    int turn = 0;  ///< of those who wait; else 0
    std::optional<base::KeyId> ticket_key = {};

    bool operator==(const SignedAs&) const = default;
};

/// The facts of a sign-up, encoded, in the order of their numbers from `first_seq` on: always
/// `signed_up`; `contact_given` and `need_given` when there is something in them. `day` is the day
/// on which it was sent; facts have no time.
[[nodiscard]] std::vector<base::SecretBytes> facts_of(const SignUp& sign_up,
                                                      std::uint64_t first_seq,
                                                      base::Day day,
                                                      const SignedAs& as = {});

/// How somebody who made a report wants to hear back: `contact_given` alone, about the report with
/// this receipt key and no date of an event. REQUIRES: a contact.
[[nodiscard]] base::SecretBytes hear_back_fact(const SignUp& contact,
                                               const base::ReceiptKey& receipt,
                                               std::uint64_t seq,
                                               base::Day day);

}  // namespace harmony::events
