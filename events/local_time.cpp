#include "events/local_time.h"

#include <fmt/format.h>

#include <array>

namespace harmony::events {

using base::Day;
using base::Moment;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

constexpr std::array<std::string_view, 12> months = {"January",
                                                     "February",
                                                     "March",
                                                     "April",
                                                     "May",
                                                     "June",
                                                     "July",
                                                     "August",
                                                     "September",
                                                     "October",
                                                     "November",
                                                     "December"};

Day last_sunday(std::chrono::year year, std::chrono::month month) {
    return Day{year / month / std::chrono::Sunday[std::chrono::last]};
}

std::chrono::year year_of(Day day) {
    return std::chrono::year_month_day{day}.year();
}

/// The first local minute that is left out, or that comes again, of a year.
WallTime clocks_go_forward(std::chrono::year year) {
    return at(last_sunday(year, std::chrono::March), hours{1});
}

WallTime clocks_go_back(std::chrono::year year) {
    return at(last_sunday(year, std::chrono::October), hours{1});
}

}  // namespace

Shown shown(WallTime time) {
    const auto year = year_of(day_of(time));
    const auto within_the_hour_of = [&](WallTime change) {
        return time >= change && time < change + hours{1};
    };
    if (within_the_hour_of(clocks_go_forward(year))) {
        return Shown::never;
    }
    return within_the_hour_of(clocks_go_back(year)) ? Shown::twice : Shown::once;
}

minutes london_offset(Moment moment) {
    const auto year = year_of(std::chrono::floor<std::chrono::days>(moment));
    const Moment begins = last_sunday(year, std::chrono::March) + hours{1};
    const Moment ends = last_sunday(year, std::chrono::October) + hours{1};
    return moment >= begins && moment < ends ? minutes{60} : minutes{0};
}

std::optional<Moment> utc_of(WallTime time) {
    if (shown(time) == Shown::never) {
        return std::nullopt;
    }
    const auto year = year_of(day_of(time));
    const bool summer = time >= clocks_go_forward(year) && time < clocks_go_back(year) + hours{1};
    return Moment{time.time_since_epoch()} - (summer ? minutes{60} : minutes{0});
}

WallTime wall_time(Moment moment) {
    return WallTime{std::chrono::floor<minutes>(moment + london_offset(moment)).time_since_epoch()};
}

std::string to_iso(WallTime time) {
    return fmt::format("{}T{}:00", base::to_iso(day_of(time)), clock_said(time));
}

std::optional<WallTime> wall_time_from_iso(std::string_view text) {
    if (text.size() == 16) {
        return wall_time_from_iso(std::string(text) + ":00");
    }
    if (text.size() != 19 || !text.ends_with(":00")) {
        return std::nullopt;
    }
    const auto read = base::moment_from_iso(std::string(text) + "Z");
    return read ? std::optional(
                      WallTime{std::chrono::floor<minutes>(read->moment).time_since_epoch()})
                : std::nullopt;
}

std::string compact(WallTime time) {
    const std::chrono::year_month_day date{day_of(time)};
    const auto clock = minutes_of(time).count();
    return fmt::format("{:04}{:02}{:02}T{:02}{:02}00",
                       static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()),
                       clock / 60,
                       clock % 60);
}

std::string compact_utc(Moment moment) {
    return compact(WallTime{std::chrono::floor<minutes>(moment).time_since_epoch()}) + 'Z';
}

std::string said(Day day) {
    const std::chrono::year_month_day date{day};
    return fmt::format("{} {} {}",
                       static_cast<unsigned>(date.day()),
                       months[static_cast<unsigned>(date.month()) - 1],
                       static_cast<int>(date.year()));
}

std::string clock_said(WallTime time) {
    const auto clock = minutes_of(time).count();
    return fmt::format("{:02}:{:02}", clock / 60, clock % 60);
}

}  // namespace harmony::events
