#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace harmony::summary {

/// What choosing a choice says about the question. `other` and `exclusive` choices are answers.
enum class ChoiceRole : std::uint8_t {
    answer,      ///< in the base
    dont_know,   ///< out of the base, counted under the table
    prefer_not,  ///< out of the base, counted under the table
    no_answer,   ///< out of the base, counted as left empty: a value that its scale does not have
};

enum class QuestionKind : std::uint8_t {
    one_choice,       ///< one code a unit
    several_choices,  ///< one plane a choice: people could choose more than one
    ranking,          ///< people put the choices in order: `position_bits` planes a choice
    units,            ///< no question at all: how many units there are
};

/// Who may see a question's numbers at most (`kiosk:report` of the form).
enum class ReportCap : std::uint8_t { never, internal, open };

/// One choice of a form's list. `name` is the form's, never a label in a language.
struct Choice {
    std::string name;
    ChoiceRole role = ChoiceRole::answer;
    bool offered = true;  ///< false: the question's filter never lets anybody choose it; no row
    std::optional<double> value = std::nullopt;  ///< on a scale: what it counts as in a mean
    /// Place in an order of answers, the best highest (`kiosk_score`); nothing outside it.
    std::optional<int> score = std::nullopt;

    bool operator==(const Choice&) const = default;
};

/// The dictionary of one question: its choices in the order of the form.
struct Question {
    std::string name;
    QuestionKind kind = QuestionKind::one_choice;
    std::vector<Choice> choices;
    ReportCap cap = ReportCap::internal;

    bool operator==(const Question&) const = default;
};

/// How many counts of choices a tabulation of this question has: one a choice; of a ranking one a
/// choice and place (`place_cell`).
[[nodiscard]] std::size_t counted_cells(const Question& question);

/// Of a ranking: where those who put `choice` at `place` (0 is first) are counted.
[[nodiscard]] std::size_t place_cell(const Question& question,
                                     std::size_t choice,
                                     std::size_t place);

/// Planes of one choice's place in a ranking of `choices`: 1 first place, 0 not in it.
[[nodiscard]] std::size_t position_bits(std::size_t choices);

/// Codes of a `one_choice` column below the choices: choice i has code `first_choice_code` + i.
inline constexpr std::uint32_t not_asked_code = 0;
inline constexpr std::uint32_t skipped_code = 1;
inline constexpr std::uint32_t first_choice_code = 2;

/// Planes of a `several_choices` or `ranking` column before those of the choices.
inline constexpr std::size_t asked_plane = 0;
inline constexpr std::size_t answered_plane = 1;
inline constexpr std::size_t first_choice_plane = 2;

/// The codes of one column in one chunk of rows, as the store lays them out
/// (docs/formats/segment.md). A view: what it looks at must outlive it. The spans are kept because
/// a column is a list of these for the length of one tabulation.
class ChunkView {
public:
    enum class Layout : std::uint8_t { planes, u8, u16, u32 };

    /// Bit-sliced: ceil(rows / 64) words a plane, planes one after the other, least significant
    /// first (or, for several choices: asked, answered, choice 0, ...; for a ranking the places of
    /// choice 0, ...); bits beyond the rows zero.
    [[nodiscard]] static ChunkView planes(std::size_t rows, std::span<const std::uint64_t> words);
    [[nodiscard]] static ChunkView bytes(std::span<const std::uint8_t> codes);
    [[nodiscard]] static ChunkView u16(std::span<const std::uint16_t> codes);
    [[nodiscard]] static ChunkView u32(std::span<const std::uint32_t> codes);

    [[nodiscard]] Layout layout() const { return layout_; }
    [[nodiscard]] std::size_t rows() const { return rows_; }

    /// Words of one plane.
    [[nodiscard]] std::size_t plane_words() const { return (rows_ + 63) / 64; }

    /// Number of planes; 0 for other layouts and when the words are no whole number of planes.
    [[nodiscard]] std::size_t plane_count() const;

    /// REQUIRES: layout planes, index < plane_count().
    [[nodiscard]] std::span<const std::uint64_t> plane(std::size_t index) const {
        return words_.subspan(index * plane_words(), plane_words());
    }

    /// Some of the planes, as if there were no others. REQUIRES: they are there.
    [[nodiscard]] ChunkView part(std::size_t first, std::size_t count) const {
        return planes(rows_, words_.subspan(first * plane_words(), count * plane_words()));
    }

    /// The code of one row, whatever the layout. Slow and plain: the reference of every fast path.
    [[nodiscard]] std::uint32_t code(std::size_t row) const;

    [[nodiscard]] std::span<const std::uint8_t> as_bytes() const { return bytes_; }
    [[nodiscard]] std::span<const std::uint16_t> as_u16() const { return u16_; }
    [[nodiscard]] std::span<const std::uint32_t> as_u32() const { return u32_; }

private:
    ChunkView(Layout layout, std::size_t rows) : layout_(layout), rows_(rows) {}

    Layout layout_;
    std::size_t rows_;
    std::span<const std::uint64_t> words_;
    std::span<const std::uint8_t> bytes_;
    std::span<const std::uint16_t> u16_;
    std::span<const std::uint32_t> u32_;
};

/// One question's column. A view, for the length of one call.
struct QuestionColumn {
    const Question* question = nullptr;  ///< never null in use; borrowed
    std::span<const ChunkView> chunks;
};

/// A head column (place, month, language, engagement) to count by; codes are 0 to groups - 1.
struct Grouping {
    std::span<const ChunkView> chunks;
    std::size_t groups = 0;
};

}  // namespace harmony::summary
