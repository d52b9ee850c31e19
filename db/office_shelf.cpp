// What the office keeps beside responses: files set aside, forms, packs, counters, named values.
#include <string>
#include <utility>

#include "db/large_value.h"
#include "db/office_parts.h"

namespace harmony::db {
namespace {

using base::Bytes;
using base::ByteView;
using base::Digest;
using base::Error;
using base::ErrorKind;
using base::FormName;
using base::Result;

Quarantined read_quarantined(const Statement& query) {
    Quarantined file;
    file.digest = query.id<Digest>(0);
    file.name = query.text(1);
    file.reason = query.text(2);
    file.day = base::day_from_number(static_cast<std::int32_t>(query.integer(3)));
    if (!query.is_null(4)) {
        file.stream = StreamKey{query.id<base::KioskId>(4),
                                query.id<base::InstanceId>(5),
                                static_cast<std::uint8_t>(query.integer(6))};
    }
    file.seq = static_cast<std::uint64_t>(query.integer(7));
    return file;
}

std::string quarantine_place(const Digest& digest) {
    return "quarantine/" + digest.hex();
}

std::string form_place(const FormName& name) {
    return "form/" + name.hex();
}

std::string published_place(std::string_view kind, std::uint64_t version) {
    return "published/" + std::string(kind) + "/" + std::to_string(version);
}

std::string value_place(std::string_view name) {
    return "value/" + std::string(name);
}

/// A file that waited is judged at every sync; what it waits for may never come any more.
Result<Inserted> judged_anew(Connection& connection, const Quarantined& file) {
    Statement query =
        connection.query("UPDATE quarantine SET reason=? WHERE digest=? AND reason<>?");
    query.bind(file.reason).bind(file.digest).bind(file.reason);
    const Result<void> done = query.run();
    return done ? Result<Inserted>(Inserted::was_there) : done.error();
}

}  // namespace

Result<Inserted> OfficeStore::quarantine(const Quarantined& file) {
    return parts_->write([&]() -> Result<Inserted> {
        Statement query = parts_->connection->query(
            "INSERT INTO quarantine(digest, name, reason, day, kiosk, instance, class, seq, bytes)"
            " VALUES(?,?,?,?,?,?,?,?,?) ON CONFLICT(digest) DO NOTHING");
        query.bind(file.digest).bind(file.name).bind(file.reason).bind(base::day_number(file.day));
        if (file.stream) {
            query.bind(file.stream->kiosk).bind(file.stream->instance).bind(file.stream->cls);
        } else {
            query.bind_null().bind_null().bind_null();
        }
        query.bind(file.seq).bind(first_part(file.bytes));
        if (Result<void> done = query.run(); !done) {
            return done.error();
        }
        if (parts_->connection->changes() == 0) {
            return judged_anew(*parts_->connection, file);
        }
        const auto kept = keep_rest(*parts_->connection, quarantine_place(file.digest), file.bytes);
        return kept ? Result<Inserted>(Inserted::fresh) : kept.error();
    });
}

std::vector<Quarantined> OfficeStore::quarantined() {
    std::vector<Quarantined> files;
    Statement query = parts_->connection->query(
        "SELECT digest, name, reason, day, kiosk, instance, class, seq FROM quarantine"
        " ORDER BY day, name, digest");
    while (query.next()) {
        files.push_back(read_quarantined(query));
    }
    return files;
}

std::optional<Bytes> OfficeStore::quarantined_bytes(const Digest& digest) {
    Statement query = parts_->connection->query("SELECT bytes FROM quarantine WHERE digest=?");
    return query.bind(digest).next()
               ? std::optional(
                     whole_value(*parts_->connection, quarantine_place(digest), query.blob(0)))
               : std::nullopt;
}

Result<void> OfficeStore::Parts::take_from_shelf(const Digest& digest) {
    const Result<void> done = drop_rest(*connection, quarantine_place(digest));
    return done ? connection->query("DELETE FROM quarantine WHERE digest=?").bind(digest).run()
                : done;
}

Result<void> OfficeStore::dismiss(const Digest& digest) {
    return parts_->write([&]() -> Result<void> { return parts_->take_from_shelf(digest); });
}

Result<void> OfficeStore::keep_form(const FormName& name, ByteView bytes) {
    return parts_->write([&]() -> Result<void> {
        if (const std::optional<Bytes> kept = form(name)) {
            return base::equal(*kept, bytes)
                       ? Result<void>()
                       : Error{ErrorKind::refused,
                               "form " + name.hex() + " is kept with other bytes"};
        }
        const auto first = keep_rest(*parts_->connection, form_place(name), bytes);
        return first ? parts_->connection->query("INSERT INTO form(name, bytes) VALUES(?,?)")
                           .bind(name)
                           .bind(*first)
                           .run()
                     : first.error();
    });
}

std::optional<Bytes> OfficeStore::form(const FormName& name) {
    Statement query = parts_->connection->query("SELECT bytes FROM form WHERE name=?");
    return query.bind(name).next()
               ? std::optional(whole_value(*parts_->connection, form_place(name), query.blob(0)))
               : std::nullopt;
}

std::vector<FormName> OfficeStore::forms() {
    std::vector<FormName> names;
    Statement query = parts_->connection->query("SELECT name FROM form ORDER BY name");
    while (query.next()) {
        names.push_back(query.id<FormName>(0));
    }
    return names;
}

Result<void> OfficeStore::keep_published(const Published& published) {
    return parts_->write([&]() -> Result<void> {
        Connection& connection = *parts_->connection;
        {
            Statement kept =
                connection.query("SELECT digest FROM published WHERE kind=? AND version=?");
            if (kept.bind(published.kind).bind(published.version).next()) {
                return kept.id<Digest>(0) == published.digest
                           ? Result<void>()
                           : Error{ErrorKind::refused,
                                   published.kind + " " + std::to_string(published.version) +
                                       " was published with other content"};
            }
        }
        const auto first = keep_rest(
            connection, published_place(published.kind, published.version), published.bytes);
        return first ? connection
                           .query(
                               "INSERT INTO published(kind, version, digest, bytes)"
                               " VALUES(?,?,?,?)")
                           .bind(published.kind)
                           .bind(published.version)
                           .bind(published.digest)
                           .bind(*first)
                           .run()
                     : first.error();
    });
}

std::optional<Published> OfficeStore::newest_published(std::string_view kind) {
    Statement query = parts_->connection->query(
        "SELECT version, digest, bytes FROM published WHERE kind=? ORDER BY version DESC LIMIT 1");
    if (!query.bind(kind).next()) {
        return std::nullopt;
    }
    const auto version = static_cast<std::uint64_t>(query.integer(0));
    return Published{
        std::string(kind),
        version,
        query.id<Digest>(1),
        whole_value(*parts_->connection, published_place(kind, version), query.blob(2))};
}

Result<std::uint64_t> OfficeStore::issue_version(std::string_view kind) {
    return parts_->write([&]() -> Result<std::uint64_t> {
        Statement query = parts_->connection->query(
            "INSERT INTO issued(kind, version) VALUES(?,1)"
            " ON CONFLICT(kind) DO UPDATE SET version=issued.version+1 RETURNING version");
        const Result<bool> row = query.bind(kind).step();
        if (!row) {
            return row.error();
        }
        const auto version = static_cast<std::uint64_t>(query.integer(0));
        const Result<bool> end = query.step();
        return end ? Result<std::uint64_t>(version) : end.error();
    });
}

Result<void> OfficeStore::raise_versions(const std::map<std::string, std::uint64_t>& seen,
                                         std::uint64_t ahead) {
    return parts_->write([&]() -> Result<void> {
        Connection& connection = *parts_->connection;
        for (const auto& [kind, version] : seen) {
            const Result<void> done =
                connection
                    .query(
                        "INSERT INTO issued(kind, version) VALUES(?,?)"
                        " ON CONFLICT(kind) DO UPDATE SET version=excluded.version"
                        " WHERE excluded.version>issued.version")
                    .bind(kind)
                    .bind(version)
                    .run();
            if (!done) {
                return done;
            }
        }
        return connection.query("UPDATE issued SET version=version+?").bind(ahead).run();
    });
}

Result<void> OfficeStore::set_value(std::string_view name, ByteView bytes) {
    return parts_->write([&]() -> Result<void> {
        Connection& connection = *parts_->connection;
        if (Result<void> done = drop_rest(connection, value_place(name)); !done) {
            return done;
        }
        if (bytes.empty()) {
            return connection.query("DELETE FROM value WHERE name=?").bind(name).run();
        }
        const auto first = keep_rest(connection, value_place(name), bytes);
        return first ? connection
                           .query(
                               "INSERT INTO value(name, bytes) VALUES(?,?)"
                               " ON CONFLICT(name) DO UPDATE SET bytes=excluded.bytes")
                           .bind(name)
                           .bind(*first)
                           .run()
                     : first.error();
    });
}

std::optional<Bytes> OfficeStore::value(std::string_view name) {
    Statement query = parts_->connection->query("SELECT bytes FROM value WHERE name=?");
    return query.bind(name).next()
               ? std::optional(whole_value(*parts_->connection, value_place(name), query.blob(0)))
               : std::nullopt;
}

}  // namespace harmony::db
