#include "db/segment_writer.h"

#include <algorithm>

#include "db/large_value.h"
#include "db/row_order.h"
#include "db/segment_reader.h"

namespace harmony::db {
namespace {

using base::Error;
using base::ErrorKind;
using base::FormName;
using base::Result;

/// Codes of head columns are u16; a kiosk that makes up engagements ends up with "unknown".
constexpr std::uint32_t most_codes = 0xFFFF;

/// Copies rows [first, first + count) to the end.
void append_rows(OpenColumn& to, const OpenColumn& from, std::size_t first, std::size_t count) {
    const auto slice = [&](const auto& source, auto& target, std::size_t width) {
        const auto begin = source.begin() + static_cast<std::ptrdiff_t>(first * width);
        target.insert(target.end(), begin, begin + static_cast<std::ptrdiff_t>(count * width));
    };
    if (from.stride != 0) {
        slice(from.flags, to.flags, from.stride);
    } else {
        slice(from.codes, to.codes, 1);
    }
}

void append_texts(
    OpenText& to, const OpenText& from, std::size_t first, std::size_t count, std::size_t at_row) {
    const auto begin = std::lower_bound(from.rows.begin(), from.rows.end(), first);
    for (auto row = begin; row != from.rows.end() && *row < first + count; ++row) {
        to.add(static_cast<std::uint32_t>(at_row + (*row - first)),
               from.text(static_cast<std::size_t>(row - from.rows.begin())));
    }
}

void empty_tail(Tail& tail) {
    for (OpenColumn& head : tail.heads) {
        head.codes.clear();
    }
    for (OpenColumn& column : tail.questions) {
        column.codes.clear();
        column.flags.clear();
    }
    for (OpenText& text : tail.texts) {
        text = {};
    }
}

/// Runs of rows that are not skipped, as (first, count).
std::vector<std::pair<std::size_t, std::size_t>> runs_of(const StageTable& table,
                                                         const std::set<base::RecordId>& skip) {
    if (skip.empty()) {
        return {{0, table.rows()}};
    }
    std::vector<std::pair<std::size_t, std::size_t>> runs;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (skip.count(table.rids[row]) != 0) {
            continue;
        }
        if (!runs.empty() && runs.back().first + runs.back().second == row) {
            ++runs.back().second;
        } else {
            runs.emplace_back(row, 1);
        }
    }
    return runs;
}

Result<void> keep_table(Connection& connection, const FormTable& table) {
    const Result<void> kept =
        connection.query("INSERT INTO form_table(form, rows) VALUES(?,0)").bind(table.form).run();
    if (!kept) {
        return kept;
    }
    for (std::size_t at = 0; at < table.questions.size(); ++at) {
        const QuestionColumn& column = table.questions[at];
        const Result<void> done =
            connection
                .query(
                    "INSERT INTO form_column(form, number, name, kind, choices, lowest)"
                    " VALUES(?,?,?,?,?,?)")
                .bind(table.form)
                .bind(head_columns + at)
                .bind(column.name)
                .bind(static_cast<int>(column.kind))
                .bind(column.choices)
                .bind(column.lowest)
                .run();
        if (!done) {
            return done;
        }
    }
    return {};
}

}  // namespace

void SegmentWriter::forget() {
    loaded_ = false;
    tails_.clear();
}

Result<void> SegmentWriter::load_dictionaries() {
    if (loaded_) {
        return {};
    }
    dictionaries_ = {};
    Statement query = connection_.query("SELECT \"column\", code, value FROM dictionary");
    while (query.next()) {
        Dictionary& dictionary = dictionaries_.at(static_cast<std::size_t>(query.integer(0)));
        const auto code = static_cast<std::uint32_t>(query.integer(1));
        dictionary.codes.emplace(query.text(2), code);
        dictionary.next = std::max(dictionary.next, code + 1);
    }
    loaded_ = true;
    return {};
}

Result<std::uint32_t> SegmentWriter::global_code(std::size_t column, const std::string& value) {
    Dictionary& dictionary = dictionaries_[column];
    const auto found = dictionary.codes.find(value);
    if (value.empty() || found != dictionary.codes.end()) {
        return value.empty() ? 0 : found->second;
    }
    if (dictionary.next > most_codes) {
        return std::uint32_t{0};
    }
    const std::uint32_t code = dictionary.next;
    const Result<void> kept =
        connection_.query("INSERT INTO dictionary(\"column\", code, value) VALUES(?,?,?)")
            .bind(column)
            .bind(code)
            .bind(value)
            .run();
    if (!kept) {
        return kept.error();
    }
    dictionary.codes.emplace(value, code);
    ++dictionary.next;
    return code;
}

Result<SegmentWriter::CodeMap> SegmentWriter::map_codes(std::size_t column,
                                                        const std::vector<std::string>& values) {
    CodeMap map;
    for (const std::string& value : values) {
        const Result<std::uint32_t> code = global_code(column, value);
        if (!code) {
            return code.error();
        }
        map.push_back(*code);
    }
    return map;
}

Result<Tail*> SegmentWriter::tail_of(const FormTable& table) {
    std::unique_ptr<Tail>& tail = tails_[table.form];
    if (tail) {
        base::promise(tail->table == table, "one form with two sets of columns");
        return tail.get();
    }
    std::optional<Tail> stored = read_tail(connection_, table.form);
    if (!stored) {
        if (Result<void> kept = keep_table(connection_, table); !kept) {
            return kept.error();
        }
        const StageTable empty(table, 0);
        stored = Tail{table, 0, {}, empty.questions, empty.texts, false};
    }
    base::promise(stored->table == table, "one form with two sets of columns");
    tail = std::make_unique<Tail>(std::move(*stored));
    return tail.get();
}

