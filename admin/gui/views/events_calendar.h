#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "admin/gui/models/events.h"
#include "ui/desk.h"

namespace harmony::admin::gui {

enum class CalendarSpan { month, week };

/// Dates by their day; appointments stand behind the date they are of, and are left out.
using DatesByDay = std::map<base::Day, std::vector<const EventDate*>>;
[[nodiscard]] DatesByDay by_day(const std::vector<EventDate>& dates);

/// The Monday of the week that a day is in.
[[nodiscard]] base::Day monday_of(base::Day day);

/// The month or week before or after.
[[nodiscard]] base::Day stepped(base::Day day, CalendarSpan span, int by);

/// "March 2026"; "23 to 29 March 2026".
[[nodiscard]] std::string calendar_title(base::Day day, CalendarSpan span);

struct CalendarEvent {
    std::string opened;             ///< id of a date that was pressed; empty: none
    std::optional<base::Day> week;  ///< of a day that holds more than is shown
};

/// A month as weeks below each other, or a week as its days side by side. `shown`: a day in it.
CalendarEvent draw_calendar(ui::Frame& frame,
                            const ui::Rect& where,
                            CalendarSpan span,
                            base::Day shown,
                            base::Day today,
                            const DatesByDay& dates);

}  // namespace harmony::admin::gui
