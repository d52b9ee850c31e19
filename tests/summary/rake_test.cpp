#include "summary/rake.h"

#include <catch2/catch.hpp>
#include <cmath>

#include "base/random.h"
#include "summary/rake_cells.h"
#include "summary/trim.h"

using namespace harmony::summary;
using harmony::base::SeededRandom;
using Codes = std::vector<std::uint32_t>;

namespace {

bool close(double got, double expected, double tolerance = 1e-9) {
    return std::abs(got - expected) <= tolerance * std::max(1e-9, std::abs(expected));
}

RakeRefusal refusal_of(std::size_t units,
                       const std::vector<Margin>& margins,
                       const RakeRule& rule = {},
                       const std::vector<double>& base = {}) {
    const auto raked = rake(units, margins, base, rule);
    REQUIRE(std::holds_alternative<RakeRefusal>(raked));
    return *std::get_if<RakeRefusal>(&raked);
}

Raked raked_of(std::size_t units,
               const std::vector<Margin>& margins,
               const RakeRule& rule = {},
               const std::vector<double>& base = {}) {
    const auto raked = rake(units, margins, base, rule);
    REQUIRE(std::holds_alternative<Raked>(raked));
    return *std::get_if<Raked>(&raked);
}

RakeRule with(RakeScale scale, NotStated not_stated = NotStated::keep) {
    RakeRule rule;
    rule.scale = scale;
    rule.not_stated = not_stated;
    return rule;
}

}  // namespace

// By hand: one margin is post-stratification, target / people each.
TEST_CASE("one margin is met at once", "[summary][rake]") {
    const Codes sex = {0, 0, 0, 1};
    const Raked raked = raked_of(4, {{{50, 50}, sex}});
    CHECK(raked.cycles == 1);
    CHECK(close(raked.weights[0], 2.0 / 3));
    CHECK(close(raked.weights[3], 2));
    CHECK(raked.margins[0][0].people == 3);
    CHECK(close(raked.margins[0][0].reached, 2));
}

TEST_CASE("targets are rescaled to people, to base weights, or not at all", "[summary][rake]") {
    const Codes sex = {0, 0, 1};
    const std::vector<double> base = {1, 2, 3};
    CHECK(close(raked_of(3, {{{1, 3}, sex}}, with(RakeScale::units), base).margins[0][1].target,
                2.25));
    CHECK(
        close(raked_of(3, {{{1, 3}, sex}}, with(RakeScale::base), base).margins[0][1].target, 4.5));
    CHECK(close(raked_of(3, {{{1, 3}, sex}}, with(RakeScale::as_given), base).margins[0][1].target,
                3));
}

// By hand: 1 of 4 left sex blank, so the others get 3/4 of 4.
TEST_CASE("who left a margin blank stays in, with the share that they are", "[summary][rake]") {
    const Codes sex = {0, 0, 1, not_stated_code};
    const Raked kept = raked_of(4, {{{50, 50}, sex}});
    CHECK(close(kept.margins[0][0].target, 1.5));
    CHECK(close(kept.margins[0][2].target, 1));
    CHECK(close(kept.weights[3], 1));
    const Raked dropped = raked_of(4, {{{50, 50}, sex}}, with(RakeScale::units, NotStated::drop));
    CHECK(dropped.units == 3);
    CHECK(dropped.weights[3] == 0);
    CHECK(close(dropped.weights[2], 1.5));
}

TEST_CASE("a unit without a base weight gets none", "[summary][rake]") {
    const Codes sex = {0, 1, 1};
    const Raked raked = raked_of(3, {{{1, 1}, sex}}, {}, {1, 1, 0});
    CHECK(raked.weights == std::vector<double>{1, 1, 0});
    CHECK(raked.units == 2);
}

TEST_CASE("what raking cannot do is refused with where it stands", "[summary][rake]") {
    const Codes sex = {0, 0, 1};
    SECTION("a target that nobody meets") {
        const RakeRefusal refusal = refusal_of(3, {{{1, 1, 2}, sex}});
        CHECK(refusal.fault == RakeFault::margin_level_absent);
        CHECK(refusal.level == 2);
        CHECK(refusal.target == 2);
    }
    SECTION("a target of 0 that nobody meets is dropped") {
        CHECK(raked_of(3, {{{1, 1, 0}, sex}}).units == 3);
    }
    SECTION("an answer without a target") {
        const RakeRefusal refusal = refusal_of(3, {{{1}, sex}});
        CHECK(refusal.fault == RakeFault::margin_level_unknown);
        CHECK(refusal.level == 1);
        CHECK(refusal.people == 1);
    }
    SECTION("an answer without a target of somebody who is dropped is nobody's") {
        const Codes age = {0, 0, not_stated_code};
        CHECK(
            raked_of(3, {{{1}, sex}, {{1}, age}}, with(RakeScale::units, NotStated::drop)).units ==
            2);
    }
    SECTION("a target of 0 for people who are there") {
        const RakeRefusal refusal = refusal_of(3, {{{0, 1}, sex}});
        CHECK(refusal.fault == RakeFault::margin_target_zero);
        CHECK(refusal.people == 2);
    }
    SECTION("a target below 0") {
        CHECK(refusal_of(3, {{{-1, 1}, sex}}).fault == RakeFault::margin_target_invalid);
    }
    SECTION("totals that differ, where they are taken as given") {
        const RakeRefusal refusal =
            refusal_of(3, {{{1, 2}, sex}, {{2, 2}, sex}}, with(RakeScale::as_given));
        CHECK(refusal.fault == RakeFault::margin_totals_differ);
        CHECK(refusal.target == 3);
        CHECK(refusal.reached == 4);
        CHECK(refusal.other_margin == 1);
    }
    SECTION("nobody at all") {
        CHECK(refusal_of(0, {{{1, 2}, Codes{}}}).fault == RakeFault::nobody);
        CHECK(refusal_of(3, {{{1, 2}, sex}}, {}, {0, 0, 0}).fault == RakeFault::nobody);
    }
}

