#include "events/working_days.h"

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>

namespace harmony::events {

base::Result<Holidays> read_holidays(std::string_view json) {
    const auto bad = [](const char* what) {
        return base::Error{base::ErrorKind::unreadable,
                           std::string("the list of bank holidays: ") + what};
    };
    const auto read = nlohmann::json::parse(json, nullptr, false);
    if (!read.is_object() || !read.contains("days") || !read["days"].is_array()) {
        return bad("it must have \"days\", a list of dates");
    }
    Holidays days;
    for (const auto& one : read["days"]) {
        const auto day =
            one.is_string() ? base::day_from_iso(one.get<std::string>()) : std::nullopt;
        if (!day) {
            return bad("\"days\" must hold dates such as \"2026-12-25\"");
        }
        days.push_back(*day);
    }
    std::sort(days.begin(), days.end());
    return days;
}

bool is_working_day(base::Day day, const Holidays& holidays) {
    const std::chrono::weekday weekday(day);
    return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday &&
           !std::binary_search(holidays.begin(), holidays.end(), day);
}

base::Day working_day_from(base::Day day, const Holidays& holidays) {
    while (!is_working_day(day, holidays)) {
        day += std::chrono::days{1};
    }
    return day;
}

base::Day add_working_days(base::Day day, int count, const Holidays& holidays) {
    for (int i = 0; i < count; ++i) {
        day = working_day_from(day + std::chrono::days{1}, holidays);
    }
    return day;
}

base::Day add_months(base::Day day, int months) {
    const std::chrono::year_month_day from(day);
    const std::chrono::year_month_day same = from + std::chrono::months{months};
    return same.ok() ? base::Day(same) : base::Day(same.year() / same.month() / std::chrono::last);
}

}  // namespace harmony::events
