#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/ids.h"

namespace harmony::db {

/// What the codes of a column mean (docs/formats/segment.md). Except in head columns, choices and
/// ranked, code 0 is "not asked" and 1 is "asked and left empty".
enum class ColumnKind : std::uint8_t {
    head = 1,       ///< code of a dictionary, 0 unknown or none
    choice = 2,     ///< 2 + index into the form's list
    choices = 3,    ///< a bit each: asked, answered, choice 0, choice 1, ...
    number = 4,     ///< 2 + value - lowest
    integer = 5,    ///< 2 + zigzag(value); `beyond_code` when that does not fit
    day = 6,        ///< 2 + days since 1970-01-01
    text = 7,       ///< 2 answered; the words stand in the text table
    ranked = 8,     ///< bits: asked, answered, then `position_bits` a choice: its place from 1
    step = 9,       ///< 2 + place among the values of a range; 2 + their number: another value
    decimal = 10,   ///< 2 + zigzag(hundredths); `beyond_code` when finer or too large
    moment = 11,    ///< 2 + minutes since 1970-01-01T00:00
    answered = 12,  ///< 2 answered: the batch has what
};

/// A value that fits no code of its column: look it up in the batch.
inline constexpr std::uint32_t beyond_code = 0xFFFFFFFFU;

/// A ranking of more choices than this is kept as `answered`: its places would not be five bits.
inline constexpr std::uint32_t most_ranked = 31;

/// Planes of one choice's place in a ranking of `choices`.
[[nodiscard]] constexpr std::size_t position_bits(std::uint32_t choices) {
    return static_cast<std::size_t>(std::bit_width(choices));
}

/// A range of more values than this is kept as integer or decimal.
inline constexpr std::uint32_t most_steps = 200;

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

/// How the values of a range lie, in units of 10^-places.
struct Steps {
    std::int64_t start = 0;
    std::int64_t step = 1;  ///< towards the end: below 0 when the scale falls
    unsigned places = 0;
    bool decimal = false;  ///< bodies hold texts, not whole numbers
};

/// One question of a form as a column.
struct QuestionColumn {
    std::string name;
    ColumnKind kind = ColumnKind::choice;
    /// List length of choice, choices and ranked; values of a step; of number: how many there are.
    std::uint32_t choices = 0;
    std::int64_t lowest = 0;  ///< of number: the value of code 2
    Steps steps = {};         ///< of step; the form has it, so the store does not keep it

    /// As the store keeps them.
    bool operator==(const QuestionColumn& other) const {
        return name == other.name && kind == other.kind && choices == other.choices &&
               lowest == other.lowest;
    }
};

/// The questions of one form, one column for each item of a response body, in its order.
struct FormTable {
    base::FormName form;
    std::vector<QuestionColumn> questions;

    bool operator==(const FormTable&) const = default;
};

/// Thrown where the bytes of a column are not what was written.
class ColumnDamaged : public base::BrokenPromise {
public:
    ColumnDamaged()
        : BrokenPromise(
              "a column of the store is damaged; `harmony-admin rebuild` makes it again") {}
};

/// How the codes of one column in one chunk lie in memory.
enum class Encoding : std::uint8_t { planes, u8, u16, u32 };

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

    bool operator==(const ColumnChunk&) const = default;

    /// The code of one row (not for `choices`, whose planes are bits of their own). Slow: for tests
    /// and for single rows.
    [[nodiscard]] std::uint32_t code(std::size_t row) const;

private:
    Encoding encoding_ = Encoding::planes;
    std::size_t rows_ = 0;
    std::vector<std::uint64_t> words_;
};

}  // namespace harmony::db
