// ST13 of the statistics specification: how often a 95 % range holds the truth when answers of one
// engagement resemble each other.
//
//   coverage_simulation REPETITIONS    prints a line a setting, and ends with 1 when the default
//                                      range held less often than 94 % of the time anywhere, or the
//                                      plain one held that often where answers resemble each other.

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <vector>

#include "base/random.h"
#include "summary/proportion.h"

namespace {

using namespace harmony;
using summary::IntervalMethod;

constexpr double pi = 3.14159265358979323846;
constexpr double must_hold = 0.94;

/// Engagements, answers at each, and how much they differ (standard deviation of the logit).
struct Setting {
    std::uint32_t engagements;
    std::uint32_t answers;
    double share;
    double spread;
};

class Chance {
public:
    explicit Chance(std::uint64_t seed) : random_(seed) {}

    double uniform() {
        return (static_cast<double>(random_.next_u64() >> 11U) + 0.5) / 9007199254740992.0;
    }
    double normal() { return std::sqrt(-2 * std::log(uniform())) * std::cos(2 * pi * uniform()); }

private:
    base::SeededRandom random_;
};

double share_at(const Setting& setting, double deviation) {
    const double logit = std::log(setting.share / (1 - setting.share)) + setting.spread * deviation;
    return 1 / (1 + std::exp(-logit));
}

/// The share over all engagements that there might be: the mean of `share_at` over the normal
/// distribution, by the trapezium rule.
double truth_of(const Setting& setting) {
    constexpr double step = 0.01;
    double sum = 0;
    for (double z = -9; z <= 9; z += step) {
        sum += share_at(setting, z) * std::exp(-z * z / 2) * step / std::sqrt(2 * pi);
    }
    return sum;
}

struct Held {
    double by_default = 0;
    double plain = 0;
};

Held simulate(const Setting& setting, int repetitions, Chance& chance) {
    const double truth = truth_of(setting);
    const std::uint32_t people = setting.engagements * setting.answers;
    std::vector<std::uint32_t> psu;
    std::vector<std::uint32_t> everybody;
    for (std::uint32_t unit = 0; unit < people; ++unit) {
        psu.push_back(unit / setting.answers);
        everybody.push_back(unit);
    }
    summary::DesignColumns columns;
    columns.units = people;
    columns.psu = psu;
    const summary::Design design = summary::make_design(columns);
    const summary::Domain domain(design, everybody);
    const summary::RangeRule rule;
    int held = 0;
    int plain_held = 0;
    std::vector<std::uint8_t> yes(people);
    for (int round = 0; round < repetitions; ++round) {
        double share = 0;
        for (std::uint32_t unit = 0; unit < people; ++unit) {
            if (unit % setting.answers == 0) {
                share = share_at(setting, chance.normal());
            }
            yes[unit] = chance.uniform() < share ? 1 : 0;
        }
        const summary::Proportion estimate = summary::proportion(domain, yes, rule);
        const auto holds = [&](IntervalMethod method) {
            const auto range = summary::interval_of(estimate, method, rule);
            return range && range->low <= truth && truth <= range->high ? 1 : 0;
        };
        held += holds(IntervalMethod::wilson_neff);
        plain_held += holds(IntervalMethod::wilson);
    }
    return {static_cast<double>(held) / repetitions, static_cast<double>(plain_held) / repetitions};
}

}  // namespace

int main(int count, char** words) {
    const int repetitions = count > 1 ? std::atoi(words[1]) : 1000;
    constexpr std::array<Setting, 6> settings = {{
        {12, 30, 0.40, 0.5},
        {12, 30, 0.70, 0.4},
        {30, 15, 0.40, 0.5},
        {6, 30, 0.50, 0.5},
        {60, 7, 0.30, 0.5},
        {12, 30, 0.40, 0.0},
    }};
    Chance chance(13);
    bool right = true;
    double worst_plain = 1;
    for (const Setting& setting : settings) {
        const Held held = simulate(setting, repetitions, chance);
        fmt::print(
            "{:2} engagements of {:2}, share {:.2f}, spread {:.1f}: default {:.1f} %, plain "
            "Wilson {:.1f} %\n",
            setting.engagements,
            setting.answers,
            setting.share,
            setting.spread,
            100 * held.by_default,
            100 * held.plain);
        right = right && held.by_default >= must_hold;
        worst_plain = setting.spread > 0 ? std::min(worst_plain, held.plain) : worst_plain;
    }
    fmt::print("ST13: {}, and the plain range {} where answers resemble each other\n",
               right ? "the default range held" : "the default range FAILED",
               worst_plain < must_hold ? "does not hold" : "HELD");
    return right && worst_plain < must_hold ? EXIT_SUCCESS : EXIT_FAILURE;
}
