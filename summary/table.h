#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/error.h"
#include "summary/column.h"
#include "summary/tabulate.h"

namespace harmony::summary {

/// A question's counts, every one of them, by at most one grouping. For the office's eyes and for
/// `suppress()`; no file writer takes it, and it cannot be copied into anything that one takes.
class Table {
public:
    /// The table of a question over all units. REQUIRES: `counts` has one group and
    /// `counted_cells(question)` choice counts.
    Table(Question question, Tabulation counts);

    /// The table of a question by `grouping` ("place", "month", "language", ...); row i is named
    /// `keys[i]`, a code that the report's texts name. REQUIRES: one group of `counts` a key, keys
    /// differ.
    Table(Question question,
          std::string grouping,
          std::vector<std::string> keys,
          Tabulation counts);

    Table(const Table&) = delete;
    Table& operator=(const Table&) = delete;
    Table(Table&&) noexcept = default;
    Table& operator=(Table&&) noexcept = default;
    ~Table() = default;

    /// Gives the ranges what they need to know how engagements differ: the same counts by row and
    /// engagement, group (row, engagement) at row * engagements + engagement. Without it ranges
    /// rest on plain counts. REQUIRES: adding up the engagements gives the table's counts.
    void add_engagements(Tabulation by_row_and_engagement);

    [[nodiscard]] const Question& question() const { return question_; }
    /// Empty for a table over all units.
    [[nodiscard]] const std::string& grouping() const { return grouping_; }
    [[nodiscard]] const std::vector<std::string>& keys() const { return keys_; }
    [[nodiscard]] const Tabulation& counts() const { return counts_; }
    /// No groups when it was not given.
    [[nodiscard]] const Tabulation& by_engagement() const { return by_engagement_; }
    [[nodiscard]] std::size_t engagements() const;

private:
    Question question_;
    std::string grouping_;
    std::vector<std::string> keys_;
    Tabulation counts_;
    Tabulation by_engagement_;
};

}  // namespace harmony::summary
