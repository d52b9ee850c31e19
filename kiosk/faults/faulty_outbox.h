#pragma once

#include "kiosk/outbox_in_front.h"

namespace harmony::kiosk {

/// What a script breaks (docs/formats/script.md).
struct OutboxFaults {
    bool disk_full = false;
    bool save_fails = false;  ///< a commit fails half-way
};

/// An outbox whose disk fails when a script says so. Everything else is the outbox behind it.
class FaultyOutbox final : public OutboxInFront {
public:
    /// Both must outlive this.
    FaultyOutbox(Outbox& behind, const OutboxFaults& faults)
        : OutboxInFront(behind), faults_(faults) {}

    [[nodiscard]] base::Result<base::RecordId> begin_task() override {
        return faults_.disk_full ? full() : OutboxInFront::begin_task();
    }
    [[nodiscard]] base::Result<void> submit(Submission submission,
                                            const survey::Form& form) override {
        base::promise(!faults_.save_fails, "the disk was made to fail while it saved");
        return OutboxInFront::submit(std::move(submission), form);
    }
    [[nodiscard]] base::Result<KeptSignUp> keep(SignUpSubmission submission) override {
        if (faults_.disk_full) {
            return full();
        }
        base::promise(!faults_.save_fails, "the disk was made to fail while it saved");
        return OutboxInFront::keep(std::move(submission));
    }

    [[nodiscard]] base::Result<void> say(events::Fact fact) override {
        if (faults_.disk_full) {
            return full();
        }
        base::promise(!faults_.save_fails, "the disk was made to fail while it saved");
        return OutboxInFront::say(std::move(fact));
    }

private:
    static base::Error full() {
        return {base::ErrorKind::full, "Storage is full. Send data or change the machine."};
    }

    const OutboxFaults& faults_;
};

}  // namespace harmony::kiosk
