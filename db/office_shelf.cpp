// What the office keeps beside responses: files set aside, forms, packs, counters, named values.
#include <string>
#include <utility>

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

Quarantined read_quarantined(const Query& query) {
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

}  // namespace

Result<Inserted> OfficeStore::quarantine(const Quarantined& file) {
    return parts_->write([&]() -> Result<Inserted> {
        Query query = parts_->database->query(
            "INSERT INTO quarantine(digest, name, reason, day, kiosk, instance, class, seq, bytes)"
            " VALUES(?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING");
        query.bind(file.digest).bind(file.name).bind(file.reason).bind(base::day_number(file.day));
        if (file.stream) {
            query.bind(file.stream->kiosk).bind(file.stream->instance).bind(file.stream->cls);
        } else {
            query.bind_null().bind_null().bind_null();
        }
        if (Result<void> done = query.bind(file.seq).bind(file.bytes).run(); !done) {
            return done.error();
        }
        return parts_->database->changes() == 1 ? Inserted::fresh : Inserted::was_there;
    });
}

std::vector<Quarantined> OfficeStore::quarantined() {
    std::vector<Quarantined> files;
    Query query = parts_->database->query(
        "SELECT digest, name, reason, day, kiosk, instance, class, seq FROM quarantine"
        " ORDER BY rowid");
    while (query.next()) {
        files.push_back(read_quarantined(query));
    }
    return files;
}

std::optional<Bytes> OfficeStore::quarantined_bytes(const Digest& digest) {
    Query query = parts_->database->query("SELECT bytes FROM quarantine WHERE digest=?");
    return query.bind(digest).next() ? std::optional(base::copy_bytes(query.blob(0)))
                                     : std::nullopt;
}

Result<void> OfficeStore::dismiss(const Digest& digest) {
    return parts_->write([&]() -> Result<void> {
        return parts_->database->query("DELETE FROM quarantine WHERE digest=?").bind(digest).run();
    });
}

Result<void> OfficeStore::keep_form(const FormName& name, ByteView bytes) {
    const std::optional<Bytes> kept = form(name);
    if (kept) {
        return base::equal(*kept, bytes)
                   ? Result<void>()
                   : Error{ErrorKind::refused, "form " + name.hex() + " is kept with other bytes"};
    }
    return parts_->write([&]() -> Result<void> {
        return parts_->database->query("INSERT INTO form(name, bytes) VALUES(?,?)")
            .bind(name)
            .bind(bytes)
            .run();
    });
}

std::optional<Bytes> OfficeStore::form(const FormName& name) {
    Query query = parts_->database->query("SELECT bytes FROM form WHERE name=?");
    return query.bind(name).next() ? std::optional(base::copy_bytes(query.blob(0))) : std::nullopt;
}

std::vector<FormName> OfficeStore::forms() {
    std::vector<FormName> names;
    Query query = parts_->database->query("SELECT name FROM form ORDER BY name");
    while (query.next()) {
        names.push_back(query.id<FormName>(0));
    }
    return names;
}

Result<void> OfficeStore::keep_published(const Published& published) {
    return parts_->write([&]() -> Result<void> {
        Database& database = *parts_->database;
        {
            Query kept = database.query("SELECT digest FROM published WHERE kind=? AND version=?");
            if (kept.bind(published.kind).bind(published.version).next()) {
                return kept.id<Digest>(0) == published.digest
                           ? Result<void>()
                           : Error{ErrorKind::refused,
                                   published.kind + " " + std::to_string(published.version) +
                                       " was published with other content"};
            }
        }
        return database.query("INSERT INTO published(kind, version, digest, bytes) VALUES(?,?,?,?)")
            .bind(published.kind)
            .bind(published.version)
            .bind(published.digest)
            .bind(published.bytes)
            .run();
    });
}

std::optional<Published> OfficeStore::newest_published(std::string_view kind) {
    Query query = parts_->database->query(
        "SELECT version, digest, bytes FROM published WHERE kind=? ORDER BY version DESC LIMIT 1");
    if (!query.bind(kind).next()) {
        return std::nullopt;
    }
    return Published{std::string(kind),
                     static_cast<std::uint64_t>(query.integer(0)),
                     query.id<Digest>(1),
                     base::copy_bytes(query.blob(2))};
}

Result<std::uint64_t> OfficeStore::issue_version(std::string_view kind) {
    return parts_->write([&]() -> Result<std::uint64_t> {
        Query query = parts_->database->query(
            "INSERT INTO issued(kind, version) VALUES(?,1)"
            " ON CONFLICT DO UPDATE SET version=version+1 RETURNING version");
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
        Database& database = *parts_->database;
        for (const auto& [kind, version] : seen) {
            const Result<void> done =
                database
                    .query(
                        "INSERT INTO issued(kind, version) VALUES(?,?)"
                        " ON CONFLICT DO UPDATE SET version=max(version, excluded.version)")
                    .bind(kind)
                    .bind(version)
                    .run();
            if (!done) {
                return done;
            }
        }
        return database.query("UPDATE issued SET version=version+?").bind(ahead).run();
    });
}

Result<void> OfficeStore::set_value(std::string_view name, ByteView bytes) {
    return parts_->write([&]() -> Result<void> {
        Database& database = *parts_->database;
        if (bytes.empty()) {
            return database.query("DELETE FROM value WHERE name=?").bind(name).run();
        }
        return database
            .query(
                "INSERT INTO value(name, bytes) VALUES(?,?)"
                " ON CONFLICT DO UPDATE SET bytes=excluded.bytes")
            .bind(name)
            .bind(bytes)
            .run();
    });
}

std::optional<Bytes> OfficeStore::value(std::string_view name) {
    Query query = parts_->database->query("SELECT bytes FROM value WHERE name=?");
    return query.bind(name).next() ? std::optional(base::copy_bytes(query.blob(0))) : std::nullopt;
}

}  // namespace harmony::db
