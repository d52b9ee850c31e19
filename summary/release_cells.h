#pragma once

// Private to this room: the numbers of a release as one table of cells and sums.

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "summary/linked.h"
#include "summary/publishable.h"
#include "summary/table.h"

namespace harmony::summary {

/// The choices that are answers: what a table shows and what has to be protected.
[[nodiscard]] std::vector<std::size_t> answer_choices(const Question& question);

/// What is decided of one row of a table by groups.
struct RowState {
    bool units_hidden = false;
    bool base_hidden = false;     ///< then its numbers are hidden whole, zeros and all
    bool veiled = false;          ///< the base is shown and the numbers are hidden whole
    bool base_must_hide = false;  ///< else something of the row could be worked out

    [[nodiscard]] bool whole() const { return base_hidden || veiled; }

    bool operator==(const RowState&) const = default;
};

using RowStates = std::vector<RowState>;

/// Are units and bases what is searched for, or is it decided which of them are hidden?
enum class Stage : std::uint8_t { open, decided };

/// Names of numbers: what they count. The same name in two tables is the same number.
[[nodiscard]] std::string base_name(const Question& question);
/// `place` of a ranking: 0 is first; of other questions 0.
[[nodiscard]] std::string answer_name(const Question& question,
                                      std::size_t choice,
                                      std::size_t place = 0);
/// "" names the units.
[[nodiscard]] std::string row_name(const std::string& what,
                                   const std::string& grouping,
                                   const std::string& key);

/// Where a number stands.
struct CellOrigin {
    const Table* table = nullptr;  ///< the table by groups that it is of; null over all units
    std::size_t row = 0;
    bool units = false;  ///< it counts responses, not answers
};

/// Collects the numbers of a release.
class ReleaseCells {
public:
    ReleaseCells(std::uint64_t responses, const ReleaseContext& context);

    void add_units(const Table& table, const RowStates& rows, Stage stage);
    /// The units of its grouping must be there.
    void add_bases(const Table& table, const RowStates& rows, Stage stage);
    /// A question's own table. REQUIRES: its base is published.
    void add_whole(const Table& table);
    /// Its numbers by groups; its own table, units and bases must be there.
    void add_answers(const Table& table, const RowStates& rows);
    /// Those who gave no answer, by kind.
    void add_kinds(const Table& table);
    /// The sums of coarser groupings, and of groupings that are questions, when all tables are
    /// there.
    void link();

    [[nodiscard]] const LinkedCells& cells() const { return cells_; }
    [[nodiscard]] const CellOrigin& origin(std::size_t cell) const { return origins_[cell]; }

private:
    std::size_t add(SumCell cell, const CellOrigin& origin);
    std::size_t add_row_cell(const std::string& what,
                             const Table& table,
                             std::size_t row,
                             SumCell cell);
    void add_ranking(const Table& table);
    void add_yes_and_no(const Table& table, std::size_t choice);
    void add_answer(const Table& table, const RowStates& rows, std::size_t choice);
    void add_refusals(const Table& table, const RowStates& rows, std::size_t choice);
    void link_answers();
    [[nodiscard]] bool is_left_out(const Table& table, std::size_t row) const;
    [[nodiscard]] std::size_t at(const std::string& name) const;

    const ReleaseContext& context_;
    std::map<std::string, std::string> answers_of_;  ///< grouping to the question that it is
    LinkedCells cells_;
    std::vector<CellOrigin> origins_;
    /// (what, grouping) to (key, cell) of its rows.
    std::map<std::pair<std::string, std::string>, std::vector<std::pair<std::string, std::size_t>>>
        rows_;
};

}  // namespace harmony::summary
