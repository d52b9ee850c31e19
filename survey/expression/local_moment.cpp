#include "survey/expression/local_moment.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "base/time.h"

namespace harmony::survey {
namespace {

constexpr std::int32_t day_ms = 24 * 60 * 60 * 1000;
constexpr std::array<const char*, 12> months = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<const char*, 7> weekdays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

/// Reads digits from the front of a text.
class Digits {
public:
    explicit Digits(std::string_view text) : rest_(text) {}

    /// `least` to `most` digits, as many as there are.
    std::optional<int> number(std::size_t least, std::size_t most) {
        std::size_t count = 0;
        int value = 0;
        while (count < most && count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9') {
            value = value * 10 + (rest_[count++] - '0');
        }
        if (count < least) {
            return std::nullopt;
        }
        rest_.remove_prefix(count);
        return value;
    }

    bool take(char letter) {
        if (!rest_.starts_with(letter)) {
            return false;
        }
        rest_.remove_prefix(1);
        return true;
    }

    [[nodiscard]] bool done() const { return rest_.empty(); }
    [[nodiscard]] bool next_is_digit() const {
        return !rest_.empty() && rest_[0] >= '0' && rest_[0] <= '9';
    }
    [[nodiscard]] std::string_view rest() const { return rest_; }

private:
    std::string_view rest_;
};

std::optional<std::int32_t> read_day(Digits& digits, bool short_forms) {
    const std::size_t least = short_forms ? 1 : 2;
    const auto year = digits.number(4, 4);
    if (!year || !digits.take('-')) {
        return std::nullopt;
    }
    const auto month = digits.number(least, 2);
    if (!month || !digits.take('-')) {
        return std::nullopt;
    }
    const auto day = digits.number(least, 2);
    if (!day) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year(*year),
                                           std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok()) {
        return std::nullopt;
    }
    return base::day_number(std::chrono::sys_days(date));
}

/// Milliseconds of a fraction: `.5` is 500, digits after the third are cut.
int fraction_ms(Digits& digits) {
    int value = 0;
    int weight = 100;
    while (digits.next_is_digit()) {
        value += *digits.number(1, 1) * weight;
        weight /= 10;
    }
    return value;
}

/// What stands after a time: nothing, `Z`, or an offset.
struct Offset {
    bool sound = false;
    bool given = false;
    int minutes = 0;  ///< east of UTC
};

Offset read_offset(Digits& digits) {
    if (digits.done()) {
        return {true, false, 0};
    }
    if (digits.take('Z')) {
        return {digits.done(), true, 0};
    }
    const bool minus = digits.take('-');
    if (!minus && !digits.take('+')) {
        return {};
    }
    const auto hours = digits.number(2, 2);
    std::optional<int> minutes = 0;
    if (hours && digits.take(':')) {
        minutes = digits.number(2, 2);
    }
    if (!hours || !minutes || *hours > 14 || *minutes > 59 || !digits.done()) {
        return {};
    }
    const int total = *hours * 60 + *minutes;
    return {true, true, minus ? -total : total};
}

/// Milliseconds since local midnight; below 0 or above a day when the offset moves the day.
std::optional<std::int32_t> read_time(Digits& digits, std::chrono::minutes local) {
    const auto hour = digits.number(2, 2);
    if (!hour || !digits.take(':')) {
        return std::nullopt;
    }
    const auto minute = digits.number(2, 2);
    if (!minute || *hour > 23 || *minute > 59) {
        return std::nullopt;
    }
    int seconds = 0;
    int fraction = 0;
    if (digits.take(':')) {
        const auto read = digits.number(2, 2);
        if (!read || *read > 59) {
            return std::nullopt;
        }
        seconds = *read;
        if (digits.take('.')) {
            if (!digits.next_is_digit()) {
                return std::nullopt;
            }
            fraction = fraction_ms(digits);
        }
    }
    const Offset offset = read_offset(digits);
    if (!offset.sound) {
        return std::nullopt;
    }
    int minutes = *hour * 60 + *minute;
    if (offset.given) {
        minutes += static_cast<int>(local.count()) - offset.minutes;
    }
    return (minutes * 60 + seconds) * 1000 + fraction;
}

LocalMoment carry(std::int32_t day, std::int32_t time_ms) {
    while (time_ms < 0) {
        time_ms += day_ms;
        --day;
    }
    return {day + time_ms / day_ms, time_ms % day_ms};
}

}  // namespace

