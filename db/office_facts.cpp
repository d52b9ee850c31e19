// The table of facts (docs/formats/office-store.md): filled in the transaction that puts a batch
// in, or later from batches that came before; emptied row by row as records are erased. Everything
// here is derived from batches.
#include <utility>

#include "db/office_parts.h"

namespace harmony::db {
namespace {

/// `FactRow::trouble` of one that needs a newer Harmony (`events::Standing`).
constexpr std::uint8_t trouble_newer = 1;

using base::Bytes;
using base::ByteView;
using base::Error;
using base::ErrorKind;
using base::RecordId;
using base::Result;

constexpr std::uint8_t contact_class = 2;

Result<void> insert_fact(Connection& connection, std::int64_t batch, const FactRow& fact) {
    Statement query = connection.query(
        "INSERT INTO fact(subject, rid, batch, number, kind, trouble, occurrence, sealed)"
        " VALUES(?,?,?,?,?,?,?,?) ON CONFLICT(subject, rid, batch) DO NOTHING");
    return query.bind(fact.subject)
        .bind(fact.rid)
        .bind(batch)
        .bind(fact.number)
        .bind(fact.kind)
        .bind(fact.trouble)
        .bind(fact.occurrence)
        .bind(fact.sealed)
        .run();
}

Result<void> queue_words(Connection& connection, std::int64_t batch, const FactRow& fact) {
    Statement query = connection.query(
        "INSERT INTO fact_words(page, subject, rid, batch) VALUES(0,?,?,?)"
        " ON CONFLICT(page, subject, rid, batch) DO NOTHING");
    return query.bind(fact.subject).bind(fact.rid).bind(batch).run();
}

/// Another fact of this name, out of another stream or of other content, or another one with the
/// number of this one from the same machine: both are marked, so that officers see them.
Result<void> mark_doubles(Connection& connection, std::int64_t batch, const FactRow& fact) {
    Result<void> done = connection
                            .query(
                                "UPDATE fact SET trouble=? WHERE rid=? AND trouble=0 AND EXISTS("
                                "SELECT 1 FROM fact o WHERE o.rid=fact.rid AND"
                                " (o.batch<>fact.batch OR o.subject<>fact.subject))")
                            .bind(trouble_twice)
                            .bind(fact.rid)
                            .run();
    if (!done || fact.number == 0) {
        return done;
    }
    return connection
        .query(
            "UPDATE fact SET trouble=? WHERE number=? AND trouble=0 AND EXISTS(SELECT 1 FROM batch"
            " b JOIN batch mine ON mine.kiosk=b.kiosk AND mine.instance=b.instance"
            " WHERE b.id=fact.batch AND mine.id=?)"
            " AND EXISTS(SELECT 1 FROM fact o JOIN batch ob ON ob.id=o.batch"
            " JOIN batch mine ON mine.kiosk=ob.kiosk AND mine.instance=ob.instance"
            " WHERE o.number=fact.number AND o.rid<>fact.rid AND mine.id=?)")
        .bind(trouble_forked)
        .bind(fact.number)
        .bind(batch)
        .bind(batch)
        .run();
}

/// What was worked out before a fact came no longer holds.
Result<void> call_tallies_stale(Connection& connection,
                                const FactSubject& subject,
                                const FactDate& date) {
    const base::Digest none;
    Result<void> done = connection
                            .query(
                                "INSERT INTO fact_tally(occurrence, plan, until, coming, waiting,"
                                " asked, cancelled, came, hidden, conflicts)"
                                " VALUES(?,?,-1,0,0,0,0,0,0,0)"
                                " ON CONFLICT(occurrence) DO UPDATE SET until=-1")
                            .bind(date)
                            .bind(none)
                            .run();
    if (!done || subject.is_zero()) {
        return done;
    }
    return connection
        .query(
            "UPDATE fact_tally SET until=-1 WHERE occurrence IN"
            " (SELECT occurrence FROM fact WHERE subject=?)")
        .bind(subject)
        .run();
}

Result<void> insert_one(Connection& connection, std::int64_t batch, const FactRow& fact) {
    Result<void> done = insert_fact(connection, batch, fact);
    if (done && fact.has_words) {
        done = queue_words(connection, batch, fact);
    }
    if (done) {
        done = mark_doubles(connection, batch, fact);
    }
    return done ? call_tallies_stale(connection, fact.subject, fact.occurrence) : done;
}

std::optional<std::int64_t> id_of_batch(Connection& connection,
                                        const StreamKey& stream,
                                        std::uint64_t seq) {
    Statement query =
        connection.query("SELECT id FROM batch WHERE kiosk=? AND instance=? AND class=? AND seq=?");
    return bind_stream(query, stream).bind(seq).next() ? std::optional(query.integer(0))
                                                       : std::nullopt;
}

/// A fact that was opened of its batch is opened no more. One that was not in the table (no key was
/// here, or it was erased when it came) is counted by the next rebuild.
Result<void> count_erased(Connection& connection, const FactRow& gone) {
    const std::string was = gone.trouble == trouble_newer ? "newer" : "opened";
    return connection
        .query("UPDATE batch SET " + was + "=" + was + "-1, erased=erased+1 WHERE id=? AND " + was +
               ">0")
        .bind(gone.batch)
        .run();
}

/// The pages that a record's words stand on are no longer anywhere; the others on them wait for a
/// new one.
Result<void> drop_pages_of(Connection& connection, const RecordId& rid) {
    Result<void> done = connection
                            .query(
                                "DELETE FROM fact_page WHERE page IN"
                                " (SELECT page FROM fact_words WHERE rid=?)")
                            .bind(rid)
                            .run();
    if (done) {
        done = connection
                   .query(
                       "UPDATE fact_words SET page=0 WHERE page IN"
                       " (SELECT page FROM fact_words WHERE rid=?)")
                   .bind(rid)
                   .run();
    }
    return done;
}

}  // namespace

Result<void> OfficeStore::append(
    const StreamKey& stream, const std::function<Result<OfficeBatch>(const StreamHead&)>& make) {
    return parts_->write([&]() -> Result<void> {
        StreamHead before;
        before.stream = stream;
        const Result<OfficeBatch> made = make(head(stream).value_or(before));
        if (!made) {
            return made.error();
        }
        const Result<Inserted> put = parts_->put(*made);
        return put ? Result<void>() : put.error();
    });
}

Result<void> OfficeStore::Parts::put_facts(const StreamKey& stream,
                                           std::int64_t batch,
                                           const FactsOfBatch& facts) {
    const std::set<RecordId> buried = buried_in(*connection, stream);
    for (const FactRow& fact : facts.rows) {
        if (buried.count(fact.rid) > 0) {
            continue;
        }
        if (Result<void> done = insert_one(*connection, batch, fact); !done) {
            return done;
        }
    }
    return connection
        ->query(
            "INSERT INTO fact_batch(batch, locked) VALUES(?,?)"
            " ON CONFLICT(batch) DO UPDATE SET locked=excluded.locked")
        .bind(batch)
        .bind(facts.locked)
        .run();
}

Result<void> OfficeStore::Parts::bury_fact(const StreamKey& stream, const RecordId& rid) {
    std::vector<FactRow> gone;
    {
        Statement query = connection->query(
            "SELECT f.subject, f.occurrence, f.batch, f.trouble FROM fact f"
            " JOIN batch b ON b.id=f.batch"
            " WHERE f.rid=? AND b.kiosk=? AND b.instance=?");
        query.bind(rid).bind(stream.kiosk).bind(stream.instance);
        while (query.next()) {
            FactRow& row = gone.emplace_back();
            row.subject = query.id<FactSubject>(0);
            row.occurrence = query.id<FactDate>(1);
            row.batch = query.integer(2);
            row.trouble = static_cast<std::uint8_t>(query.integer(3));
        }
    }
    for (const FactRow& row : gone) {
        Result<void> done = call_tallies_stale(*connection, row.subject, row.occurrence);
        if (done) {
            done = drop_pages_of(*connection, rid);
        }
        for (const char* table : {"fact_words", "fact"}) {
            const std::string sql =
                std::string("DELETE FROM ") + table + " WHERE rid=? AND batch=?";
            done = done ? connection->query(sql).bind(rid).bind(row.batch).run() : done;
        }
        done = done ? count_erased(*connection, row) : done;
        if (!done) {
            return done;
        }
    }
    return {};
}

Result<Bytes> OfficeStore::fact_key(ByteView if_none) {
    if (auto kept = value("fact_key")) {
        return std::move(*kept);
    }
    const Result<void> done = parts_->write([&]() -> Result<void> {
        return parts_->connection
            ->query(
                "INSERT INTO value(name, bytes) VALUES('fact_key', ?)"
                " ON CONFLICT(name) DO NOTHING")
            .bind(if_none)
            .run();
    });
    if (!done) {
        return done.error();
    }
    auto kept = value("fact_key");
    base::promise(kept.has_value(), "a named value that was just kept");
    return std::move(*kept);
}

Result<void> OfficeStore::begin_facts_anew(ByteView key) {
    return parts_->write([&]() -> Result<void> {
        Result<void> done = parts_->connection->execute(
            std::string(empty_facts) + "; DELETE FROM value WHERE name='fact_key'");
        return done ? parts_->connection
                          ->query("INSERT INTO value(name, bytes) VALUES('fact_key', ?)")
                          .bind(key)
                          .run()
                    : done;
    });
}

Result<void> OfficeStore::keep_facts(const StreamKey& stream,
                                     std::uint64_t seq,
                                     const FactsOfBatch& facts) {
    base::promise(stream.cls == contact_class, "facts stand in batches of contacts");
    return parts_->write([&]() -> Result<void> {
        const auto batch = id_of_batch(*parts_->connection, stream, seq);
        return batch ? parts_->put_facts(stream, *batch, facts)
                     : Error{ErrorKind::absent, "a batch is no longer in the store"};
    });
}

}  // namespace harmony::db
