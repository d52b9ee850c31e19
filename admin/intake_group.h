#pragma once

#include <map>
#include <span>
#include <vector>

#include "admin/intake.h"
#include "base/error.h"
#include "db/office_store.h"
#include "db/rid_index.h"
#include "sync/batch.h"

namespace harmony::admin {

/// What is known of the records of a batch before it is opened; both sorted.
struct KnownRecords {
    std::vector<base::RecordId> counted;  ///< came before in the same words: have their row already
    std::vector<base::RecordId> erased;   ///< there is nothing left to open
};

/// A batch as the store keeps it; nothing is counted of its records yet.
[[nodiscard]] db::CheckedBatch describe_batch(const sync::Batch& batch, base::Day today);

/// The names of all its records, sorted.
[[nodiscard]] std::vector<db::RecordName> names_of(const sync::Batch& batch);

/// Those of `names` (sorted) that have a tombstone: sorted.
[[nodiscard]] std::vector<base::RecordId> erased_among(const std::vector<db::Tombstone>& tombstones,
                                                       std::span<const db::RecordName> names);

/// How the shelf names a file.
[[nodiscard]] base::Digest file_digest(base::ByteView bytes);

/// Opens and decodes every record of a batch.
[[nodiscard]] db::OfficeBatch open_batch(const sync::Batch& batch,
                                         const KnownRecords& known,
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

    /// Takes a batch that passed every other check, opened already; it is opened once more when
    /// some of its records came before. Errors: those of `flush`.
    [[nodiscard]] base::Result<Added> add(const sync::Batch& batch, db::OfficeBatch opened);

    /// Commits what is in the group: all of it or nothing. Errors: full, refused.
    [[nodiscard]] base::Result<void> flush();

    /// What became of the records of the batch that was added last.
    [[nodiscard]] const db::OpenedCounts& last_counts() const { return last_counts_; }

    /// Records of that batch which had been erased before it came.
    [[nodiscard]] const std::vector<base::RecordId>& last_erased() const { return last_erased_; }

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
    std::map<db::StreamKey, db::RidIndex> pending_ids_;
    std::size_t pending_records_ = 0;
    db::OpenedCounts last_counts_;
    std::vector<base::RecordId> last_erased_;
};

}  // namespace harmony::admin
