#pragma once

#include <map>
#include <set>

#include "base/random.h"
#include "base/time.h"
#include "kiosk/outbox.h"
#include "sync/crypto.h"

namespace harmony::kiosk {

/// Spaces that a preview has of every date.
inline constexpr int preview_spaces = 12;

/// Keeps nothing: for previews of content on a machine that was never set up, and for tests of the
/// screens. Counts what it was given.
class PreviewOutbox final : public Outbox {
public:
    /// Both must outlive this.
    PreviewOutbox(base::RandomSource& random, const base::Clock& clock);

    [[nodiscard]] base::Result<base::RecordId> begin_task() override;
    [[nodiscard]] base::Result<void> submit(Submission submission,
                                            const survey::Form& form) override;
    [[nodiscard]] base::Result<KeptSignUp> keep(SignUpSubmission submission) override;
    [[nodiscard]] base::Result<base::ReceiptKey> receipt_key(
        const base::SecretText& digits) override;
    [[nodiscard]] base::Result<void> say(events::Fact fact) override;
    [[nodiscard]] base::Result<DoorAnswer> check_in(const DoorQuery& query) override;
    [[nodiscard]] base::Result<DoorNews> say_at_door(const events::OccurrenceId& date,
                                                     std::optional<events::Fact> fact) override;
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
    std::map<events::OccurrenceId, events::Allocation> ledger_;
    std::map<events::OccurrenceId, DoorTotals> door_;
    events::LocalMarks marks_;
    sync::SignKeyPair key_;  ///< of this run alone: no door knows it
    std::optional<base::Day> first_day_;
};

}  // namespace harmony::kiosk
