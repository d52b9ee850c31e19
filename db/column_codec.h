#pragma once

// Private to this room: codes to bytes and back (docs/formats/segment.md, Encodings).

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "db/columns.h"

namespace harmony::db {

/// A column while rows are still being added: one code a row, or `stride` words of flags a row.
struct OpenColumn {
    std::vector<std::uint32_t> codes;
    std::vector<std::uint64_t> flags;
    std::size_t stride = 0;  ///< words a row of flags; 0: a column of codes

    bool operator==(const OpenColumn&) const = default;
};

/// Free text of a column: the rows that have some, ascending.
struct OpenText {
    std::vector<std::uint32_t> rows;
    std::vector<std::uint32_t> ends;  ///< where each text ends in `words`
    std::string words;

    void add(std::uint32_t row, std::string_view text);
    /// Drops the texts of row `row` and after.
    void drop_beyond(std::uint32_t row);
    [[nodiscard]] std::string_view text(std::size_t index) const;

    bool operator==(const OpenText&) const = default;
};

/// How a column lies in the store. The numbers stand there; runs are for the disk alone, a chunk
/// that is read is an array again.
enum class Layout : std::uint8_t {
    planes = 1,
    u8 = 2,
    u16 = 3,
    u32 = 4,
    u8_runs = 5,
    u16_runs = 6
};

struct EncodedColumn {
    Layout layout = Layout::planes;
    base::Bytes data;
};

/// Planes of a column of flags: asked, answered, then one a choice (`choices`) or those of its
/// place
/// (`ranked`). 0: a column of codes.
[[nodiscard]] std::size_t planes_of(const QuestionColumn& column);

/// Words a row that hold `planes` flags.
[[nodiscard]] std::size_t stride_of(std::size_t planes);

/// How a head column is laid out: u8, or u16 when a code needs it; as runs where these are smaller,
/// which they are in a closed chunk, whose rows lie sorted by head columns.
[[nodiscard]] EncodedColumn encode_head(std::span<const std::uint32_t> codes);

/// How a question is laid out: planes when every code it can have fits five bits (of kinds without
/// a list: that this chunk has), else the narrowest array.
[[nodiscard]] EncodedColumn encode_question(const QuestionColumn& column, const OpenColumn& open);

/// Reads `rows` rows back. Nothing when the bytes are not those of so many rows.
[[nodiscard]] std::optional<ColumnChunk> decode_column(Layout layout,
                                                       std::size_t rows,
                                                       base::ByteView data);

/// The open form of a decoded column. `planes` is 0 for a column of codes.
[[nodiscard]] OpenColumn reopen_column(const ColumnChunk& chunk, std::size_t planes);

/// One zstd frame: u32 k, k rows, k ends (u32 each), the words.
[[nodiscard]] base::Bytes encode_text(const OpenText& text);
[[nodiscard]] std::optional<OpenText> decode_text(base::ByteView data);

}  // namespace harmony::db
