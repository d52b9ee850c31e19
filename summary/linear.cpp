#include "summary/linear.h"

#include <algorithm>
#include <cmath>

namespace harmony::summary {
namespace {

/// A diagonal that is this small a part of its first value is what rounding left of 0.
constexpr double vanished = 1e-11;

}  // namespace

std::vector<std::vector<double>> solve_semidefinite(Matrix a,
                                                    std::vector<std::vector<double>> right_sides) {
    const std::size_t n = a.size();
    std::vector<double> first(n);
    for (std::size_t i = 0; i < n; ++i) {
        first[i] = a.at(i, i);
    }
    std::vector<std::size_t> pivots;
    std::vector<bool> used(n);
    while (true) {
        std::size_t pivot = n;
        for (std::size_t i = 0; i < n; ++i) {
            const bool stands = !used[i] && a.at(i, i) > vanished * first[i];
            if (stands && (pivot == n || a.at(i, i) > a.at(pivot, pivot))) {
                pivot = i;
            }
        }
        if (pivot == n) {
            break;
        }
        used[pivot] = true;
        pivots.push_back(pivot);
        for (std::size_t row = 0; row < n; ++row) {
            const double factor = a.at(row, pivot) / a.at(pivot, pivot);
            if (row == pivot || factor == 0) {
                continue;
            }
            for (std::size_t column = 0; column < n; ++column) {
                a.at(row, column) -= factor * a.at(pivot, column);
            }
            for (std::vector<double>& b : right_sides) {
                b[row] -= factor * b[pivot];
            }
        }
    }
    for (std::vector<double>& b : right_sides) {
        std::vector<double> x(n);
        for (const std::size_t pivot : pivots) {
            x[pivot] = b[pivot] / a.at(pivot, pivot);
        }
        b = std::move(x);
    }
    return right_sides;
}

}  // namespace harmony::summary
