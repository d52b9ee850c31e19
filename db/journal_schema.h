#pragma once

// Private to this room: the tables of a kiosk's three files (docs/formats/journal.md). Rules stand
// beside what they guard: a CHECK or trigger that fires is a bug in this program, never an outcome.

#include <cstdint>

namespace harmony::db {

inline constexpr std::int32_t answers_application_id = 0x484B4A31;   // "HKJ1"
inline constexpr std::int32_t contacts_application_id = 0x484B4A32;  // "HKJ2"
inline constexpr std::int32_t state_application_id = 0x484B4A33;     // "HKJ3"

// `real` counts the records of a batch without dummies; `level` is what the office acknowledged.
// `since` is the day on which state or level last rose.
#define HARMONY_STREAM_TABLES                                                                \
    "CREATE TABLE batch(seq INTEGER PRIMARY KEY, hash BLOB NOT NULL CHECK(length(hash)=32)," \
    " bytes BLOB, records INTEGER NOT NULL, real INTEGER NOT NULL CHECK(real<=records),"     \
    " state INTEGER NOT NULL CHECK(state BETWEEN 1 AND 5), since INTEGER NOT NULL,"          \
    " level INTEGER NOT NULL DEFAULT 0 CHECK(level BETWEEN 0 AND 3)) STRICT;"                \
    "CREATE TABLE chain(id INTEGER PRIMARY KEY CHECK(id=1),"                                 \
    " instance BLOB NOT NULL CHECK(length(instance)=16), seq INTEGER NOT NULL,"              \
    " hash BLOB NOT NULL CHECK(length(hash)=32), total INTEGER NOT NULL) STRICT;"            \
    "CREATE TABLE touch(id INTEGER PRIMARY KEY CHECK(id=1), n INTEGER NOT NULL) STRICT;"     \
    "INSERT INTO touch VALUES(1, 0);"                                                        \
    "CREATE TRIGGER batch_is_fixed BEFORE UPDATE OF seq, hash, records, real ON batch BEGIN" \
    " SELECT RAISE(ABORT, 'a batch does not change'); END;"                                  \
    "CREATE TRIGGER batch_bytes_only_go BEFORE UPDATE OF bytes ON batch"                     \
    " WHEN NEW.bytes IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a batch does not change'); END;" \
    "CREATE TRIGGER batch_goes_forward BEFORE UPDATE OF state ON batch"                      \
    " WHEN NEW.state < OLD.state AND NOT (NEW.state = 2 AND OLD.state IN (3, 4)) BEGIN"      \
    " SELECT RAISE(ABORT, 'a batch goes forward'); END;"                                     \
    "CREATE TRIGGER batch_bytes_stay BEFORE UPDATE OF bytes ON batch"                        \
    " WHEN NEW.bytes IS NULL AND NEW.state <> 5 BEGIN"                                       \
    " SELECT RAISE(ABORT, 'only a freed batch has no bytes'); END;"                          \
    "CREATE TRIGGER batch_is_kept BEFORE DELETE ON batch BEGIN"                              \
    " SELECT RAISE(ABORT, 'a batch row stays'); END;"                                        \
    "CREATE TRIGGER chain_goes_forward BEFORE UPDATE ON chain"                               \
    " WHEN NEW.seq <= OLD.seq OR NEW.total < OLD.total BEGIN"                                \
    " SELECT RAISE(ABORT, 'a chain goes forward'); END;"

inline constexpr const char* answers_schema =
    "CREATE TABLE epoch(ref INTEGER PRIMARY KEY, block BLOB NOT NULL UNIQUE) STRICT;"
    "CREATE TABLE sealed(rid BLOB PRIMARY KEY CHECK(length(rid)=16),"
    " rev INTEGER NOT NULL CHECK(rev IN (0,1)),"
    " epoch INTEGER NOT NULL REFERENCES epoch(ref), grp INTEGER NOT NULL,"
    " ct BLOB NOT NULL) STRICT, WITHOUT ROWID;" HARMONY_STREAM_TABLES;

inline constexpr const char* contacts_schema =
    "CREATE TABLE sealed(rid BLOB PRIMARY KEY CHECK(length(rid)=16), record BLOB NOT NULL,"
    " drop_after INTEGER) STRICT, WITHOUT ROWID;"
    "CREATE TABLE allocation(occurrence BLOB PRIMARY KEY CHECK(length(occurrence)=8),"
    " version INTEGER NOT NULL, cap INTEGER NOT NULL,"
    " used INTEGER NOT NULL CHECK(used BETWEEN 0 AND cap)) STRICT,"
    " WITHOUT ROWID;" HARMONY_STREAM_TABLES;

#undef HARMONY_STREAM_TABLES

inline constexpr const char* state_schema =
    "CREATE TABLE value(name TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE trust(version INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;"
    "CREATE TABLE floor(object TEXT NOT NULL, publishers BLOB NOT NULL, version INTEGER NOT NULL,"
    " digest BLOB NOT NULL, PRIMARY KEY(object, publishers)) STRICT, WITHOUT ROWID;"
    "CREATE TRIGGER floor_never_lower BEFORE UPDATE ON floor WHEN NEW.version < OLD.version BEGIN"
    " SELECT RAISE(ABORT, 'a floor never goes down'); END;"
    "CREATE TABLE clock(id INTEGER PRIMARY KEY CHECK(id=1), floor INTEGER NOT NULL) STRICT;"
    "CREATE TABLE counter(day INTEGER NOT NULL, what TEXT NOT NULL, n INTEGER NOT NULL,"
    " PRIMARY KEY(day, what)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE pin(name TEXT PRIMARY KEY, tries INTEGER NOT NULL, last_ms INTEGER NOT NULL)"
    " STRICT, WITHOUT ROWID;"
    "CREATE TABLE fault(name TEXT PRIMARY KEY, since INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE grp(ref INTEGER PRIMARY KEY, engagement BLOB NOT NULL, day INTEGER NOT NULL,"
    " UNIQUE(engagement, day)) STRICT;";

}  // namespace harmony::db
