#include "admin/gui/views/events_list.h"

#include <fmt/format.h>

#include <array>
#include <numeric>

#include "admin/gui/views/page_parts.h"

namespace harmony::admin::gui {

namespace {

using ui::desk::Cell;
using ui::desk::Tone;

constexpr std::array columns{
    ui::desk::Column{.id = "when", .heading = "When", .share = 1.8},
    ui::desk::Column{.id = "what", .heading = "What", .share = 2},
    ui::desk::Column{.id = "where", .heading = "Where", .share = 1.7},
    ui::desk::Column{.id = "coming", .heading = "Coming", .share = 0.8, .number = true},
    ui::desk::Column{.id = "spaces", .heading = "Spaces", .share = 0.7, .number = true},
    ui::desk::Column{.id = "waiting", .heading = "Waiting", .share = 0.75, .number = true},
    ui::desk::Column{.id = "came", .heading = "Came", .share = 0.65, .number = true},
    ui::desk::Column{.id = "state", .heading = "State", .share = 1.2},
};

/// For a narrow page: when, what, and how it stands.
constexpr std::array narrow_columns{columns[0], columns[1], columns[7]};
constexpr double narrow_page = 330;

/// Without the year in which most of them are.
std::string when_words(const EventDate& date, base::Day today) {
    constexpr std::array names = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    const base::Day day = events::day_of(date.start);
    const std::chrono::year year = std::chrono::year_month_day{today}.year();
    std::string said = events::said(day);
    if (std::chrono::year_month_day{day}.year() == year) {
        said.resize(said.rfind(' '));
    }
    return fmt::format("{} {}, {}",
                       names.at(std::chrono::weekday{day}.c_encoding()),
                       said,
                       events::clock_said(date.start));
}

Tone tone_of(const EventDate& date) {
    return date.conflicts > 0 || date.state == events::OccurrenceState::cancelled ? Tone::bad
           : date.state == events::OccurrenceState::moved                         ? Tone::notice
           : date.draft || date.state == events::OccurrenceState::over            ? Tone::quiet
                                                                                  : Tone::good;
}

std::string state_words(const EventDate& date) {
    return date.conflicts > 0 ? fmt::format("{} to decide", date.conflicts) : standing(date);
}

/// Nobody signs up for it: no number is better than a nought.
std::string count_words(bool counts, int number) {
    return counts || number > 0 ? fmt::to_string(number) : std::string();
}

parts::SortKey key_of(const EventDate& date, std::string_view column) {
    if (column == "when") {
        return {date.start.time_since_epoch().count()};
    }
    if (column == "coming") {
        return {date.coming};
    }
    if (column == "spaces") {
        return {date.spaces.value_or(-1)};
    }
    if (column == "waiting") {
        return {date.waiting};
    }
    if (column == "came") {
        return {date.came};
    }
    return {0,
            parts::lowered(column == "what"    ? date.title
                           : column == "where" ? date.venue
                                               : state_words(date))};
}

}  // namespace

void EventsList::take(const EventsModel& model) {
    model_ = &model;
    choose_rows();
}

bool EventsList::shows(const EventDate& date, const std::string& looked_for) const {
    const bool past = events::day_of(date.start) < model_->today;
    const bool then = when_ == When::all || past == (when_ == When::past);
    return then && date.slot_of.empty() &&
           (looked_for.empty() ||
            parts::lowered(date.title + ' ' + date.venue).find(looked_for) != std::string::npos);
}

void EventsList::choose_rows() {
    rows_.clear();
    const std::string looked_for = parts::lowered(looked_for_.text());
    for (std::size_t row = 0; row < model_->dates.size(); ++row) {
        if (shows(model_->dates[row], looked_for)) {
            rows_.push_back(row);
        }
    }
    parts::sort_rows(rows_, state_, [this](std::size_t row, std::string_view column) {
        return key_of(model_->dates[row], column);
    });
}

Cell EventsList::cell(std::size_t row, std::size_t column) const {
    const EventDate& date = model_->dates[rows_[row]];
    switch (narrow_ && column == 2 ? columns.size() - 1 : column) {
        case 0: return {.text = when_words(date, model_->today)};
        case 1: return {.text = date.title, .strong = true};
        case 2: return {.text = date.venue, .quiet = true};
        case 3: return {.text = count_words(date.signs_up, date.coming)};
        case 4: return {.text = date.spaces ? fmt::to_string(*date.spaces) : std::string()};
        case 5: return {.text = count_words(date.signs_up, date.waiting + date.asked)};
        case 6: return {.text = count_words(false, date.came)};
        default: return {.text = state_words(date), .tone = tone_of(date)};
    }
}

ui::desk::Table EventsList::table() const {
    return {.id = "events.dates",
            .name = "Dates of events",
            .columns = narrow_ ? std::span<const ui::desk::Column>(narrow_columns)
                               : std::span<const ui::desk::Column>(columns),
            .rows = rows_.size(),
            .key = [this](std::size_t row) { return model_->dates[rows_[row]].id; },
            .cell = [this](std::size_t row, std::size_t column) { return cell(row, column); }};
}

std::string EventsList::draw(ui::Frame& frame, ui::Rect where, Host& host) {
    constexpr std::array whens{ui::desk::Option{"to_come", "To come"},
                               ui::desk::Option{"past", "Past"},
                               ui::desk::Option{"all", "All"}};
    const std::array buttons{
        ui::Button{.id = "events.copy", .label = "Copy", .kind = ui::ButtonKind::quiet},
        ui::Button{.id = "events.export",
                   .label = "Export",
                   .kind = ui::ButtonKind::quiet,
                   .enabled = !host.busy()}};
    const parts::Head head =
        parts::head(frame, where, "events.when", whens, static_cast<std::size_t>(when_), buttons);
    const ui::desk::Field field{.id = "events.search",
                                .label = {},
                                .name = "Look for an event or a venue",
                                .placeholder = "Look for an event or a venue"};
    const bool typed =
        ui::desk::field(
            frame, where.take_top(ui::desk::field_height(frame, field), 3), field, looked_for_)
            .changed;
    if (head.part || typed) {
        when_ = head.part ? static_cast<When>(*head.part) : when_;
        state_.top = 0;
        choose_rows();
    }
    if (rows_.empty()) {
        ui::desk::empty(
            frame,
            where,
            {.id = "events.none",
             .icon = ui::Icon::calendar,
             .title = "No date here",
             .text = looked_for_.empty() ? "Nothing is on in this time."
                                         : "No event and no venue is called like that."});
        return {};
    }
    narrow_ = where.w < narrow_page;
    const ui::desk::Table shown = table();
    if (head.button == std::size_t{0}) {
        host.copy(parts::tab_separated(shown));
        host.say("The table is on the clipboard.");
    }
    if (head.button == std::size_t{1}) {
        host.run({"Writing the table",
                  {"event", "signups", "--csv", model_->folder + "events.csv"},
                  ""});
    }
    const ui::desk::TableEvent event = ui::desk::table(frame, where, shown, state_);
    const std::string pressed = event.pressed ? shown.key(*event.pressed) : std::string();
    if (event.sorted) {
        choose_rows();
    }
    return pressed;
}

}  // namespace harmony::admin::gui
