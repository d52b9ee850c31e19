#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace harmony::summary {

/// A square matrix, row by row.
class Matrix {
public:
    explicit Matrix(std::size_t size) : size_(size), cells_(size * size) {}

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] double& at(std::size_t row, std::size_t column) {
        return cells_[row * size_ + column];
    }
    [[nodiscard]] double at(std::size_t row, std::size_t column) const {
        return cells_[row * size_ + column];
    }

private:
    std::size_t size_;
    std::vector<double> cells_;
};

/// One x with a x = b, for each right side; `a` is symmetric and positive semidefinite. Where the
/// rows of `a` depend on each other, what one of them decides is 0: any solution of the least
/// squares it stands for fits alike. Elimination with the largest diagonal first.
[[nodiscard]] std::vector<std::vector<double>> solve_semidefinite(
    Matrix a, std::vector<std::vector<double>> right_sides);

}  // namespace harmony::summary
