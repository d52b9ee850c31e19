#include "survey/expression/number.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "base/text.h"

namespace harmony::survey {
namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t max_digits = 15;

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

/// A decimal number taken apart: sign, digits before and after the point.
struct Decimals {
    bool negative = false;
    std::string whole;
    std::string fraction;
};

std::optional<Decimals> take_apart(std::string_view text) {
    text = base::trim(text);
    Decimals parts;
    std::size_t at = 0;
    if (!text.empty() && text[0] == '-') {
        parts.negative = true;
        at = 1;
    }
    while (at < text.size() && is_digit(text[at])) {
        parts.whole += text[at++];
    }
    if (at < text.size() && text[at] == '.') {
        ++at;
        while (at < text.size() && is_digit(text[at])) {
            parts.fraction += text[at++];
        }
    }
    if (at != text.size() || (parts.whole.empty() && parts.fraction.empty())) {
        return std::nullopt;
    }
    return parts;
}

void add_one(std::string& digits) {
    std::size_t at = digits.size();
    while (at > 0) {
        char& digit = digits[--at];
        if (digit != '9') {
            ++digit;
            return;
        }
        digit = '0';
    }
    digits.insert(digits.begin(), '1');
}

/// Drops the digits after the first `keep`, rounding by magnitude; half goes away from zero for a
/// positive number and towards zero for a negative one, which is half up.
void cut_digits(std::string& digits, std::size_t keep, bool negative) {
    const std::string tail = digits.substr(keep);
    digits.resize(keep);
    if (tail.empty()) {
        return;
    }
    const bool more_than_half =
        tail[0] > '5' || (tail[0] == '5' && std::any_of(tail.begin() + 1, tail.end(), [](char d) {
                              return d != '0';
                          }));
    const bool half = tail[0] == '5' && !more_than_half;
    if (more_than_half || (half && !negative)) {
        add_one(digits);
    }
}

}  // namespace

std::optional<double> number_from_text(std::string_view text) {
    text = base::trim(text);
    const bool shape = [&] {
        std::size_t digits = 0;
        std::size_t points = 0;
        for (std::size_t at = text.starts_with('-') ? 1 : 0; at < text.size(); ++at) {
            digits += is_digit(text[at]) ? 1U : 0U;
            points += text[at] == '.' ? 1U : 0U;
            if (!is_digit(text[at]) && text[at] != '.') {
                return false;
            }
        }
        return digits > 0 && points <= 1;
    }();
    if (!shape) {
        return std::nullopt;
    }
    double number = 0;
    const auto read =
        std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    if (read.ec == std::errc::result_out_of_range) {
        return text[0] == '-' ? -std::numeric_limits<double>::infinity()
                              : std::numeric_limits<double>::infinity();
    }
    return read.ec == std::errc{} ? std::optional(number) : std::nullopt;
}

std::string text_from_number(double number) {
    if (std::isnan(number)) {
        return {};
    }
    if (std::isinf(number)) {
        return number > 0 ? "Infinity" : "-Infinity";
    }
    if (number == 0) {
        return "0";
    }
    std::array<char, 400> buffer{};
    const auto written = std::to_chars(
        buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::fixed);
    return {buffer.data(), written.ptr};
}

double round_decimal(double number, double places) {
    places = std::trunc(places);
    if (std::isnan(number) || std::isnan(places) || std::abs(places) > 30) {
        return not_a_number;
    }
    if (std::isinf(number)) {
        return number;
    }
    std::optional<Decimals> parts = take_apart(text_from_number(number));
    if (!parts) {
        return not_a_number;
    }
    const int shift = static_cast<int>(places);
    std::string digits = std::string(32, '0') + parts->whole + parts->fraction;
    const std::size_t point = 32 + parts->whole.size();
    const auto keep = static_cast<std::size_t>(static_cast<int>(point) + shift);
    if (keep >= digits.size()) {
        return number;
    }
    const std::size_t before = digits.size();
    const std::size_t fraction = parts->fraction.size();
    cut_digits(digits, keep, parts->negative);
    digits.append(before - keep, '0');
    const std::size_t place = digits.size() - fraction;
    const std::string text =
        (parts->negative ? "-" : "") + digits.substr(0, place) + "." + digits.substr(place);
    return number_from_text(text).value_or(not_a_number);
}

std::optional<std::string> canonical_whole(std::string_view text) {
    const std::optional<std::string> decimal = canonical_decimal(text);
    if (!decimal || decimal->find('.') != std::string::npos) {
        return std::nullopt;
    }
    return decimal;
}

std::optional<std::string> canonical_decimal(std::string_view text) {
    std::optional<Decimals> parts = take_apart(text);
    if (!parts) {
        return std::nullopt;
    }
    const std::size_t first = parts->whole.find_first_not_of('0');
    parts->whole.erase(0, std::min(first, parts->whole.size()));
    const std::size_t last = parts->fraction.find_last_not_of('0');
    parts->fraction.resize(last == std::string::npos ? 0 : last + 1);
    if (parts->whole.size() + parts->fraction.size() > max_digits) {
        return std::nullopt;
    }
    if (parts->whole.empty()) {
        parts->whole = "0";
    }
    const bool zero = parts->whole == "0" && parts->fraction.empty();
    std::string result = parts->negative && !zero ? "-" : "";
    result += parts->whole;
    return parts->fraction.empty() ? result : result + "." + parts->fraction;
}

}  // namespace harmony::survey
