#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "summary/group_shares.h"
#include "summary/mean.h"
#include "summary/proportion.h"
#include "survey_units.h"

// ST3 of the statistics specification: what holds for every survey.

using namespace harmony::summary;
using harmony::testing::SurveyUnits;

namespace {

constexpr std::size_t levels = 4;
constexpr double near = 1e-9;

bool close(double a, double b) {
    return std::abs(a - b) <= near * std::max({1e-6, std::abs(a), std::abs(b)});
}

/// 2 to 60 people in up to 8 engagements of up to 3 waves.
SurveyUnits some_units() {
    SurveyUnits units;
    const auto n = *rc::gen::inRange<std::size_t>(2, 60);
    for (std::size_t i = 0; i < n; ++i) {
        units.level.push_back(*rc::gen::inRange<std::uint32_t>(0, levels));
        units.psu.push_back(*rc::gen::inRange<std::uint32_t>(0, 8));
        units.stratum.push_back(*rc::gen::inRange<std::uint32_t>(0, 3));
        units.weight.push_back(*rc::gen::inRange(1, 400) / 100.0);
    }
    return units;
}

std::vector<std::uint32_t> levels_of(const SurveyUnits& units,
                                     const std::vector<std::uint32_t>& of) {
    std::vector<std::uint32_t> result;
    for (const std::uint32_t unit : of) {
        result.push_back(units.level[unit]);
    }
    return result;
}

std::vector<Proportion> shares_of(const SurveyUnits& units) {
    const Design design = units.design();
    const Domain domain(design, units.everybody());
    return proportions(domain, levels_of(units, domain.units()), levels, RangeRule{});
}

SurveyUnits in_order(const SurveyUnits& units, const std::vector<std::size_t>& order) {
    SurveyUnits result;
    for (const std::size_t i : order) {
        result.level.push_back(units.level[i]);
        result.psu.push_back(units.psu[i]);
        result.stratum.push_back(units.stratum[i]);
        result.weight.push_back(units.weight[i]);
    }
    return result;
}

/// Every engagement `times` times over, each copy an engagement of its own.
SurveyUnits copied(const SurveyUnits& units, std::uint32_t times) {
    SurveyUnits result;
    for (std::uint32_t copy = 0; copy < times; ++copy) {
        for (std::size_t i = 0; i < units.level.size(); ++i) {
            result.level.push_back(units.level[i]);
            result.psu.push_back(units.psu[i] + 8 * copy);
            result.stratum.push_back(units.stratum[i]);
            result.weight.push_back(units.weight[i]);
        }
    }
    return result;
}

void check_same(const Proportion& a, const Proportion& b) {
    RC_ASSERT(close(a.p, b.p));
    RC_ASSERT(close(a.standard_error, b.standard_error));
    RC_ASSERT(a.degrees == b.degrees);
    RC_ASSERT(close(a.kish.n_eff, b.kish.n_eff));
    RC_ASSERT(a.fallback == b.fallback);
}

}  // namespace

TEST_CASE("ST3: every range holds its share and lies between nobody and everybody",
          "[summary][estimate][ST3]") {
    CHECK(rc::check([] {
        for (const Proportion& share : shares_of(some_units())) {
            const double plain = static_cast<double>(share.yes) / static_cast<double>(share.n);
            for (const auto method : {IntervalMethod::wilson_neff,
                                      IntervalMethod::wilson,
                                      IntervalMethod::clopper_pearson,
                                      IntervalMethod::logit,
                                      IntervalMethod::beta,
                                      IntervalMethod::asin}) {
                const bool of_counts =
                    method == IntervalMethod::wilson || method == IntervalMethod::clopper_pearson;
                const double p = of_counts ? plain : share.p;
                const auto range = interval_of(share, method, RangeRule{});
                RC_ASSERT(range.has_value());
                RC_ASSERT(range->low >= 0 && range->high <= 1);
                RC_ASSERT(range->low <= p + near && range->high >= p - near);
            }
        }
    }));
}

TEST_CASE("ST3: more engagements of the same kind narrow the range", "[summary][estimate][ST3]") {
    CHECK(rc::check([] {
        SurveyUnits units = some_units();
        units.stratum.assign(units.level.size(), 0);
        units.psu[0] = 0;
        units.psu[1] = 1;  // nothing falls back to people
        const Proportion few = shares_of(units)[0];
        const Proportion many = shares_of(copied(units, 4))[0];
        if (few.no_variance != many.no_variance) {
            return;  // the engagements agree to the last bit in one of them
        }
        const Interval wide = *interval_of(few, IntervalMethod::wilson_neff, RangeRule{});
        const Interval narrow = *interval_of(many, IntervalMethod::wilson_neff, RangeRule{});
        RC_ASSERT(narrow.high - narrow.low <= wide.high - wide.low + near);
    }));
}

