// Columns made again from the truth, and columns read.
#include <set>
#include <utility>

#include "db/office_parts.h"
#include "db/segment_reader.h"

namespace harmony::db {
namespace {

using base::FormName;
using base::RecordId;
using base::Result;

/// Records of this batch that do not count: a later one took their place, or they were erased.
std::set<RecordId> left_out_of(Connection& connection, const CheckedBatch& batch) {
    std::set<RecordId> left_out = buried_in(connection, batch.stream);
    Statement query = connection.query(
        "SELECT rid FROM replaced WHERE kiosk=? AND instance=? AND class=? AND seq>?");
    bind_stream(query, batch.stream).bind(batch.seq);
    while (query.next()) {
        left_out.insert(query.id<RecordId>(0));
    }
    return left_out;
}

std::vector<std::int64_t> batch_ids(Connection& connection) {
    std::vector<std::int64_t> ids;
    Statement query = connection.query("SELECT id FROM batch ORDER BY id");
    while (query.next()) {
        ids.push_back(query.integer(0));
    }
    return ids;
}

CheckedBatch batch_by_id(Connection& connection, std::int64_t id) {
    Statement query = connection.query(std::string(batch_row_columns) + " WHERE id=?");
    base::promise(query.bind(id).next(), "a batch vanished");
    return read_batch_row(connection, query);
}

Result<void> keep_counts(Connection& connection, std::int64_t id, const OpenedCounts& counts) {
    return connection
        .query(
            "UPDATE batch SET opened=?, dummy=?, no_key=?, cannot_open=?, newer=?, needs_form=?,"
            " erased=? WHERE id=?")
        .bind(counts.opened)
        .bind(counts.dummy)
        .bind(counts.no_key)
        .bind(counts.cannot_open)
        .bind(counts.newer)
        .bind(counts.needs_form)
        .bind(counts.erased)
        .bind(id)
        .run();
}

}  // namespace

Result<void> OfficeStore::Parts::open_again(std::int64_t id, const BatchOpener& open_batch) {
    const CheckedBatch stored = batch_by_id(*connection, id);
    const Result<OfficeBatch> opened = open_batch(stored);
    if (!opened) {
        return opened.error();
    }
    Result<void> kept = keep_counts(*connection, id, opened->batch.counts);
    if (kept && opened->facts) {
        kept = put_facts(stored.stream, id, *opened->facts);
    }
    return kept ? segments.append(opened->responses, left_out_of(*connection, stored)) : kept;
}

Result<void> OfficeStore::rebuild(const BatchOpener& open_batch) {
    Parts& parts = *parts_;
    Result<void> outcome = parts.write([&]() -> Result<void> {
        Result<void> done = parts.connection->execute(
            "DELETE FROM segment; DELETE FROM free_text; DELETE FROM dictionary;"
            "DELETE FROM form_column; DELETE FROM form_table;"
            "DELETE FROM piece WHERE place LIKE 'segment/%' OR place LIKE 'text/%';"
            "DELETE FROM value WHERE name='columns_stale';" +
            std::string(empty_facts));
        parts.segments.forget();
        if (!done) {
            return done;
        }
        for (const std::int64_t id : batch_ids(*parts.connection)) {
            done = parts.open_again(id, open_batch);
            if (!done) {
                return done;
            }
        }
        return parts.segments.write_tails();
    });
    // The old columns, with what was erased, leave the file only now.
    return outcome ? parts.connection->trim_log(0) : outcome;
}

bool OfficeStore::needs_rebuild() {
    return parts_->connection->query("SELECT 1 FROM value WHERE name='columns_stale'").next();
}

std::vector<FormName> OfficeStore::tables() {
    std::vector<FormName> names;
    Statement query = parts_->connection->query("SELECT form FROM form_table ORDER BY form");
    while (query.next()) {
        names.push_back(query.id<FormName>(0));
    }
    return names;
}

std::optional<TableInfo> OfficeStore::table(const FormName& form) {
    return read_table(*parts_->connection, form);
}

std::optional<std::size_t> OfficeStore::column_number(const TableInfo& table,
                                                      std::string_view name) {
    for (std::size_t column = 0; column < head_columns; ++column) {
        if (head_column_names[column] == name) {
            return column;
        }
    }
    for (std::size_t at = 0; at < table.table.questions.size(); ++at) {
        if (table.table.questions[at].name == name) {
            return head_columns + at;
        }
    }
    return std::nullopt;
}

std::vector<std::string> OfficeStore::dictionary(HeadColumn column) {
    std::vector<std::string> values{""};
    Statement query =
        parts_->connection->query("SELECT value FROM dictionary WHERE \"column\"=? ORDER BY code");
    query.bind(static_cast<int>(column));
    while (query.next()) {
        values.push_back(query.text(0));
    }
    return values;
}

void OfficeStore::for_each_chunk(const FormName& form,
                                 std::span<const std::size_t> columns,
                                 const std::function<void(const TableChunk&)>& take) {
    const Snapshot snapshot(*parts_->connection);
    const std::optional<TableInfo> info = table(form);
    if (info) {
        read_chunks(*parts_->connection, *info, columns, take);
    }
}

TextChunk OfficeStore::texts(const FormName& form, std::size_t column, std::size_t chunk) {
    TextChunk texts;
    const std::optional<OpenText> stored = read_text(*parts_->connection, form, column, chunk);
    if (!stored) {
        return texts;
    }
    texts.rows = stored->rows;
    for (std::size_t at = 0; at < stored->rows.size(); ++at) {
        texts.texts.emplace_back(stored->text(at));
    }
    return texts;
}

}  // namespace harmony::db
