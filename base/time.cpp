#include "base/time.h"

#include <fmt/format.h>

#include <charconv>
#include <ctime>

namespace harmony::base {
namespace {

using std::chrono::milliseconds;

std::optional<int> digits(std::string_view text) {
    int value = 0;
    if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos) {
        return std::nullopt;
    }
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::optional<std::chrono::minutes> offset_from(std::string_view text) {
    if (text == "Z") {
        return std::chrono::minutes{0};
    }
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') {
        return std::nullopt;
    }
    const std::optional<int> hours = digits(text.substr(1, 2));
    const std::optional<int> minutes = digits(text.substr(4, 2));
    if (!hours || !minutes || *hours > 14 || *minutes > 59) {
        return std::nullopt;
    }
    const int total = *hours * 60 + *minutes;
    return std::chrono::minutes{text[0] == '-' ? -total : total};
}

}  // namespace

Day Clock::today() const {
    const Moment instant = now();
    return std::chrono::floor<std::chrono::days>(instant + local_offset(instant));
}

Moment SystemClock::now() const {
    return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
}

milliseconds SystemClock::monotonic() const {
    return std::chrono::floor<milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

std::chrono::minutes SystemClock::local_offset(Moment moment) const {
    const std::time_t seconds =
        std::chrono::floor<std::chrono::seconds>(moment).time_since_epoch().count();
    std::tm local{};
    localtime_r(&seconds, &local);
    return std::chrono::minutes{local.tm_gmtoff / 60};
}

std::string to_iso(Day day) {
    const std::chrono::year_month_day date{day};
    return fmt::format("{:04}-{:02}-{:02}",
                       static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

std::optional<Day> day_from_iso(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return std::nullopt;
    }
    const std::optional<int> year = digits(text.substr(0, 4));
    const std::optional<int> month = digits(text.substr(5, 2));
    const std::optional<int> day = digits(text.substr(8, 2));
    if (!year || !month || !day) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year{*year},
                                           std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) {
        return std::nullopt;
    }
    return Day{date};
}

std::optional<ZonedMoment> moment_from_iso(std::string_view text) {
    if (text.size() < 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':') {
        return std::nullopt;
    }
    const std::optional<Day> day = day_from_iso(text.substr(0, 10));
    const std::optional<int> hour = digits(text.substr(11, 2));
    const std::optional<int> minute = digits(text.substr(14, 2));
    const std::optional<int> second = digits(text.substr(17, 2));
    const std::optional<std::chrono::minutes> offset = offset_from(text.substr(19));
    if (!day || !hour || !minute || !second || !offset || *hour > 23 || *minute > 59 ||
        *second > 59) {
        return std::nullopt;
    }
    const Moment local = Moment{*day} + std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
                         std::chrono::seconds{*second};
    return ZonedMoment{local - *offset, *offset};
}

}  // namespace harmony::base