// The collinear example of section 5.1: R meets 10, 10 as 15, 5 without a word.
TEST_CASE("margins that contradict each other do not converge, and say which is worst",
          "[summary][rake]") {
    const Codes both = {0, 0, 1, 1};
    const RakeRefusal refusal =
        refusal_of(4, {{{10, 10}, both}, {{15, 5}, both}}, with(RakeScale::as_given));
    CHECK(refusal.fault == RakeFault::no_convergence);
    CHECK(refusal.margin == 0);
    CHECK(refusal.level == 0);
    CHECK(close(refusal.reached, 15));
    CHECK(refusal.target == 10);
    CHECK(refusal.cycles == 200);
}

TEST_CASE("every level is met, and raking again changes nothing", "[summary][rake][ST3]") {
    SeededRandom random(11);
    for (int round = 0; round < 20; ++round) {
        const std::size_t units = 200 + random.below(300);
        Codes age(units);
        Codes sex(units);
        Codes area(units);
        std::vector<double> base(units);
        for (std::size_t unit = 0; unit < units; ++unit) {
            age[unit] = static_cast<std::uint32_t>(random.below(4));
            sex[unit] = random.below(20) == 0 ? not_stated_code
                                              : static_cast<std::uint32_t>(random.below(2));
            area[unit] = static_cast<std::uint32_t>(random.below(5));
            base[unit] = 0.5 + static_cast<double>(random.below(100)) / 100;
        }
        const std::vector<Margin> margins = {
            {{20, 30, 30, 20}, age}, {{51, 49}, sex}, {{1, 2, 3, 2, 1}, area}};
        const Raked once = raked_of(units, margins, {}, base);
        for (const auto& levels : once.margins) {
            for (const RakedLevel& level : levels) {
                CHECK((level.people == 0 || close(level.reached, level.target, 1e-10)));
            }
        }
        const Raked twice = raked_of(units, margins, {}, once.weights);
        double furthest = 0;
        for (std::size_t unit = 0; unit < units; ++unit) {
            furthest = std::max(furthest, std::abs(twice.weights[unit] / once.weights[unit] - 1));
        }
        CHECK(furthest < 1e-8);
    }
}

TEST_CASE("a table with very many possible cells is raked alike", "[summary][rake]") {
    // 200 x 200 x 200 possible cells are more than the dense lookup holds.
    Codes codes;
    for (std::uint32_t unit = 0; unit < 400; ++unit) {
        codes.push_back(unit % 200);
    }
    const std::vector<double> targets(200, 1.0);
    const Raked raked = raked_of(400, {{targets, codes}, {targets, codes}, {targets, codes}});
    CHECK(close(raked.weights[0], 1));
    CHECK(raked.units == 400);
}

TEST_CASE("trimming keeps the total and stays between its bounds", "[summary][trim]") {
    const std::vector<double> weights = {1, 1, 1, 1, 6, 0};
    TrimRule rule{TrimMethod::equal_share, 0.5, 2};
    const auto trimmed = trim(weights, {}, rule);
    const Trimmed& done = *std::get_if<Trimmed>(&trimmed);
    // By hand: the mean is 2, 6 is cut to 4, and 2 is shared by four.
    CHECK(done.weights == std::vector<double>{1.5, 1.5, 1.5, 1.5, 4, 0});
    CHECK(done.iterations == 1);
    rule.upper = 1.2;
    const auto more = trim(weights, {}, rule);
    double sum = 0;
    for (const double weight : std::get_if<Trimmed>(&more)->weights) {
        sum += weight;
        CHECK(weight <= 1.2 * 2);
    }
    CHECK(close(sum, 10));
}

TEST_CASE("trimming that nobody could make up for is refused", "[summary][trim]") {
    const TrimRule rule{TrimMethod::equal_share, 0.9, 1.1};
    const auto trimmed = trim(std::vector<double>{1, 3}, {}, rule);
    CHECK(*std::get_if<TrimFault>(&trimmed) == TrimFault::no_room);
    const auto nobody = trim(std::vector<double>{0, 0}, {}, rule);
    CHECK(*std::get_if<TrimFault>(&nobody) == TrimFault::nobody);
}

TEST_CASE("raking that cuts as it goes meets margins only nearly, and says how nearly",
          "[summary][trim]") {
    const Codes sex = {0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    const std::vector<double> weights(10, 1.0);
    const Margin margin{{50, 50}, sex};
    const auto trimmed = trim(weights, {&margin, 1}, TrimRule{TrimMethod::rake_clip, 0.3, 3});
    const Trimmed& done = *std::get_if<Trimmed>(&trimmed);
    double sum = 0;
    for (const double weight : done.weights) {
        sum += weight;
    }
    CHECK(close(sum, 10));
    const std::vector<MarginShift> shifts = margin_shifts(margin, weights, done.weights);
    REQUIRE(shifts.size() == 2);
    CHECK(shifts[1].target == 0.5);
    CHECK(close(shifts[1].before, 0.1));
    CHECK(shifts[1].after > 0.3);
    CHECK(shifts[1].after < 0.5);
}
