#include "kiosk/preview_outbox.h"

namespace harmony::kiosk {

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

base::Result<void> PreviewOutbox::keep(SignUpSubmission submission) {
    sign_ups_.insert(submission.sign_up.id());
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
    return counts;
}

base::Result<SyncReport> PreviewOutbox::sync(SmallGroups) {
    return base::Error{base::ErrorKind::refused, "This is a preview: nothing is sent."};
}

}  // namespace harmony::kiosk