TEST_CASE("ST3: weights count by their proportions alone", "[summary][estimate][ST3]") {
    CHECK(rc::check([] {
        const SurveyUnits units = some_units();
        SurveyUnits scaled = units;
        for (double& weight : scaled.weight) {
            weight *= 37.5;
        }
        const auto before = shares_of(units);
        const auto after = shares_of(scaled);
        for (std::size_t level = 0; level < levels; ++level) {
            check_same(before[level], after[level]);
            RC_ASSERT(close(37.5 * before[level].weighted_n, after[level].weighted_n));
        }
    }));
}

TEST_CASE("ST3: the order of people changes nothing", "[summary][estimate][ST3]") {
    CHECK(rc::check([] {
        const SurveyUnits units = some_units();
        std::vector<std::size_t> order(units.level.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        for (std::size_t i = order.size(); i-- > 1;) {
            std::swap(order[i], order[*rc::gen::inRange<std::size_t>(0, i + 1)]);
        }
        const auto before = shares_of(units);
        const auto after = shares_of(in_order(units, order));
        for (std::size_t level = 0; level < levels; ++level) {
            check_same(before[level], after[level]);
        }
    }));
}

TEST_CASE("ST3: the shares of a question add up to one", "[summary][estimate][ST3]") {
    CHECK(rc::check([] {
        double shares = 0;
        std::uint64_t people = 0;
        const auto all = shares_of(some_units());
        for (const Proportion& share : all) {
            shares += share.p;
            people += share.yes;
        }
        RC_ASSERT(close(shares, 1));
        RC_ASSERT(people == all.front().n);
    }));
}

TEST_CASE("ST3: shares of all ticks add up to one", "[summary][estimate][ST3]") {
    CHECK(rc::check([] {
        const SurveyUnits units = some_units();
        const Design design = units.design();
        const Domain domain(design, units.everybody());
        std::vector<std::vector<double>> ticked(3, std::vector<double>(domain.size()));
        std::vector<double> each(domain.size());
        for (std::size_t i = 0; i < domain.size(); ++i) {
            for (std::vector<double>& option : ticked) {
                option[i] = *rc::gen::element(0.0, 1.0);
                each[i] += option[i];
            }
        }
        if (std::all_of(each.begin(), each.end(), [](double ticks) { return ticks == 0; })) {
            return;
        }
        double shares = 0;
        for (const std::vector<double>& option : ticked) {
            shares += ratio_of(domain, option, each)->value;
        }
        RC_ASSERT(close(shares, 1));
    }));
}

TEST_CASE("ST3: a share is the mean of 0 and 1", "[summary][estimate][ST3]") {
    CHECK(rc::check([] {
        const SurveyUnits units = some_units();
        const Design design = units.design();
        const Domain domain(design, units.everybody());
        std::vector<double> y;
        for (const std::uint32_t level : levels_of(units, domain.units())) {
            y.push_back(level == 0 ? 1 : 0);
        }
        const Proportion share = shares_of(units)[0];
        const DomainMean mean = *mean_of(domain, y);
        RC_ASSERT(close(share.p, mean.value));
        RC_ASSERT(share.no_variance || close(share.standard_error, mean.standard_error));
    }));
}

TEST_CASE("ST3: all groups in one pass are what each group is on its own",
          "[summary][estimate][ST3]") {
    CHECK(rc::check([] {
        const SurveyUnits units = some_units();
        const Design design = units.design();
        std::vector<std::uint32_t> group;
        std::vector<std::uint32_t> level;
        for (const std::uint32_t answer : units.level) {
            group.push_back(*rc::gen::element(0U, 1U, no_code));
            level.push_back(*rc::gen::inRange(0, 6) == 0 ? no_code : answer);
        }
        const auto groups = proportions_by_group(design, {group, 2, level, levels}, RangeRule{});
        for (std::uint32_t one = 0; one < 2; ++one) {
            std::vector<std::uint32_t> members;
            std::vector<std::uint32_t> answers;
            for (const std::uint32_t unit : units.everybody()) {
                if (group[unit] == one && level[unit] != no_code) {
                    members.push_back(unit);
                    answers.push_back(level[unit]);
                }
            }
            RC_ASSERT(groups[one].empty() == members.empty());
            if (members.empty()) {
                continue;
            }
            const auto alone = proportions(Domain(design, members), answers, levels, RangeRule{});
            for (std::size_t i = 0; i < levels; ++i) {
                check_same(alone[i], groups[one][i]);
                RC_ASSERT(alone[i].psus == groups[one][i].psus);
                RC_ASSERT(alone[i].yes == groups[one][i].yes);
            }
        }
    }));
}
