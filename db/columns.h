#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/ids.h"

namespace harmony::db {

/// What the codes of a column mean (docs/formats/segment.md). Except in head columns and choices,
/// code 0 is "not asked" and 1 is "asked and left empty".
enum class ColumnKind : std::uint8_t {
    head = 1,     ///< code of a dictionary, 0 unknown or none
    choice = 2,   ///< 2 + index into the form's list
    choices = 3,  ///< a bit each: asked, answered, choice 0, choice 1, ...
    number = 4,   ///< 2 + value - lowest
    integer = 5,  ///< 2 + zigzag(value); `beyond_code` when that does not fit
    day = 6,      ///< 2 + days since 1970-01-01
    text = 7,     ///< 2 answered; the words stand in the text table
};

/// A value that fits no code of its column: look it up in the batch.
inline constexpr std::uint32_t beyond_code = 0xFFFFFFFFU;

/// Rows of a closed chunk.
inline constexpr std::size_t chunk_rows = 65'536;

/// The columns that stand before the questions in every table, in this order.
enum class HeadColumn : std::uint8_t {
    place,
    month,
    engagement,
    venue,
    kiosk,
    language,
    mode,
    duration,
};
inline constexpr std::size_t head_columns = 8;
inline constexpr const char* head_column_names[] = {
    "place", "month", "engagement", "venue", "kiosk", "language", "mode", "duration"};
static_assert(std::size(head_column_names) == head_columns);

/// One question of a form as a column.
struct QuestionColumn {
    std::string name;
    ColumnKind kind = ColumnKind::choice;
    std::uint32_t choices = 0;  ///< list length of choice and choices
    std::int64_t lowest = 0;    ///< of number: the value of code 2

    bool operator==(const QuestionColumn&) const = default;
};

/// The questions of one form, one column for each item of a response body, in its order.
struct FormTable {
    base::FormName form;
    std::vector<QuestionColumn> questions;

    bool operator==(const FormTable&) const = default;
};

/// How the codes of one column in one chunk are laid out. The numbers stand in the file.
enum class Encoding : std::uint8_t { planes = 1, u8 = 2, u16 = 3, u32 = 4 };

/// The codes of one column in one chunk. Which of the views is filled says `encoding`.
class ColumnChunk {
public:
    ColumnChunk() = default;
    ColumnChunk(Encoding encoding, std::size_t rows, std::vector<std::uint64_t> words)
        : encoding_(encoding), rows_(rows), words_(std::move(words)) {}

    [[nodiscard]] Encoding encoding() const { return encoding_; }
    [[nodiscard]] std::size_t rows() const { return rows_; }

    /// How many planes there are; 0 unless `encoding` is planes.
    [[nodiscard]] std::size_t planes() const;

    /// Plane `index`, least significant first: ceil(rows / 64) words, bits beyond the rows zero.
    [[nodiscard]] std::span<const std::uint64_t> plane(std::size_t index) const;

    [[nodiscard]] std::span<const std::uint64_t> all_planes() const { return words_; }
    [[nodiscard]] std::span<const std::uint8_t> u8() const;
    [[nodiscard]] std::span<const std::uint16_t> u16() const;
    [[nodiscard]] std::span<const std::uint32_t> u32() const;

    /// The code of one row (not for `choices`, whose planes are bits of their own). Slow: for tests
    /// and for single rows.
    [[nodiscard]] std::uint32_t code(std::size_t row) const;

private:
    Encoding encoding_ = Encoding::planes;
    std::size_t rows_ = 0;
    std::vector<std::uint64_t> words_;
};

}  // namespace harmony::db
