#include "events/steps.h"

#include <fmt/format.h>

#include <algorithm>

namespace harmony::events {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

/// All states of a kind that `from` leads to.
template <typename State, std::size_t Count>
std::vector<State> next_in(State from) {
    std::vector<State> all;
    for (std::size_t number = 1; number <= Count; ++number) {
        const auto to = static_cast<State>(number);
        if (may_go(from, to)) {
            all.push_back(to);
        }
    }
    return all;
}

template <typename State>
Error no_way(State from, std::string_view what) {
    const std::vector<State> next = next_of(from);
    std::vector<std::string_view> names;
    for (const State state : next) {
        names.push_back(name_of(state));
    }
    const std::string list =
        names.empty() ? "no other state" : fmt::format("{}", fmt::join(names, ", "));
    return Error{ErrorKind::refused,
                 fmt::format("From {} a {} can go to {}.", name_of(from), what, list)};
}

Error lacks(std::string_view what) {
    return Error{ErrorKind::refused, fmt::format("This step needs {}.", what)};
}

/// What a state of a case needs and the step has not; empty: nothing.
std::string_view missing_of(const CaseStep& step) {
    switch (step.to) {
        case CaseState::with_owner:
            return step.owner.empty() ? "an owner (team or partner)"
                   : !step.due        ? "a due date"
                                      : "";
        case CaseState::planned:
            return step.text.empty() ? "what is planned" : !step.due ? "a date by when" : "";
        case CaseState::done: return step.text.empty() ? "what was done" : "";
        case CaseState::told:
            return step.told_how == ToldHow::not_yet ? "how the resident was told" : "";
        case CaseState::passed_on:
            return step.owner.empty()       ? "to whom it was passed on"
                   : step.reference.empty() ? "their reference"
                                            : "";
        case CaseState::cannot_do: return step.text.empty() ? "a reason" : "";
        case CaseState::duplicate: return step.other ? "" : "the other case";
        default: return "";
    }
}

}  // namespace

bool may_go(CaseState from, CaseState to) {
    using S = CaseState;
    const auto is = [from](std::initializer_list<CaseState> list) {
        return std::find(list.begin(), list.end(), from) != list.end();
    };
    switch (to) {  // the column "from" of 14.2
        case S::received: return false;
        case S::with_owner: return is({S::received, S::reopened});
        case S::planned: return is({S::with_owner});
        case S::done: return is({S::with_owner, S::planned});
        case S::told: return is({S::done, S::cannot_do, S::passed_on});
        case S::closed: return is({S::told});
        case S::passed_on: return is({S::received, S::with_owner});
        case S::cannot_do: return is({S::received, S::with_owner, S::planned});
        case S::duplicate: return is({S::received, S::with_owner});
        case S::reopened: return is({S::done, S::told, S::closed});
        case S::withdrawn: return !is({S::closed, S::withdrawn});
    }
    return false;
}

bool may_go(RequestState from, RequestState to) {
    using S = RequestState;
    switch (from) {
        case S::asked: return to == S::seen || to == S::withdrawn;
        case S::seen: return to == S::in_hand || to == S::not_possible || to == S::withdrawn;
        case S::in_hand: return to != S::asked && to != S::seen;
        default: return false;
    }
}

bool may_go(ComplaintState from, ComplaintState to) {
    using S = ComplaintState;
    switch (from) {
        case S::received: return to == S::acknowledged;
        case S::acknowledged: return to == S::looking;
        case S::looking: return to == S::looking || to == S::outcome;
        case S::outcome: return to == S::closed;
        case S::closed: return false;
    }
    return false;
}

std::vector<CaseState> next_of(CaseState from) {
    return next_in<CaseState, case_state_names.size()>(from);
}

std::vector<RequestState> next_of(RequestState from) {
    return next_in<RequestState, request_state_names.size()>(from);
}

std::vector<ComplaintState> next_of(ComplaintState from) {
    return next_in<ComplaintState, complaint_state_names.size()>(from);
}

Result<void> check_step(CaseState from, const CaseStep& step) {
    if (!may_go(from, step.to)) {
        return no_way(from, "case");
    }
    if (const std::string_view missing = missing_of(step); !missing.empty()) {
        return lacks(missing);
    }
    if (!step.text.empty() && !step.checked) {
        return lacks("the tick \"checked: no names, no addresses of people\"");
    }
    return {};
}

Result<void> check_step(RequestState from, const RequestStep& step, std::size_t tries) {
    if (!may_go(from, step.to)) {
        return no_way(from, "request");
    }
    if (step.to == RequestState::not_possible && step.reason.empty()) {
        return lacks("a reason");
    }
    if (step.to == RequestState::no_reply && tries < tries_before_no_reply) {
        return Error{ErrorKind::refused,
                     fmt::format("Try on {} days before you close it without a reply. So far "
                                 "somebody tried on {}.",
                                 tries_before_no_reply,
                                 tries)};
    }
    return {};
}

Result<void> check_step(ComplaintState from, const ComplaintStep& step) {
    if (!may_go(from, step.to)) {
        return no_way(from, "complaint");
    }
    if (step.to == ComplaintState::outcome) {
        if (step.outcome == ComplaintOutcome::none) {
            return lacks("an outcome: upheld, partly, not upheld, or not ours");
        }
        if (step.text.find("ico.org.uk") == std::string::npos) {
            return lacks("the way to the ICO in its text (\"ico.org.uk\")");
        }
    }
    return {};
}

}  // namespace harmony::events
