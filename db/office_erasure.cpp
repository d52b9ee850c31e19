// Erasure (sync-protocol.md 11.6). A batch stays in its place in the chain under the digest that it
// came with; its bytes are rewritten without the record, a signed note says so, and a tombstone
// keeps the record from coming back. Triggers hold every other way to these rows shut.
#include <string>
#include <utility>

#include "db/large_value.h"
#include "db/office_parts.h"

namespace harmony::db {
namespace {

using base::ByteView;
using base::Digest;
using base::Error;
using base::ErrorKind;
using base::RecordId;
using base::Result;

/// A batch that may be rewritten.
struct StoredBatch {
    std::int64_t id = 0;
    std::int64_t notes = 0;
};

/// The error says why it may not.
Result<StoredBatch> find_batch(Connection& connection, const Redaction& redaction) {
    Statement query = connection.query(
        "SELECT digest, id, redactions FROM batch"
        " WHERE kiosk=? AND instance=? AND class=? AND seq=? FOR UPDATE");
    if (!bind_stream(query, redaction.stream).bind(redaction.seq).next()) {
        return Error{ErrorKind::absent,
                     "batch " + std::to_string(redaction.seq) + " is not in the store"};
    }
    if (query.id<Digest>(0) != redaction.original) {
        return Error{ErrorKind::refused,
                     "batch " + std::to_string(redaction.seq) + " is stored under another digest"};
    }
    return StoredBatch{query.integer(1), query.integer(2)};
}

Result<void> keep_note(Connection& connection, const Redaction& redaction, std::int64_t number) {
    Statement query = connection.query(
        "INSERT INTO redaction(kiosk, instance, class, seq, number, original, rewritten, note)"
        " VALUES(?,?,?,?,?,?,?,?)");
    return bind_stream(query, redaction.stream)
        .bind(redaction.seq)
        .bind(number)
        .bind(redaction.original)
        .bind(redaction.rewritten)
        .bind(redaction.note)
        .run();
}

Result<void> rewrite_bytes(Connection& connection, std::int64_t id, ByteView bytes) {
    const Result<ByteView> first = keep_rest(connection, batch_place(id), bytes);
    if (!first) {
        return first.error();
    }
    return connection.query("UPDATE batch SET bytes=?, redactions=redactions+1 WHERE id=?")
        .bind(*first)
        .bind(id)
        .run();
}

}  // namespace

std::set<RecordId> buried_in(Connection& connection, const StreamKey& stream) {
    std::set<RecordId> buried;
    Statement query =
        connection.query("SELECT rid FROM tombstone WHERE kiosk=? AND instance=? AND class=?");
    bind_stream(query, stream);
    while (query.next()) {
        buried.insert(query.id<RecordId>(0));
    }
    return buried;
}

Result<void> OfficeStore::Parts::call_columns_stale() {
    const base::Bytes yes{std::byte{1}};
    return connection
        ->query(
            "INSERT INTO value(name, bytes) VALUES('columns_stale', ?)"
            " ON CONFLICT(name) DO NOTHING")
        .bind(yes)
        .run();
}

Result<void> OfficeStore::Parts::bury(const StreamKey& stream, std::span<const Tombstone> erased) {
    for (const Tombstone& tombstone : erased) {
        Statement query = connection->query(
            "INSERT INTO tombstone(kiosk, instance, class, rid, reason, day) VALUES(?,?,?,?,?,?)"
            " ON CONFLICT(kiosk, instance, class, rid) DO NOTHING");
        const Result<void> done = bind_stream(query, stream)
                                      .bind(tombstone.rid)
                                      .bind(tombstone.reason)
                                      .bind(base::day_number(tombstone.day))
                                      .run();
        const Result<void> forgotten =
            done && stream.cls == 2 ? bury_fact(stream, tombstone.rid) : done;
        if (!forgotten) {
            return forgotten;
        }
    }
    // Contacts have no columns.
    return stream.cls == 1 ? call_columns_stale() : Result<void>();
}

Result<void> OfficeStore::redact(const Redaction& redaction,
                                 ByteView rewritten_bytes,
                                 std::span<const Tombstone> erased) {
    Result<void> outcome = parts_->write([&]() -> Result<void> {
        const Result<StoredBatch> batch = find_batch(*parts_->connection, redaction);
        if (!batch) {
            return batch.error();
        }
        Result<void> done = keep_note(*parts_->connection, redaction, batch->notes + 1);
        if (done) {
            done = rewrite_bytes(*parts_->connection, batch->id, rewritten_bytes);
        }
        return done ? parts_->bury(redaction.stream, erased) : done;
    });
    // What was erased must not live on in the log.
    return outcome ? parts_->connection->trim_log(0) : outcome;
}

Result<void> OfficeStore::forget_old_pages() {
    return parts_->connection->empty_log();
}

Result<void> OfficeStore::bury(const StreamKey& stream, std::span<const Tombstone> erased) {
    return parts_->write([&]() -> Result<void> { return parts_->bury(stream, erased); });
}

std::vector<Redaction> OfficeStore::redactions() {
    std::vector<Redaction> all;
    Statement query = parts_->connection->query(
        "SELECT kiosk, instance, class, seq, original, rewritten, note FROM redaction"
        " ORDER BY kiosk, instance, class, seq, number");
    while (query.next()) {
        all.push_back({read_stream(query),
                       static_cast<std::uint64_t>(query.integer(3)),
                       query.id<Digest>(4),
                       query.id<Digest>(5),
                       base::copy_bytes(query.blob(6))});
    }
    return all;
}

std::vector<Tombstone> OfficeStore::tombstones(const StreamKey& stream) {
    std::vector<Tombstone> all;
    Statement query = parts_->connection->query(
        "SELECT rid, reason, day FROM tombstone WHERE kiosk=? AND instance=? AND class=?"
        " ORDER BY rid");
    bind_stream(query, stream);
    while (query.next()) {
        all.push_back({query.id<RecordId>(0),
                       static_cast<std::uint8_t>(query.integer(1)),
                       base::day_from_number(static_cast<std::int32_t>(query.integer(2)))});
    }
    return all;
}

}  // namespace harmony::db
