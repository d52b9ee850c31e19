#include "summary/change.h"

#include <catch2/catch.hpp>
#include <cmath>

#include "summary/distributions.h"

using namespace harmony::summary;

namespace {

bool close(double got, double expected) {
    return std::abs(got - expected) <= 1e-12 * std::max(1.0, std::abs(expected));
}

using Values = std::vector<std::optional<double>>;

}  // namespace

// R 4.2.2: p.adjust(c(0.01, 0.04, 0.03, 0.005, 0.5), "holm") and "BH".
TEST_CASE("several changes at once are judged together", "[summary][change]") {
    const Values p = {0.01, 0.04, 0.03, 0.005, 0.5};
    const Values by_holm = {0.04, 0.09, 0.09, 0.025, 0.5};
    const Values by_bh = {0.025, 0.05, 0.05, 0.025, 0.5};
    for (std::size_t i = 0; i < p.size(); ++i) {
        CHECK(close(*holm(p)[i], *by_holm[i]));
        CHECK(close(*benjamini_hochberg(p)[i], *by_bh[i]));
    }
}

TEST_CASE("a change without a p-value does not weigh on the others", "[summary][change]") {
    const Values adjusted = holm(Values{0.02, std::nullopt, 0.04});
    CHECK(close(*adjusted[0], 0.04));
    CHECK_FALSE(adjusted[1].has_value());
    CHECK(close(*adjusted[2], 0.04));
    CHECK(holm(Values{}).empty());
    CHECK(close(*benjamini_hochberg(Values{0.9, 0.9})[0], 0.9));
    CHECK(close(*holm(Values{0.9, 0.9})[0], 1));
}

// By hand from section 6 of the specification.
TEST_CASE("a change is a difference with its own range", "[summary][change]") {
    const FigureChange change = change_between({0.60, 0.0009, 10}, {0.50, 0.0016, 12}, RangeRule{});
    CHECK(close(change.difference, -0.10));
    CHECK(close(change.standard_error, 0.05));
    CHECK(change.degrees == 22);
    CHECK(close(*change.statistic, -2));
    CHECK(close(*change.p, student_two_sided(2, 22)));
    CHECK(close(change.range.low, -0.10 - student_quantile(0.95, 22) * 0.05));
    CHECK(
        close(change.smallest_seen, (student_quantile(0.95, 22) + student_below(0.8, 22)) * 0.05));
}

TEST_CASE("where nothing varies there is no p-value", "[summary][change]") {
    const FigureChange change = change_between({1, 0, 3}, {1, 0, 3}, RangeRule{});
    CHECK_FALSE(change.p.has_value());
    CHECK_FALSE(change.statistic.has_value());
    CHECK(change.range == Interval{0, 0});
}

// Newcombe (1998), Statistics in Medicine 17, 873-890, table II, contrast (a), method 10:
// 56/70 - 48/80 is 0.2 (0.0524, 0.3339).
TEST_CASE("the range of a difference of counts is Newcombe's", "[summary][change]") {
    const CountChange change = *change_of_counts({48, 80}, {56, 70}, 0.95);
    CHECK(std::abs(change.difference - 0.2) < 1e-12);
    CHECK(std::abs(change.newcombe.low - 0.0524) < 5e-5);
    CHECK(std::abs(change.newcombe.high - 0.3339) < 5e-5);
}

TEST_CASE("counts that all agree have no chi-square, and nobody asked has no change",
          "[summary][change]") {
    CHECK_FALSE(change_of_counts({0, 5}, {0, 7}, 0.95)->p.has_value());
    CHECK_FALSE(change_of_counts({5, 5}, {7, 7}, 0.95)->chi_square.has_value());
    CHECK_FALSE(change_of_counts({0, 0}, {1, 2}, 0.95).has_value());
}