Result<void> SegmentWriter::append(const ResponseStage& stage,
                                   const std::set<base::RecordId>& skip) {
    if (Result<void> loaded = load_dictionaries(); !loaded) {
        return loaded;
    }
    std::array<CodeMap, head_columns> maps;
    for (std::size_t column = 0; column < head_columns; ++column) {
        Result<CodeMap> map = map_codes(column, stage.parts().dictionaries[column].values());
        if (!map) {
            return map.error();
        }
        maps[column] = std::move(*map);
    }
    for (const StageTable& table : stage.parts().tables) {
        if (table.rows() == 0) {
            continue;  // every response of that form was bad
        }
        const Result<Tail*> tail = tail_of(*table.table);
        if (!tail) {
            return tail.error();
        }
        for (const auto& [first, count] : runs_of(table, skip)) {
            if (Result<void> done = append_run(**tail, table, first, count, maps); !done) {
                return done;
            }
        }
    }
    return {};
}

Result<void> SegmentWriter::append_run(Tail& tail,
                                       const StageTable& from,
                                       std::size_t first,
                                       std::size_t count,
                                       const std::array<CodeMap, head_columns>& maps) {
    while (count > 0) {
        const std::size_t at_row = tail.rows();
        const std::size_t part = std::min(count, chunk_rows - at_row);
        for (std::size_t column = 0; column < head_columns; ++column) {
            std::vector<std::uint32_t>& codes = tail.heads[column].codes;
            for (std::size_t row = first; row < first + part; ++row) {
                codes.push_back(maps[column][from.heads[column].codes[row]]);
            }
        }
        for (std::size_t column = 0; column < tail.questions.size(); ++column) {
            append_rows(tail.questions[column], from.questions[column], first, part);
            append_texts(tail.texts[column], from.texts[column], first, part, at_row);
        }
        tail.dirty = true;
        first += part;
        count -= part;
        if (tail.rows() == chunk_rows) {
            if (Result<void> closed = close_chunk(tail); !closed) {
                return closed;
            }
        }
    }
    return {};
}

Result<void> SegmentWriter::close_chunk(Tail& tail) {
    const std::vector<std::uint32_t> order = order_by(tail.heads);
    for (OpenColumn& head : tail.heads) {
        head = reordered(head, order);
    }
    for (OpenColumn& column : tail.questions) {
        column = reordered(column, order);
    }
    for (OpenText& text : tail.texts) {
        text = reordered(text, order);
    }
    if (Result<void> written = write_chunk(tail); !written) {
        return written;
    }
    ++tail.closed;
    empty_tail(tail);
    return {};
}

Result<void> SegmentWriter::write_chunk(const Tail& tail) {
    const FormName& form = tail.table.form;
    const auto write = [&](std::size_t column, const EncodedColumn& encoded) -> Result<void> {
        const auto first =
            keep_rest(connection_, segment_place(form, column, tail.closed), encoded.data);
        return !first
                   ? first.error()
                   : connection_
                         .query(
                             "INSERT INTO segment(form, \"column\", chunk, rows, encoding, data)"
                             " VALUES(?,?,?,?,?,?) ON CONFLICT(form, \"column\", chunk) DO UPDATE "
                             "SET"
                             " rows=excluded.rows, encoding=excluded.encoding, data=excluded.data")
                         .bind(form)
                         .bind(column)
                         .bind(tail.closed)
                         .bind(tail.rows())
                         .bind(static_cast<int>(encoded.layout))
                         .bind(*first)
                         .run();
    };
    for (std::size_t column = 0; column < head_columns; ++column) {
        if (Result<void> done = write(column, encode_head(tail.heads[column].codes)); !done) {
            return done;
        }
    }
    for (std::size_t at = 0; at < tail.questions.size(); ++at) {
        const EncodedColumn encoded = encode_question(tail.table.questions[at], tail.questions[at]);
        if (Result<void> done = write(head_columns + at, encoded); !done) {
            return done;
        }
        if (tail.texts[at].rows.empty()) {
            continue;
        }
        const base::Bytes packed = encode_text(tail.texts[at]);
        const auto first =
            keep_rest(connection_, text_place(form, head_columns + at, tail.closed), packed);
        const Result<void> done =
            !first
                ? first.error()
                : connection_
                      .query(
                          "INSERT INTO free_text(form, \"column\", chunk, data) VALUES(?,?,?,?)"
                          " ON CONFLICT(form, \"column\", chunk) DO UPDATE SET data=excluded.data")
                      .bind(form)
                      .bind(head_columns + at)
                      .bind(tail.closed)
                      .bind(*first)
                      .run();
        if (!done) {
            return done;
        }
    }
    return {};
}

Result<void> SegmentWriter::write_tails() {
    for (auto& [form, tail] : tails_) {
        if (!tail || !tail->dirty) {
            continue;
        }
        if (tail->rows() > 0) {
            if (Result<void> written = write_chunk(*tail); !written) {
                return written;
            }
        }
        const Result<void> counted = connection_.query("UPDATE form_table SET rows=? WHERE form=?")
                                         .bind(tail->closed * chunk_rows + tail->rows())
                                         .bind(form)
                                         .run();
        if (!counted) {
            return counted;
        }
        tail->dirty = false;
    }
    return {};
}

}  // namespace harmony::db
