// An acknowledgement (docs/formats/journal.md, Acknowledgements):
//  1. of another instance: nothing; of a batch we never made, or with another digest: mismatch,
//  nothing;
//  2. batches up to its seq rise to stored (level 1) or opened (level 2 and 3);
//  3. batches beyond it that were acknowledged go back to delivered and are offered again: the
//  office
//     was restored from an older backup;
//  4. bytes are freed only when the state is opened, the level is at least what the office asked
//  for,
//     the retention has passed since the last rise, and the clock is not in doubt.
#include "db/batch_ack.h"

#include <string>

namespace harmony::db {
namespace {

using base::Digest;
using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::uint8_t level_opened = 2;
constexpr std::uint8_t highest_level = 3;

AckVerdict judge_entry(Database& database, const AckEntry& entry) {
    Query chain = database.query("SELECT instance FROM chain");
    if (!chain.next() || chain.id<base::InstanceId>(0) != entry.instance) {
        return AckVerdict::other_instance;
    }
    if (entry.seq == 0) {
        return entry.digest.is_zero() ? AckVerdict::applied : AckVerdict::mismatch;
    }
    Query own = database.query("SELECT hash FROM batch WHERE seq=?");
    const bool ours = own.bind(entry.seq).next() && own.id<Digest>(0) == entry.digest;
    return ours ? AckVerdict::applied : AckVerdict::mismatch;
}

Result<std::uint32_t> changed(Database& database, Query& query) {
    if (Result<void> done = query.run(); !done) {
        return done.error();
    }
    return static_cast<std::uint32_t>(database.changes());
}

/// Rule 2. A level or state that is higher already stays, with its day. A batch that was dropped
/// unsent has no level until the office has closed its place.
Result<std::uint32_t> raise(Database& database, const AckEntry& entry, base::Day today) {
    Query query = database.query(
        "UPDATE batch SET state=max(state, ?1), level=max(level, ?2), since=?3"
        " WHERE seq<=?4 AND (state<5 OR level=0) AND (state<?1 OR level<?2)");
    const auto state = entry.level >= level_opened ? BatchState::opened : BatchState::stored;
    query.bind(static_cast<int>(state))
        .bind(entry.level)
        .bind(base::day_number(today))
        .bind(entry.seq);
    return changed(database, query);
}

/// Rule 3.
Result<std::uint32_t> reopen(Database& database, const AckEntry& entry, base::Day today) {
    Query query = database.query(
        "UPDATE batch SET state=2, level=0, since=?1 WHERE seq>?2 AND state IN (3, 4)");
    query.bind(base::day_number(today)).bind(entry.seq);
    return changed(database, query);
}

std::uint32_t lost_beyond(Database& database, std::uint64_t seq) {
    Query query = database.query("SELECT count(*) FROM batch WHERE seq>? AND state=5");
    base::promise(query.bind(seq).next(), "a count without a row");
    return static_cast<std::uint32_t>(query.integer(0));
}

/// Rule 4.
Result<std::uint32_t> free_now(Database& database, const FreeRule& rule) {
    if (rule.clock_doubted) {
        return std::uint32_t{0};
    }
    Query query = database.query(
        "UPDATE batch SET state=5, bytes=NULL, since=?1"
        " WHERE state=4 AND level>=?2 AND since<=?1-?3");
    query.bind(base::day_number(rule.today)).bind(rule.ack_level).bind(rule.retention_days);
    return changed(database, query);
}

}  // namespace

Result<AckOutcome> apply_ack_entry(Database& database,
                                   const AckEntry& entry,
                                   const FreeRule& rule) {
    if (entry.level < 1 || entry.level > highest_level) {
        return Error{ErrorKind::refused, "an acknowledgement of an unknown level"};
    }
    return in_transaction(database, [&]() -> Result<AckOutcome> {
        AckOutcome outcome;
        outcome.verdict = judge_entry(database, entry);
        if (outcome.verdict != AckVerdict::applied) {
            return outcome;
        }
        const Result<std::uint32_t> raised = raise(database, entry, rule.today);
        if (!raised) {
            return raised.error();
        }
        const Result<std::uint32_t> reopened = reopen(database, entry, rule.today);
        if (!reopened) {
            return reopened.error();
        }
        outcome.acknowledged = *raised;
        outcome.reopened = *reopened;
        outcome.lost = lost_beyond(database, entry.seq);
        const Result<std::uint32_t> freed = free_now(database, rule);
        if (!freed) {
            return freed.error();
        }
        outcome.freed = *freed;
        return outcome;
    });
}

Result<std::uint32_t> free_batches(Database& database, const FreeRule& rule) {
    return in_transaction(database, [&] { return free_now(database, rule); });
}

Result<void> mark_batch_delivered(Database& database, std::uint64_t seq, base::Day today) {
    return database.query("UPDATE batch SET state=2, since=? WHERE seq=? AND state=1")
        .bind(base::day_number(today))
        .bind(seq)
        .run();
}

std::optional<DroppedBatch> freed_batch(Database& database, std::uint64_t seq) {
    Query query =
        database.query("SELECT hash, records, real, since FROM batch WHERE seq=? AND state=5");
    if (!query.bind(seq).next()) {
        return std::nullopt;
    }
    return DroppedBatch{seq,
                        query.id<Digest>(0),
                        static_cast<std::uint32_t>(query.integer(1)),
                        static_cast<std::uint32_t>(query.integer(2)),
                        base::day_from_number(static_cast<std::int32_t>(query.integer(3)))};
}

Result<DroppedBatch> drop_batch(Database& database, std::uint64_t seq, base::Day today) {
    return in_transaction(database, [&]() -> Result<DroppedBatch> {
        Query query =
            database.query("UPDATE batch SET state=5, bytes=NULL, since=? WHERE seq=? AND state<3");
        query.bind(base::day_number(today)).bind(seq);
        if (Result<void> done = query.run(); !done) {
            return done.error();
        }
        Query level = database.query("SELECT level FROM batch WHERE seq=?");
        if (!level.bind(seq).next()) {
            return Error{ErrorKind::absent, "a batch that was never made"};
        }
        const std::optional<DroppedBatch> gone = freed_batch(database, seq);
        if (!gone || level.integer(0) > 0) {
            return Error{ErrorKind::refused, "the office has this batch: it is freed as others"};
        }
        return *gone;
    });
}

std::vector<WaitingBatch> unacknowledged_batches(Database& database) {
    std::vector<WaitingBatch> waiting;
    Query query =
        database.query("SELECT seq, hash, state, real FROM batch WHERE state<3 ORDER BY seq");
    while (query.next()) {
        waiting.push_back({static_cast<std::uint64_t>(query.integer(0)),
                           query.id<Digest>(1),
                           static_cast<BatchState>(query.integer(2)),
                           static_cast<std::uint32_t>(query.integer(3))});
    }
    return waiting;
}

Result<base::Bytes> bytes_of_batch(Database& database, std::uint64_t seq) {
    Query query = database.query("SELECT bytes FROM batch WHERE seq=?");
    if (!query.bind(seq).next() || query.is_null(0)) {
        return Error{ErrorKind::absent, "batch " + std::to_string(seq) + " is not kept here"};
    }
    return base::copy_bytes(query.blob(0));
}

}  // namespace harmony::db
