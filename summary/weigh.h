#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/error.h"
#include "summary/column.h"

namespace harmony::summary {

/// Weights of those who are counted in one cell.
struct WeightSum {
    double weight = 0;   ///< sum of their weights
    double squares = 0;  ///< sum of the squares of their weights

    WeightSum& operator+=(const WeightSum& other) {
        weight += other.weight;
        squares += other.squares;
        return *this;
    }

    bool operator==(const WeightSum&) const = default;
};

/// What stands beside a `Tabulation` of a question where units have weights: the same cells, with
/// weights in place of counts. Units of weight 0 are outside.
class WeightTabulation {
public:
    WeightTabulation() = default;
    WeightTabulation(std::size_t groups, std::size_t choices)
        : groups_(groups), choices_(choices), people_(groups), cells_(groups * (choices + 1)) {}

    [[nodiscard]] std::size_t groups() const { return groups_; }
    [[nodiscard]] std::size_t choices() const { return choices_; }

    /// Units with an answer and a weight.
    [[nodiscard]] std::uint64_t people(std::size_t group) const { return people_[group]; }
    [[nodiscard]] const WeightSum& answered(std::size_t group) const {
        return cells_[group * (choices_ + 1)];
    }
    [[nodiscard]] const WeightSum& chose(std::size_t group, std::size_t choice) const {
        return cells_[group * (choices_ + 1) + 1 + choice];
    }

    void add_answered(std::size_t group, double weight);
    void add_choice(std::size_t group, std::size_t choice, double weight);

    /// Adds cell by cell. REQUIRES: the same shape.
    WeightTabulation& operator+=(const WeightTabulation& other);

    bool operator==(const WeightTabulation&) const = default;

private:
    friend WeightTabulation regroup(const WeightTabulation& weights,
                                    std::span<const std::size_t> to,
                                    std::size_t groups);
    friend WeightTabulation choices_of(const WeightTabulation& weights,
                                       std::span<const std::size_t> choices);

    std::size_t groups_ = 0;
    std::size_t choices_ = 0;
    std::vector<std::uint64_t> people_;
    std::vector<WeightSum> cells_;
};

/// As `regroup` of a `Tabulation`; a target of `groups` or more leaves the group out.
[[nodiscard]] WeightTabulation regroup(const WeightTabulation& weights,
                                       std::span<const std::size_t> to,
                                       std::size_t groups);

/// Those choices alone, in that order.
[[nodiscard]] WeightTabulation choices_of(const WeightTabulation& weights,
                                          std::span<const std::size_t> choices);

/// The code of every row of a chunk, whatever its layout. Of a question of several choices this
/// means nothing.
[[nodiscard]] std::vector<std::uint32_t> codes_of(const ChunkView& chunk);

/// One chunk's rows: the group of each, and its weight (0: outside).
struct WeighedRows {
    std::span<const std::uint32_t> group;
    std::span<const double> weight;
};

/// Adds the answers of one chunk. Choices that are no answers (don't know) are left out.
/// Errors: unreadable (a code that is not in the form). REQUIRES: as many rows as the chunk has.
[[nodiscard]] base::Result<void> weigh(const Question& question,
                                       const ChunkView& chunk,
                                       const WeighedRows& rows,
                                       WeightTabulation& to);

}  // namespace harmony::summary
