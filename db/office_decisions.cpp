// What an officer decided beside the streams: gaps that were closed, files that were taken in after
// all, and why. Each decision and what follows from it is one transaction.
#include <utility>

#include "db/office_parts.h"

namespace harmony::db {
namespace {

using base::Digest;
using base::Error;
using base::ErrorKind;
using base::Result;

Result<void> note_decision(Connection& connection, const Decision& decision) {
    Statement newest = connection.query("SELECT coalesce(max(id), 0) FROM decision");
    const std::int64_t id = newest.next() ? newest.integer(0) + 1 : 1;
    return connection.query("INSERT INTO decision(id, day, what, object, reason) VALUES(?,?,?,?,?)")
        .bind(id)
        .bind(base::day_number(decision.day))
        .bind(decision.what)
        .bind(decision.object)
        .bind(decision.reason)
        .run();
}

Result<void> keep_closure(Connection& connection, const Closure& closure) {
    Statement query = connection.query(
        "INSERT INTO closure(kiosk, instance, class, first, last, digest, records, day, note)"
        " VALUES(?,?,?,?,?,?,?,?,?)");
    return bind_stream(query, closure.stream)
        .bind(closure.first)
        .bind(closure.last)
        .bind(closure.digest)
        .bind(closure.records)
        .bind(base::day_number(closure.day))
        .bind(closure.note)
        .run();
}

Result<void> keep_adoption(Connection& connection, const Adoption& adoption) {
    Statement query = connection.query(
        "INSERT INTO adopted(kiosk, instance, class, file, real_instance, real_seq, verdict,"
        " day) VALUES(?,?,?,?,?,?,?,?)");
    return bind_stream(query, adoption.stream)
        .bind(adoption.file)
        .bind(adoption.real_instance)
        .bind(adoption.real_seq)
        .bind(adoption.verdict)
        .bind(base::day_number(adoption.day))
        .run();
}

}  // namespace

Result<void> OfficeStore::close_gap(const Closure& closure, const Decision& decision) {
    return parts_->write([&]() -> Result<void> {
        auto& connection = *parts_->connection;
        {
            Statement head = connection.query(
                "SELECT seq FROM stream WHERE kiosk=? AND instance=? AND class=?"
                " FOR UPDATE");
            const std::uint64_t reached = bind_stream(head, closure.stream).next()
                                              ? static_cast<std::uint64_t>(head.integer(0))
                                              : 0;
            if (closure.first != reached + 1 || closure.last < closure.first) {
                return Error{ErrorKind::refused, "this gap is no longer there"};
            }
        }
        Result<void> done = keep_closure(connection, closure);
        if (done) {
            done =
                set_head(connection, closure.stream, closure.last, closure.digest, closure.total);
        }
        return done ? note_decision(connection, decision) : done;
    });
}

std::vector<Closure> OfficeStore::closures() {
    std::vector<Closure> all;
    Statement query = parts_->connection->query(
        "SELECT kiosk, instance, class, first, last, digest, records, day, note FROM closure"
        " ORDER BY kiosk, instance, class, first");
    while (query.next()) {
        Closure closure;
        closure.stream = read_stream(query);
        closure.first = static_cast<std::uint64_t>(query.integer(3));
        closure.last = static_cast<std::uint64_t>(query.integer(4));
        closure.digest = query.id<Digest>(5);
        closure.records = static_cast<std::uint64_t>(query.integer(6));
        closure.day = base::day_from_number(static_cast<std::int32_t>(query.integer(7)));
        closure.note = base::copy_bytes(query.blob(8));
        all.push_back(std::move(closure));
    }
    return all;
}

Result<Inserted> OfficeStore::adopt(const OfficeBatch& batch,
                                    const Adoption& adoption,
                                    const Decision& decision) {
    return parts_->write([&]() -> Result<Inserted> {
        const Result<Inserted> put = parts_->put(batch);
        if (!put || *put == Inserted::was_there) {
            return put;
        }
        auto& connection = *parts_->connection;
        Result<void> done = keep_adoption(connection, adoption);
        if (done) {
            done = parts_->take_from_shelf(adoption.file);
        }
        if (done) {
            done = note_decision(connection, decision);
        }
        if (done) {
            done = parts_->segments.write_tails();
        }
        return done ? put : Result<Inserted>(done.error());
    });
}

std::vector<Adoption> OfficeStore::adoptions() {
    std::vector<Adoption> all;
    Statement query = parts_->connection->query(
        "SELECT kiosk, instance, class, file, real_instance, real_seq, verdict, day FROM adopted"
        " ORDER BY kiosk, instance, class");
    while (query.next()) {
        Adoption adoption;
        adoption.stream = read_stream(query);
        adoption.file = query.id<Digest>(3);
        adoption.real_instance = query.id<base::InstanceId>(4);
        adoption.real_seq = static_cast<std::uint64_t>(query.integer(5));
        adoption.verdict = query.text(6);
        adoption.day = base::day_from_number(static_cast<std::int32_t>(query.integer(7)));
        all.push_back(std::move(adoption));
    }
    return all;
}

Result<void> OfficeStore::dismiss(const Digest& digest, const Decision& decision) {
    return parts_->write([&]() -> Result<void> {
        auto& connection = *parts_->connection;
        Result<void> done = parts_->take_from_shelf(digest);
        return done ? note_decision(connection, decision) : done;
    });
}

Result<void> OfficeStore::note(const Decision& decision) {
    return parts_->write(
        [&]() -> Result<void> { return note_decision(*parts_->connection, decision); });
}

bool OfficeStore::is_decided(const Digest& file) {
    const std::string object = file.hex();
    return parts_->connection
        ->query("SELECT 1 FROM decision WHERE object=? AND what IN ('adopt', 'dismiss')")
        .bind(object)
        .next();
}

std::vector<Decision> OfficeStore::decisions() {
    std::vector<Decision> all;
    Statement query =
        parts_->connection->query("SELECT day, what, object, reason FROM decision ORDER BY id");
    while (query.next()) {
        all.push_back({base::day_from_number(static_cast<std::int32_t>(query.integer(0))),
                       query.text(1),
                       query.text(2),
                       query.text(3)});
    }
    return all;
}

}  // namespace harmony::db
