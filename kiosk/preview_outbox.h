#pragma once

#include <set>

#include "base/random.h"
#include "base/time.h"
#include "kiosk/outbox.h"

namespace harmony::kiosk {

/// Keeps nothing: for previews of content on a machine that was never set up, and for tests of the
/// screens. Counts what it was given.
class PreviewOutbox final : public Outbox {
public:
    /// Both must outlive this.
    PreviewOutbox(base::RandomSource& random, const base::Clock& clock)
        : random_(random), clock_(clock) {}

    [[nodiscard]] base::Result<base::RecordId> begin_task() override;
    [[nodiscard]] base::Result<void> submit(Submission submission,
                                            const survey::Form& form) override;
    [[nodiscard]] base::Result<void> keep(SignUpSubmission submission) override;
    void end_task(const base::RecordId& task) override;
    [[nodiscard]] base::Result<OutboxCounts> counts() override;
    void tend() override {}

protected:
    [[nodiscard]] base::Result<SyncReport> sync(SmallGroups small) override;

private:
    base::RandomSource& random_;
    const base::Clock& clock_;
    std::set<base::RecordId> records_;
    std::set<events::SignUpId> sign_ups_;
    std::optional<base::Day> first_day_;
};

}  // namespace harmony::kiosk
