#include "kiosk/words.h"

#include <fmt/format.h>

namespace harmony::kiosk {

std::string Words::count(std::string_view key, int n, int total) const {
    return (*this)(key, {{"n", std::to_string(n)}, {"total", std::to_string(total)}});
}

std::string Words::date(base::Day day) const {
    return std::string(entered_date(day).view());
}

base::SecretText Words::entered_date(base::Day day) const {
    const std::chrono::year_month_day civil(day);
    const auto month = static_cast<unsigned>(civil.month());
    const std::string day_text = std::to_string(static_cast<unsigned>(civil.day()));
    const std::string year_text = std::to_string(static_cast<int>(civil.year()));
    return entered("date.long",
                   {{"day", day_text},
                    {"month", (*this)(fmt::format("month.{}", month))},
                    {"year", year_text}});
}

std::string Words::month(unsigned month) const {
    return (*this)(fmt::format("month.alone.{}", month));
}

}  // namespace harmony::kiosk
