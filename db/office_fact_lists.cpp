// Reading the table of facts, and what is worked out from it: pages of words, tallies of dates.
#include <algorithm>
#include <limits>
#include <utility>

#include "db/office_parts.h"

namespace harmony::db {
namespace {

using base::ByteView;
using base::Digest;
using base::Error;
using base::ErrorKind;
using base::RecordId;
using base::Result;

/// A day fits 32 bits in the file; what holds for ever holds until then.
std::int32_t day_kept(base::Day day) {
    return base::day_number(
        std::min(day, base::day_from_number(std::numeric_limits<std::int32_t>::max())));
}

constexpr const char* fact_columns =
    "SELECT f.subject, f.rid, f.batch, f.number, f.kind, f.trouble, f.occurrence, f.sealed,"
    " b.kiosk, b.instance FROM fact f JOIN batch b ON b.id=f.batch ";

/// Write-offs, and conflicts that officers closed or opened again: they may be of no date and
/// concern any.
constexpr const char* of_officers = "f.kind IN (21, 29, 30)";

FactRow read_fact(const Statement& query) {
    FactRow row;
    row.subject = query.id<FactSubject>(0);
    row.rid = query.id<RecordId>(1);
    row.batch = query.integer(2);
    row.number = static_cast<std::uint64_t>(query.integer(3));
    row.kind = static_cast<std::uint8_t>(query.integer(4));
    row.trouble = static_cast<std::uint8_t>(query.integer(5));
    row.occurrence = query.id<FactDate>(6);
    row.sealed = base::copy_bytes(query.blob(7));
    row.kiosk = query.id<base::KioskId>(8);
    row.instance = query.id<base::InstanceId>(9);
    return row;
}

void take_all(Statement& query, const OfficeStore::TakeFact& take) {
    while (query.next()) {
        take(read_fact(query));
    }
}

}  // namespace

std::vector<BatchSummary> OfficeStore::batches_without_facts() {
    std::vector<BatchSummary> all;
    Statement query = parts_->connection->query(
        "SELECT kiosk, instance, class, seq FROM batch WHERE class=2"
        " AND id NOT IN (SELECT batch FROM fact_batch) ORDER BY id");
    while (query.next()) {
        BatchSummary& one = all.emplace_back();
        one.stream = read_stream(query);
        one.seq = static_cast<std::uint64_t>(query.integer(3));
    }
    return all;
}

void OfficeStore::each_fact(const TakeFact& take) {
    Statement query = parts_->connection->query(fact_columns);
    take_all(query, take);
}

void OfficeStore::each_fact_of(const FactDate& date, const TakeFact& take) {
    const FactSubject nobody;
    const FactDate no_date;
    const Snapshot snapshot(*parts_->connection);
    {
        Statement query = parts_->connection->query(
            std::string(fact_columns) +
            "WHERE f.subject IN (SELECT s.subject FROM fact s WHERE s.occurrence=? AND"
            " s.subject<>?)");
        query.bind(date).bind(nobody);
        take_all(query, take);
    }
    {
        Statement query = parts_->connection->query(std::string(fact_columns) +
                                                    "WHERE f.occurrence=? AND f.subject=?");
        query.bind(date).bind(nobody);
        take_all(query, take);
    }
    {
        Statement query = parts_->connection->query(
            std::string(fact_columns) + "WHERE f.occurrence=? AND f.subject=? AND " + of_officers);
        query.bind(no_date).bind(nobody);
        take_all(query, take);
    }
    // Said twice, since SQLite takes the small index for the words that it was made with alone.
    Statement query =
        parts_->connection->query(std::string(fact_columns) + "WHERE f.trouble<>0 AND f.trouble=8");
    take_all(query, take);
}

void OfficeStore::each_fact_of(const FactSubject& subject, const TakeFact& take) {
    Statement query = parts_->connection->query(std::string(fact_columns) + "WHERE f.subject=?");
    query.bind(subject);
    take_all(query, take);
}

void OfficeStore::each_fact_of_kinds(std::span<const std::uint8_t> kinds, const TakeFact& take) {
    std::string list;
    for (const std::uint8_t kind : kinds) {
        list += (list.empty() ? "" : ",") + std::to_string(kind);
    }
    const FactSubject nobody;
    const FactDate no_date;
    const Snapshot snapshot(*parts_->connection);
    {
        Statement query = parts_->connection->query(
            std::string(fact_columns) +
            "WHERE f.subject IN (SELECT s.subject FROM fact s WHERE s.kind IN (" + list +
            ") AND s.subject<>?)");
        query.bind(nobody);
        take_all(query, take);
    }
    Statement query =
        parts_->connection->query(std::string(fact_columns) + "WHERE f.subject=? AND (f.kind IN (" +
                                  list + ") OR (f.occurrence=? AND f.kind IN (26, 29, 30)))");
    query.bind(nobody).bind(no_date);
    take_all(query, take);
}

void OfficeStore::each_fact_in_trouble(const TakeFact& take) {
    Statement query = parts_->connection->query(std::string(fact_columns) + "WHERE f.trouble<>0");
    take_all(query, take);
}

void OfficeStore::each_fact_to_page(const TakeFact& take) {
    Statement query = parts_->connection->query(
        std::string(fact_columns) +
        "JOIN fact_words w ON w.subject=f.subject AND w.rid=f.rid AND w.batch=f.batch"
        " WHERE w.page=0");
    take_all(query, take);
}

Result<void> OfficeStore::keep_page(std::span<const FactRow> facts, ByteView sealed) {
    return parts_->write([&]() -> Result<void> {
        Connection& connection = *parts_->connection;
        std::int64_t page = 1;
        {
            Statement newest = connection.query("SELECT coalesce(max(page), 0) FROM fact_page");
            page += newest.next() ? newest.integer(0) : 0;
        }
        for (const FactRow& fact : facts) {
            Statement query = connection.query(
                "UPDATE fact_words SET page=? WHERE page=0 AND subject=? AND rid=? AND batch=?");
            if (Result<void> done =
                    query.bind(page).bind(fact.subject).bind(fact.rid).bind(fact.batch).run();
                !done) {
                return done;
            }
            if (connection.changes() != 1) {
                return Error{ErrorKind::refused, "another program has put these on a page"};
            }
        }
        return connection.query("INSERT INTO fact_page(page, sealed) VALUES(?,?)")
            .bind(page)
            .bind(sealed)
            .run();
    });
}

void OfficeStore::each_page(const std::function<void(std::int64_t, ByteView)>& take) {
    Statement query = parts_->connection->query("SELECT page, sealed FROM fact_page ORDER BY page");
    while (query.next()) {
        take(query.integer(0), query.blob(1));
    }
}

std::int64_t OfficeStore::facts_state() {
    return parts_->connection->generation();
}

std::uint64_t OfficeStore::locked_facts() {
    Statement query = parts_->connection->query(
        "SELECT CAST(coalesce(sum(locked), 0) AS BIGINT) FROM fact_batch");
    return query.next() ? static_cast<std::uint64_t>(query.integer(0)) : 0;
}

std::vector<FactTally> OfficeStore::tallies() {
    std::vector<FactTally> all;
    Statement query = parts_->connection->query(
        "SELECT occurrence, plan, until, coming, waiting, asked, cancelled, came, hidden,"
        " conflicts FROM fact_tally ORDER BY occurrence");
    const auto number = [&](int at) { return static_cast<int>(query.integer(at)); };
    while (query.next()) {
        all.push_back({query.id<FactDate>(0),
                       query.id<Digest>(1),
                       base::day_from_number(number(2)),
                       number(3),
                       number(4),
                       number(5),
                       number(6),
                       number(7),
                       number(8),
                       number(9)});
    }
    return all;
}

Result<void> OfficeStore::keep_tallies(std::span<const FactTally> tallies, std::int64_t state) {
    return parts_->write([&]() -> Result<void> {
        Connection& connection = *parts_->connection;
        if (connection.generation() != state) {
            return {};
        }
        for (const FactTally& one : tallies) {
            Statement query = connection.query(
                "INSERT INTO fact_tally(occurrence, plan, until, coming, waiting, asked,"
                " cancelled, came, hidden, conflicts) VALUES(?,?,?,?,?,?,?,?,?,?)"
                " ON CONFLICT(occurrence) DO UPDATE SET plan=excluded.plan, until=excluded.until,"
                " coming=excluded.coming, waiting=excluded.waiting, asked=excluded.asked,"
                " cancelled=excluded.cancelled, came=excluded.came, hidden=excluded.hidden,"
                " conflicts=excluded.conflicts");
            const Result<void> done = query.bind(one.occurrence)
                                          .bind(one.plan)
                                          .bind(day_kept(one.until))
                                          .bind(one.coming)
                                          .bind(one.waiting)
                                          .bind(one.asked)
                                          .bind(one.cancelled)
                                          .bind(one.came)
                                          .bind(one.hidden)
                                          .bind(one.conflicts)
                                          .run();
            if (!done) {
                return done;
            }
        }
        return {};
    });
}

}  // namespace harmony::db
