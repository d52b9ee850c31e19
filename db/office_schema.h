#pragma once

// Private to this room: the tables of the office store (docs/formats/office-store.md), as the steps
// from one version of the schema to the next. A fresh store goes through all of them, an older one
// through those it lacks, so that both end up the same. A step that has been shipped never changes.
//
// Of version 1, what comes first is the truth; segment, free_text, dictionary, form_table and
// form_column are derived from it.

#include <array>
#include <cstdint>

namespace harmony::db {

inline constexpr std::int32_t office_application_id = 0x484B4F31;  // "HKO1"

/// One version's step: tables, in the words of SQLite (db/postgres_schema.cpp puts them into
/// PostgreSQL's), and the triggers that guard them. A trigger that fires is a bug in this program,
/// never an outcome.
struct SchemaStep {
    const char* tables;
    const char* sqlite_guards;
    const char* postgres_guards;
};

inline constexpr SchemaStep office_schema_1{
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
    "CREATE TABLE dictionary(\"column\" INTEGER NOT NULL, code INTEGER NOT NULL,"
    " value TEXT NOT NULL, PRIMARY KEY(\"column\", code)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE segment(form BLOB NOT NULL, \"column\" INTEGER NOT NULL, chunk INTEGER NOT NULL,"
    " rows INTEGER NOT NULL CHECK(rows BETWEEN 1 AND 65536), encoding INTEGER NOT NULL,"
    " data BLOB NOT NULL, PRIMARY KEY(form, \"column\", chunk)) STRICT;"
    "CREATE TABLE free_text(form BLOB NOT NULL, \"column\" INTEGER NOT NULL,"
    " chunk INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY(form, \"column\", chunk)) STRICT;",
    "CREATE TRIGGER stream_goes_forward BEFORE UPDATE OF seq ON stream WHEN NEW.seq < OLD.seq BEGIN"
    " SELECT RAISE(ABORT, 'a stream goes forward'); END;",
    "CREATE FUNCTION harmony_refuse() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$;"
    "CREATE TRIGGER stream_goes_forward BEFORE UPDATE OF seq ON stream FOR EACH ROW"
    " WHEN (NEW.seq < OLD.seq) EXECUTE FUNCTION harmony_refuse('a stream goes forward');"};

// Erasure. `batch.redactions` counts the notes that its bytes were rewritten by; `number` of a note
// counts from 1 within its batch. Bytes change only in one step with that count, and only up to a
// note that is there. `piece` holds what is too long for its row (db/large_value.h).
inline constexpr SchemaStep office_schema_2{
    "ALTER TABLE batch ADD COLUMN erased INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE batch ADD COLUMN redactions INTEGER NOT NULL DEFAULT 0;"
    "CREATE TABLE redaction(kiosk BLOB NOT NULL, instance BLOB NOT NULL, class INTEGER NOT NULL,"
    " seq INTEGER NOT NULL, number INTEGER NOT NULL CHECK(number>0),"
    " original BLOB NOT NULL CHECK(length(original)=32),"
    " rewritten BLOB NOT NULL CHECK(length(rewritten)=32), note BLOB NOT NULL,"
    " PRIMARY KEY(kiosk, instance, class, seq, number)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE tombstone(kiosk BLOB NOT NULL, instance BLOB NOT NULL, class INTEGER NOT NULL,"
    " rid BLOB NOT NULL CHECK(length(rid)=16), reason INTEGER NOT NULL, day INTEGER NOT NULL,"
    " PRIMARY KEY(kiosk, instance, class, rid)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE piece(place TEXT NOT NULL, part INTEGER NOT NULL CHECK(part>0),"
    " bytes BLOB NOT NULL, PRIMARY KEY(place, part)) STRICT;",
    "CREATE TRIGGER batch_is_kept BEFORE DELETE ON batch BEGIN"
    " SELECT RAISE(ABORT, 'a batch is kept for ever'); END;"
    "CREATE TRIGGER batch_is_fixed BEFORE UPDATE OF id, kiosk, instance, class, seq, digest, prev,"
    " total, trust_version, pack_version, flags, cut_day, taken_day, names ON batch BEGIN"
    " SELECT RAISE(ABORT, 'a batch does not change'); END;"
    "CREATE TRIGGER batch_bytes_stay BEFORE UPDATE OF bytes, redactions ON batch"
    " WHEN NEW.redactions <> OLD.redactions + 1 OR NEW.redactions <> (SELECT count(*) FROM"
    " redaction r WHERE r.kiosk=OLD.kiosk AND r.instance=OLD.instance AND r.class=OLD.class"
    " AND r.seq=OLD.seq) BEGIN"
    " SELECT RAISE(ABORT, 'the bytes of a batch change with a note of erasure only'); END;"
    "CREATE TRIGGER redaction_is_kept BEFORE DELETE ON redaction BEGIN"
    " SELECT RAISE(ABORT, 'a note of erasure is kept for ever'); END;"
    "CREATE TRIGGER redaction_is_fixed BEFORE UPDATE ON redaction BEGIN"
    " SELECT RAISE(ABORT, 'a note of erasure does not change'); END;"
    "CREATE TRIGGER tombstone_is_kept BEFORE DELETE ON tombstone BEGIN"
    " SELECT RAISE(ABORT, 'a tombstone is kept for ever'); END;"
    "CREATE TRIGGER tombstone_is_fixed BEFORE UPDATE ON tombstone BEGIN"
    " SELECT RAISE(ABORT, 'a tombstone does not change'); END;"
    "CREATE TRIGGER piece_is_kept BEFORE DELETE ON piece WHEN OLD.place LIKE 'batch/%' BEGIN"
    " SELECT RAISE(ABORT, 'a batch is kept for ever'); END;"
    "CREATE TRIGGER piece_stays BEFORE UPDATE ON piece WHEN OLD.place LIKE 'batch/%'"
    " AND NOT EXISTS(SELECT 1 FROM batch b JOIN redaction r USING(kiosk, instance, class, seq)"
    " WHERE 'batch/' || b.id = OLD.place AND r.number > b.redactions) BEGIN"
    " SELECT RAISE(ABORT, 'the bytes of a batch change with a note of erasure only'); END;",
    "CREATE FUNCTION harmony_bytes_stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    " IF NEW.redactions <> OLD.redactions + 1 OR NEW.redactions <> (SELECT count(*) FROM"
    " redaction r WHERE r.kiosk=OLD.kiosk AND r.instance=OLD.instance AND r.class=OLD.class"
    " AND r.seq=OLD.seq) THEN RAISE EXCEPTION"
    " 'the bytes of a batch change with a note of erasure only'; END IF; RETURN NEW; END $$;"
    "CREATE FUNCTION harmony_piece_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    " IF NOT EXISTS(SELECT 1 FROM batch b JOIN redaction r USING(kiosk, instance, class, seq)"
    " WHERE 'batch/' || b.id = OLD.place AND r.number > b.redactions) THEN RAISE EXCEPTION"
    " 'the bytes of a batch change with a note of erasure only'; END IF; RETURN NEW; END $$;"
    "CREATE TRIGGER batch_is_kept BEFORE DELETE ON batch FOR EACH ROW"
    " EXECUTE FUNCTION harmony_refuse('a batch is kept for ever');"
    "CREATE TRIGGER batch_is_fixed BEFORE UPDATE OF id, kiosk, instance, class, seq, digest, prev,"
    " total, trust_version, pack_version, flags, cut_day, taken_day, names ON batch FOR EACH ROW"
    " EXECUTE FUNCTION harmony_refuse('a batch does not change');"
    "CREATE TRIGGER batch_bytes_stay BEFORE UPDATE OF bytes, redactions ON batch FOR EACH ROW"
    " EXECUTE FUNCTION harmony_bytes_stay();"
    "CREATE TRIGGER redaction_is_kept BEFORE DELETE ON redaction FOR EACH ROW"
    " EXECUTE FUNCTION harmony_refuse('a note of erasure is kept for ever');"
    "CREATE TRIGGER redaction_is_fixed BEFORE UPDATE ON redaction FOR EACH ROW"
    " EXECUTE FUNCTION harmony_refuse('a note of erasure does not change');"
    "CREATE TRIGGER tombstone_is_kept BEFORE DELETE ON tombstone FOR EACH ROW"
    " EXECUTE FUNCTION harmony_refuse('a tombstone is kept for ever');"
    "CREATE TRIGGER tombstone_is_fixed BEFORE UPDATE ON tombstone FOR EACH ROW"
    " EXECUTE FUNCTION harmony_refuse('a tombstone does not change');"
    "CREATE TRIGGER piece_is_kept BEFORE DELETE ON piece FOR EACH ROW"
    " WHEN (OLD.place LIKE 'batch/%')"
    " EXECUTE FUNCTION harmony_refuse('a batch is kept for ever');"
    "CREATE TRIGGER piece_stays BEFORE UPDATE ON piece FOR EACH ROW"
    " WHEN (OLD.place LIKE 'batch/%') EXECUTE FUNCTION harmony_piece_stays();"};

// What officers decided beside the streams, each with its reason in `decision`: places of a chain
// that were closed although their batch never came, and files that were taken in by themselves.
inline constexpr SchemaStep office_schema_3{
    "CREATE TABLE closure(kiosk BLOB NOT NULL, instance BLOB NOT NULL, class INTEGER NOT NULL,"
    " first INTEGER NOT NULL CHECK(first>0), last INTEGER NOT NULL CHECK(last>=first),"
    " digest BLOB NOT NULL CHECK(length(digest)=32), records INTEGER NOT NULL,"
    " day INTEGER NOT NULL, note BLOB NOT NULL, PRIMARY KEY(kiosk, instance, class, first))"
    " STRICT, WITHOUT ROWID;"
    "CREATE TABLE adopted(kiosk BLOB NOT NULL, instance BLOB NOT NULL, class INTEGER NOT NULL,"
    " file BLOB NOT NULL CHECK(length(file)=32), real_instance BLOB NOT NULL,"
    " real_seq INTEGER NOT NULL, verdict TEXT NOT NULL, day INTEGER NOT NULL,"
    " PRIMARY KEY(kiosk, instance, class)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE decision(id INTEGER PRIMARY KEY, day INTEGER NOT NULL, what TEXT NOT NULL,"
    " object TEXT NOT NULL, reason TEXT NOT NULL) STRICT;",
    "CREATE TRIGGER closure_is_kept BEFORE DELETE ON closure BEGIN"
    " SELECT RAISE(ABORT, 'a closed place is on record for ever'); END;"
    "CREATE TRIGGER adopted_is_kept BEFORE DELETE ON adopted BEGIN"
    " SELECT RAISE(ABORT, 'an adopted file is on record for ever'); END;"
    "CREATE TRIGGER decision_is_kept BEFORE DELETE ON decision BEGIN"
    " SELECT RAISE(ABORT, 'a decision is on record for ever'); END;"
    "CREATE TRIGGER decision_is_fixed BEFORE UPDATE ON decision BEGIN"
    " SELECT RAISE(ABORT, 'a decision does not change'); END;",
    "CREATE TRIGGER closure_is_kept BEFORE DELETE ON closure FOR EACH ROW"
    " EXECUTE FUNCTION harmony_refuse('a closed place is on record for ever');"
    "CREATE TRIGGER adopted_is_kept BEFORE DELETE ON adopted FOR EACH ROW"
    " EXECUTE FUNCTION harmony_refuse('an adopted file is on record for ever');"
    "CREATE TRIGGER decision_is_kept BEFORE DELETE ON decision FOR EACH ROW"
    " EXECUTE FUNCTION harmony_refuse('a decision is on record for ever');"
    "CREATE TRIGGER decision_is_fixed BEFORE UPDATE ON decision FOR EACH ROW"
    " EXECUTE FUNCTION harmony_refuse('a decision does not change');"};

// The facts of contact batches, so that a date or a person is found without opening every batch.
// All of it is derived: a row of `fact_batch` says that a batch's facts are here. What facts say
// is sealed; beside it stands what they are found by: whom they are about (a random id), which
// date, of which kind, and where they came from. `trouble` is 0 for a fact that counts, else why it
// does not. Pages hold, sealed, what names and addresses are searched by; facts on page 0 have none
// yet.
inline constexpr SchemaStep office_schema_4{
    "CREATE TABLE fact(subject BLOB NOT NULL CHECK(length(subject)=16),"
    " rid BLOB NOT NULL CHECK(length(rid)=16), batch INTEGER NOT NULL, number INTEGER NOT NULL,"
    " kind INTEGER NOT NULL, trouble INTEGER NOT NULL,"
    " occurrence BLOB NOT NULL CHECK(length(occurrence)=8), sealed BLOB NOT NULL,"
    " PRIMARY KEY(subject, rid, batch)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX fact_of_date ON fact(occurrence, subject);"
    "CREATE INDEX fact_by_name ON fact(rid);"
    "CREATE INDEX fact_by_number ON fact(number);"
    "CREATE INDEX fact_of_kind ON fact(kind);"
    "CREATE INDEX fact_in_trouble ON fact(trouble) WHERE trouble<>0;"
    "CREATE TABLE fact_batch(batch INTEGER NOT NULL PRIMARY KEY, locked INTEGER NOT NULL) STRICT;"
    "CREATE TABLE fact_words(page INTEGER NOT NULL, subject BLOB NOT NULL, rid BLOB NOT NULL,"
    " batch INTEGER NOT NULL, PRIMARY KEY(page, subject, rid, batch)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX fact_words_by_name ON fact_words(rid);"
    "CREATE TABLE fact_page(page INTEGER NOT NULL PRIMARY KEY CHECK(page>0),"
    " sealed BLOB NOT NULL) STRICT;"
    "CREATE TABLE fact_tally(occurrence BLOB NOT NULL PRIMARY KEY, plan BLOB NOT NULL,"
    " until INTEGER NOT NULL, coming INTEGER NOT NULL, waiting INTEGER NOT NULL,"
    " asked INTEGER NOT NULL, cancelled INTEGER NOT NULL, came INTEGER NOT NULL,"
    " hidden INTEGER NOT NULL, conflicts INTEGER NOT NULL) STRICT, WITHOUT ROWID;",
    "",
    ""};

inline constexpr std::array office_schema{
    office_schema_1, office_schema_2, office_schema_3, office_schema_4};
inline constexpr std::int64_t office_schema_version = office_schema.size();

}  // namespace harmony::db
