#pragma once

#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "admin/rights/person_erasure.h"
#include "events/due.h"
#include "events/fold.h"

// What was kept long enough goes (design of events, 17.1):
//  1. The plan says which subjects of which class, from what facts say and from today. It is shown
//     before anything is done.
//  2. A class is done whole before the next; each may be done again without harm.
//  3. Of a sign-up the name, number and needs go; that somebody came stays. Of a case the
//     reporter's words and contact go first, and the case is told anew without them; its counts
//     stay when the case itself goes.
//  4. What went has a tombstone, and stands on the list beside the store (erased_list.h).
namespace harmony::admin {

enum class KeptClass : std::uint8_t {
    taken_back,  ///< answers that their residents took back by receipt
    contacts,    ///< of sign-ups: after their event, or when consent was withdrawn
    requests,    ///< 12 months after their end
    case_words,  ///< words and contacts of cases: 6 months after their end
    cases,       ///< 24 months after their end
    complaints,  ///< 24 months after their end
};
inline constexpr std::array<std::string_view, 6> kept_class_names = {"taken back by receipt",
                                                                     "contacts of sign-ups",
                                                                     "requests",
                                                                     "words of cases",
                                                                     "cases",
                                                                     "complaints"};
static_assert(static_cast<std::size_t>(KeptClass::complaints) + 1 == kept_class_names.size());

/// "kept for 6 months after a case has ended"
[[nodiscard]] std::string_view rule_of(KeptClass what);

/// When a date of an event is over, and how long what was given for it is kept.
struct KeptDate {
    base::Day last{};
    int keep_days = 365;
};

using RetentionPlan = std::map<KeptClass, std::set<events::SubjectId>>;

/// Who of which class goes on `today`. A sign-up for a date that is not known is kept a year.
[[nodiscard]] RetentionPlan plan_retention(const events::State& state,
                                           const OfficeFacts& facts,
                                           const std::map<events::OccurrenceId, KeptDate>& dates,
                                           base::Day today);

/// Does one class of a plan. Returns how many records went. Errors: those of erasure.
[[nodiscard]] base::Result<std::size_t> do_retention(const Eraser& eraser,
                                                     KeptClass what,
                                                     const std::set<events::SubjectId>& subjects,
                                                     const events::State& state,
                                                     const OfficeFacts& facts);

}  // namespace harmony::admin
