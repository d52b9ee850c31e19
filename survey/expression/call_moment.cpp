#include <cmath>
#include <limits>

#include "base/text.h"
#include "survey/expression/call.h"
#include "survey/expression/convert.h"

namespace harmony::survey {
namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double day_ms = 24.0 * 60 * 60 * 1000;
constexpr double day_minutes = 24.0 * 60;

Value day_of(const Arguments& given) {
    const auto moment = to_moment(given.world, given.values[0]);
    return moment ? Value(LocalMoment{moment->day, std::nullopt}) : Value(Words());
}

Value day_and_time_of(const Arguments& given) {
    const auto moment = to_moment(given.world, given.values[0]);
    return moment ? Value(LocalMoment{moment->day, moment->time_ms.value_or(0)}) : Value(Words());
}

Value formatted(const Arguments& given) {
    const auto moment = to_moment(given.world, given.values[0]);
    if (!moment) {
        return Words();
    }
    return Words::copied(format_moment(*moment, given.words(1).view()));
}

double decimal_date_time(const Arguments& given) {
    if (const auto* number = std::get_if<double>(&given.values[0])) {
        return *number;
    }
    const auto moment = to_moment(given.world, given.values[0]);
    if (!moment) {
        return not_a_number;
    }
    return number_from_moment(*moment) -
           static_cast<double>(given.world.offset().count()) / day_minutes;
}

double decimal_time(const Arguments& given) {
    const Value& value = given.values[0];
    if (const auto* number = std::get_if<double>(&value)) {
        return *number - std::floor(*number);
    }
    const Words words = given.words(0);
    if (const auto time = time_from_text(base::trim(words.view()), given.world.offset())) {
        return *time / day_ms;
    }
    const auto moment = to_moment(given.world, value);
    return moment ? moment->time_ms.value_or(0) / day_ms : not_a_number;
}

}  // namespace

std::optional<Value> call_on_moments(Function function, const Arguments& given) {
    switch (function) {
        case Function::today: return LocalMoment{given.world.now().day, std::nullopt};
        case Function::now: return given.world.now();
        case Function::date: return day_of(given);
        case Function::date_time: return day_and_time_of(given);
        case Function::format_date:
        case Function::format_date_time: return formatted(given);
        case Function::decimal_date_time: return decimal_date_time(given);
        case Function::decimal_time: return decimal_time(given);
        default: return std::nullopt;
    }
}

}  // namespace harmony::survey
