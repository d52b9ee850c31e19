#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/error.h"
#include "base/secret.h"
#include "events/sign_up.h"

// Facts: what happened, each an immutable record of its own (docs/formats/fact.md). A sign-up is up
// to three of them, so that a name can be deleted while the count stays.
namespace harmony::events {

/// The numbers stand in facts. Those that are missing here come with the office side.
enum class FactKind : std::uint8_t { signed_up = 1, contact_given = 2, need_given = 3 };

/// What the kiosk may say to a sign-up. Others than a request need an allocation of spaces.
enum class Outcome : std::uint8_t { requested = 3 };

enum class FactBy : std::uint8_t { resident = 1, staff = 2, office = 3 };

/// What every fact has, whatever happened.
struct FactHead {
    FactKind kind = FactKind::signed_up;
    std::uint64_t seq = 0;  ///< of this kiosk and its instance, from 1, without gaps
    SignUpId subject;
    OccurrenceId occurrence;
    base::Day day{};
    FactBy by = FactBy::resident;

    bool operator==(const FactHead&) const = default;
};

/// A sign-up has at most so many facts.
inline constexpr std::size_t most_facts = 3;

/// The facts of a sign-up, encoded, in the order of their numbers from `first_seq` on: always
/// `signed_up`; `contact_given` and `need_given` when there is something in them. `day` is the day
/// on which it was sent; facts have no time.
[[nodiscard]] std::vector<base::SecretBytes> facts_of(const SignUp& sign_up,
                                                      std::uint64_t first_seq,
                                                      base::Day day);

/// How somebody who made a report wants to hear back: `contact_given` alone, about the report with
/// this receipt key and no date of an event. REQUIRES: a contact.
[[nodiscard]] base::SecretBytes hear_back_fact(const SignUp& contact,
                                               const base::ReceiptKey& receipt,
                                               std::uint64_t seq,
                                               base::Day day);

/// One fact as it is read back.
struct ReadFact {
    FactHead head;
    // of signed_up
    int party = 0;
    int under_16 = 0;
    std::uint32_t code = 0;
    std::string language;
    // of contact_given
    std::optional<Contact> contact;
    // of need_given
    std::vector<Need> needs;
    base::SecretText note;
    // of contact_given and need_given
    std::vector<Agreement> agreements;
};

/// Reads a fact of one of the kinds above. Errors: unreadable (not a fact, a limit that does not
/// hold, another encoding than the one proper one), absent (a kind or version of a newer Harmony).
[[nodiscard]] base::Result<ReadFact> read_fact(base::ByteView body);

}  // namespace harmony::events
