#pragma once

// Private to this room: the arcs of tables between bases and totals.

#include <cstddef>
#include <cstdint>

#include "base/error.h"
#include "summary/circulation.h"
#include "summary/protect.h"

namespace harmony::summary {

[[nodiscard]] inline bool small(std::int64_t value, std::int64_t threshold) {
    return value > 0 && value < threshold;
}

[[nodiscard]] inline std::int64_t count(std::uint64_t n) {
    return static_cast<std::int64_t>(n);
}

enum class Totals { none, shown_elsewhere };

/// The numbers of one table between bases and totals, as a flow: source, a node a row, a node a
/// column, end. A column is an answer; or "chose it" and "did not" of one choice. A question's own
/// table has one row and no totals beside it: its cells lead to the end.
class Grid {
public:
    Grid(std::size_t rows, std::size_t columns, Totals totals)
        : rows_(rows), totals_(totals), table_(2 + rows + columns) {}

    void add_base(std::size_t row, Arc arc) {
        arc.from = source;
        arc.to = 2 + row;
        table_.add(arc);
        all_ += arc.value;
    }

    std::size_t add_cell(std::size_t row, std::size_t column, Arc arc) {
        arc.from = 2 + row;
        arc.to = totals_ == Totals::none ? end : 2 + rows_ + column;
        return table_.add(arc);
    }

    void add_total(std::size_t column, Arc arc) {
        arc.from = 2 + rows_ + column;
        arc.to = end;
        table_.add(arc);
    }

    [[nodiscard]] bool protect(std::int64_t threshold) {
        table_.add({.from = end, .to = source, .value = all_});
        base::promise(table_.balances(), "a table's totals are not the sums of its cells");
        return summary::protect(table_, threshold);
    }

    [[nodiscard]] Circulation& table() { return table_; }

private:
    static constexpr std::size_t source = 0;
    static constexpr std::size_t end = 1;

    std::size_t rows_;
    Totals totals_;
    Circulation table_;
    std::int64_t all_ = 0;
};

/// A cell of a row: hidden with its row, or because it is small. In a row that is hidden whole a
/// reader cannot tell zeros from others, unless nobody anywhere gave that answer.
[[nodiscard]] Arc cell(std::int64_t value,
                       bool row_hidden,
                       bool column_is_zero,
                       std::int64_t threshold);

/// The sum of a column.
[[nodiscard]] Arc total(std::int64_t value, bool hidden, std::int64_t threshold);

}  // namespace harmony::summary
