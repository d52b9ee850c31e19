#pragma once

// Private to this room: what the files of OfficeStore share.

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>

#include "db/connection.h"
#include "db/office_store.h"
#include "db/rid_index.h"
#include "db/segment_writer.h"

namespace harmony::db {

struct OfficeStore::Parts {
    explicit Parts(std::unique_ptr<Connection> opened)
        : connection(std::move(opened)), segments(*connection) {}

    /// Runs `work` in one transaction, again when the server gave that up for another's sake. What
    /// is kept in memory is dropped when it does not commit, or when another program has written
    /// since: that is known only once the transaction has begun.
    template <typename Work>
    auto write(Work&& work) -> decltype(work()) {
        for (int attempt = 1;; ++attempt) {
            auto outcome = write_once(work);
            if (outcome || !connection->lost_to_another() || attempt == most_attempts) {
                return outcome;
            }
            step_aside(attempt);
        }
    }

    void forget() {
        segments.forget();
        seen.clear();
        last_batch.reset();
    }

    void forget_if_others_wrote();

    RidIndex& index_of(const StreamKey& stream);
    base::Result<Inserted> put(const OfficeBatch& one);
    base::Result<Inserted> put_row(const CheckedBatch& batch);
    base::Result<void> move_head(const CheckedBatch& batch);
    base::Result<void> put_facts(const StreamKey& stream,
                                 std::int64_t batch,
                                 const FactsOfBatch& facts);
    base::Result<void> bury_fact(const StreamKey& stream, const base::RecordId& rid);
    base::Result<void> note_replaced(const OfficeBatch& one);
    base::Result<void> bury(const StreamKey& stream, std::span<const Tombstone> erased);
    base::Result<void> open_again(std::int64_t id, const BatchOpener& open_batch);
    base::Result<void> call_columns_stale();
    base::Result<void> take_from_shelf(const base::Digest& digest);

    std::unique_ptr<Connection> connection;
    SegmentWriter segments;
    std::map<StreamKey, RidIndex> seen;
    std::optional<std::int64_t> last_batch;  ///< the highest id of a batch, when it is known
    std::int64_t generation = -1;

private:
    static constexpr int most_attempts = 12;

    template <typename Work>
    auto write_once(Work& work) -> decltype(work()) {
        ForgetUnlessKept guard{*this, false};
        WriteTransaction transaction(*connection);
        if (base::Result<void> begun = transaction.begin(); !begun) {
            return begun.error();
        }
        try {
            forget_if_others_wrote();
            auto outcome = work();
            if (outcome) {
                if (base::Result<void> committed = transaction.commit(); !committed) {
                    return committed.error();
                }
                generation += connection->generations_a_commit();
                guard.kept = true;
            }
            return outcome;
        } catch (const TransactionLost& lost) {
            return base::Error{base::ErrorKind::unreachable, lost.what()};
        }
    }

    /// Waits for a moment that is another for everybody, longer with every attempt.
    static void step_aside(int attempt);

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
Statement& bind_stream(Statement& query, const StreamKey& stream);

/// Those three columns, when they are the first of a row.
[[nodiscard]] StreamKey read_stream(const Statement& query);

/// Where the stream goes on from now: after its last batch, or after a place that was closed.
[[nodiscard]] base::Result<void> set_head(Connection& connection,
                                          const StreamKey& stream,
                                          std::uint64_t seq,
                                          const base::Digest& digest,
                                          std::uint64_t total);

/// The records of a stream that must not come back.
[[nodiscard]] std::set<base::RecordId> buried_in(Connection& connection, const StreamKey& stream);

/// What `read_batch_row` wants to see of `batch`.
inline constexpr const char* batch_row_columns =
    "SELECT kiosk, instance, class, seq, digest, prev, bytes, total, trust_version, pack_version,"
    " flags, cut_day, taken_day, opened, dummy, no_key, cannot_open, newer, needs_form, erased,"
    " redactions, names, id FROM batch";

[[nodiscard]] CheckedBatch read_batch_row(Connection& connection, const Statement& query);

/// Where the pieces of a batch's bytes stand, when they are long.
[[nodiscard]] std::string batch_place(std::int64_t id);

/// Empties everything that is derived from facts.
inline constexpr const char* empty_facts =
    "DELETE FROM fact; DELETE FROM fact_batch; DELETE FROM fact_words; DELETE FROM fact_page;"
    "DELETE FROM fact_tally";

/// The log is begun anew when it has become this long.
inline constexpr std::int64_t long_log = std::int64_t{48} << 20U;

}  // namespace harmony::db
