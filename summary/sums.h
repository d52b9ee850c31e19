#pragma once

#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

namespace harmony::summary {

/// A compensated sum: the error of each addition is kept and added at the end.
///
/// Source: A. Neumaier (1974), ZAMM 54, 39-51. The error is taken as D. E. Knuth does (The Art of
/// Computer Programming 2, 4.2.2, theorem B): the same number without a branch, which would be
/// guessed wrongly where few values meet in a sum.
class Sum {
public:
    void add(double value) {
        const double total = total_ + value;
        const double added = total - total_;
        lost_ += (total_ - (total - added)) + (value - added);
        total_ = total;
    }

    [[nodiscard]] double value() const { return total_ + lost_; }

private:
    double total_ = 0;
    double lost_ = 0;
};

/// Rows that are added up together: blocks are added in order, so a sum does not depend on how many
/// hands did the blocks.
inline constexpr std::size_t sum_block_rows = 65'536;

/// The sum of `term(i)` for i in [0, count), in blocks.
template <typename Term>
[[nodiscard]] double sum_of(std::size_t count, const Term& term) {
    Sum total;
    for (std::size_t begin = 0; begin < count; begin += sum_block_rows) {
        const std::size_t end = begin + sum_block_rows < count ? begin + sum_block_rows : count;
        Sum block;
        for (std::size_t i = begin; i < end; ++i) {
            block.add(term(i));
        }
        total.add(block.value());
    }
    return total.value();
}

/// Many sums that are filled at once, row by row: plain within a block of rows, compensated from
/// block to block.
class BlockSums {
public:
    explicit BlockSums(std::size_t sums) : block_(sums) {}

    void add(std::size_t sum, double value) { block_[sum] += value; }

    /// Call it between blocks of `sum_block_rows`.
    void next_block() {
        before_.resize(block_.size());
        for (std::size_t sum = 0; sum < block_.size(); ++sum) {
            before_[sum].add(block_[sum]);
            block_[sum] = 0;
        }
    }

    [[nodiscard]] double value(std::size_t sum) const {
        if (before_.empty()) {
            return block_[sum];
        }
        Sum whole = before_[sum];
        whole.add(block_[sum]);
        return whole.value();
    }

private:
    std::vector<double> block_;
    std::vector<Sum> before_;
};

[[nodiscard]] inline double sum_of(std::span<const double> values) {
    return sum_of(values.size(), [&](std::size_t i) { return values[i]; });
}

}  // namespace harmony::summary
