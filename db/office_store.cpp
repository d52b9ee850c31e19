// Taking batches in (docs/formats/office-store.md):
//  1. A group of batches is one transaction: rows of `batch`, heads of streams, columns.
//  2. `batch` is unique by (kiosk, instance, class, seq): what is there already is passed over, so
//  that
//     a repeat, by this program or another, changes nothing.
//  3. A batch must follow the head of its stream. The verdicts were given before; this is the last
//     wall, and it holds against a second officer importing at the same time.
//  4. Columns are derived. `rebuild` makes them from the stored batches in the order they went in.
#include "db/office_store.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "db/large_value.h"
#include "db/office_parts.h"

namespace harmony::db {
namespace {

using base::Bytes;
using base::Day;
using base::day_from_number;
using base::day_number;
using base::Digest;
using base::Error;
using base::ErrorKind;
using base::RecordId;
using base::Result;

constexpr std::size_t name_bytes = RecordId::size + 1;

Bytes pack_names(const std::vector<RecordName>& records) {
    Bytes out;
    out.reserve(records.size() * name_bytes);
    for (const RecordName& name : records) {
        base::append(out, name.rid.view());
        out.push_back(static_cast<std::byte>(name.rev));
    }
    return out;
}

std::vector<RecordName> unpack_names(base::ByteView packed) {
    std::vector<RecordName> records;
    records.reserve(packed.size() / name_bytes);
    for (std::size_t at = 0; at + name_bytes <= packed.size(); at += name_bytes) {
        records.push_back({*RecordId::from_bytes(packed.subspan(at, RecordId::size)),
                           static_cast<std::uint8_t>(packed[at + RecordId::size])});
    }
    return records;
}

StreamHead read_head(const Statement& query) {
    StreamHead head;
    head.stream = read_stream(query);
    head.seq = static_cast<std::uint64_t>(query.integer(3));
    head.digest = query.id<Digest>(4);
    head.total = static_cast<std::uint64_t>(query.integer(5));
    head.level = static_cast<std::uint8_t>(query.integer(6));
    head.stopped = query.integer(7) != 0;
    return head;
}

Day read_day(const Statement& query, int column) {
    return day_from_number(static_cast<std::int32_t>(query.integer(column)));
}

OpenedCounts read_counts(const Statement& query, int first) {
    const auto count = [&](int at) {
        return static_cast<std::uint32_t>(query.integer(first + at));
    };
    return {count(0), count(1), count(2), count(3), count(4), count(5), count(6)};
}

/// A row of `batch`; what is there already stays.
Result<void> insert_batch(Connection& connection, std::int64_t id, const CheckedBatch& batch) {
    const Bytes names = pack_names(batch.records);
    Statement query = connection.query(
        "INSERT INTO batch(kiosk, instance, class, seq, digest, prev, bytes, total, trust_version,"
        " pack_version, flags, cut_day, taken_day, opened, dummy, no_key, cannot_open, newer,"
        " needs_form, erased, names, id) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
        " ON CONFLICT(kiosk, instance, class, seq) DO NOTHING");
    return bind_stream(query, batch.stream)
        .bind(batch.seq)
        .bind(batch.digest)
        .bind(batch.prev)
        .bind(first_part(batch.bytes))
        .bind(batch.total)
        .bind(batch.trust_version)
        .bind(batch.pack_version)
        .bind(batch.flags)
        .bind(day_number(batch.cut_day))
        .bind(day_number(batch.taken_day))
        .bind(batch.counts.opened)
        .bind(batch.counts.dummy)
        .bind(batch.counts.no_key)
        .bind(batch.counts.cannot_open)
        .bind(batch.counts.newer)
        .bind(batch.counts.needs_form)
        .bind(batch.counts.erased)
        .bind(names)
        .bind(id)
        .run();
}

/// Record names of one stored batch.
std::vector<RecordName> names_of(Connection& connection,
                                 const StreamKey& stream,
                                 std::uint64_t seq) {
    Statement query = connection.query(
        "SELECT names FROM batch WHERE kiosk=? AND instance=? AND class=? AND seq=?");
    return bind_stream(query, stream).bind(seq).next() ? unpack_names(query.blob(0))
                                                       : std::vector<RecordName>{};
}

}  // namespace

Statement& bind_stream(Statement& query, const StreamKey& stream) {
    return query.bind(stream.kiosk).bind(stream.instance).bind(stream.cls);
}

StreamKey read_stream(const Statement& query) {
    return {query.id<base::KioskId>(0),
            query.id<base::InstanceId>(1),
            static_cast<std::uint8_t>(query.integer(2))};
}

Result<void> set_head(Connection& connection,
                      const StreamKey& stream,
                      std::uint64_t seq,
                      const Digest& digest,
                      std::uint64_t total) {
    Statement query = connection.query(
        "INSERT INTO stream(kiosk, instance, class, seq, digest, total, level, stopped)"
        " VALUES(?,?,?,?,?,?,1,0) ON CONFLICT(kiosk, instance, class) DO UPDATE SET"
        " seq=excluded.seq, digest=excluded.digest, total=excluded.total");
    return bind_stream(query, stream).bind(seq).bind(digest).bind(total).run();
}

std::string batch_place(std::int64_t id) {
    return "batch/" + std::to_string(id);
}

CheckedBatch read_batch_row(Connection& connection, const Statement& query) {
    CheckedBatch batch;
    batch.stream = read_stream(query);
    batch.seq = static_cast<std::uint64_t>(query.integer(3));
    batch.digest = query.id<Digest>(4);
    batch.prev = query.id<Digest>(5);
    batch.bytes = whole_value(connection, batch_place(query.integer(22)), query.blob(6));
    batch.total = static_cast<std::uint64_t>(query.integer(7));
    batch.trust_version = static_cast<std::uint32_t>(query.integer(8));
    batch.pack_version = static_cast<std::uint64_t>(query.integer(9));
    batch.flags = static_cast<std::uint8_t>(query.integer(10));
    batch.cut_day = read_day(query, 11);
    batch.taken_day = read_day(query, 12);
    batch.counts = read_counts(query, 13);
    batch.redactions = static_cast<std::uint32_t>(query.integer(20));
    batch.records = unpack_names(query.blob(21));
    return batch;
}

RidIndex& OfficeStore::Parts::index_of(const StreamKey& stream) {
    const auto found = seen.find(stream);
    if (found != seen.end()) {
        return found->second;
    }
    RidIndex& index = seen[stream];
    Statement query =
        connection->query("SELECT seq, names FROM batch WHERE kiosk=? AND instance=? AND class=?");
    bind_stream(query, stream);
    while (query.next()) {
        for (const RecordName& name : unpack_names(query.blob(1))) {
            index.add(name.rid, static_cast<std::uint64_t>(query.integer(0)));
        }
    }
    return index;
}

Result<Inserted> OfficeStore::Parts::put_row(const CheckedBatch& batch) {
    // Counted here, under the lock of the transaction: the order of ids is the order in which
    // batches went in, and a server's own counters leave gaps.
    if (!last_batch) {
        Statement query = connection->query("SELECT coalesce(max(id), 0) FROM batch");
        last_batch = query.next() ? query.integer(0) : 0;
    }
    if (Result<void> done = insert_batch(*connection, *last_batch + 1, batch); !done) {
        return done.error();
    }
    if (connection->changes() == 1) {
        ++*last_batch;
        const auto kept = keep_rest(*connection, batch_place(*last_batch), batch.bytes);
        return kept ? Result<Inserted>(Inserted::fresh) : kept.error();
    }
    Statement stored = connection->query(
        "SELECT digest FROM batch WHERE kiosk=? AND instance=? AND class=? AND seq=?");
    const bool same = bind_stream(stored, batch.stream).bind(batch.seq).next() &&
                      stored.id<Digest>(0) == batch.digest;
    if (!same) {
        return Error{ErrorKind::refused,
                     "batch " + std::to_string(batch.seq) + " is stored with other bytes"};
    }
    return Inserted::was_there;
}

namespace {

bool is_closed(Connection& connection, const CheckedBatch& batch) {
    Statement query = connection.query(
        "SELECT 1 FROM closure WHERE kiosk=? AND instance=? AND class=? AND first<=? AND last>=?");
    return bind_stream(query, batch.stream).bind(batch.seq).bind(batch.seq).next();
}

}  // namespace

Result<void> OfficeStore::Parts::move_head(const CheckedBatch& batch) {
    StreamHead head;
    {
        Statement query = connection->query(
            "SELECT kiosk, instance, class, seq, digest, total, level, stopped FROM stream"
            " WHERE kiosk=? AND instance=? AND class=? FOR UPDATE");
        if (bind_stream(query, batch.stream).next()) {
            head = read_head(query);
        }
    }
    if (batch.seq <= head.seq && is_closed(*connection, batch)) {
        return {};  // it came after its place was closed
    }
    // The prev of a first batch is not compared: after a renewal it names the life before.
    const bool follows = batch.seq == head.seq + 1 && (batch.seq == 1 || batch.prev == head.digest);
    if (head.stopped || !follows) {
        return Error{ErrorKind::refused,
                     "batch " + std::to_string(batch.seq) + " does not follow what is stored"};
    }
    return set_head(*connection, batch.stream, batch.seq, batch.digest, batch.total);
}

Result<void> OfficeStore::Parts::note_replaced(const OfficeBatch& one) {
    for (const RecordId& rid : one.replaces) {
        Statement query = connection->query(
            "INSERT INTO replaced(kiosk, instance, class, rid, seq) VALUES(?,?,?,?,?)"
            " ON CONFLICT(kiosk, instance, class, rid) DO UPDATE SET seq=excluded.seq");
        const Result<void> done =
            bind_stream(query, one.batch.stream).bind(rid).bind(one.batch.seq).run();
        if (!done) {
            return done;
        }
    }
    return one.replaces.empty() ? Result<void>() : call_columns_stale();
}

Result<Inserted> OfficeStore::Parts::put(const OfficeBatch& one) {
    const Result<Inserted> inserted = put_row(one.batch);
    if (!inserted || *inserted == Inserted::was_there) {
        return inserted;
    }
    Result<void> done = move_head(one.batch);
    if (done) {
        done = segments.append(one.responses, buried_in(*connection, one.batch.stream));
    }
    if (done) {
        done = note_replaced(one);
    }
    if (done && one.facts) {
        done = put_facts(one.batch.stream, *last_batch, *one.facts);
    }
    if (!done) {
        return done.error();
    }
    const auto index = seen.find(one.batch.stream);
    if (index != seen.end()) {
        for (const RecordName& name : one.batch.records) {
            index->second.add(name.rid, one.batch.seq);
        }
    }
    return Inserted::fresh;
}

Result<std::vector<Inserted>> OfficeStore::insert(std::span<const OfficeBatch> group) {
    Result<std::vector<Inserted>> outcome = parts_->write([&]() -> Result<std::vector<Inserted>> {
        std::vector<Inserted> inserted;
        for (const OfficeBatch& one : group) {
            const Result<Inserted> put = parts_->put(one);
            if (!put) {
                return put.error();
            }
            inserted.push_back(*put);
        }
        if (Result<void> written = parts_->segments.write_tails(); !written) {
            return written.error();
        }
        return inserted;
    });
    if (outcome) {
        if (Result<void> trimmed = parts_->connection->rewind_log(long_log); !trimmed) {
            return trimmed.error();
        }
    }
    return outcome;
}

std::optional<StreamHead> OfficeStore::head(const StreamKey& stream) {
    Statement query = parts_->connection->query(
        "SELECT kiosk, instance, class, seq, digest, total, level, stopped FROM stream"
        " WHERE kiosk=? AND instance=? AND class=?");
    return bind_stream(query, stream).next() ? std::optional(read_head(query)) : std::nullopt;
}

std::vector<StreamHead> OfficeStore::heads() {
    std::vector<StreamHead> heads;
    Statement query = parts_->connection->query(
        "SELECT kiosk, instance, class, seq, digest, total, level, stopped FROM stream"
        " ORDER BY kiosk, instance, class");
    while (query.next()) {
        heads.push_back(read_head(query));
    }
    return heads;
}

Result<void> OfficeStore::stop_stream(const StreamKey& stream) {
    return parts_->write([&]() -> Result<void> {
        Statement query = parts_->connection->query(
            "INSERT INTO stream(kiosk, instance, class, seq, digest, total, level, stopped)"
            " VALUES(?,?,?,0,?,0,1,1) ON CONFLICT(kiosk, instance, class)"
            " DO UPDATE SET stopped=1");
        const Digest none;
        return bind_stream(query, stream).bind(none).run();
    });
}

Result<void> OfficeStore::set_level(const StreamKey& stream, std::uint8_t level) {
    return parts_->write([&]() -> Result<void> {
        Statement query = parts_->connection->query(
            "UPDATE stream SET level=? WHERE kiosk=? AND instance=? AND class=?");
        query.bind(level);
        return bind_stream(query, stream).run();
    });
}

std::vector<SeenRecord> OfficeStore::seen(const StreamKey& stream,
                                          std::span<const RecordName> records) {
    parts_->forget_if_others_wrote();
    const RidIndex& index = parts_->index_of(stream);
    std::vector<SeenRecord> found;
    for (const RecordName& wanted : records) {
        index.find(wanted.rid, [&](std::uint64_t seq) {
            const std::vector<RecordName> names = names_of(*parts_->connection, stream, seq);
            const auto at = std::lower_bound(
                names.begin(), names.end(), wanted.rid, [](const RecordName& a, const auto& rid) {
                    return a.rid < rid;
                });
            if (at != names.end() && at->rid == wanted.rid) {
                found.push_back({*at, seq});
            }
        });
    }
    return found;
}

std::vector<BatchSummary> OfficeStore::batches() {
    std::vector<BatchSummary> batches;
    Statement query = parts_->connection->query(
        "SELECT kiosk, instance, class, seq, digest, total, flags, cut_day, taken_day, opened,"
        " dummy, no_key, cannot_open, newer, needs_form, erased, redactions FROM batch"
        " ORDER BY id");
    while (query.next()) {
        BatchSummary batch;
        batch.stream = read_stream(query);
        batch.seq = static_cast<std::uint64_t>(query.integer(3));
        batch.digest = query.id<Digest>(4);
        batch.total = static_cast<std::uint64_t>(query.integer(5));
        batch.flags = static_cast<std::uint8_t>(query.integer(6));
        batch.cut_day = read_day(query, 7);
        batch.taken_day = read_day(query, 8);
        batch.counts = read_counts(query, 9);
        batch.redactions = static_cast<std::uint32_t>(query.integer(16));
        batches.push_back(batch);
    }
    return batches;
}

std::optional<CheckedBatch> OfficeStore::batch(const StreamKey& stream, std::uint64_t seq) {
    Statement query = parts_->connection->query(
        std::string(batch_row_columns) + " WHERE kiosk=? AND instance=? AND class=? AND seq=?");
    return bind_stream(query, stream).bind(seq).next()
               ? std::optional(read_batch_row(*parts_->connection, query))
               : std::nullopt;
}

}  // namespace harmony::db
