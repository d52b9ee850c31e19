#include "kiosk/words.h"

#include <fmt/format.h>

namespace harmony::kiosk {

std::string Words::count(std::string_view key, int n, int total) const {
    return (*this)(key, {{"n", std::to_string(n)}, {"total", std::to_string(total)}});
}

std::string Words::date(base::Day day) const {
    const std::chrono::year_month_day civil(day);
    const auto month = static_cast<unsigned>(civil.month());
    const std::string day_text = std::to_string(static_cast<unsigned>(civil.day()));
    const std::string year_text = std::to_string(static_cast<int>(civil.year()));
    return (*this)("date.long",
                   {{"day", day_text},
                    {"month", (*this)(fmt::format("month.{}", month))},
                    {"year", year_text}});
}

}  // namespace harmony::kiosk
