#pragma once

#include <utility>

#include "kiosk/outbox.h"

namespace harmony::kiosk {

/// An outbox that stands before another and hands everything on to it. What is derived changes what
/// it is about, and nothing else.
class OutboxInFront : public Outbox {
public:
    /// `behind` must outlive this.
    explicit OutboxInFront(Outbox& behind) : behind_(behind) {}

    [[nodiscard]] base::Result<base::RecordId> begin_task() override {
        return behind_.begin_task();
    }
    [[nodiscard]] base::Result<void> submit(Submission submission,
                                            const survey::Form& form) override {
        return behind_.submit(std::move(submission), form);
    }
    [[nodiscard]] base::Result<KeptSignUp> keep(SignUpSubmission submission) override {
        return behind_.keep(std::move(submission));
    }
    [[nodiscard]] base::Result<base::ReceiptKey> receipt_key(
        const base::SecretText& digits) override {
        return behind_.receipt_key(digits);
    }
    [[nodiscard]] base::Result<void> say(events::Fact fact) override {
        return behind_.say(std::move(fact));
    }
    [[nodiscard]] base::Result<DoorAnswer> check_in(const DoorQuery& query) override {
        return behind_.check_in(query);
    }
    [[nodiscard]] base::Result<DoorNews> say_at_door(const events::OccurrenceId& date,
                                                     std::optional<events::Fact> fact) override {
        return behind_.say_at_door(date, std::move(fact));
    }
    void end_task(const base::RecordId& task) override { behind_.end_task(task); }
    [[nodiscard]] base::Result<OutboxCounts> counts() override { return behind_.counts(); }
    [[nodiscard]] base::Result<void> tell_office(const sync::Heartbeat& told) override {
        return behind_.tell_office(told);
    }
    void tend() override { behind_.tend(); }
    [[nodiscard]] bool tending_brought_content() override {
        return behind_.tending_brought_content();
    }

protected:
    [[nodiscard]] base::Result<SyncReport> sync(SmallGroups small) override {
        behind_.report_progress(progress());
        return behind_.sync_now(small);
    }

private:
    Outbox& behind_;
};

}  // namespace harmony::kiosk
