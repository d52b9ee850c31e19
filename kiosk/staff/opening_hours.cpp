#include "kiosk/staff/opening_hours.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace harmony::kiosk {
namespace {

using base::Error;
using base::ErrorKind;
using base::Moment;
using base::Result;
using nlohmann::json;
using std::chrono::minutes;

constexpr minutes whole_day = std::chrono::hours{24};
constexpr std::array<std::string_view, 7> weekdays = {
    "mon", "tue", "wed", "thu", "fri", "sat", "sun"};

/// "09:00"; nothing when it is no time of a day.
std::optional<minutes> read_time(std::string_view text) {
    const auto is_digit = [](char letter) { return letter >= '0' && letter <= '9'; };
    if (text.size() != 5 || text[2] != ':' || !is_digit(text[0]) || !is_digit(text[1]) ||
        !is_digit(text[3]) || !is_digit(text[4])) {
        return std::nullopt;
    }
    const int hours = (text[0] - '0') * 10 + (text[1] - '0');
    const int rest = (text[3] - '0') * 10 + (text[4] - '0');
    const minutes time{hours * 60 + rest};
    return rest < 60 && time <= whole_day ? std::optional(time) : std::nullopt;
}

Result<OpeningHours::Day> read_spans(const json& list, std::string_view place) {
    OpeningHours::Day day;
    const Error wrong{ErrorKind::unreadable,
                      fmt::format("hours.{} must be a list of times such as \"09:00-17:00\", in "
                                  "order and apart",
                                  place)};
    if (!list.is_array()) {
        return wrong;
    }
    for (const json& item : list) {
        const auto span = read_open_span(item.is_string() ? item.get<std::string>() : "");
        if (!span || (!day.empty() && span->from <= day.back().until)) {
            return wrong;
        }
        day.push_back(*span);
    }
    return day;
}

Result<void> read_week(const json& week, OpeningHours& into) {
    if (!week.is_object()) {
        return Error{ErrorKind::unreadable, "hours.week must name weekdays"};
    }
    into.week.emplace();
    for (const auto& [name, list] : week.items()) {
        const auto* const at = std::find(weekdays.begin(), weekdays.end(), name);
        if (at == weekdays.end()) {
            return Error{ErrorKind::unreadable,
                         fmt::format("hours.week.{} is none of mon tue wed thu fri sat sun", name)};
        }
        Result<OpeningHours::Day> day = read_spans(list, "week." + name);
        if (!day) {
            return day.error();
        }
        (*into.week)[static_cast<std::size_t>(at - weekdays.begin())] = std::move(*day);
    }
    return {};
}

Result<void> read_exceptions(const json& exceptions, OpeningHours& into) {
    if (!exceptions.is_object()) {
        return Error{ErrorKind::unreadable, "hours.exceptions must name dates"};
    }
    for (const auto& [name, list] : exceptions.items()) {
        const auto day = base::day_from_iso(name);
        if (!day) {
            return Error{ErrorKind::unreadable,
                         fmt::format("hours.exceptions.{} is no date such as 2026-12-25", name)};
        }
        Result<OpeningHours::Day> spans = read_spans(list, "exceptions." + name);
        if (!spans) {
            return spans.error();
        }
        into.exceptions.emplace(*day, std::move(*spans));
    }
    return {};
}

/// Civil time as if it were UTC: its day and its minute of the day.
Moment civil(Moment when, const base::Clock& clock) {
    return when + clock.local_offset(when);
}

}  // namespace

std::optional<OpenSpan> read_open_span(std::string_view text) {
    const std::size_t dash = text.find('-');
    if (dash == std::string_view::npos) {
        return std::nullopt;
    }
    const auto from = read_time(text.substr(0, dash));
    const auto until = read_time(text.substr(dash + 1));
    if (!from || !until || *from >= *until) {
        return std::nullopt;
    }
    return OpenSpan{*from, *until};
}

std::optional<OpeningHours::Day> OpeningHours::of(base::Day day) const {
    if (const auto at = exceptions.find(day); at != exceptions.end()) {
        return at->second;
    }
    if (!week) {
        return std::nullopt;
    }
    return (*week)[std::chrono::weekday{day}.iso_encoding() - 1];
}

Result<OpeningHours> read_opening_hours(std::string_view text) {
    const json object = json::parse(text, nullptr, false);
    if (!object.is_object()) {
        return Error{ErrorKind::unreadable, "hours must be an object"};
    }
    OpeningHours hours;
    for (const auto& [name, value] : object.items()) {
        Result<void> read;
        if (name == "week") {
            read = read_week(value, hours);
        } else if (name == "exceptions") {
            read = read_exceptions(value, hours);
        } else {
            read = Error{ErrorKind::unreadable,
                         fmt::format("hours.{} is neither week nor exceptions", name)};
        }
        if (!read) {
            return read.error();
        }
    }
    return hours;
}

bool is_open(const OpeningHours& hours, Moment when, const base::Clock& clock) {
    const Moment local = civil(when, clock);
    const base::Day day = std::chrono::floor<std::chrono::days>(local);
    const std::optional<OpeningHours::Day> spans = hours.of(day);
    return !spans || std::any_of(spans->begin(), spans->end(), [&](const OpenSpan& span) {
        return local - day >= span.from && local - day < span.until;
    });
}

std::optional<Moment> next_opening(const OpeningHours& hours,
                                   Moment when,
                                   const base::Clock& clock) {
    constexpr int longest_days = 366;
    // A day of 25 hours, seen from any time zone, lies within this many minutes of its UTC day.
    constexpr minutes before = std::chrono::hours{15};
    constexpr minutes after = std::chrono::hours{24 + 15};
    const base::Day today = local_day(when, clock);
    for (int i = 0; i <= longest_days; ++i) {
        const base::Day day = today + std::chrono::days{i};
        const auto spans = hours.of(day);
        const bool never_opens = spans ? spans->empty() : !hours.of(day - std::chrono::days{1});
        if (never_opens) {
            continue;
        }
        const Moment first = std::max<Moment>(std::chrono::floor<minutes>(when), day - before);
        bool open = is_open(hours, first, clock);
        for (Moment at = first + minutes{1}; at < day + after; at += minutes{1}) {
            const bool now_open = is_open(hours, at, clock);
            if (now_open && !open && local_day(at, clock) == day) {
                return at;
            }
            open = now_open;
        }
    }
    return std::nullopt;
}

std::optional<Moment> closing_within(const OpeningHours& hours,
                                     Moment when,
                                     minutes within,
                                     const base::Clock& clock) {
    if (!is_open(hours, when, clock)) {
        return std::nullopt;
    }
    const Moment last = when + within;
    for (Moment at = std::chrono::floor<minutes>(when) + minutes{1}; at <= last; at += minutes{1}) {
        if (!is_open(hours, at, clock)) {
            return at;
        }
    }
    return std::nullopt;
}

std::string local_time_text(Moment when, const base::Clock& clock) {
    const Moment local = civil(when, clock);
    const auto time =
        std::chrono::floor<minutes>(local - std::chrono::floor<std::chrono::days>(local));
    return fmt::format("{:02}:{:02}", time.count() / 60, time.count() % 60);
}

base::Day local_day(Moment when, const base::Clock& clock) {
    return std::chrono::floor<std::chrono::days>(civil(when, clock));
}

}  // namespace harmony::kiosk
