#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "events/fact_kinds.h"

// How cases, requests and complaints go from one state to the next (design of events, 13, 14.2,
// 17.4). Commands refuse with these; the fold follows no step that they refuse.
namespace harmony::events {

inline constexpr std::array<std::string_view, 11> case_state_names = {"received",
                                                                      "with_owner",
                                                                      "planned",
                                                                      "done",
                                                                      "told",
                                                                      "closed",
                                                                      "passed_on",
                                                                      "cannot_do",
                                                                      "duplicate",
                                                                      "reopened",
                                                                      "withdrawn"};
static_assert(static_cast<std::size_t>(CaseState::withdrawn) == case_state_names.size());

inline constexpr std::array<std::string_view, 7> request_state_names = {
    "asked", "seen", "in_hand", "done", "not_possible", "no_reply", "withdrawn"};
static_assert(static_cast<std::size_t>(RequestState::withdrawn) == request_state_names.size());

inline constexpr std::array<std::string_view, 5> complaint_state_names = {
    "received", "acknowledged", "looking", "outcome", "closed"};
static_assert(static_cast<std::size_t>(ComplaintState::closed) == complaint_state_names.size());

[[nodiscard]] constexpr std::string_view name_of(CaseState state) {
    return case_state_names.at(static_cast<std::size_t>(state) - 1);
}

[[nodiscard]] constexpr std::string_view name_of(RequestState state) {
    return request_state_names.at(static_cast<std::size_t>(state) - 1);
}

[[nodiscard]] constexpr std::string_view name_of(ComplaintState state) {
    return complaint_state_names.at(static_cast<std::size_t>(state) - 1);
}

/// Where it can go from here, in the order of the states.
[[nodiscard]] std::vector<CaseState> next_of(CaseState from);
[[nodiscard]] std::vector<RequestState> next_of(RequestState from);
[[nodiscard]] std::vector<ComplaintState> next_of(ComplaintState from);

[[nodiscard]] bool may_go(CaseState from, CaseState to);
[[nodiscard]] bool may_go(RequestState from, RequestState to);
[[nodiscard]] bool may_go(ComplaintState from, ComplaintState to);

/// Whether a case in `from` may take this step: the way is open, and what the new state needs is
/// there. Errors: refused, in a sentence ("From closed a case can go to reopened.").
[[nodiscard]] base::Result<void> check_step(CaseState from, const CaseStep& step);

/// The same of a request; `tries` are the days on which nobody was reached, this step's as well.
[[nodiscard]] base::Result<void> check_step(RequestState from,
                                            const RequestStep& step,
                                            std::size_t tries);

/// The same of a complaint.
[[nodiscard]] base::Result<void> check_step(ComplaintState from, const ComplaintStep& step);

/// Days on which somebody must have tried before a request may end without a reply.
inline constexpr std::size_t tries_before_no_reply = 3;

/// Days after the resident was told before a case may be closed.
inline constexpr int days_before_closing = 14;

}  // namespace harmony::events
