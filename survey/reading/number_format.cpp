#include "survey/reading/number_format.h"

#include <fmt/format.h>

#include <cmath>

#include "base/time.h"

namespace harmony::survey {
namespace {

constexpr int day_s = 24 * 60 * 60;
// Day 0 of the two calendars. The first counts 1900 as a leap year, so that its days before
// 1900-03-01 (serial 61) are one off.
constexpr int first_day_1900 = -25569;
constexpr int first_day_1904 = -24107;
constexpr double last_serial = 2958465;  // 9999-12-31

}  // namespace

bool is_date_format(unsigned id, std::string_view code) {
    if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
        (id >= 50 && id <= 58)) {
        return true;
    }
    char closing = 0;
    for (std::size_t i = 0; i < code.size(); ++i) {
        const char letter = code[i];
        if (closing != 0) {
            closing = letter == closing ? '\0' : closing;
        } else if (letter == '"') {
            closing = '"';
        } else if (letter == '[') {
            closing = ']';
        } else if (letter == '\\' || letter == '_' || letter == '*') {
            ++i;
        } else if (std::string_view("dmyhsDMYHS").find(letter) != std::string_view::npos) {
            return true;
        }
    }
    return false;
}

std::string text_from_serial(double serial, bool from_1904) {
    if (!(serial >= 0 && serial <= last_serial)) {
        return {};
    }
    double whole = std::floor(serial);
    auto seconds = static_cast<int>(std::lround((serial - whole) * day_s));
    if (seconds == day_s) {
        seconds = 0;
        whole += 1;
    }
    const std::string time =
        fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if (serial < 1) {
        return time;
    }
    int day = static_cast<int>(whole) + (from_1904 ? first_day_1904 : first_day_1900);
    day += !from_1904 && whole < 60 ? 1 : 0;
    const std::string date = base::to_iso(base::day_from_number(day));
    return seconds == 0 ? date : date + "T" + time;
}

}  // namespace harmony::survey
