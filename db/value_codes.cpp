#include "db/value_codes.h"

#include <charconv>

#include "base/time.h"

namespace harmony::db {
namespace {

constexpr std::uint32_t first_code = 2;
constexpr std::int64_t most_whole = 999'999'999'999'999;
constexpr std::int64_t first_day = -719'162;  // 0001-01-01
constexpr std::int64_t last_day = 2'932'896;  // 9999-12-31
constexpr std::size_t most_digits = 15;
constexpr unsigned hundredths = 2;
constexpr std::size_t day_letters = 10;

/// 0, -1, 1, -2, ... become 0, 1, 2, 3, ...
std::uint64_t zigzag(std::int64_t value) {
    const auto bits = static_cast<std::uint64_t>(value);
    return (bits << 1U) ^ (value < 0 ? ~std::uint64_t{0} : 0);
}

std::uint32_t code_of(std::uint64_t value) {
    return value < beyond_code - first_code ? first_code + static_cast<std::uint32_t>(value)
                                            : beyond_code;
}

std::uint32_t code_from_zero(std::int64_t value) {
    return value < 0 ? beyond_code : code_of(static_cast<std::uint64_t>(value));
}

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

bool are_digits(std::string_view text) {
    for (const char letter : text) {
        if (!is_digit(letter)) {
            return false;
        }
    }
    return !text.empty();
}

/// A decimal in canonical form, taken apart; nothing when it is none.
struct Decimal {
    bool negative = false;
    std::string_view whole;
    std::string_view fraction;
};

std::optional<Decimal> canonical_decimal(std::string_view text) {
    Decimal parts;
    parts.negative = text.starts_with('-');
    text.remove_prefix(parts.negative ? 1 : 0);
    const std::size_t point = text.find('.');
    parts.whole = text.substr(0, point);
    const bool is_whole = point == std::string_view::npos;
    if (!is_whole) {
        parts.fraction = text.substr(point + 1);
    }
    const bool below_one = parts.whole == "0";
    const bool shape = are_digits(parts.whole) && (below_one || parts.whole[0] != '0') &&
                       (is_whole || (are_digits(parts.fraction) && parts.fraction.back() != '0'));
    const bool minus_zero = parts.negative && below_one && is_whole;
    const std::size_t digits = (below_one ? 0 : parts.whole.size()) + parts.fraction.size();
    return shape && !minus_zero && digits <= most_digits ? std::optional(parts) : std::nullopt;
}

std::optional<std::int64_t> in_units(const Decimal& decimal, unsigned places) {
    if (decimal.fraction.size() > places || decimal.whole.size() + places > most_digits + 3) {
        return std::nullopt;
    }
    std::int64_t units = 0;
    for (const std::string_view part : {decimal.whole, decimal.fraction}) {
        for (const char digit : part) {
            units = units * 10 + (digit - '0');
        }
    }
    for (std::size_t place = decimal.fraction.size(); place < places; ++place) {
        units *= 10;
    }
    return decimal.negative ? -units : units;
}

std::uint32_t step_code(const QuestionColumn& column, std::optional<std::int64_t> units) {
    const std::uint32_t another = first_code + column.choices;
    if (!units) {
        return another;
    }
    const std::int64_t distance = *units - column.steps.start;
    const std::int64_t place = distance / column.steps.step;
    const bool on_a_step = distance % column.steps.step == 0 && place >= 0 &&
                           place < static_cast<std::int64_t>(column.choices);
    return on_a_step ? first_code + static_cast<std::uint32_t>(place) : another;
}

std::optional<std::uint32_t> decimal_code(const QuestionColumn& column, std::string_view text) {
    const std::optional<Decimal> decimal = canonical_decimal(text);
    if (!decimal) {
        return std::nullopt;
    }
    if (column.kind == ColumnKind::step) {
        return step_code(column, in_units(*decimal, column.steps.places));
    }
    const std::optional<std::int64_t> units = in_units(*decimal, hundredths);
    return units ? code_of(zigzag(*units)) : beyond_code;
}

/// `YYYY-MM-DDTHH:MM`.
std::optional<std::uint32_t> moment_code(std::string_view text) {
    constexpr std::string_view shape = "0000-00-00T00:00";
    if (text.size() != shape.size() || text[10] != 'T' || text[13] != ':' ||
        !are_digits(text.substr(11, 2)) || !are_digits(text.substr(14, 2))) {
        return std::nullopt;
    }
    const auto day = base::day_from_iso(text.substr(0, day_letters));
    int hour = 0;
    int minute = 0;
    std::from_chars(text.data() + 11, text.data() + 13, hour);
    std::from_chars(text.data() + 14, text.data() + 16, minute);
    if (!day || base::day_number(*day) < first_day || hour > 23 || minute > 59) {
        return std::nullopt;
    }
    return code_from_zero((std::int64_t{base::day_number(*day)} * 24 + hour) * 60 + minute);
}

std::optional<std::uint32_t> number_code(const QuestionColumn& column, std::int64_t value) {
    const std::int64_t place = value - column.lowest;
    if (column.choices > 0 && (place < 0 || place >= static_cast<std::int64_t>(column.choices))) {
        return std::nullopt;
    }
    return code_from_zero(place);
}

}  // namespace

std::optional<std::int64_t> decimal_units(std::string_view text, unsigned places) {
    const std::optional<Decimal> decimal = canonical_decimal(text);
    return decimal ? in_units(*decimal, places) : std::nullopt;
}

std::optional<std::uint32_t> whole_code(const QuestionColumn& column, std::int64_t value) {
    if (column.kind == ColumnKind::day) {
        return value < first_day || value > last_day ? std::nullopt
                                                     : std::optional(code_from_zero(value));
    }
    if (value > most_whole || value < -most_whole) {
        return std::nullopt;
    }
    switch (column.kind) {
        case ColumnKind::number: return number_code(column, value);
        case ColumnKind::integer: return code_of(zigzag(value));
        case ColumnKind::step: return step_code(column, value);
        default: return std::nullopt;
    }
}

std::optional<std::uint32_t> text_code(const QuestionColumn& column, std::string_view text) {
    return column.kind == ColumnKind::moment ? moment_code(text) : decimal_code(column, text);
}

}  // namespace harmony::db
