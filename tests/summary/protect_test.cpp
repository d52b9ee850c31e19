#include "summary/protect.h"

#include <catch2/catch.hpp>

using namespace harmony::summary;

namespace {

/// A row of numbers and their shown sum; those at `hidden` are hidden.
Circulation row_of(const std::vector<std::int64_t>& values,
                   const std::vector<std::size_t>& hidden,
                   std::int64_t threshold) {
    Circulation table(2);
    std::int64_t sum = 0;
    for (const std::int64_t value : values) {
        table.add({.from = 0,
                   .to = 1,
                   .value = value,
                   .minimum = value > 0 ? 1 : 0,
                   .cost = value,
                   .may_hide = value > 0,
                   .primary = value > 0 && value < threshold});
        sum += value;
    }
    table.add({.from = 1, .to = 0, .value = sum});
    for (const std::size_t index : hidden) {
        table.hide(index);
    }
    return table;
}

std::vector<std::size_t> hidden_arcs(const Circulation& table) {
    std::vector<std::size_t> hidden;
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (table.arc(i).hidden) {
            hidden.push_back(i);
        }
    }
    return hidden;
}

/// Rows and columns between shown bases and totals, with one hidden pattern.
Circulation grid_of(const std::vector<std::vector<std::int64_t>>& values,
                    const std::vector<std::vector<int>>& hidden) {
    const std::size_t rows = values.size();
    const std::size_t columns = values[0].size();
    Circulation table(2 + rows + columns);
    std::vector<std::int64_t> totals(columns);
    std::int64_t all = 0;
    for (std::size_t r = 0; r < rows; ++r) {
        std::int64_t base = 0;
        for (std::size_t c = 0; c < columns; ++c) {
            table.add({.from = 2 + r,
                       .to = 2 + rows + c,
                       .value = values[r][c],
                       .minimum = 1,
                       .cost = values[r][c],
                       .may_hide = true,
                       .hidden = hidden[r][c] != 0});
            base += values[r][c];
            totals[c] += values[r][c];
        }
        table.add({.from = 0, .to = 2 + r, .value = base});
        all += base;
    }
    for (std::size_t c = 0; c < columns; ++c) {
        table.add({.from = 2 + rows + c, .to = 1, .value = totals[c]});
    }
    table.add({.from = 1, .to = 0, .value = all});
    return table;
}

}  // namespace

// Patterns that leak, made by hand: if the check lets one through, it is the check that is broken.
TEST_CASE("the safety check catches patterns that leak", "[summary][protect]") {
    const std::int64_t threshold = 10;
    SECTION("one hidden number is the sum minus the rest") {
        CHECK_FALSE(is_safe(row_of({4, 30, 40}, {0}, threshold), threshold));
    }
    SECTION("two hidden numbers that add up to less than the threshold") {
        CHECK_FALSE(is_safe(row_of({4, 5, 40}, {0, 1}, threshold), threshold));
    }
    SECTION("the one person behind a hidden 1 knows the other number") {
        CHECK_FALSE(is_safe(row_of({1, 9, 40, 30}, {0, 1}, threshold), threshold));
    }
    SECTION("a small number that is shown beside a larger one that is hidden in vain") {
        CHECK_FALSE(is_safe(row_of({4, 30, 40}, {1}, threshold), threshold));
    }
    SECTION("each row and column hides two and one number is still the only bridge") {
        // Two squares of hidden numbers joined by one: that one is known.
        const std::vector<std::vector<std::int64_t>> values(5, std::vector<std::int64_t>(4, 20));
        const std::vector<std::vector<int>> squares = {
            {1, 1, 0, 0}, {1, 1, 1, 0}, {0, 0, 1, 1}, {0, 0, 1, 1}, {0, 0, 0, 0}};
        Circulation table = grid_of(values, squares);
        CHECK_FALSE(is_safe(table, threshold));
        CHECK(protect(table, threshold));
    }
}

TEST_CASE("patterns that hold are let through", "[summary][protect]") {
    CHECK(is_safe(row_of({4, 30, 40}, {0, 1}, 10), 10));
    CHECK(is_safe(row_of({30, 40}, {}, 10), 10));
    const std::vector<std::vector<std::int64_t>> values(3, std::vector<std::int64_t>(3, 20));
    CHECK(is_safe(grid_of(values, {{1, 1, 0}, {1, 1, 0}, {0, 0, 0}}), 10));
}

TEST_CASE("the next smallest number is hidden beside a lone small one", "[summary][protect]") {
    Circulation table = row_of({40, 4, 0, 12, 30}, {1}, 10);
    REQUIRE(protect(table, 10));
    CHECK(hidden_arcs(table) == std::vector<std::size_t>{1, 3});
}

TEST_CASE("small numbers that are enough for each other hide nothing else", "[summary][protect]") {
    Circulation table = row_of({40, 7, 8, 9, 30}, {1, 2, 3}, 10);
    REQUIRE(protect(table, 10));
    CHECK(hidden_arcs(table) == std::vector<std::size_t>{1, 2, 3});
}

TEST_CASE("a zero is never hidden", "[summary][protect]") {
    Circulation table = row_of({4, 0, 0}, {0}, 10);
    CHECK_FALSE(protect(table, 10));
}
