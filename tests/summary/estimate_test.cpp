#include "summary/estimate.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "summary/distributions.h"
#include "summary/mean.h"
#include "summary/sums.h"
#include "survey_units.h"

using namespace harmony::summary;
using harmony::testing::SurveyUnits;

namespace {

bool close(double got, double expected, double tolerance = 1e-12) {
    return std::abs(got - expected) <= tolerance * std::max(1e-12, std::abs(expected));
}

}  // namespace

TEST_CASE("a long sum loses nothing that a short one keeps", "[summary][sums]") {
    Sum sum;
    for (const double value : {1e16, 1.0, -1e16, 1.0}) {
        sum.add(value);
    }
    CHECK(sum.value() == 2);
    const std::vector<double> tenths(200'000, 0.1);
    CHECK(close(sum_of(tenths), 20'000, 1e-15));
}

// R 4.2.2: qt(.8, 7), qbeta(.025, 3.2, 40.1), pf(2.3, 1.7, 40.2, lower = FALSE),
// pchisq(7.7, 3, lower = FALSE), 2 * pt(-2.1, 11.5), 2 * pnorm(-2.1).
TEST_CASE("distributions agree with R", "[summary][distributions]") {
    CHECK(close(student_below(0.8, 7), 0.89602964431376464));
    CHECK(close(beta_below(0.025, 3.2, 40.1), 0.017010674951019017));
    CHECK(close(f_above(2.3, 1.7, 40.2), 0.12066431419012434));
    CHECK(close(chi_square_above(7.7, 3), 0.052636266008723731));
    CHECK(close(student_two_sided(2.1, 11.5), 0.058526900793204772));
    CHECK(close(normal_two_sided(-2.1), 0.035728841125633112));
}

// By hand: two waves of two engagements; z = (y - 1/2)/8 for the 8 units of weight 1, so Z is
// (2, 0) / 16 in wave 0 and (-2, 0) / 16 in wave 1: V = 2 * 2 * 2 * (1/16)^2.
TEST_CASE("variance lies between the engagements of a wave", "[summary][design]") {
    const SurveyUnits units{
        {1, 1, 1, 0, 0, 0, 1, 0}, {0, 0, 1, 1, 0, 0, 1, 1}, {0, 0, 0, 0, 1, 1, 1, 1}, {}};
    const Design design = units.design();
    CHECK(design.stratum.size() == 4);
    const Domain domain(design, units.everybody());
    const Ratio ratio = *ratio_of(domain, std::vector<double>{1, 1, 1, 0, 0, 0, 1, 0});
    CHECK(ratio.value == 0.5);
    CHECK(close(ratio.variance, 8.0 / 256));
    CHECK(domain.degrees() == 2);
    CHECK(domain.few());
}

TEST_CASE("an engagement outside the domain counts in the design and not in the degrees",
          "[summary][design]") {
    // By hand: Z = (1, -1)/8 of two engagements with answers, n_h = 3: V = 3/2 * 2/64.
    const SurveyUnits units{{1, 1, 1, 0, 0, 0, 0, 0}, {0, 0, 0, 1, 1, 1, 2, 2}, {}, {}};
    const Design design = units.design();
    const Domain domain(design, {0, 1, 3, 4});
    const Ratio ratio = *ratio_of(domain, std::vector<double>{1, 0, 0, 0});
    CHECK(domain.degrees() == 1);
    CHECK(close(ratio.variance, 1.5 * 2 * (0.5 / 4) * (0.5 / 4)));
}

TEST_CASE("one engagement in a wave falls back to people, and says so", "[summary][design]") {
    const SurveyUnits units{{1, 0, 1, 0}, {0, 0, 1, 2}, {0, 0, 1, 1}, {}};
    const Design design = units.design();
    CHECK(Domain(design, {0, 1}).fallback() == Fallback::lonely_psu);
    CHECK(Domain(design, {0, 1, 2, 3}).fallback() == Fallback::lonely_psu);
    CHECK(Domain(design, {0, 1, 2, 3}).degrees() == 2);
    CHECK(Domain(design, {2, 3}).fallback() == Fallback::none);
}

TEST_CASE("everybody in one engagement of several falls back to people too", "[summary][design]") {
    const SurveyUnits units{{1, 0, 1, 0}, {0, 0, 0, 1}, {}, {}};
    const Design design = units.design();
    CHECK(Domain(design, {0, 1, 2}).fallback() == Fallback::one_psu);
    CHECK(Domain(design, {0}).fallback() == Fallback::no_design);
    CHECK(Domain(design, {0}).degrees() == 0);
    CHECK(Domain(design, {0}).variance(std::vector<double>{1.0}) == 0);
}

TEST_CASE("the same label in another wave is another engagement", "[summary][design]") {
    const SurveyUnits units{{1, 0, 1, 0}, {0, 1, 0, 1}, {0, 0, 1, 1}, {}};
    CHECK(units.design().stratum.size() == 4);
    CHECK(units.design().psus_in == std::vector<std::uint32_t>{2, 2});
}

TEST_CASE("a unit without a weight is outside the design", "[summary][design]") {
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    const SurveyUnits units{{1, 0, 1}, {0, 1, 2}, {}, {1, none, 0}};
    CHECK(units.design().stratum.size() == 1);
    CHECK(units.design().weight == std::vector<double>{1, 0, 0});
}

TEST_CASE("a single answer has a range and no standard error", "[summary][proportion]") {
    const SurveyUnits units{{1, 0}, {0, 1}, {}, {}};
    const Design design = units.design();
    const Domain domain(design, {0});
    const Proportion share = proportion(domain, std::vector<std::uint8_t>{1}, RangeRule{});
    CHECK(share.standard_error == 0);
    CHECK(share.no_variance);
    const Interval range = *interval_of(share, IntervalMethod::logit, RangeRule{});
    const Interval wilson_of_one = *wilson(1, 1, normal_quantile(0.95));
    CHECK(close(range.low, wilson_of_one.low));
    CHECK(range.high == 1);
}

// By hand: s^2 of {1, 2, 3, 4} is 5/3, V = s^2/4, so the design effect of people alone is 1.
TEST_CASE("people on their own have a design effect of one", "[summary][mean]") {
    const SurveyUnits units{{0, 0, 0, 0}, {0, 1, 2, 3}, {}, {}};
    const Design design = units.design();
    const Domain domain(design, units.everybody());
    const DomainMean mean = *mean_of(domain, std::vector<double>{1, 2, 3, 4});
    CHECK(mean.value == 2.5);
    CHECK(close(mean.standard_error, std::sqrt(5.0 / 12)));
    CHECK(close(*mean.design_effect, 1));
    CHECK(close(*mean.n_design(), 4));
}

TEST_CASE("answers that are all alike have no design effect", "[summary][mean]") {
    const SurveyUnits units{{0, 0, 0}, {0, 1, 2}, {}, {}};
    const Design design = units.design();
    const Domain domain(design, units.everybody());
    const DomainMean mean = *mean_of(domain, std::vector<double>{7, 7, 7});
    CHECK(mean.standard_error == 0);
    CHECK_FALSE(mean.design_effect.has_value());
}

TEST_CASE("numbers that are too large give nothing", "[summary][mean]") {
    const SurveyUnits units{{0, 0, 0}, {0, 1, 2}, {}, {}};
    const Design design = units.design();
    const Domain domain(design, units.everybody());
    CHECK_FALSE(mean_of(domain, std::vector<double>{1e308, 1e308, 1e308}).has_value());
}

// Rule hf1 by hand: of weights 1, 1, 2 half the people have at most the second value.
TEST_CASE("a quantile is a value that somebody gave", "[summary][mean]") {
    const SurveyUnits units{{0, 0, 0}, {0, 1, 2}, {}, {1, 1, 2}};
    const Design design = units.design();
    const Domain domain(design, units.everybody());
    const std::vector<double> shares = {0, 0.25, 0.5, 0.51, 1};
    CHECK(quantiles(domain, std::vector<double>{10, 20, 30}, shares) ==
          std::vector<double>{10, 10, 20, 30, 30});
}
