#pragma once

#include "base/random.h"
#include "db/journal_values.h"
#include "kiosk/machine.h"
#include "sync/batch.h"
#include "sync/slot_pool.h"

namespace harmony::kiosk {

/// Makes batches of what the journal hands over: fills up with dummies from the current epoch,
/// sorts, signs (docs/formats/hk1.md, section 9).
class BatchSealer final : public db::BatchMaker {
public:
    /// All must outlive this. `pack_version` is the one in use.
    BatchSealer(const Machine& machine,
                sync::SlotPool& pool,
                base::RandomSource& random,
                std::uint64_t pack_version)
        : machine_(machine), pool_(pool), random_(random), pack_version_(pack_version) {}

    /// From now on each batch says that it may be the last of this machine.
    void call_last() { last_ = true; }

    [[nodiscard]] base::Result<db::MadeBatch> make(const db::BatchDraft& draft) override;

private:
    [[nodiscard]] base::Result<db::MadeBatch> make_survey(const db::BatchDraft& draft);
    [[nodiscard]] base::Result<db::MadeBatch> make_contacts(const db::BatchDraft& draft);
    [[nodiscard]] base::Result<sync::Slot> slot_for_padding();
    [[nodiscard]] sync::BatchHead head_of(const db::BatchDraft& draft, std::size_t records) const;

    const Machine& machine_;
    sync::SlotPool& pool_;
    base::RandomSource& random_;
    std::uint64_t pack_version_;
    bool last_ = false;
};

}  // namespace harmony::kiosk
