#pragma once

// Private to this room: what the files of OfficeStore share.

#include <map>
#include <memory>
#include <set>
#include <span>

#include "db/office_store.h"
#include "db/rid_index.h"
#include "db/segment_writer.h"
#include "db/sqlite.h"

namespace harmony::db {

struct OfficeStore::Parts {
    explicit Parts(std::unique_ptr<Database> opened)
        : database(std::move(opened)), segments(*database) {}

    /// Runs `work` in one transaction. What is kept in memory is dropped when it does not commit,
    /// or when another program has written since.
    template <typename Work>
    auto write(Work&& work) -> decltype(work()) {
        forget_if_others_wrote();
        ForgetUnlessKept guard{*this, false};
        auto outcome = in_transaction(*database, std::forward<Work>(work));
        guard.kept = outcome.ok();
        return outcome;
    }

    void forget() {
        segments.forget();
        seen.clear();
    }

    void forget_if_others_wrote();

    /// Copies the log into the file when it has grown; a reader that is in the way is no error.
    base::Result<void> trim_log();
    base::Result<void> trim_log(std::int64_t allowed);

    RidIndex& index_of(const StreamKey& stream);
    base::Result<Inserted> put(const OfficeBatch& one);
    base::Result<Inserted> put_row(const CheckedBatch& batch);
    base::Result<void> move_head(const CheckedBatch& batch);
    base::Result<void> note_replaced(const OfficeBatch& one);
    base::Result<void> bury(const StreamKey& stream, std::span<const Tombstone> erased);
    base::Result<void> call_columns_stale();

    std::unique_ptr<Database> database;
    SegmentWriter segments;
    std::map<StreamKey, RidIndex> seen;
    std::int64_t data_version = -1;

private:
    struct ForgetUnlessKept {
        Parts& parts;
        bool kept;

        ~ForgetUnlessKept() {
            if (!kept) {
                parts.forget();
            }
        }
    };
};

/// Binds the three columns that name a stream.
Query& bind_stream(Query& query, const StreamKey& stream);

/// The records of a stream that must not come back.
[[nodiscard]] std::set<base::RecordId> buried_in(Database& database, const StreamKey& stream);

/// Columns of `batch` before `bytes` and after it, in the order that `read_batch_row` wants.
[[nodiscard]] CheckedBatch read_batch_row(const Query& query);

}  // namespace harmony::db
