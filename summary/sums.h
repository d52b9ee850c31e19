#pragma once

#include <cmath>
#include <cstddef>
#include <span>

namespace harmony::summary {

/// A compensated sum: the error of each addition is kept and added at the end.
///
/// Source: A. Neumaier (1974), ZAMM 54, 39-51.
class Sum {
public:
    void add(double value) {
        const double total = total_ + value;
        lost_ += std::abs(total_) >= std::abs(value) ? (total_ - total) + value
                                                     : (value - total) + total_;
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

[[nodiscard]] inline double sum_of(std::span<const double> values) {
    return sum_of(values.size(), [&](std::size_t i) { return values[i]; });
}

}  // namespace harmony::summary
