#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "summary/design.h"

namespace harmony::summary {

/// A test of no association between two questions, and how sure it is.
struct ChiSquareTest {
    double statistic = 0;
    double first_degrees = 0;
    double second_degrees = 0;  ///< of F alone
    double p = 1;
};

/// Chi-square for a table of two questions. Statistics specification, section 4; Rao and Scott,
/// Annals of Statistics 12 (1984) 46-60; R survey: svychisq "F" and "Chisq".
struct ChiSquare {
    std::vector<double> weighted;  ///< a cell, row by row: weighted people
    double pearson = 0;            ///< X2 of the weighted shares, times n
    ChiSquareTest f;               ///< second order
    ChiSquareTest first_order;
    ChiSquareTest unweighted;  ///< Pearson's of the plain counts
};

/// `row`, `column`: the answers of each unit of the domain, below `rows` and `columns`. Every row
/// and column must hold somebody. Nothing with fewer than two rows or columns, without a degree of
/// freedom, or when the design says nothing of how the cells vary.
[[nodiscard]] std::optional<ChiSquare> chi_square(const Domain& domain,
                                                  std::span<const std::uint32_t> row,
                                                  std::span<const std::uint32_t> column,
                                                  std::size_t rows,
                                                  std::size_t columns);

}  // namespace harmony::summary
