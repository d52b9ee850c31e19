// Values of a range are decimals: they are compared as whole numbers of the smallest unit that any
// of them has, so that 0.1 + 0.2 is 0.3.
#include <algorithm>
#include <charconv>

#include "survey/expression/number.h"
#include "survey/form.h"

namespace harmony::survey {
namespace {

constexpr std::size_t most_digits = 17;  // of a whole number of units; 10^17 leaves room to add

std::size_t places_of(std::string_view decimal) {
    const std::size_t point = decimal.find('.');
    return point == std::string_view::npos ? 0 : decimal.size() - point - 1;
}

/// `decimal` in units of 10^-places; nothing when that has too many digits.
std::optional<std::int64_t> in_units(std::string_view decimal, std::size_t places) {
    std::string digits(decimal);
    std::erase(digits, '.');
    digits.append(places - places_of(decimal), '0');
    std::int64_t units = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), units);
    const bool whole = read.ec == std::errc{} && read.ptr == digits.data() + digits.size();
    return whole && digits.size() <= most_digits + 1 ? std::optional(units) : std::nullopt;
}

std::string from_units(std::int64_t units, std::size_t places) {
    std::string digits = std::to_string(units < 0 ? -units : units);
    if (digits.size() <= places) {
        digits.insert(0, places + 1 - digits.size(), '0');
    }
    if (places > 0) {
        digits.insert(digits.size() - places, 1, '.');
    }
    return canonical_decimal((units < 0 ? "-" : "") + digits).value_or("");
}

struct Units {
    std::int64_t start = 0;
    std::int64_t end = 0;
    std::int64_t step = 1;  ///< towards `end`
    std::size_t places = 0;
};

std::optional<Units> units_of(const Range& range, std::size_t least_places) {
    Units units;
    units.places = least_places;
    for (const std::string& decimal : {range.start, range.end, range.step}) {
        units.places = std::max(units.places, places_of(decimal));
    }
    const auto start = in_units(range.start, units.places);
    const auto end = in_units(range.end, units.places);
    const auto step = in_units(range.step, units.places);
    if (!start || !end || !step || *step == 0) {
        return std::nullopt;
    }
    units.start = *start;
    units.end = *end;
    units.step = (*step < 0 ? -*step : *step) * (*end < *start ? -1 : 1);
    return units;
}

}  // namespace

bool Range::is_decimal() const {
    const auto has_point = [](const std::string& decimal) {
        return decimal.find('.') != std::string::npos;
    };
    return has_point(start) || has_point(end) || has_point(step) || has_point(tick_interval) ||
           has_point(placeholder);
}

bool Range::holds(std::string_view value) const {
    const auto units = units_of(*this, places_of(value));
    const auto wanted = units ? in_units(value, units->places) : std::nullopt;
    if (!wanted) {
        return false;
    }
    const auto [low, high] = std::minmax(units->start, units->end);
    return *wanted >= low && *wanted <= high && (*wanted - units->start) % units->step == 0;
}

std::vector<std::string> Range::values(std::size_t most) const {
    std::vector<std::string> result;
    const auto units = units_of(*this, 0);
    if (!units) {
        return result;
    }
    const std::int64_t count = (units->end - units->start) / units->step;
    for (std::int64_t i = 0; i <= count && result.size() < most; ++i) {
        result.push_back(from_units(units->start + i * units->step, units->places));
    }
    return result;
}

}  // namespace harmony::survey
