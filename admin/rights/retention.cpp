#include "admin/rights/retention.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "admin/cases/case_list.h"
#include "admin/cases/case_words.h"
#include "events/steps.h"

namespace harmony::admin {
namespace {

using base::Result;
using events::CaseRecord;
using events::CaseStep;
using events::FactKind;
using events::KnownFact;
using events::SubjectId;

constexpr std::string_view totals_name = "case_totals";
constexpr int days_of_a_year = 365;

/// What stands in facts of a subject and in no folded state.
struct Given {
    bool contact = false;
    bool needs = false;
    bool words = false;  ///< of a case
    unsigned withdrawn = 0;

    [[nodiscard]] bool took_back(events::Box box) const {
        return ((withdrawn >> static_cast<unsigned>(box)) & 1U) != 0;
    }
};

std::map<SubjectId, Given> given_in(const OfficeFacts& facts) {
    std::map<SubjectId, Given> all;
    for (const KnownFact& fact : facts.facts) {
        if (fact.standing != events::Standing::good || fact.head().subject.is_zero()) {
            continue;
        }
        Given& given = all[fact.head().subject];
        given.contact = given.contact || fact.kind() == FactKind::contact_given ||
                        fact.kind() == FactKind::contact_corrected;
        given.needs = given.needs || fact.kind() == FactKind::need_given;
        if (const auto* opened = fact.as<events::CaseOpened>()) {
            given.words = given.words || !opened->text.empty();
        }
        if (const auto* back = fact.as<events::ConsentWithdrawn>()) {
            given.withdrawn |= 1U << static_cast<unsigned>(back->box);
        }
    }
    return all;
}

void plan_contacts(const events::State& state,
                   const std::map<SubjectId, Given>& given,
                   const std::map<events::OccurrenceId, KeptDate>& dates,
                   base::Day today,
                   RetentionPlan& plan) {
    for (const events::SignUpRecord& one : state.sign_ups) {
        const auto of = given.find(one.id);
        if (of == given.end() || (!of->second.contact && !of->second.needs)) {
            continue;
        }
        const auto date = dates.find(one.occurrence);
        const KeptDate kept =
            date == dates.end() ? KeptDate{one.day, days_of_a_year} : date->second;
        const bool over = today > events::contact_kept_until(kept.last, kept.keep_days);
        const bool back = (of->second.contact && of->second.took_back(events::Box::this_event)) ||
                          (of->second.needs && of->second.took_back(events::Box::needs));
        if (over || back) {
            plan[KeptClass::contacts].insert(one.id);
        }
    }
}

void plan_cases(const events::State& state,
                const std::map<SubjectId, Given>& given,
                base::Day today,
                RetentionPlan& plan) {
    for (const CaseRecord& record : state.cases) {
        if (!is_ended(record.state)) {
            continue;
        }
        if (today > events::case_kept_until(record.changed_on)) {
            plan[KeptClass::cases].insert(record.id);
            continue;
        }
        const auto of = given.find(record.id);
        const bool has_some =
            of != given.end() && (of->second.words || of->second.contact || of->second.needs);
        const bool taken_back = record.state == events::CaseState::withdrawn;
        if (has_some && (taken_back || today > events::case_text_kept_until(record.changed_on))) {
            plan[KeptClass::case_words].insert(record.id);
        }
    }
}

bool is_about_nobody(const events::State& state, const SubjectId& subject) {
    return state.case_of(subject) == nullptr && state.request(subject) == nullptr &&
           state.complaint(subject) == nullptr;
}

std::vector<SubjectRecord> of_kinds(std::vector<SubjectRecord> records,
                                    std::initializer_list<FactKind> kinds) {
    std::erase_if(records, [&](const SubjectRecord& record) {
        return !record.kind || std::find(kinds.begin(), kinds.end(), *record.kind) == kinds.end();
    });
    return records;
}

FactPen pen_of(const Eraser& eraser) {
    return {eraser.office,
            eraser.publisher,
            eraser.files,
            eraser.random,
            eraser.tools.today,
            eraser.tools.facts};
}

/// The step that follows a fact and may be taken; nothing at the end of the chain.
const KnownFact* step_after(const std::vector<const KnownFact*>& facts,
                            events::FactId at,
                            events::CaseState state) {
    const KnownFact* found = nullptr;
    for (const KnownFact* fact : facts) {
        const auto* step = fact->as<CaseStep>();
        const bool follows =
            step != nullptr && step->follows == at && events::check_step(state, *step).ok();
        if (follows && (found == nullptr || fact->content < found->content)) {
            found = fact;
        }
    }
    return found;
}

Result<events::FactId> write_one(const Eraser& eraser, OfficeFact fact) {
    const std::array one{std::move(fact)};
    const auto ids = write_facts(pen_of(eraser), one);
    return ids ? Result<events::FactId>(ids->front()) : ids.error();
}

/// Tells a case anew: the same steps on the same days, without words, notes and contacts. What it
/// was told in before is to be erased. Returns the ids of what was written.
Result<std::set<base::RecordId>> tell_anew(const Eraser& eraser,
                                           const CaseRecord& record,
                                           const OfficeFacts& all) {
    std::vector<const KnownFact*> facts;
    const KnownFact* opened = nullptr;
    for (const KnownFact& fact : all.facts) {
        if (fact.head().subject == record.id && fact.standing == events::Standing::good) {
            facts.push_back(&fact);
            opened = fact.origin.id == record.opened ? &fact : opened;
        }
    }
    base::promise(opened != nullptr, "a case without the fact that opened it");
    events::CaseOpened plain = *opened->as<events::CaseOpened>();
    plain.text.wipe();
    Result<events::FactId> last = write_one(
        eraser, {record.id, opened->head().occurrence, std::move(plain), {}, opened->head().day});
    std::set<base::RecordId> written;
    events::FactId before = record.opened;
    events::CaseState state = events::CaseState::received;
    for (;;) {
        if (!last) {
            return last.error();
        }
        written.insert(*last);
        const KnownFact* next = step_after(facts, before, state);
        if (next == nullptr) {
            return written;
        }
        CaseStep step = *next->as<CaseStep>();
        before = next->origin.id;
        state = step.to;
        step.follows = *last;
        step.note.clear();
        last = write_one(eraser, {record.id, {}, std::move(step), {}, next->head().day});
    }
}

Result<std::size_t> blank_cases(const Eraser& eraser,
                                const std::set<SubjectId>& subjects,
                                const events::State& state,
                                const OfficeFacts& facts) {
    std::vector<SubjectRecord> records = records_about(eraser.office, eraser.ring, subjects);
    std::set<base::RecordId> fresh;
    for (const SubjectId& subject : subjects) {
        const auto told = tell_anew(eraser, *state.case_of(subject), facts);
        if (!told) {
            return told.error();
        }
        fresh.insert(told->begin(), told->end());
    }
    std::erase_if(records,
                  [&](const SubjectRecord& record) { return fresh.contains(record.found.record); });
    const Result<void> gone = erase_records(eraser, records, sync::ErasureReason::expired);
    return gone ? Result<std::size_t>(records.size()) : gone.error();
}

/// Cases that go are counted by the year of their report and their kind.
Result<void> add_to_totals(const Eraser& eraser,
                           const std::set<SubjectId>& subjects,
                           const events::State& state) {
    db::OfficeStore& store = eraser.office.store();
    const auto kept = store.value(totals_name);
    nlohmann::json totals = kept ? nlohmann::json::parse(base::as_text(*kept), nullptr, false)
                                 : nlohmann::json::object();
    for (const SubjectId& subject : subjects) {
        const CaseRecord& record = *state.case_of(subject);
        const std::string year = base::to_iso(record.opened_on).substr(0, 4);
        const std::string kind(name_of(record.kind));
        nlohmann::json& count = totals[year][kind];
        count = count.is_number() ? count.get<int>() + 1 : 1;
    }
    return store.set_value(totals_name, base::as_bytes(totals.dump()));
}

}  // namespace

std::string_view rule_of(KeptClass what) {
    switch (what) {
        case KeptClass::taken_back: return "at once";
        case KeptClass::contacts:
            return "at most a year after the event, as it says; at once without consent";
        case KeptClass::requests: return "12 months after a request has ended";
        case KeptClass::case_words:
            return "6 months after a case has ended; at once when it was taken back";
        case KeptClass::cases: return "24 months after a case has ended; its count stays";
        case KeptClass::complaints: return "24 months after a complaint was closed";
    }
    return "";
}

RetentionPlan plan_retention(const events::State& state,
                             const OfficeFacts& facts,
                             const std::map<events::OccurrenceId, KeptDate>& dates,
                             base::Day today) {
    RetentionPlan plan;
    const std::map<SubjectId, Given> given = given_in(facts);
    for (const events::Withdrawal& back : state.withdrawals) {
        const auto subject = *SubjectId::from_bytes(back.receipt.view());
        if (is_about_nobody(state, subject)) {
            plan[KeptClass::taken_back].insert(subject);
        }
    }
    plan_contacts(state, given, dates, today, plan);
    for (const events::RequestRecord& one : state.requests) {
        if (one.closed_on && today > events::request_kept_until(*one.closed_on)) {
            plan[KeptClass::requests].insert(one.id);
        }
    }
    plan_cases(state, given, today, plan);
    for (const events::ComplaintRecord& one : state.complaints) {
        if (one.state == events::ComplaintState::closed &&
            today > events::complaint_kept_until(one.changed_on)) {
            plan[KeptClass::complaints].insert(one.id);
        }
    }
    return plan;
}

Result<std::size_t> do_retention(const Eraser& eraser,
                                 KeptClass what,
                                 const std::set<SubjectId>& subjects,
                                 const events::State& state,
                                 const OfficeFacts& facts) {
    if (what == KeptClass::case_words) {
        return blank_cases(eraser, subjects, state, facts);
    }
    if (what == KeptClass::requests || what == KeptClass::cases || what == KeptClass::complaints) {
        const Result<std::size_t> gone = erase_people(eraser, subjects);
        const Result<void> counted = gone && what == KeptClass::cases
                                         ? add_to_totals(eraser, subjects, state)
                                         : Result<void>();
        return counted ? gone : Result<std::size_t>(counted.error());
    }
    std::vector<SubjectRecord> records = records_about(eraser.office, eraser.ring, subjects);
    if (what == KeptClass::contacts) {
        records =
            of_kinds(std::move(records),
                     {FactKind::contact_given, FactKind::contact_corrected, FactKind::need_given});
    }
    const auto reason = what == KeptClass::taken_back ? sync::ErasureReason::withdrawn
                                                      : sync::ErasureReason::expired;
    const Result<void> gone = erase_records(eraser, records, reason);
    return gone ? Result<std::size_t>(records.size()) : gone.error();
}

}  // namespace harmony::admin
