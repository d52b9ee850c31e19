#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "summary/column.h"
#include "summary/tabulate.h"
#include "summary/weigh.h"

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

    /// Which wave each engagement was in: the strata of the ranges. Without it all are in one.
    /// REQUIRES: engagements are there; one wave an engagement, counted from 0.
    void add_strata(std::vector<std::uint32_t> stratum_of_engagement);

    /// Says that the rows are the answers of `question` (by age; by the place where people said
    /// they live): how many stand in a row is how many gave that answer, so both are hidden or
    /// none.
    void rows_are_answers_of(std::string question) { answers_of_ = std::move(question); }

    /// Weights the shares and means: the cells of `by_engagement()`, in weights. REQUIRES:
    /// engagements are there; the same shape.
    void add_weights(WeightTabulation by_row_and_engagement);

    /// Those of a ranking, for the table of what was put first. REQUIRES: engagements are there.
    void add_strata_and_weights_of(const Table& ranking);

    [[nodiscard]] const Question& question() const { return question_; }
    /// Empty for a table over all units.
    [[nodiscard]] const std::string& grouping() const { return grouping_; }
    [[nodiscard]] const std::vector<std::string>& keys() const { return keys_; }
    [[nodiscard]] const Tabulation& counts() const { return counts_; }
    /// No groups when it was not given.
    [[nodiscard]] const Tabulation& by_engagement() const { return by_engagement_; }
    [[nodiscard]] std::size_t engagements() const;

    /// Empty where the rows are no answers.
    [[nodiscard]] const std::string& answers_of() const { return answers_of_; }

    [[nodiscard]] bool is_weighted() const { return weights_.groups() > 0; }
    [[nodiscard]] std::size_t strata() const { return strata_; }
    [[nodiscard]] std::uint32_t stratum(std::size_t engagement) const {
        return stratum_.empty() ? 0 : stratum_[engagement];
    }
    /// Responses of an engagement in all rows together.
    [[nodiscard]] std::uint64_t units_of_engagement(std::size_t engagement) const {
        return units_of_engagement_[engagement];
    }

    /// Of a group (row, engagement): people with an answer and a weight, their weights, and those
    /// of who chose. Without weights everybody weighs 1.
    [[nodiscard]] std::uint64_t answered_people(std::size_t group) const;
    [[nodiscard]] WeightSum answered_weight(std::size_t group) const;
    [[nodiscard]] WeightSum choice_weight(std::size_t group, std::size_t choice) const;

private:
    Question question_;
    std::string grouping_;
    std::string answers_of_;
    std::vector<std::string> keys_;
    Tabulation counts_;
    Tabulation by_engagement_;
    WeightTabulation weights_;
    std::vector<std::uint32_t> stratum_;
    std::size_t strata_ = 1;
    std::vector<std::uint64_t> units_of_engagement_;
};

}  // namespace harmony::summary
