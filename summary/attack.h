#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <vector>

// Linear programming on the numbers that a reader does not see. Behind it stands GLPK, which only
// attack.cpp may name.

namespace harmony::summary {

/// One unknown: how far a number may be from what it is.
struct LinearColumn {
    double least = 0;
    std::optional<double> most;  ///< nothing: no limit
    double cost = 0;             ///< in the objective
};

struct LinearTerm {
    std::size_t column = 0;
    double factor = 0;
};

/// Terms that add up to zero.
using LinearRow = std::vector<LinearTerm>;

enum class LinearOutcome : std::uint8_t {
    found,
    unbounded,   ///< it can go as far as it likes
    impossible,  ///< nothing fits the rows and limits
};

enum class LinearGoal : std::uint8_t { smallest, largest };

/// A linear programme that is solved again and again with small changes; each solution starts from
/// the last one. One thread at a time in a process: GLPK keeps a book of its own.
///
/// Throws BrokenPromise where GLPK gives up (its abort is caught, the solver is lost with it).
class LinearProgram {
public:
    /// REQUIRES: the rows name columns that exist, each at most once a row.
    LinearProgram(std::span<const LinearColumn> columns, std::span<const LinearRow> rows);
    LinearProgram(const LinearProgram&) = delete;
    LinearProgram& operator=(const LinearProgram&) = delete;
    LinearProgram(LinearProgram&&) = delete;
    LinearProgram& operator=(LinearProgram&&) = delete;
    ~LinearProgram();

    void limit(std::size_t column, double least, std::optional<double> most);
    void cost(std::size_t column, double cost);

    /// The best sum of costs. With `found` the values can be read.
    [[nodiscard]] LinearOutcome solve(LinearGoal goal);
    [[nodiscard]] double value(std::size_t column) const;
    [[nodiscard]] std::vector<double> values() const;

private:
    struct Problem;
    std::unique_ptr<Problem> problem_;
    std::size_t columns_;
};

}  // namespace harmony::summary
