#include "kiosk/preview_outbox.h"

#include "kiosk/door/door_verdict.h"
#include "kiosk/tickets.h"
#include "sync/receipt.h"

namespace harmony::kiosk {

PreviewOutbox::PreviewOutbox(base::RandomSource& random, const base::Clock& clock)
    : random_(random), clock_(clock), key_(sync::SignSeed::random(random)) {}

base::Result<base::RecordId> PreviewOutbox::begin_task() {
    return base::RecordId::random(random_);
}

base::Result<void> PreviewOutbox::submit(Submission submission, const survey::Form& form) {
    base::promise(submission.response.items.size() == form.questions().size(),
                  "a response has an item for each question of its form");
    const bool again = records_.contains(submission.task);
    base::promise(again == (submission.revision == Revision::whole),
                  "the core comes first, and once");
    records_.insert(submission.task);
    if (!first_day_) {
        first_day_ = clock_.today();
    }
    return {};
}

/// As a machine with `preview_spaces` of every date would answer; its tickets are no machine's.
base::Result<KeptSignUp> PreviewOutbox::keep(SignUpSubmission submission) {
    const events::SignUp& sign_up = submission.sign_up;
    events::Allocation& here =
        ledger_.try_emplace(sign_up.occurrence(), events::Allocation{1, 0, preview_spaces})
            .first->second;
    KeptSignUp kept;
    if (submission.terms) {
        kept.decision =
            events::decide_sign_up(*submission.terms, here, sign_up.party(), submission.clock);
    }
    if (!kept.kept()) {
        return kept;
    }
    sign_ups_.insert(sign_up.id());
    if (kept.decision == events::SignUpDecision::confirmed) {
        events::spend(here, sign_up.party());
    }
    kept.ticket = sign_ticket(ticket_of(sign_up, *events::outcome_of(kept.decision)), key_);
    return kept;
}

base::Result<base::ReceiptKey> PreviewOutbox::receipt_key(const base::SecretText& digits) {
    return sync::receipt_key(digits.view(), base::Bytes(16));  // a salt of no deployment
}

base::Result<DoorAnswer> PreviewOutbox::check_in(const DoorQuery& query) {
    if (!marks_.key_of) {
        marks_.key_of = [](const events::SubjectId& id) { return sync::plain_hash(id.view()); };
    }
    const std::vector known = {key_.public_key()};
    const DoorVerdict verdict = verdict_of(query, known, nullptr, marks_, clock_);
    DoorAnswer answer{verdict.answer, verdict.may_enter, verdict.other, {}, {}};
    DoorTotals& totals = door_[query.date.id];
    if (verdict.may_enter) {
        marks_.add(verdict.answer.who.front(), verdict.minute);
        totals.checked_in += verdict.answer.party;
    }
    answer.totals = totals;
    return answer;
}

base::Result<DoorNews> PreviewOutbox::say_at_door(const events::OccurrenceId& date,
                                                  std::optional<events::Fact> fact) {
    DoorTotals& totals = door_[date];
    if (fact) {
        totals += totals_of(*fact);
    }
    return DoorNews{totals, false};
}

base::Result<void> PreviewOutbox::say(events::Fact) {
    return {};
}

void PreviewOutbox::end_task(const base::RecordId&) {}

base::Result<OutboxCounts> PreviewOutbox::counts() {
    OutboxCounts counts;
    counts.records = static_cast<int>(records_.size());
    counts.unsent = counts.records;
    counts.today = counts.records;
    counts.oldest_unsent = first_day_;
    counts.sign_ups_today = static_cast<int>(sign_ups_.size());
    counts.sign_ups_waiting = counts.sign_ups_today;
    counts.spaces_elsewhere = preview_spaces;
    for (const auto& [occurrence, allocation] : ledger_) {
        counts.spaces.push_back({occurrence, allocation.cap - allocation.used});
    }
    return counts;
}

base::Result<SyncReport> PreviewOutbox::sync(SmallGroups) {
    return base::Error{base::ErrorKind::refused, "This is a preview: nothing is sent."};
}

}  // namespace harmony::kiosk
