#pragma once

#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/time.h"

namespace harmony::events {

/// Bank holidays of England, sorted. They come with the pack (assets/calendars).
using Holidays = std::vector<base::Day>;

/// Reads `assets/calendars/england_bank_holidays.json`. Errors: unreadable.
[[nodiscard]] base::Result<Holidays> read_holidays(std::string_view json);

/// Monday to Friday, and no bank holiday.
[[nodiscard]] bool is_working_day(base::Day day, const Holidays& holidays);

/// The day itself when it is a working day, else the next one.
[[nodiscard]] base::Day working_day_from(base::Day day, const Holidays& holidays);

/// The last of `count` working days after a day, which does not count itself.
[[nodiscard]] base::Day add_working_days(base::Day day, int count, const Holidays& holidays);

/// The same day so many months later; the last of that month when it has no such day.
[[nodiscard]] base::Day add_months(base::Day day, int months);

}  // namespace harmony::events
