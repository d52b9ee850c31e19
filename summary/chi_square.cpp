#include "summary/chi_square.h"

#include <cmath>

#include "base/error.h"
#include "summary/distributions.h"
#include "summary/linear.h"
#include "summary/sums.h"

namespace harmony::summary {
namespace {

/// The cells of a table of r rows and c columns.
struct Cells {
    std::size_t rows;
    std::size_t columns;
    std::vector<double> value;

    [[nodiscard]] double row_total(std::size_t row) const {
        return sum_of(columns, [&](std::size_t column) { return value[row * columns + column]; });
    }
    [[nodiscard]] double column_total(std::size_t column) const {
        return sum_of(rows, [&](std::size_t row) { return value[row * columns + column]; });
    }
};

/// sum of (P - Pr Pc)^2/(Pr Pc), with shares P of the total.
double distance_from_independence(const Cells& cells) {
    const double total = sum_of(cells.value);
    Sum distance;
    for (std::size_t row = 0; row < cells.rows; ++row) {
        for (std::size_t column = 0; column < cells.columns; ++column) {
            const double expected =
                cells.row_total(row) / total * (cells.column_total(column) / total);
            const double difference = cells.value[row * cells.columns + column] / total - expected;
            distance.add(difference * difference / expected);
        }
    }
    return distance.value();
}

/// Linearised cell shares, added up by slot: one list a cell.
std::vector<std::vector<double>> slots_of_cells(const Domain& domain,
                                                std::span<const std::uint32_t> cell,
                                                const Cells& cells) {
    const double total = sum_of(cells.value);
    std::vector<double> asked(domain.slots().size());
    std::vector<std::vector<double>> said(cells.value.size(),
                                          std::vector<double>(domain.slots().size()));
    for (std::size_t i = 0; i < cell.size(); ++i) {
        asked[domain.slot(i)] += domain.weight(i);
        said[cell[i]][domain.slot(i)] += domain.weight(i);
    }
    for (std::size_t one = 0; one < said.size(); ++one) {
        for (std::size_t slot = 0; slot < asked.size(); ++slot) {
            said[one][slot] = (said[one][slot] - cells.value[one] / total * asked[slot]) / total;
        }
    }
    return said;
}

/// The contrast of interaction (i, j): a double-centred product.
double contrast(const Cells& cells, std::size_t cell, std::size_t i, std::size_t j) {
    const double of_row =
        (cell / cells.columns == i ? 1.0 : 0.0) - 1.0 / static_cast<double>(cells.rows);
    const double of_column =
        (cell % cells.columns == j ? 1.0 : 0.0) - 1.0 / static_cast<double>(cells.columns);
    return of_row * of_column;
}

/// Delta = (C' D^-1 C / n)^-1 (C' D^-1 V D^-1 C).
Matrix design_effects(const Domain& domain,
                      std::span<const std::uint32_t> cell,
                      const Cells& cells) {
    const double total = sum_of(cells.value);
    const std::vector<std::vector<double>> z = slots_of_cells(domain, cell, cells);
    const std::size_t k = (cells.rows - 1) * (cells.columns - 1);
    const auto n = static_cast<double>(cell.size());
    const auto c = [&](std::size_t one, std::size_t which) {
        return contrast(cells, one, which / (cells.columns - 1), which % (cells.columns - 1));
    };
    // The design's values of each contrast of D^-1 P, by slot: their covariance is C'D^-1 V D^-1 C.
    std::vector<std::vector<double>> of_contrast(k, std::vector<double>(domain.slots().size()));
    Matrix plain(k);
    for (std::size_t one = 0; one < z.size(); ++one) {
        const double share = cells.value[one] / total;
        if (share <= 0) {
            continue;
        }
        for (std::size_t a = 0; a < k; ++a) {
            for (std::size_t slot = 0; slot < domain.slots().size(); ++slot) {
                of_contrast[a][slot] += c(one, a) / share * z[one][slot];
            }
            for (std::size_t b = 0; b < k; ++b) {
                plain.at(a, b) += c(one, a) * c(one, b) / share / n;
            }
        }
    }
    std::vector<std::vector<double>> columns(k, std::vector<double>(k));
    for (std::size_t a = 0; a < k; ++a) {
        for (std::size_t b = a; b < k; ++b) {
            columns[b][a] = columns[a][b] = domain.covariance(of_contrast[a], of_contrast[b]);
        }
    }
    columns = solve_semidefinite(plain, std::move(columns));
    Matrix delta(k);
    for (std::size_t a = 0; a < k; ++a) {
        for (std::size_t b = 0; b < k; ++b) {
            delta.at(a, b) = columns[b][a];
        }
    }
    return delta;
}

struct Traces {
    double of_delta = 0;
    double of_square = 0;
};

Traces traces_of(const Matrix& delta) {
    Traces traces;
    for (std::size_t a = 0; a < delta.size(); ++a) {
        traces.of_delta += delta.at(a, a);
        for (std::size_t b = 0; b < delta.size(); ++b) {
            traces.of_square += delta.at(a, b) * delta.at(b, a);
        }
    }
    return traces;
}

}  // namespace

std::optional<ChiSquare> chi_square(const Domain& domain,
                                    std::span<const std::uint32_t> row,
                                    std::span<const std::uint32_t> column,
                                    std::size_t rows,
                                    std::size_t columns) {
    base::promise(row.size() == domain.size() && column.size() == domain.size(),
                  "an answer a unit of the domain");
    if (rows < 2 || columns < 2 || domain.degrees() < 1) {
        return std::nullopt;
    }
    std::vector<std::uint32_t> cell(row.size());
    Cells weighted{rows, columns, std::vector<double>(rows * columns)};
    Cells people = weighted;
    for (std::size_t i = 0; i < row.size(); ++i) {
        cell[i] = static_cast<std::uint32_t>(row[i] * columns + column[i]);
        weighted.value[cell[i]] += domain.weight(i);
        people.value[cell[i]] += 1;
    }
    const auto n = static_cast<double>(domain.size());
    const auto k = static_cast<double>((rows - 1) * (columns - 1));
    ChiSquare result;
    result.weighted = weighted.value;
    result.pearson = n * distance_from_independence(weighted);
    const double plain = n * distance_from_independence(people);
    result.unweighted = {plain, k, 0, chi_square_above(plain, k)};
    const Traces traces = traces_of(design_effects(domain, cell, weighted));
    if (!(traces.of_delta > 0) || !(traces.of_square > 0)) {
        return std::nullopt;
    }
    const double degrees = traces.of_delta * traces.of_delta / traces.of_square;
    const double second = degrees * domain.degrees();
    const double f = result.pearson / traces.of_delta;
    result.f = {f, degrees, second, f_above(f, degrees, second)};
    const double first = result.pearson / (traces.of_delta / k);
    result.first_order = {first, k, 0, chi_square_above(first, k)};
    return result;
}

}  // namespace harmony::summary
