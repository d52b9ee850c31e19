#pragma once

#include <cstdint>
#include <optional>

#include "events/event.h"
#include "events/fact_kinds.h"

// The kiosk's side of spaces (design of events, 6.2 and 8.2). Pure: the caller writes the ledger
// row, the facts and nothing else in one transaction.
namespace harmony::events {

/// What a kiosk may confirm of one occurrence by itself; numbers only.
struct Allocation {
    std::uint64_t version = 0;  ///< of the own part that was applied last
    int used = 0;               ///< people confirmed here; only grows, whoever cancels
    int cap = 0;                ///< people it may ever confirm

    bool operator==(const Allocation&) const = default;
};

/// The allocation after the own part of `version` granted so many, and the fact that says so.
/// Nothing when the own part is not newer: it has no effect.
[[nodiscard]] std::optional<AllocationApplied> apply_grant(Allocation& allocation,
                                                           std::uint64_t version,
                                                           int granted);

enum class ClockTrust : std::uint8_t { trusted, not_trusted };

/// What a pack says of a date, as far as a sign-up goes.
struct SignUpTerms {
    bool cancelled = false;
    bool open = true;          ///< sign-up is, by the kiosk's clock
    bool has_spaces = true;    ///< false: as many as come
    bool slot = false;         ///< one space, given to at most one kiosk
    bool by_request = false;   ///< a business visit, or one that the office answers
    bool waiting_list = true;  ///< promotion is not off
    int party_max = 10;
};

/// Those of a date in a pack, at this time on the clock of its venue.
[[nodiscard]] SignUpTerms terms_of(const Event& event, WallTime now);

enum class SignUpDecision : std::uint8_t {
    confirmed,
    on_the_list,  ///< confirmed, without a number of spaces
    waiting,
    requested,
    full,
    closed,
    cancelled,
    party_too_large,
};

/// What this kiosk may say to a party now. `allocation` is nothing when it has none here.
[[nodiscard]] SignUpDecision decide_sign_up(const SignUpTerms& terms,
                                            const std::optional<Allocation>& allocation,
                                            int party,
                                            ClockTrust clock);

/// Counts a confirmed party. REQUIRES: `decide_sign_up` said `confirmed` for it.
void spend(Allocation& allocation, int party);

/// The outcome that stands in the fact; nothing when nobody was signed up.
[[nodiscard]] std::optional<Outcome> outcome_of(SignUpDecision decision);

}  // namespace harmony::events
