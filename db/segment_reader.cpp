#include "db/segment_reader.h"

#include <algorithm>
#include <string>
#include <utility>

#include "db/large_value.h"

namespace harmony::db {

using base::FormName;

namespace {

std::string place_of(const char* kind,
                     const FormName& form,
                     std::size_t column,
                     std::size_t chunk) {
    return kind + form.hex() + "/" + std::to_string(column) + "/" + std::to_string(chunk);
}

std::optional<ColumnChunk> read_segment(Connection& connection,
                                        const FormName& form,
                                        std::size_t column,
                                        std::size_t chunk) {
    Statement query = connection.query(
        "SELECT rows, encoding, data FROM segment WHERE form=? AND \"column\"=? AND chunk=?");
    if (!query.bind(form).bind(column).bind(chunk).next()) {
        return std::nullopt;
    }
    const auto decode = [&](base::ByteView data) {
        return decode_column(static_cast<Layout>(query.integer(1)),
                             static_cast<std::size_t>(query.integer(0)),
                             data);
    };
    // Nearly all fit their row, and are not copied.
    return query.blob(2).size() < most_value_bytes
               ? decode(query.blob(2))
               : decode(whole_value(connection, segment_place(form, column, chunk), query.blob(2)));
}

ColumnChunk must_read(Connection& connection,
                      const FormName& form,
                      std::size_t column,
                      std::size_t chunk) {
    std::optional<ColumnChunk> segment = read_segment(connection, form, column, chunk);
    if (!segment) {
        throw ColumnDamaged();
    }
    return std::move(*segment);
}

}  // namespace

std::string segment_place(const FormName& form, std::size_t column, std::size_t chunk) {
    return place_of("segment/", form, column, chunk);
}

std::string text_place(const FormName& form, std::size_t column, std::size_t chunk) {
    return place_of("text/", form, column, chunk);
}

std::optional<TableInfo> read_table(Connection& connection, const FormName& form) {
    TableInfo info;
    info.table.form = form;
    {
        Statement query = connection.query("SELECT rows FROM form_table WHERE form=?");
        if (!query.bind(form).next()) {
            return std::nullopt;
        }
        info.rows = static_cast<std::uint64_t>(query.integer(0));
    }
    info.chunks = static_cast<std::size_t>((info.rows + chunk_rows - 1) / chunk_rows);
    Statement query = connection.query(
        "SELECT name, kind, choices, lowest FROM form_column WHERE form=? ORDER BY number");
    query.bind(form);
    while (query.next()) {
        info.table.questions.push_back({query.text(0),
                                        static_cast<ColumnKind>(query.integer(1)),
                                        static_cast<std::uint32_t>(query.integer(2)),
                                        query.integer(3)});
    }
    return info;
}

void read_chunks(Connection& connection,
                 const TableInfo& table,
                 std::span<const std::size_t> columns,
                 const std::function<void(const TableChunk&)>& take) {
    for (std::size_t number = 0; number < table.chunks; ++number) {
        TableChunk chunk;
        chunk.number = number;
        chunk.rows =
            std::min(chunk_rows, static_cast<std::size_t>(table.rows) - number * chunk_rows);
        chunk.closed = chunk.rows == chunk_rows;
        for (const std::size_t column : columns) {
            chunk.columns.push_back(must_read(connection, table.table.form, column, number));
            if (chunk.columns.back().rows() != chunk.rows) {
                throw ColumnDamaged();
            }
        }
        take(chunk);
    }
}

std::optional<OpenText> read_text(Connection& connection,
                                  const FormName& form,
                                  std::size_t column,
                                  std::size_t chunk) {
    Statement query =
        connection.query("SELECT data FROM free_text WHERE form=? AND \"column\"=? AND chunk=?");
    if (!query.bind(form).bind(column).bind(chunk).next()) {
        return std::nullopt;
    }
    std::optional<OpenText> text =
        decode_text(whole_value(connection, text_place(form, column, chunk), query.blob(0)));
    if (!text) {
        throw ColumnDamaged();
    }
    return text;
}

std::optional<Tail> read_tail(Connection& connection, const FormName& form) {
    const std::optional<TableInfo> info = read_table(connection, form);
    if (!info) {
        return std::nullopt;
    }
    const StageTable empty(info->table, 0);
    Tail tail{info->table, info->rows / chunk_rows, {}, empty.questions, empty.texts, false};
    if (info->rows % chunk_rows == 0) {
        return tail;
    }
    const auto chunk = static_cast<std::size_t>(tail.closed);
    for (std::size_t column = 0; column < head_columns; ++column) {
        tail.heads[column] = reopen_column(must_read(connection, form, column, chunk), 0);
    }
    for (std::size_t at = 0; at < tail.questions.size(); ++at) {
        tail.questions[at] = reopen_column(must_read(connection, form, head_columns + at, chunk),
                                           planes_of(tail.table.questions[at]));
        tail.texts[at] = read_text(connection, form, head_columns + at, chunk).value_or(OpenText{});
    }
    return tail;
}

}  // namespace harmony::db
