#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "admin/office_facts.h"
#include "base/error.h"
#include "base/random.h"
#include "events/fold.h"

// What officers do with sign-ups, as the facts that say so. Nothing here writes.
namespace harmony::admin {

/// The one sign-up of a date with this ticket number, or whose name is like this (at least two
/// letters). Errors: absent, refused (several: names their numbers).
[[nodiscard]] base::Result<const events::SignUpRecord*> one_sign_up(
    const events::State& state, const events::OccurrenceId& date, std::string_view who);

/// "confirmed", "waiting", ...
[[nodiscard]] std::string_view sign_up_word(const events::SignUpRecord& one);

/// What they are called; "No name given" when nobody said.
[[nodiscard]] std::string shown_name(const events::SignUpRecord& one);

/// REQUIRES: one of the words of `CancelReason`.
[[nodiscard]] events::CancelReason cancel_reason(std::string_view word);

/// Whether a party may have spaces at a date now; `reason`: it goes over the number. Errors:
/// refused, with what is free.
[[nodiscard]] base::Result<void> may_confirm(const events::State& state,
                                             const events::OccurrenceId& date,
                                             int people,
                                             const std::string& reason);

/// Takes back every cancellation of a sign-up that counts; empty when there is none. `facts`: of
/// its date.
[[nodiscard]] std::vector<OfficeFact> reinstating(std::span<const events::KnownFact> facts,
                                                  const events::SignUpRecord& one);

/// A sign-up under a new number.
struct NewSignUp {
    std::vector<OfficeFact> facts;
    events::SubjectId id;
    std::uint32_t code = 0;
};

/// Signs a party up for another date with what is known of it, and cancels it here. `facts`: about
/// it.
[[nodiscard]] NewSignUp moving(std::span<const events::KnownFact> facts,
                               const events::SignUpRecord& one,
                               const events::OccurrenceId& to,
                               base::RandomSource& random);

/// What an officer types of somebody who called or wrote.
struct GivenSignUp {
    std::string name;
    std::string phone;
    std::string email;
    int party = 1;
    int under_16 = 0;
    std::vector<std::string> needs;
    std::string language = "en";
    bool agreed = false;        ///< to `office_consent_text`
    bool needs_agreed = false;  ///< likewise for what they need
    events::Outcome outcome = events::Outcome::confirmed;
    int turn = 0;  ///< of who waits
};

/// What somebody agrees to who does not stand at a kiosk: read to them, or signed on paper.
inline constexpr std::string_view office_consent_text =
    "You may keep my name and contact details to tell me about this event.\n";
inline constexpr std::string_view office_needs_text =
    "You may keep what I said about access and food to get ready for me.\n";

/// Checks and makes the facts. Errors: refused, with what to mend.
[[nodiscard]] base::Result<NewSignUp> signing_up(const GivenSignUp& given,
                                                 const events::OccurrenceId& date,
                                                 base::RandomSource& random);

/// The next turn of those whom the office puts on the waiting list of a date that day.
[[nodiscard]] int next_turn(const events::State& state,
                            const events::OccurrenceId& date,
                            base::Day today);

}  // namespace harmony::admin
