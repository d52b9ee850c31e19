#pragma once

// Private to this room: the tables of the office store (docs/formats/office-store.md). What comes
// first is the truth; segment, free_text, dictionary, form_table and form_column are derived from
// it.

#include <cstdint>

namespace harmony::db {

inline constexpr std::int32_t office_application_id = 0x484B4F31;  // "HKO1"
inline constexpr std::int64_t office_schema_version = 1;

inline constexpr const char* office_schema =
    "CREATE TABLE batch(id INTEGER PRIMARY KEY, kiosk BLOB NOT NULL, instance BLOB NOT NULL,"
    " class INTEGER NOT NULL, seq INTEGER NOT NULL CHECK(seq>0),"
    " digest BLOB NOT NULL CHECK(length(digest)=32), prev BLOB NOT NULL, bytes BLOB NOT NULL,"
    " total INTEGER NOT NULL, trust_version INTEGER NOT NULL, pack_version INTEGER NOT NULL,"
    " flags INTEGER NOT NULL, cut_day INTEGER NOT NULL, taken_day INTEGER NOT NULL,"
    " opened INTEGER NOT NULL, dummy INTEGER NOT NULL, no_key INTEGER NOT NULL,"
    " cannot_open INTEGER NOT NULL, newer INTEGER NOT NULL, needs_form INTEGER NOT NULL,"
    " names BLOB NOT NULL, UNIQUE(kiosk, instance, class, seq)) STRICT;"
    "CREATE TABLE stream(kiosk BLOB NOT NULL, instance BLOB NOT NULL, class INTEGER NOT NULL,"
    " seq INTEGER NOT NULL, digest BLOB NOT NULL, total INTEGER NOT NULL, level INTEGER NOT NULL,"
    " stopped INTEGER NOT NULL, PRIMARY KEY(kiosk, instance, class)) STRICT, WITHOUT ROWID;"
    "CREATE TRIGGER stream_goes_forward BEFORE UPDATE OF seq ON stream WHEN NEW.seq < OLD.seq BEGIN"
    " SELECT RAISE(ABORT, 'a stream goes forward'); END;"
    "CREATE TABLE replaced(kiosk BLOB NOT NULL, instance BLOB NOT NULL, class INTEGER NOT NULL,"
    " rid BLOB NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(kiosk, instance, class, rid))"
    " STRICT, WITHOUT ROWID;"
    "CREATE TABLE quarantine(digest BLOB PRIMARY KEY, name TEXT NOT NULL, reason TEXT NOT NULL,"
    " day INTEGER NOT NULL, kiosk BLOB, instance BLOB, class INTEGER, seq INTEGER NOT NULL,"
    " bytes BLOB NOT NULL) STRICT;"
    "CREATE TABLE form(name BLOB PRIMARY KEY CHECK(length(name)=8), bytes BLOB NOT NULL) STRICT;"
    "CREATE TABLE published(kind TEXT NOT NULL, version INTEGER NOT NULL, digest BLOB NOT NULL,"
    " bytes BLOB NOT NULL, PRIMARY KEY(kind, version)) STRICT;"
    "CREATE TABLE issued(kind TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE value(name TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;"
    "CREATE TABLE form_table(form BLOB PRIMARY KEY, rows INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE form_column(form BLOB NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL,"
    " kind INTEGER NOT NULL, choices INTEGER NOT NULL, lowest INTEGER NOT NULL,"
    " PRIMARY KEY(form, number)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE dictionary(column INTEGER NOT NULL, code INTEGER NOT NULL, value TEXT NOT NULL,"
    " PRIMARY KEY(column, code)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE segment(form BLOB NOT NULL, column INTEGER NOT NULL, chunk INTEGER NOT NULL,"
    " rows INTEGER NOT NULL CHECK(rows BETWEEN 1 AND 65536), encoding INTEGER NOT NULL,"
    " data BLOB NOT NULL, PRIMARY KEY(form, column, chunk)) STRICT;"
    "CREATE TABLE free_text(form BLOB NOT NULL, column INTEGER NOT NULL, chunk INTEGER NOT NULL,"
    " data BLOB NOT NULL, PRIMARY KEY(form, column, chunk)) STRICT;";

}  // namespace harmony::db
