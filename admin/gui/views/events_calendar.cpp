#include "admin/gui/views/events_calendar.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "admin/gui/views/page_parts.h"
#include "admin/report/words.h"

namespace harmony::admin::gui {

namespace {

using base::Day;
using std::chrono::days;
using ui::Frame;
using ui::Rect;

constexpr int week_days = 7;
constexpr double line_height = 8.5;  ///< of a date in a day
constexpr double head_height = 9;    ///< of the names of weekdays
constexpr double number_height = 9;  ///< of the day's number
constexpr double card_height = 30;   ///< of a date in a week

constexpr std::array<std::string_view, 7> weekday_names = {
    "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

std::span<const EventDate* const> on(const DatesByDay& dates, Day day) {
    const auto found = dates.find(day);
    return found == dates.end() ? std::span<const EventDate* const>()
                                : std::span<const EventDate* const>(found->second);
}

bool faint(const EventDate& date) {
    return date.state == events::OccurrenceState::cancelled ||
           date.state == events::OccurrenceState::over || date.draft;
}

ui::Role colour_of(const EventDate& date) {
    return date.conflicts > 0                                          ? ui::Role::danger
           : date.state == events::OccurrenceState::cancelled          ? ui::Role::second_text
           : date.draft || date.state == events::OccurrenceState::over ? ui::Role::second_text
                                                                       : ui::Role::primary;
}

/// What a voice says of a date, and what stands on its card.
std::string said_of(const EventDate& date) {
    std::string text = fmt::format("{} {}", events::clock_said(date.start), date.title);
    if (const std::string how = standing(date); how != "scheduled" && how != "over") {
        text += ", " + how;
    }
    return text;
}

/// A ground that answers to the pointer, with a bar of the date's colour at its start.
bool press_ground(Frame& frame, const Rect& where, const EventDate& date) {
    const std::string id = "events.date." + date.id;
    const ui::Touch touch = frame.touch({id, where});
    const ui::Theme theme = frame.theme();
    const ui::Colour colour = theme[colour_of(date)];
    frame.fill(where,
               ui::mixed(theme[ui::Role::surface],
                         colour,
                         touch.held_down ? 70
                         : faint(date)   ? 16
                                         : 34),
               1.5);
    frame.fill({where.x, where.y, 1.6, where.h}, colour, 0.8);
    if (touch.focused) {
        frame.focus_ring(where, 1.5);
    }
    ui::sem::Node node;
    node.id = id;
    node.role = ui::sem::Role::button;
    node.action = ui::sem::Action::press;
    node.name.assign(said_of(date));
    node.rect = where;
    frame.record(std::move(node));
    return touch.activated;
}

/// One line of a day: the time and what it is.
bool draw_line(Frame& frame, const Rect& where, const EventDate& date) {
    const bool pressed = press_ground(frame, where, date);
    const ui::TextLook look{
        .scale = ui::Scale::small,
        .colour = faint(date) ? ui::Role::second_text : ui::Role::text,
        .share = 0.86,
    };
    const std::string text = date.state == events::OccurrenceState::cancelled
                                 ? "Cancelled: " + date.title
                                 : fmt::format("{} {}", events::clock_said(date.start), date.title);
    const ui::TextBox box =
        frame.lay_out(ui::desk::shortened(frame, text, look, where.w - 5), look);
    frame.text(
        box, {where.x + 3.4, where.y + (where.h - box.height) / 2}, frame.theme()[look.colour]);
    return pressed;
}

/// A date on a card of its own: time, what, where, and how many come.
bool draw_card(Frame& frame, Rect where, const EventDate& date) {
    const bool pressed = press_ground(frame, where, date);
    where = {where.x + 4.2, where.y + 2, where.w - 6, where.h - 4};
    const ui::TextLook strong{
        .scale = ui::Scale::small,
        .weight = ui::Weight::bold,
        .colour = faint(date) ? ui::Role::second_text : ui::Role::text,
    };
    const ui::TextLook quiet{
        .scale = ui::Scale::small, .colour = ui::Role::second_text, .share = 0.9};
    const std::string time =
        fmt::format("{} to {}", events::clock_said(date.start), events::clock_said(date.end));
    parts::line(frame, where, {{}, time, quiet});
    parts::line(frame, where, {{}, date.title, strong});
    std::string below = date.state == events::OccurrenceState::cancelled ? "Cancelled"
                        : date.draft                                     ? "Draft"
                        : date.signs_up && date.spaces
                            ? fmt::format("{} of {} coming", date.coming, *date.spaces)
                        : date.signs_up ? fmt::format("{} coming", date.coming)
                                        : date.venue;
    parts::line(frame, where, {{}, below, quiet});
    return pressed;
}

void draw_number(Frame& frame, const Rect& where, Day day, bool in_month, bool is_today) {
    const ui::Theme theme = frame.theme();
    const auto number = static_cast<unsigned>(std::chrono::year_month_day{day}.day());
    const ui::TextLook look{
        .scale = ui::Scale::small,
        .weight = is_today ? ui::Weight::bold : ui::Weight::regular,
        .colour = is_today   ? ui::Role::on_primary
                  : in_month ? ui::Role::text
                             : ui::Role::second_text,
    };
    const ui::TextBox box = frame.lay_out(fmt::to_string(number), look);
    const double radius = number_height / 2 - 0.4;
    const ui::Point centre{where.x + 1.5 + radius, where.y + 1 + radius};
    if (is_today) {
        frame.disc(centre, radius, theme[ui::Role::primary]);
    }
    frame.text(box, {centre.x - box.width / 2, centre.y - box.height / 2}, theme[look.colour]);
}

/// "3 more": leads to the week.
bool draw_more(Frame& frame, const Rect& where, Day day, std::size_t more) {
    const std::string id = "events.more." + base::to_iso(day);
    const std::string text = fmt::format("{} more", more);
    const ui::Touch touch = frame.touch({id, where});
    const ui::TextLook look{.scale = ui::Scale::small, .colour = ui::Role::primary, .share = 0.86};
    const ui::TextBox box = frame.lay_out(text, look);
    frame.text(
        box, {where.x + 3.4, where.y + (where.h - box.height) / 2}, frame.theme()[look.colour]);
    if (touch.focused) {
        frame.focus_ring(where, 1.5);
    }
    ui::sem::Node node;
    node.id = id;
    node.role = ui::sem::Role::button;
    node.action = ui::sem::Action::press;
    node.name.assign(text + " on " + events::said(day));
    node.rect = where;
    frame.record(std::move(node));
    return touch.activated;
}

/// Where no line fits: a dot beside the number, and the whole day leads to its week.
bool draw_mark(Frame& frame, const Rect& cell, Day day, std::size_t count) {
    const std::string id = "events.more." + base::to_iso(day);
    const ui::Touch touch = frame.touch({id, cell});
    frame.disc({cell.x + number_height + 6, cell.y + 1 + number_height / 2},
               1.6,
               frame.theme()[ui::Role::primary]);
    if (touch.focused) {
        frame.focus_ring(cell.grown(-1), 1.5);
    }
    ui::sem::Node node;
    node.id = id;
    node.role = ui::sem::Role::button;
    node.action = ui::sem::Action::press;
    node.name.assign(fmt::format("{} on {}", count, events::said(day)));
    node.rect = cell;
    frame.record(std::move(node));
    return touch.activated;
}

void draw_weekdays(Frame& frame, const Rect& where, CalendarSpan span, Day first, Day today) {
    const double width = where.w / week_days;
    for (int at = 0; at < week_days; ++at) {
        const Day day = first + days{at};
        const bool is_today = span == CalendarSpan::week && day == today;
        const ui::TextLook look{
            .scale = ui::Scale::small,
            .weight = is_today ? ui::Weight::bold : ui::Weight::regular,
            .colour = is_today ? ui::Role::primary : ui::Role::second_text,
        };
        const std::string name =
            span == CalendarSpan::month
                ? std::string(weekday_names.at(static_cast<std::size_t>(at)))
                : fmt::format("{} {}",
                              weekday_names.at(static_cast<std::size_t>(at)),
                              static_cast<unsigned>(std::chrono::year_month_day{day}.day()));
        ui::desk::words(
            frame, {where.x + at * width + 2.5, where.y, width - 3, where.h}, {{}, name, look});
    }
}

/// One day of a month: its number, and as many dates as fit.
void draw_day(Frame& frame,
              Rect where,
              Day day,
              Day today,
              bool in_month,
              const DatesByDay& dates,
              CalendarEvent& made) {
    draw_number(frame, where, day, in_month, day == today);
    const auto here = on(dates, day);
    const Rect cell = where;
    where.take_top(number_height + 1);
    where = {where.x + 1, where.y, where.w - 2.4, where.h};
    const auto room = static_cast<std::size_t>(std::max(0.0, where.h / (line_height + 0.8)));
    if (room == 0 && !here.empty()) {
        made.week = draw_mark(frame, cell, day, here.size()) ? std::optional(day) : made.week;
        return;
    }
    const std::size_t shown = here.size() <= room ? here.size() : room == 0 ? 0 : room - 1;
    for (std::size_t at = 0; at < shown; ++at) {
        if (draw_line(frame, where.take_top(line_height, 0.8), *here[at])) {
            made.opened = here[at]->id;
        }
    }
    if (shown < here.size() && room > 0 &&
        draw_more(frame, where.take_top(line_height, 0), day, here.size() - shown)) {
        made.week = day;
    }
}

CalendarEvent draw_month(Frame& frame, Rect where, Day shown, Day today, const DatesByDay& dates) {
    CalendarEvent made;
    const std::chrono::year_month_day date{shown};
    const Day first = Day{date.year() / date.month() / 1};
    const Day last = Day{date.year() / date.month() / std::chrono::last};
    const Day monday = monday_of(first);
    const int weeks = static_cast<int>((last - monday).count()) / week_days + 1;
    draw_weekdays(frame, where.take_top(head_height), CalendarSpan::month, monday, today);
    const double width = where.w / week_days;
    const double height = where.h / weeks;
    const ui::Colour line = ui::desk::hairline(frame);
    for (int week = 0; week < weeks; ++week) {
        const double y = where.y + week * height;
        frame.line({where.x, y}, {where.right(), y}, line, 0.3);
        for (int at = 0; at < week_days; ++at) {
            const Day day = monday + days{week * week_days + at};
            const Rect cell{where.x + at * width, y, width, height};
            draw_day(frame, cell, day, today, day >= first && day <= last, dates, made);
        }
    }
    return made;
}

CalendarEvent draw_week(Frame& frame, Rect where, Day shown, Day today, const DatesByDay& dates) {
    CalendarEvent made;
    const Day monday = monday_of(shown);
    draw_weekdays(frame, where.take_top(head_height), CalendarSpan::week, monday, today);
    const double width = where.w / week_days;
    const ui::Colour line = ui::desk::hairline(frame);
    frame.line({where.x, where.y}, {where.right(), where.y}, line, 0.3);
    for (int at = 0; at < week_days; ++at) {
        const double x = where.x + at * width;
        if (at > 0) {
            frame.line({x, where.y}, {x, where.bottom()}, line, 0.3);
        }
        Rect column{x + 1.2, where.y + 2, width - 2.4, where.h - 2};
        const auto here = on(dates, monday + days{at});
        for (const EventDate* date : here) {
            if (column.h < line_height) {
                break;
            }
            const bool card = column.h >= card_height && width >= 30;
            const Rect place = column.take_top(card ? card_height : line_height, 2);
            if (card ? draw_card(frame, place, *date) : draw_line(frame, place, *date)) {
                made.opened = date->id;
            }
        }
    }
    return made;
}

}  // namespace

DatesByDay by_day(const std::vector<EventDate>& dates) {
    DatesByDay made;
    for (const EventDate& date : dates) {
        if (date.slot_of.empty()) {
            made[events::day_of(date.start)].push_back(&date);
        }
    }
    return made;
}

Day monday_of(Day day) {
    return day - (std::chrono::weekday{day} - std::chrono::Monday);
}

Day stepped(Day day, CalendarSpan span, int by) {
    if (span == CalendarSpan::week) {
        return day + days{week_days * by};
    }
    const std::chrono::year_month_day date{day};
    const std::chrono::year_month month = date.year() / date.month() + std::chrono::months{by};
    return Day{month / 1};
}

std::string calendar_title(Day day, CalendarSpan span) {
    if (span == CalendarSpan::month) {
        return month_and_year(day);
    }
    const Day first = monday_of(day);
    const Day last = first + days{week_days - 1};
    const bool one_month =
        std::chrono::year_month_day{first}.month() == std::chrono::year_month_day{last}.month();
    const std::string from = events::said(first);  // "30 March 2026": the year is said once
    const std::size_t end = one_month ? from.find(' ') : from.rfind(' ');
    return fmt::format("{} to {}", from.substr(0, end), events::said(last));
}

CalendarEvent draw_calendar(Frame& frame,
                            const Rect& where,
                            CalendarSpan span,
                            Day shown,
                            Day today,
                            const DatesByDay& dates) {
    ui::desk::panel(frame, where);
    const Rect inside{where.x + 1.5, where.y + 1, where.w - 3, where.h - 2};
    return span == CalendarSpan::month ? draw_month(frame, inside, shown, today, dates)
                                       : draw_week(frame, inside, shown, today, dates);
}

}  // namespace harmony::admin::gui
