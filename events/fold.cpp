#include "events/fold.h"

#include <algorithm>

#include "events/fold_parts.h"
#include "events/local_time.h"

namespace harmony::events {
namespace {

template <typename Record, typename Key>
const Record* found(const std::vector<Record>& all, const Key& id) {
    const auto at = std::lower_bound(
        all.begin(), all.end(), id, [](const Record& one, const Key& of) { return one.id < of; });
    return at == all.end() || at->id != id ? nullptr : &*at;
}

/// What residents take back by receipt; known before any case or request is looked at.
void take_withdrawals(const FactSet& set, State& state) {
    for (const KnownFact* fact : set.others()) {
        if (const auto* asked = fact->as<WithdrawAsked>()) {
            state.withdrawals.push_back({asked->receipt, fact->head().day});
        }
    }
    std::sort(state.withdrawals.begin(), state.withdrawals.end());
    const auto same = [](const Withdrawal& a, const Withdrawal& b) {
        return a.receipt == b.receipt;
    };
    state.withdrawals.erase(std::unique(state.withdrawals.begin(), state.withdrawals.end(), same),
                            state.withdrawals.end());
}

}  // namespace

OccurrencePlan plan_of(const Occurrence& occurrence, std::chrono::minutes closes) {
    OccurrencePlan plan;
    plan.id = occurrence.id;
    plan.start = occurrence.start;
    plan.end = occurrence.end;
    plan.spaces = occurrence.spaces;
    plan.reserve = occurrence.walk_in_reserve;
    plan.closes_before = closes;
    plan.cancelled = occurrence.state == OccurrenceState::cancelled;
    return plan;
}

State fold(std::span<const KnownFact> facts, const FoldSettings& settings, base::Moment now) {
    State state;
    FactSet set(facts, state);
    take_withdrawals(set, state);
    SignUpFold sign_ups(set, state, day_of(wall_time(now)));
    set.each_subject([&](FactGroup group) {
        if (SignUpFold::is_one(group)) {
            sign_ups.take(group);
        } else {
            fold_chain(set, group, state);
        }
    });
    sign_ups.resolve_codes();
    fold_occurrences(set, settings, sign_ups.second_parties(), state);
    fold_conflicts(set, settings, now, state);
    return state;
}

const SignUpRecord* State::sign_up(const SubjectId& id) const {
    return found(sign_ups, id);
}

const OccurrenceRecord* State::occurrence(const OccurrenceId& id) const {
    return found(occurrences, id);
}

const RequestRecord* State::request(const SubjectId& id) const {
    return found(requests, id);
}

const CaseRecord* State::case_of(const SubjectId& id) const {
    return found(cases, id);
}

const ComplaintRecord* State::complaint(const SubjectId& id) const {
    return found(complaints, id);
}

const Withdrawal* State::withdrawal(const base::ReceiptKey& receipt) const {
    const auto at = std::lower_bound(
        withdrawals.begin(), withdrawals.end(), Withdrawal{receipt, base::Day::min()});
    return at == withdrawals.end() || at->receipt != receipt ? nullptr : &*at;
}

}  // namespace harmony::events