std::optional<LocalMoment> moment_from_text(std::string_view text, std::chrono::minutes local) {
    Digits digits(text);
    const auto day = read_day(digits, false);
    if (!day) {
        return std::nullopt;
    }
    if (digits.done()) {
        return LocalMoment{*day, std::nullopt};
    }
    if (!digits.take('T')) {
        return std::nullopt;
    }
    const auto time = read_time(digits, local);
    return time ? std::optional(carry(*day, *time)) : std::nullopt;
}

std::optional<std::int32_t> day_from_text(std::string_view text, bool short_forms) {
    Digits digits(text);
    const auto day = read_day(digits, short_forms);
    return day && digits.done() ? day : std::nullopt;
}

std::optional<std::int32_t> time_from_text(std::string_view text, std::chrono::minutes local) {
    Digits digits(text);
    const auto time = read_time(digits, local);
    if (!time || !digits.done()) {
        return std::nullopt;
    }
    return carry(0, *time).time_ms;
}

std::string text_from_moment(const LocalMoment& moment, std::chrono::minutes local) {
    const std::string day = base::to_iso(base::day_from_number(moment.day));
    if (!moment.time_ms) {
        return day;
    }
    const int seconds = *moment.time_ms / 1000;
    const auto offset = static_cast<int>(local.count());
    return fmt::format("{}T{:02}:{:02}:{:02}.{:03}{}{:02}:{:02}",
                       day,
                       seconds / 3600,
                       seconds / 60 % 60,
                       seconds % 60,
                       *moment.time_ms % 1000,
                       offset < 0 ? '-' : '+',
                       std::abs(offset) / 60,
                       std::abs(offset) % 60);
}

double number_from_moment(const LocalMoment& moment) {
    return moment.day + static_cast<double>(moment.time_ms.value_or(0)) / day_ms;
}

std::optional<LocalMoment> moment_from_number(double days, bool with_time) {
    constexpr double first = -719162;  // 0001-01-01
    constexpr double last = 2932897;   // 10000-01-01
    if (!(days >= first && days < last)) {
        return std::nullopt;
    }
    const double day = std::floor(days);
    const auto whole = static_cast<std::int32_t>(day);
    if (!with_time) {
        return LocalMoment{whole, std::nullopt};
    }
    return carry(whole, static_cast<std::int32_t>(std::lround((days - day) * day_ms)));
}

std::string format_moment(const LocalMoment& moment, std::string_view pattern) {
    const std::chrono::sys_days day = base::day_from_number(moment.day);
    const std::chrono::year_month_day date{day};
    const int year = static_cast<int>(date.year());
    const auto month = static_cast<unsigned>(date.month());
    const auto month_day = static_cast<unsigned>(date.day());
    const int ms = moment.time_ms.value_or(0);
    const auto code = [&](char letter) -> std::optional<std::string> {
        switch (letter) {
            case 'Y': return fmt::format("{:04}", year);
            case 'y': return fmt::format("{:02}", year % 100);
            case 'm': return fmt::format("{:02}", month);
            case 'n': return fmt::format("{}", month);
            case 'b': return months.at(month - 1);
            case 'd': return fmt::format("{:02}", month_day);
            case 'e': return fmt::format("{}", month_day);
            case 'a': return weekdays.at(std::chrono::weekday(day).c_encoding());
            case 'H': return fmt::format("{:02}", ms / 3600000);
            case 'h': return fmt::format("{}", ms / 3600000);
            case 'M': return fmt::format("{:02}", ms / 60000 % 60);
            case 'S': return fmt::format("{:02}", ms / 1000 % 60);
            case '3': return fmt::format("{:03}", ms % 1000);
            default: return std::nullopt;
        }
    };
    std::string result;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        if (pattern[at] == '%' && at + 1 < pattern.size()) {
            if (const auto filled = code(pattern[at + 1])) {
                result += *filled;
                ++at;
                continue;
            }
        }
        result += pattern[at];
    }
    return result;
}

}  // namespace harmony::survey
