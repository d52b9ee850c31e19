#pragma once

#include <span>
#include <vector>

#include "admin/intake.h"
#include "base/error.h"
#include "db/office_store.h"
#include "sync/batch.h"

namespace harmony::admin {

/// Opens and decodes every record of a batch. `counted` (sorted): records that came before in the
/// same words, and have their row already.
[[nodiscard]] db::OfficeBatch open_batch(const sync::Batch& batch,
                                         std::span<const base::RecordId> counted,
                                         const IntakeTools& tools);

/// Batches that were found right, opened and decoded, on their way into the store. They go in as a
/// group, since a transaction of some thousand records costs least.
class IntakeGroup {
public:
    /// All must outlive this.
    IntakeGroup(db::OfficeStore& store, const IntakeTools& tools) : store_(store), tools_(tools) {}

    enum class Added {
        taken,
        repeats,  ///< verdict `dupid`: a record of this stream came again with other content
    };

    /// Opens and decodes a batch that passed every other check. Errors: those of `flush`.
    [[nodiscard]] base::Result<Added> add(const sync::Batch& batch);

    /// Commits what is in the group: all of it or nothing. Errors: full, refused.
    [[nodiscard]] base::Result<void> flush();

    /// What became of the records of the batch that was added last.
    [[nodiscard]] const db::OpenedCounts& last_counts() const { return last_counts_; }

private:
    struct Repeats;

    /// Compares with what is in the stream already.
    [[nodiscard]] base::Result<Repeats> find_repeats(const sync::Batch& batch,
                                                     std::span<const db::RecordName> names);
    [[nodiscard]] bool meets_pending(const db::StreamKey& stream,
                                     std::span<const db::RecordName> names) const;

    db::OfficeStore& store_;
    const IntakeTools& tools_;
    std::vector<db::OfficeBatch> pending_;
    std::size_t pending_records_ = 0;
    db::OpenedCounts last_counts_;
};

}  // namespace harmony::admin
