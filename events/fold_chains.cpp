#include <algorithm>

#include "events/fold_parts.h"
#include "events/steps.h"

namespace harmony::events {
namespace {

/// The steps of a kind in a group.
template <typename Step>
std::vector<Link> links_of(FactGroup group) {
    std::vector<Link> links;
    for (const KnownFact* fact : group) {
        if (const auto* step = fact->as<Step>()) {
            links.push_back({step->follows, fact});
        }
    }
    return links;
}

std::vector<base::Day> with_day(std::vector<base::Day> days, base::Day day) {
    const auto at = std::lower_bound(days.begin(), days.end(), day);
    if (at == days.end() || *at != day) {
        days.insert(at, day);
    }
    return days;
}

void keep(std::string& kept, const std::string& said) {
    if (!said.empty()) {
        kept = said;
    }
}

/// When its resident took it back; nothing when nobody did.
const Withdrawal* withdrawal_of(const State& state, const SubjectId& subject) {
    return state.withdrawal(same_bytes<base::ReceiptKey>(subject));
}

RequestRecord request_of(const KnownFact& opened) {
    const auto& said = *opened.as<Requested>();
    RequestRecord made;
    made.id = opened.head().subject;
    made.opened = made.last = opened.origin.id;
    made.asked_on = opened.head().day;
    made.offer = said.offer;
    made.about = said.about;
    made.safe_message = said.safe_message;
    made.language = said.language;
    return made;
}

void take_step(RequestRecord& request, const KnownFact& fact) {
    const auto& step = *fact.as<RequestStep>();
    if (step.tried) {
        request.tries = with_day(std::move(request.tries), fact.head().day);
    }
    const bool reached = step.to == RequestState::in_hand || step.to == RequestState::done;
    if (reached && !step.tried && !request.first_contact) {
        request.first_contact = fact.head().day;
    }
    request.state = step.to;
    request.last = fact.origin.id;
    request.next = step.next;
    keep(request.reason, step.reason);
    if (step.fitted != Fitted::not_asked) {
        request.fitted = step.fitted;
        request.fitted_on = step.fitted_on;
    }
    request.closed_on = next_of(step.to).empty() ? std::optional(fact.head().day) : std::nullopt;
}

void fold_request(FactSet& set, FactGroup group, const KnownFact& opened, State& state) {
    RequestRecord& request = state.requests.emplace_back(request_of(opened));
    walk(
        set,
        request.opened,
        links_of<RequestStep>(group),
        [&](const KnownFact& fact) {
            const auto& step = *fact.as<RequestStep>();
            const auto tries =
                step.tried ? with_day(request.tries, fact.head().day).size() : request.tries.size();
            return check_step(request.state, step, tries).ok();
        },
        [&](const KnownFact& fact) { take_step(request, fact); });
    const Withdrawal* taken_back = withdrawal_of(state, request.id);
    if (taken_back != nullptr && may_go(request.state, RequestState::withdrawn)) {
        request.state = RequestState::withdrawn;
        request.closed_on = taken_back->day;
    }
    request.person = person_of(set, group);
}

CaseRecord case_of(const KnownFact& opened) {
    const auto& said = *opened.as<CaseOpened>();
    CaseRecord made;
    made.id = opened.head().subject;
    made.opened = made.last = opened.origin.id;
    made.opened_on = made.changed_on = opened.head().day;
    made.engagement = opened.head().occurrence;
    made.kind = said.kind;
    made.place = said.place;
    made.cell = said.cell;
    made.light = said.light;
    made.text = said.text;
    made.language = said.language;
    return made;
}

void take_step(CaseRecord& record, const KnownFact& fact) {
    const auto& step = *fact.as<CaseStep>();
    record.state = step.to;
    record.last = fact.origin.id;
    record.changed_on = fact.head().day;
    keep(record.owner, step.owner);
    keep(record.public_text, step.text);
    keep(record.reference, step.reference);
    record.due = step.due;
    record.other = step.other;
    if (step.told_how != ToldHow::not_yet) {
        record.told_how = step.told_how;
    }
    const bool came_of_it = step.to == CaseState::done || step.to == CaseState::passed_on ||
                            step.to == CaseState::cannot_do;
    if (came_of_it) {
        record.result = step.to;
        record.result_on = fact.head().day;
    } else if (step.to == CaseState::reopened) {
        record.result.reset();
    }
}

void fold_case(FactSet& set, FactGroup group, const KnownFact& opened, State& state) {
    CaseRecord& record = state.cases.emplace_back(case_of(opened));
    walk(
        set,
        record.opened,
        links_of<CaseStep>(group),
        [&](const KnownFact& fact) { return check_step(record.state, *fact.as<CaseStep>()).ok(); },
        [&](const KnownFact& fact) { take_step(record, fact); });
    const Withdrawal* taken_back = withdrawal_of(state, record.id);
    if (taken_back != nullptr && may_go(record.state, CaseState::withdrawn)) {
        record.state = CaseState::withdrawn;
        record.changed_on = taken_back->day;
    }
    record.person = person_of(set, group);
}

void take_step(ComplaintRecord& record, const KnownFact& fact) {
    const auto& step = *fact.as<ComplaintStep>();
    record.state = step.to;
    record.last = fact.origin.id;
    record.changed_on = fact.head().day;
    keep(record.told, step.text);
    if (step.to == ComplaintState::acknowledged) {
        record.acknowledged_on = fact.head().day;
    }
    if (step.outcome != ComplaintOutcome::none) {
        record.outcome = step.outcome;
    }
}

void fold_complaint(FactSet& set, FactGroup group, const KnownFact& opened, State& state) {
    const auto& said = *opened.as<ComplaintMade>();
    ComplaintRecord& record = state.complaints.emplace_back();
    record.id = opened.head().subject;
    record.opened = record.last = opened.origin.id;
    record.made_on = record.changed_on = opened.head().day;
    record.topic = said.topic;
    record.text = said.text;
    record.language = said.language;
    walk(
        set,
        record.opened,
        links_of<ComplaintStep>(group),
        [&](const KnownFact& fact) {
            return check_step(record.state, *fact.as<ComplaintStep>()).ok();
        },
        [&](const KnownFact& fact) { take_step(record, fact); });
    record.person = person_of(set, group);
}

}  // namespace

void fold_chain(FactSet& set, FactGroup group, State& state) {
    if (const KnownFact* opened = smallest<Requested>(group)) {
        fold_request(set, group, *opened, state);
    }
    if (const KnownFact* opened = smallest<CaseOpened>(group)) {
        fold_case(set, group, *opened, state);
    }
    if (const KnownFact* opened = smallest<ComplaintMade>(group)) {
        fold_complaint(set, group, *opened, state);
    }
}

}  // namespace harmony::events
