#include <algorithm>
#include <cmath>
#include <limits>

#include "survey/expression/call.h"
#include "survey/expression/convert.h"
#include "survey/expression/number.h"

namespace harmony::survey {
namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

std::vector<double> numbers_of(const Arguments& given, std::size_t first) {
    std::vector<double> result;
    for (const Value& value : given.spread(first)) {
        result.push_back(to_number(given.world, value));
    }
    return result;
}

double extreme(const std::vector<double>& numbers, bool largest) {
    const bool unknown = std::any_of(
        numbers.begin(), numbers.end(), [](double number) { return std::isnan(number); });
    if (numbers.empty() || unknown) {
        return not_a_number;
    }
    return largest ? *std::max_element(numbers.begin(), numbers.end())
                   : *std::min_element(numbers.begin(), numbers.end());
}

double sum_of(const std::vector<double>& numbers) {
    double sum = 0;
    for (const double number : numbers) {
        sum += number;
    }
    return sum;
}

bool within(double count, double least, double most) {
    return (least < 0 || count >= least) && (most < 0 || count <= most);
}

bool checklist(const Arguments& given) {
    double count = 0;
    for (const Value& value : given.spread(2)) {
        count += to_truth(given.world, value) ? 1 : 0;
    }
    return within(count, given.number(0), given.number(1));
}

/// Flags and weights stand in pairs; each may be a node-set that is spread.
bool weighted_checklist(const Arguments& given) {
    double total = 0;
    for (std::size_t pair = 2; pair + 1 < given.count(); pair += 2) {
        const auto flags =
            Arguments{given.values.subspan(pair, 1), given.world, given.focus}.spread(0);
        const auto weights =
            Arguments{given.values.subspan(pair + 1, 1), given.world, given.focus}.spread(0);
        for (std::size_t i = 0; i < std::min(flags.size(), weights.size()); ++i) {
            total += to_truth(given.world, flags[i]) ? to_number(given.world, weights[i]) : 0;
        }
    }
    return within(total, given.number(0), given.number(1));
}

}  // namespace

std::optional<Value> call_on_numbers(Function function, const Arguments& given) {
    switch (function) {
        case Function::number:
            return given.count() > 0 ? given.number(0)
                                     : to_number(given.world, Value(NodeSet{given.focus.context}));
        case Function::cut_to_whole: return std::trunc(given.number(0));
        case Function::round:
            return round_decimal(given.number(0), given.count() > 1 ? given.number(1) : 0);
        case Function::absolute: return std::abs(given.number(0));
        case Function::power: return std::pow(given.number(0), given.number(1));
        case Function::largest: return extreme(numbers_of(given, 0), true);
        case Function::smallest: return extreme(numbers_of(given, 0), false);
        case Function::sum: return sum_of(numbers_of(given, 0));
        case Function::checklist: return checklist(given);
        case Function::weighted_checklist: return weighted_checklist(given);
        case Function::random:
            // 53 random bits make every double in [0, 1) that lies on that grid equally likely.
            return std::ldexp(static_cast<double>(given.world.random().next_u64() >> 11U), -53);
        default: return std::nullopt;
    }
}

}  // namespace harmony::survey
