#pragma once

#include "kiosk/outbox.h"

namespace harmony::kiosk {

/// What a script breaks (docs/formats/script.md).
struct OutboxFaults {
    bool disk_full = false;
    bool save_fails = false;  ///< a commit fails half-way
};

/// An outbox whose disk fails when a script says so. Everything else is the outbox behind it.
class FaultyOutbox final : public Outbox {
public:
    /// Both must outlive this.
    FaultyOutbox(Outbox& behind, const OutboxFaults& faults) : behind_(behind), faults_(faults) {}

    [[nodiscard]] base::Result<base::RecordId> begin_task() override {
        if (faults_.disk_full) {
            return base::Error{base::ErrorKind::full,
                               "Storage is full. Send data or change the machine."};
        }
        return behind_.begin_task();
    }
    [[nodiscard]] base::Result<void> submit(Submission submission,
                                            const survey::Form& form) override {
        base::promise(!faults_.save_fails, "the disk was made to fail while it saved");
        return behind_.submit(std::move(submission), form);
    }
    [[nodiscard]] base::Result<void> keep(SignUpSubmission submission) override {
        if (faults_.disk_full) {
            return base::Error{base::ErrorKind::full,
                               "Storage is full. Send data or change the machine."};
        }
        base::promise(!faults_.save_fails, "the disk was made to fail while it saved");
        return behind_.keep(std::move(submission));
    }
    void end_task(const base::RecordId& task) override { behind_.end_task(task); }
    [[nodiscard]] base::Result<OutboxCounts> counts() override { return behind_.counts(); }
    [[nodiscard]] base::Result<SyncReport> sync_now() override {
        behind_.report_progress(progress());
        return behind_.sync_now();
    }
    void tend() override { behind_.tend(); }

private:
    Outbox& behind_;
    const OutboxFaults& faults_;
};

}  // namespace harmony::kiosk
