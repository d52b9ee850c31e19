#include "db/column_codec.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>

#include "base/random.h"
#include "db/row_order.h"

namespace harmony::tests {
namespace {

using db::ColumnKind;
using db::Layout;
using db::OpenColumn;
using db::OpenText;
using db::QuestionColumn;

OpenColumn codes(std::size_t rows, std::uint32_t below) {
    base::SeededRandom random(rows * 31 + below);
    OpenColumn column;
    for (std::size_t row = 0; row < rows; ++row) {
        column.codes.push_back(static_cast<std::uint32_t>(random.below(below)));
    }
    return column;
}

TEST_CASE("Codes come back as they were whatever their range", "[db][columns]") {
    const std::size_t rows = GENERATE(1U, 63U, 64U, 65U, 1000U);
    const std::uint32_t choices = GENERATE(1U, 2U, 3U, 7U, 14U, 30U, 31U, 254U, 255U, 70'000U);
    const QuestionColumn column{"q", ColumnKind::choice, choices, 0};
    const OpenColumn open = codes(rows, choices + 2);

    const db::EncodedColumn encoded = db::encode_question(column, open);

    // storage.md: up to 5 bits as planes. The highest code is choices + 1.
    CHECK((encoded.layout == Layout::planes) == (choices + 1 < 32));
    const auto decoded = db::decode_column(encoded.layout, rows, encoded.data);
    REQUIRE(decoded);
    CHECK(db::reopen_column(*decoded, 0) == open);
    CHECK(decoded->code(rows - 1) == open.codes.back());
}

TEST_CASE("Planes lie least significant first with zeros beyond the rows", "[db][columns]") {
    // Rows 0..2 have codes 1, 2, 3: plane 0 is 0b101, plane 1 is 0b110.
    const QuestionColumn column{"q", ColumnKind::choice, 2, 0};
    const db::EncodedColumn encoded = db::encode_question(column, {{1, 2, 3}, {}, 0});
    const auto chunk = db::decode_column(encoded.layout, 3, encoded.data);
    REQUIRE(chunk);
    REQUIRE(chunk->planes() == 2);
    CHECK(chunk->plane(0)[0] == 0b101);
    CHECK(chunk->plane(1)[0] == 0b110);
}

TEST_CASE("Flags of many choices come back as they were", "[db][columns]") {
    const std::uint32_t choices = GENERATE(1U, 5U, 62U, 63U, 130U);
    const QuestionColumn column{"q", ColumnKind::choices, choices, 0};
    const std::size_t planes = db::planes_of(column);
    OpenColumn open;
    open.stride = db::stride_of(planes);
    base::SeededRandom random(choices);
    for (std::size_t row = 0; row < 200; ++row) {
        std::vector<std::uint64_t> words(open.stride);
        for (std::size_t plane = 0; plane < planes; ++plane) {
            words[plane / 64] |= random.below(2) << (plane % 64);
        }
        open.flags.insert(open.flags.end(), words.begin(), words.end());
    }
    const db::EncodedColumn encoded = db::encode_question(column, open);
    const auto chunk = db::decode_column(encoded.layout, 200, encoded.data);
    REQUIRE(chunk);
    CHECK(chunk->planes() == planes);
    CHECK(db::reopen_column(*chunk, planes) == open);
}

TEST_CASE("Places of a ranking lie as their document says", "[db][columns]") {
    // segment.md: three choices, ranked third, first, second: 0b11 0b01 0b10 from the second
    // choice on, after asked and answered.
    const QuestionColumn column{"q", ColumnKind::ranked, 3, 0};
    CHECK(db::planes_of(column) == 2 + 3 * 2);
    OpenColumn open;
    open.stride = 1;
    open.flags = {0b10'01'11'1'1};
    const db::EncodedColumn encoded = db::encode_question(column, open);
    const auto chunk = db::decode_column(encoded.layout, 1, encoded.data);
    REQUIRE(chunk);
    std::string bits;
    for (std::size_t plane = 0; plane < chunk->planes(); ++plane) {
        bits += chunk->plane(plane)[0] == 1 ? '1' : '0';
    }
    CHECK(bits == "11111001");
}

TEST_CASE("Values of a range are planes when they are few", "[db][columns]") {
    // 29 values: the highest code is 2 + 29 (another value), which is five bits; 30 need six.
    const std::uint32_t values = GENERATE(2U, 11U, 29U, 30U, 200U);
    const QuestionColumn column{"q", ColumnKind::step, values, 0};
    const OpenColumn open = codes(100, values + 3);
    const db::EncodedColumn encoded = db::encode_question(column, open);
    CHECK((encoded.layout == Layout::planes) == (values < 30));
    const auto decoded = db::decode_column(encoded.layout, 100, encoded.data);
    REQUIRE(decoded);
    CHECK(db::reopen_column(*decoded, 0) == open);
}

TEST_CASE("A column of another length than its rows need is refused", "[db][columns]") {
    CHECK_FALSE(db::decode_column(Layout::u8, 10, base::Bytes(9)));
    CHECK_FALSE(db::decode_column(Layout::u16, 10, base::Bytes(10)));
    CHECK_FALSE(db::decode_column(Layout::planes, 10, base::Bytes(9)));
    CHECK_FALSE(db::decode_column(Layout::planes, 10, {}));
    CHECK_FALSE(db::decode_column(static_cast<Layout>(9), 1, base::Bytes(8)));
}

TEST_CASE("A head column lies in runs where these are smaller", "[db][columns]") {
    const std::uint32_t code = GENERATE(7U, 700U);
    OpenColumn open;
    open.codes.assign(1000, code);
    std::fill(open.codes.begin() + 600, open.codes.end(), 3U);
    const db::EncodedColumn encoded = db::encode_head(open.codes);
    CHECK(encoded.layout == (code < 256 ? Layout::u8_runs : Layout::u16_runs));
    // segment.md: two ends of four bytes, then two codes.
    CHECK(encoded.data.size() == 2 * (4 + (code < 256 ? 1 : 2)));
    const auto decoded = db::decode_column(encoded.layout, 1000, encoded.data);
    REQUIRE(decoded);
    CHECK(decoded->encoding() == (code < 256 ? db::Encoding::u8 : db::Encoding::u16));
    CHECK(db::reopen_column(*decoded, 0) == open);

    const OpenColumn mixed = codes(1000, code);
    const db::EncodedColumn array = db::encode_head(mixed.codes);
    CHECK(array.layout == (code < 256 ? Layout::u8 : Layout::u16));
    CHECK(db::reopen_column(*db::decode_column(array.layout, 1000, array.data), 0) == mixed);
}

TEST_CASE("Runs that do not end with their rows are refused", "[db][columns]") {
    const auto runs = [](std::vector<std::uint32_t> ends, std::size_t codes) {
        base::Bytes data;
        base::append(data, std::as_bytes(std::span(ends)));
        data.resize(data.size() + codes);
        return data;
    };
    CHECK(db::decode_column(Layout::u8_runs, 10, runs({4, 10}, 2)));
    CHECK_FALSE(db::decode_column(Layout::u8_runs, 10, runs({4, 9}, 2)));
    CHECK_FALSE(db::decode_column(Layout::u8_runs, 10, runs({4, 11}, 2)));
    CHECK_FALSE(db::decode_column(Layout::u8_runs, 10, runs({10, 4}, 2)));
    CHECK_FALSE(db::decode_column(Layout::u8_runs, 10, runs({4, 4, 10}, 3)));
    CHECK_FALSE(db::decode_column(Layout::u8_runs, 10, runs({4, 10}, 1)));
    CHECK_FALSE(db::decode_column(Layout::u16_runs, 10, runs({4, 10}, 2)));
    CHECK_FALSE(db::decode_column(Layout::u8_runs, 10, {}));
}

TEST_CASE("Rows of a chunk are in the order of their heads, those alike as they came",
          "[db][columns]") {
    const std::vector<OpenColumn> heads{codes(5000, 3), codes(5000, 40), codes(5000, 1)};
    const std::vector<std::uint32_t> order = db::order_by(heads);
    // The library's stable sort is the second implementation.
    std::vector<std::uint32_t> expected(5000);
    std::iota(expected.begin(), expected.end(), 0U);
    std::stable_sort(expected.begin(), expected.end(), [&](std::uint32_t a, std::uint32_t b) {
        return std::pair(heads[0].codes[a], heads[1].codes[a]) <
               std::pair(heads[0].codes[b], heads[1].codes[b]);
    });
    CHECK(order == expected);

    OpenText text;
    text.add(3, "Ciemno");
    text.add(4999, "x");
    const OpenText moved = db::reordered(text, order);
    REQUIRE(moved.rows.size() == 2);
    for (std::size_t at = 0; at < 2; ++at) {
        CHECK(moved.text(at) == text.text(order[moved.rows[at]] == 3 ? 0 : 1));
    }
    const OpenColumn answers = codes(5000, 6);
    const OpenColumn sorted = db::reordered(answers, order);
    CHECK(sorted.codes[17] == answers.codes[order[17]]);
    CHECK(sorted.codes.size() == 5000);
}

TEST_CASE("Free text comes back as it was", "[db][columns]") {
    OpenText text;
    text.add(3, "Ciemno przy sklepie");
    text.add(9, "x");
    text.add(40'000, std::string(2000, 'y'));
    CHECK(db::decode_text(db::encode_text(text)) == text);
    CHECK(db::decode_text(db::encode_text({})) == OpenText{});
}

TEST_CASE("Damaged free text is refused", "[db][columns]") {
    OpenText text;
    text.add(3, "Ciemno przy sklepie");
    base::Bytes data = db::encode_text(text);
    SECTION("cut short") {
        data.pop_back();
    }
    SECTION("no frame") {
        data[0] = std::byte{0};
    }
    SECTION("nothing") {
        data.clear();
    }
    CHECK_FALSE(db::decode_text(data));
}

}  // namespace
}  // namespace harmony::tests
