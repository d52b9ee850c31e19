#include <sqlite3.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <tuple>

#include "db/office_fixture.h"
#include "db/store_place.h"

namespace harmony::tests {
namespace {

using db::ColumnKind;
using db::HeadColumn;
using db::OfficeStore;

/// The oracle: a wide table of plain values in SQLite, counted by SQL.
class WideTable {
public:
    explicit WideTable(const std::vector<PlainResponse>& responses) {
        REQUIRE(sqlite3_open(":memory:", &handle_) == SQLITE_OK);
        run("CREATE TABLE wide(place TEXT, month TEXT, question INTEGER, code INTEGER, mask "
            "INTEGER)");
        run("BEGIN");
        sqlite3_stmt* insert = nullptr;
        sqlite3_prepare_v2(handle_, "INSERT INTO wide VALUES(?,?,?,?,?)", -1, &insert, nullptr);
        for (const PlainResponse& plain : responses) {
            for (std::size_t q = 0; q < plain.codes.size(); ++q) {
                sqlite3_bind_text(insert, 1, plain.place.c_str(), -1, SQLITE_TRANSIENT);
                sqlite3_bind_text(insert, 2, plain.month.c_str(), -1, SQLITE_TRANSIENT);
                sqlite3_bind_int64(insert, 3, static_cast<sqlite3_int64>(q));
                sqlite3_bind_int64(insert, 4, plain.codes[q]);
                sqlite3_bind_int64(insert, 5, static_cast<sqlite3_int64>(plain.masks[q]));
                REQUIRE(sqlite3_step(insert) == SQLITE_DONE);
                sqlite3_reset(insert);
            }
        }
        sqlite3_finalize(insert);
        run("COMMIT");
    }

    WideTable(const WideTable&) = delete;
    WideTable& operator=(const WideTable&) = delete;
    ~WideTable() { sqlite3_close(handle_); }

    using Cell = std::tuple<std::string, std::string, std::int64_t, std::int64_t>;

