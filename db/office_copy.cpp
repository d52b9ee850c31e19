// A store written out as another: by SQLite itself where both are its files, else row by row. So a
// backup and an audit see one kind of file, wherever the office's store stands.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "db/office_parts.h"
#include "db/postgres.h"
#include "db/postgres_address.h"
#include "db/sqlite_connection.h"

namespace harmony::db {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

/// A table, its key first. A letter a column: i a number, b bytes, t text.
struct CopiedTable {
    const char* name;
    std::vector<std::string_view> columns;
    std::string_view kinds;
    std::size_t key;
};

/// In this order, so that each guard finds what it looks for.
std::vector<CopiedTable> all_tables() {
    return {{"batch",
             {"id",      "kiosk",      "instance", "class",         "seq",          "digest",
              "prev",    "bytes",      "total",    "trust_version", "pack_version", "flags",
              "cut_day", "taken_day",  "opened",   "dummy",         "no_key",       "cannot_open",
              "newer",   "needs_form", "names",    "erased",        "redactions"},
             "ibbiibbbiiiiiiiiiiiibii",
             1},
            {"stream",
             {"kiosk", "instance", "class", "seq", "digest", "total", "level", "stopped"},
             "bbiibiii",
             3},
            {"replaced", {"kiosk", "instance", "class", "rid", "seq"}, "bbibi", 4},
            {"quarantine",
             {"digest", "name", "reason", "day", "kiosk", "instance", "class", "seq", "bytes"},
             "bttibbiib",
             1},
            {"form", {"name", "bytes"}, "bb", 1},
            {"published", {"kind", "version", "digest", "bytes"}, "tibb", 2},
            {"issued", {"kind", "version"}, "ti", 1},
            {"value", {"name", "bytes"}, "tb", 1},
            {"form_table", {"form", "rows"}, "bi", 1},
            {"form_column", {"form", "number", "name", "kind", "choices", "lowest"}, "bitiii", 2},
            {"dictionary", {"\"column\"", "code", "value"}, "iit", 2},
            {"segment", {"form", "\"column\"", "chunk", "rows", "encoding", "data"}, "biiiib", 3},
            {"free_text", {"form", "\"column\"", "chunk", "data"}, "biib", 3},
            {"redaction",
             {"kiosk", "instance", "class", "seq", "number", "original", "rewritten", "note"},
             "bbiiibbb",
             5},
            {"tombstone", {"kiosk", "instance", "class", "rid", "reason", "day"}, "bbibii", 4},
            {"closure",
             {"kiosk", "instance", "class", "first", "last", "digest", "records", "day", "note"},
             "bbiiibiib",
             4},
            {"adopted",
             {"kiosk", "instance", "class", "file", "real_instance", "real_seq", "verdict", "day"},
             "bbibbiti",
             3},
            {"decision", {"id", "day", "what", "object", "reason"}, "iittt", 1},
            {"piece", {"place", "part", "bytes"}, "tib", 2},
            {"fact",
             {"subject", "rid", "batch", "number", "kind", "trouble", "occurrence", "sealed"},
             "bbiiiibb",
             3},
            {"fact_batch", {"batch", "locked"}, "ii", 1},
            {"fact_words", {"page", "subject", "rid", "batch"}, "ibbi", 4},
            {"fact_page", {"page", "sealed"}, "ib", 1},
            {"fact_tally",
             {"occurrence",
              "plan",
              "until",
              "coming",
              "waiting",
              "asked",
              "cancelled",
              "came",
              "hidden",
              "conflicts"},
             "bbiiiiiiii",
             1}};
}

std::string joined(const std::vector<std::string_view>& words,
                   std::size_t count,
                   std::string_view between) {
    std::string out;
    for (std::size_t at = 0; at < count; ++at) {
        out += (at == 0 ? std::string_view() : between);
        out += words[at];
    }
    return out;
}

/// Values of a row, kept while they are bound elsewhere.
using Row = std::vector<base::Bytes>;

base::Bytes read_value(const Statement& from, int column, char kind) {
    if (kind != 'i') {
        return base::copy_bytes(from.blob(column));
    }
    return base::copy_bytes(base::as_bytes(std::to_string(from.integer(column))));
}

void bind_value(Statement& to, const base::Bytes& value, char kind) {
    switch (kind) {
        case 'i': to.bind(std::stoll(std::string(base::as_text(value)))); return;
        case 't': to.bind(base::as_text(value)); return;
        default: to.bind(base::ByteView(value));
    }
}

std::vector<Row> keys_of(Connection& from, const CopiedTable& table) {
    const std::string keys = joined(table.columns, table.key, ", ");
    Statement query = from.query("SELECT " + keys + " FROM " + table.name + " ORDER BY " + keys);
    std::vector<Row> all;
    while (query.next()) {
        Row& row = all.emplace_back();
        for (std::size_t at = 0; at < table.key; ++at) {
            row.push_back(read_value(query, static_cast<int>(at), table.kinds[at]));
        }
    }
    return all;
}

Result<void> copy_row(Connection& from, Connection& to, const CopiedTable& table, const Row& key) {
    const std::size_t count = table.columns.size();
    const std::string names = joined(table.columns, count, ", ");
    Statement get = from.query("SELECT " + names + " FROM " + table.name + " WHERE " +
                               joined(table.columns, table.key, "=? AND ") + "=?");
    for (std::size_t at = 0; at < table.key; ++at) {
        bind_value(get, key[at], table.kinds[at]);
    }
    base::promise(get.next(), "a row vanished while a store was copied");
    const std::vector<std::string_view> marks(count, "?");
    Statement put = to.query("INSERT INTO " + std::string(table.name) + "(" + names + ") VALUES(" +
                             joined(marks, count, ",") + ")");
    Row values;
    values.reserve(count);
    for (std::size_t at = 0; at < count; ++at) {
        const int column = static_cast<int>(at);
        if (get.is_null(column)) {
            values.emplace_back();
            put.bind_null();
            continue;
        }
        values.push_back(read_value(get, column, table.kinds[at]));
        bind_value(put, values.back(), table.kinds[at]);
    }
    return put.run();
}

Result<void> copy_rows(Connection& from, Connection& to) {
    WriteTransaction transaction(to);
    if (Result<void> begun = transaction.begin(); !begun) {
        return begun;
    }
    const Snapshot snapshot(from);
    for (const CopiedTable& table : all_tables()) {
        for (const Row& key : keys_of(from, table)) {
            if (Result<void> done = copy_row(from, to, table, key); !done) {
                return done;
            }
        }
    }
    return transaction.commit();
}

bool is_empty(Connection& connection) {
    return !connection.query("SELECT 1 FROM value LIMIT 1").next() &&
           !connection.query("SELECT 1 FROM batch LIMIT 1").next();
}

}  // namespace

Result<void> OfficeStore::copy_to(const std::string& where) {
    const bool server = is_postgres_address(where);
    if (!server) {
        const Result<bool> copied = parts_->connection->copy_file(where);
        if (!copied || *copied) {
            return copied ? Result<void>() : copied.error();
        }
    }
    Result<std::unique_ptr<Connection>> to =
        server ? open_postgres(where, {}) : open_sqlite(where, {});
    if (!to) {
        return to.error();
    }
    if (!is_empty(**to)) {
        return Error{ErrorKind::refused, "there is an office store already where it should go"};
    }
    Result<void> done = copy_rows(*parts_->connection, **to);
    return done ? (*to)->trim_log(0) : done;
}

bool OfficeStore::is_new() {
    return is_empty(*parts_->connection);
}

}  // namespace harmony::db