    /// How many responses of each (place, month) have each (code, mask).
    std::map<Cell, std::int64_t> count(std::size_t question) {
        std::map<Cell, std::int64_t> counts;
        sqlite3_stmt* query = nullptr;
        sqlite3_prepare_v2(handle_,
                           "SELECT place, month, code, mask, count(*) FROM wide WHERE question=?"
                           " GROUP BY place, month, code, mask",
                           -1,
                           &query,
                           nullptr);
        sqlite3_bind_int64(query, 1, static_cast<sqlite3_int64>(question));
        while (sqlite3_step(query) == SQLITE_ROW) {
            counts[{reinterpret_cast<const char*>(sqlite3_column_text(query, 0)),
                    reinterpret_cast<const char*>(sqlite3_column_text(query, 1)),
                    sqlite3_column_int64(query, 2),
                    sqlite3_column_int64(query, 3)}] = sqlite3_column_int64(query, 4);
        }
        sqlite3_finalize(query);
        return counts;
    }

private:
    void run(const char* sql) {
        REQUIRE(sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
    }

    sqlite3* handle_ = nullptr;
};

bool bit(const db::ColumnChunk& column, std::size_t plane, std::size_t row) {
    return (column.plane(plane)[row / 64] >> (row % 64) & 1U) != 0;
}

/// The place of each choice of a ranking, as segment.md lays them out.
std::vector<std::uint32_t> places(const db::QuestionColumn& question,
                                  const db::ColumnChunk& column,
                                  std::size_t row) {
    const std::size_t bits = question.choices < 2   ? 1
                             : question.choices < 4 ? 2
                             : question.choices < 8 ? 3
                                                    : 5;
    std::vector<std::uint32_t> all;
    for (std::uint32_t choice = 0; choice < question.choices; ++choice) {
        std::uint32_t place = 0;
        for (std::size_t n = 0; n < bits; ++n) {
            place |= std::uint32_t{bit(column, 2 + choice * bits + n, row)} << n;
        }
        all.push_back(place);
    }
    return all;
}

/// The (code, mask) of a row as the oracle has it, from the planes of a column.
std::pair<std::int64_t, std::int64_t> cell(const db::QuestionColumn& question,
                                           const db::ColumnChunk& column,
                                           std::size_t row) {
    const auto flags = [&] { return std::int64_t{bit(column, 0, row)} + bit(column, 1, row); };
    if (question.kind == ColumnKind::ranked) {
        return {flags(), static_cast<std::int64_t>(order_number(places(question, column, row)))};
    }
    if (question.kind != ColumnKind::choices) {
        return {column.code(row), 0};
    }
    std::uint64_t mask = 0;
    for (std::uint32_t choice = 0; choice < question.choices; ++choice) {
        const std::uint32_t at = choice < 32 ? choice : choice + 64 - question.choices;
        mask |= std::uint64_t{bit(column, choice + 2, row)} << at;
    }
    return {flags(), static_cast<std::int64_t>(mask)};
}

std::map<WideTable::Cell, std::int64_t> count_columns(OfficeStore& store,
                                                      const db::FormTable& table,
                                                      std::size_t question) {
    const std::vector<std::string> places = store.dictionary(HeadColumn::place);
    const std::vector<std::string> months = store.dictionary(HeadColumn::month);
    std::map<WideTable::Cell, std::int64_t> counts;
    const std::size_t columns[] = {static_cast<std::size_t>(HeadColumn::place),
                                   static_cast<std::size_t>(HeadColumn::month),
                                   db::head_columns + question};
    store.for_each_chunk(table.form, columns, [&](const db::TableChunk& chunk) {
        for (std::size_t row = 0; row < chunk.rows; ++row) {
            const auto [code, mask] = cell(table.questions[question], chunk.columns[2], row);
            ++counts[{places[chunk.columns[0].code(row)],
                      months[chunk.columns[1].code(row)],
                      code,
                      mask}];
        }
    });
    return counts;
}

std::vector<PlainResponse> answers(RandomSurvey& survey, std::size_t count) {
    std::vector<PlainResponse> all;
    for (std::size_t n = 0; n < count; ++n) {
        all.push_back(survey.answer());
    }
    return all;
}

TEST_CASE("Columns count like plain SQL over a wide table", "[db][office][columns]") {
    const StorePlace place;
    RandomSurvey survey(1);
    const db::StageContext context = survey.context();
    const std::vector<PlainResponse> all = answers(survey, 3000);
    base::Digest prev;
    for (std::uint64_t seq = 1; seq <= 10; ++seq) {
        // Opened anew every time, so that a tail is read back and goes on.
        const auto store = place.open();
        const auto from = all.begin() + static_cast<std::ptrdiff_t>((seq - 1) * 300);
        std::vector<db::OfficeBatch> group;
        group.push_back(office_batch(context, {from, from + 300}, seq, 1, prev));
        prev = group[0].batch.digest;
        REQUIRE(store->insert(group).ok());
    }
    const auto store = place.open();
    WideTable oracle(all);

    REQUIRE(store->table(survey.table().form)->rows == 3000);
    CHECK(store->table(survey.table().form)->table == survey.table());
    for (std::size_t question = 0; question < survey.table().questions.size(); ++question) {
        CAPTURE(survey.table().questions[question].name);
        CHECK(count_columns(*store, survey.table(), question) == oracle.count(question));
    }
}

TEST_CASE("Free text stands beside its row", "[db][office][columns]") {
    const StorePlace place;
    RandomSurvey survey(2);
    const db::StageContext context = survey.context();
    const std::vector<PlainResponse> all = answers(survey, 500);
    const auto store = place.open();
    std::vector<db::OfficeBatch> group;
    group.push_back(office_batch(context, all, 1));
    REQUIRE(store->insert(group).ok());
    const std::size_t column =
        *OfficeStore::column_number(*store->table(survey.table().form), "why");

    const db::TextChunk texts = store->texts(survey.table().form, column, 0);

    std::vector<std::uint32_t> rows;
    std::vector<std::string> words;
    for (std::uint32_t row = 0; row < all.size(); ++row) {
        const std::string& text = all[row].texts[column - db::head_columns];
        if (!text.empty()) {
            rows.push_back(row);
            words.push_back(text);
        }
    }
    REQUIRE(rows.size() > 20);
    CHECK(texts.rows == rows);
    CHECK(texts.texts == words);
}

TEST_CASE("A chunk closes at 65536 rows sorted by place and month", "[db][office][columns]") {
    const StorePlace place;
    RandomSurvey survey(3);
    const db::StageContext context = survey.context();
    const std::vector<PlainResponse> some = answers(survey, 2048);
    std::vector<PlainResponse> all;
    const auto store = place.open();
    base::Digest prev;
    std::vector<db::OfficeBatch> group;
    for (std::uint64_t seq = 1; seq <= 33; ++seq) {
        group.push_back(office_batch(context, some, seq, 1, prev));
        prev = group.back().batch.digest;
        all.insert(all.end(), some.begin(), some.end());
    }
    REQUIRE(store->insert(group).ok());

    // 33 x 2048 = 67584 rows: one closed chunk and 2048 rows in the tail.
    REQUIRE(store->table(survey.table().form)->chunks == 2);
    std::vector<std::size_t> sizes;
    const std::size_t columns[] = {0, 1};
    store->for_each_chunk(survey.table().form, columns, [&](const db::TableChunk& chunk) {
        sizes.push_back(chunk.rows);
        CHECK(chunk.closed == (chunk.number == 0));
        for (std::size_t row = 1; chunk.closed && row < chunk.rows; ++row) {
            const auto key = [&](std::size_t at) {
                return std::pair(chunk.columns[0].code(at), chunk.columns[1].code(at));
            };
            if (key(row) < key(row - 1)) {
                FAIL("row " << row << " is out of order");
            }
        }
    });
    CHECK(sizes == std::vector<std::size_t>{65'536, 2048});
    WideTable oracle(all);
    for (const std::size_t question : {0U, 11U, 22U, 25U, 26U, 28U, 33U, 36U, 39U}) {
        CHECK(count_columns(*store, survey.table(), question) == oracle.count(question));
    }
}

}  // namespace
}  // namespace harmony::tests
