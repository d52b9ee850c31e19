#include "admin/gui/views/event_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "admin/gui/models/event_orders.h"
#include "admin/gui/views/page_parts.h"

namespace harmony::admin::gui {

using ui::Frame;
using ui::Rect;
using ui::desk::Tone;

namespace {

constexpr double widest_text = 260;

constexpr std::array kiosk_columns{
    ui::desk::Column{.id = "kiosk", .heading = "Kiosk", .share = 1.6, .sorts = false},
    ui::desk::Column{
        .id = "may_give", .heading = "May give", .share = 1, .number = true, .sorts = false},
    ui::desk::Column{
        .id = "given", .heading = "Has given", .share = 1, .number = true, .sorts = false},
    ui::desk::Column{
        .id = "open", .heading = "Not heard of", .share = 1.1, .number = true, .sorts = false},
};

constexpr std::array slot_columns{
    ui::desk::Column{.id = "time", .heading = "Time", .share = 1, .sorts = false},
    ui::desk::Column{
        .id = "coming", .heading = "Taken", .share = 1, .number = true, .sorts = false},
    ui::desk::Column{.id = "asked", .heading = "Asked", .share = 1, .number = true, .sorts = false},
    ui::desk::Column{.id = "state", .heading = "State", .share = 1, .sorts = false},
};

Tone tone_of(const EventDate& line) {
    switch (line.state) {
        case events::OccurrenceState::scheduled: return line.draft ? Tone::quiet : Tone::good;
        case events::OccurrenceState::moved: return Tone::notice;
        case events::OccurrenceState::cancelled: return Tone::bad;
        case events::OccurrenceState::over: return Tone::quiet;
    }
    return Tone::quiet;
}

std::string when_words(const EventDate& line) {
    constexpr std::array names = {
        "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
    const base::Day day = events::day_of(line.start);
    std::string text = fmt::format("{} {}, {} to {}",
                                   names.at(std::chrono::weekday{day}.c_encoding()),
                                   events::said(day),
                                   events::clock_said(line.start),
                                   events::clock_said(line.end));
    return line.venue.empty() ? text : text + ", " + line.venue;
}

}  // namespace

void EventPage::open(const std::string& date) {
    date_ = date;
    part_ = Part::overview;
    detail_.reset();
    parties_.open(date);
    door_.open(date);
    scroll_ = {};
    kiosks_ = {};
    slots_ = {};
}

void EventPage::refresh(Host& host) {
    host.read<DateDetail>(
        "events.date",
        [date = date_](Reader& reader) { return read_date(reader, date); },
        [this](DateDetail detail) {
            if (detail.id == date_) {
                detail_ = std::move(detail);
            }
        });
    parties_.refresh(host);
}

EventPage::Event EventPage::draw(Frame& frame, Rect where, const EventsModel& model, Host& host) {
    Event event;
    const EventDate* line = model.find(date_);
    if (line == nullptr) {
        event.back = true;
        return event;
    }
    const bool own = !line->series.empty();
    const bool may = !host.busy() && own;
    const bool off = line->state == events::OccurrenceState::cancelled;
    std::vector<ui::Button> buttons{
        {.id = "events.date.change", .label = "Change", .enabled = may && !off},
        {.id = "events.date.cancel", .label = "Cancel it", .enabled = may && !off},
        {.id = "events.date.poster", .label = "Poster", .enabled = may},
        {.id = "events.date.messages", .label = "Send confirmations", .enabled = !host.busy()}};
    if (line->draft) {
        buttons.push_back({.id = "events.date.publish",
                           .label = "Publish",
                           .kind = ui::ButtonKind::primary,
                           .enabled = may});
    }
    if (const auto pressed = parts::actions(frame, where, buttons)) {
        act(*pressed, model, *line, host);
    }
    draw_title(frame, where, *line, event);
    draw_figures(frame, where, *line);
    constexpr std::array options{ui::desk::Option{"overview", "Overview"},
                                 ui::desk::Option{"parties", "Sign-ups"},
                                 ui::desk::Option{"door", "At the door"}};
    const parts::Head head =
        parts::head(frame, where, "events.part", options, static_cast<std::size_t>(part_), {});
    part_ = head.part ? static_cast<Part>(*head.part) : part_;
    if (!detail_) {
        parts::reading(frame, where, "events.date.reading");
        return event;
    }
    switch (part_) {
        case Part::overview: draw_overview(frame, where, model, *line, host, event); break;
        case Part::parties: parties_.draw(frame, where, model, *line, host); break;
        case Part::door: door_.draw(frame, where, *detail_, host); break;
    }
    return event;
}

void EventPage::act(std::size_t button,
                    const EventsModel& model,
                    const EventDate& line,
                    Host& host) {
    switch (button) {
        case 0:
            if (detail_) {
                parts::fill_and_run(host,
                                    change_form(model, line, *detail_),
                                    [model, line, detail = *detail_](const Answers& answers) {
                                        return change_order(model, line, detail, answers);
                                    });
            }
            break;
        case 1:
            host.fill_in(cancel_form(line), [line, &host](const Answers& answers) {
                host.run(cancel_order(line, answers));
            });
            break;
        case 2:
            host.fill_in(poster_form(model, line), [line, &host](const Answers& answers) {
                host.run(poster_order(line, answers));
            });
            break;
        case 3:
            host.ask({"Send what is due?",
                      "Confirmations, offers, reminders and changes go out to everybody whom they "
                      "are due to, of every event. Nobody is told twice.",
                      "Send"},
                     [&host] {
                         host.run({"Sending messages", {"message", "run"}, ""});
                     });
            break;
        default: host.run(publish_order(line)); break;
    }
}

void EventPage::draw_title(Frame& frame, Rect& where, const EventDate& line, Event& event) {
    Rect row = where.take_top(ui::sizes::control, 2);
    const ui::Button back{.id = "events.back",
                          .label = "All dates",
                          .kind = ui::ButtonKind::quiet,
                          .icon = ui::Icon::back};
    event.back = ui::button(frame, row.take_left(ui::button_size(frame, back).w, 3), back);
    const std::string state = standing(line);
    const ui::Size badge = ui::desk::badge_size(frame, state);
    const ui::TextLook large{.scale = ui::Scale::large, .weight = ui::Weight::bold};
    const std::string title =
        ui::desk::shortened(frame, line.title, large, std::max(20.0, row.w - badge.w - 6));
    const ui::TextBox box = frame.lay_out(title, large);
    ui::desk::words(frame,
                    {row.x, row.y + (row.h - box.height) / 2, box.width + 1, box.height},
                    {"events.event", title, large});
    ui::desk::badge(frame,
                    {row.x + box.width + 5, row.y + (row.h - badge.h) / 2},
                    {"events.state", state, tone_of(line)});
    parts::line(
        frame, where, {"events.when", when_words(line), {.colour = ui::Role::second_text}}, 4);
}

void EventPage::draw_figures(Frame& frame, Rect& where, const EventDate& line) const {
    if (where.h < 150) {
        return;  // large letters: the same numbers stand in the list
    }
    struct Number {
        const char* id;
        std::string number;
        const char* name;
        Tone tone;
    };
    std::vector<Number> numbers;
    if (line.signs_up) {
        numbers.push_back({"events.figure.coming",
                           line.spaces ? fmt::format("{} of {}", line.coming, *line.spaces)
                                       : fmt::to_string(line.coming),
                           "coming",
                           Tone::quiet});
        numbers.push_back({"events.figure.waiting",
                           fmt::to_string(line.waiting + line.asked),
                           "waiting for an answer",
                           line.waiting + line.asked > 0 ? Tone::notice : Tone::quiet});
        if (line.spaces && detail_) {
            numbers.push_back({"events.figure.free",
                               fmt::to_string(detail_->free),
                               "free to give",
                               detail_->free < 0 ? Tone::bad : Tone::quiet});
        }
    }
    numbers.push_back({"events.figure.came", fmt::to_string(line.came), "came", Tone::quiet});
    Rect row = where.take_top(ui::desk::figure_height, 5);
    const double width = std::min(90.0,
                                  (row.w - 4 * static_cast<double>(numbers.size() - 1)) /
                                      static_cast<double>(numbers.size()));
    for (const Number& one : numbers) {
        ui::desk::figure(
            frame, row.take_left(width, 4), {one.id, one.number, one.name, one.tone, false});
    }
}

void EventPage::draw_overview(Frame& frame,
                              const Rect& where,
                              const EventsModel& model,
                              const EventDate& line,
                              Host& host,
                              Event& event) {
    ui::desk::scrolled(frame, where, "events.overview", scroll_, [&](const Rect& whole) {
        Rect inside = whole;
        inside.h = 10'000;  // what is longer than the place is scrolled to
        const double full = inside.w;
        inside.w = std::min(full, widest_text);
        parts::labelled(frame, inside, "events.note", "What changed", detail_->note);
        parts::labelled(frame, inside, "events.summary", "What it is", detail_->summary);
        parts::labelled(frame, inside, "events.organiser", "Who runs it", detail_->organiser);
        parts::labelled(frame, inside, "events.needs", "What people need", detail_->needs);
        inside.w = full;
        draw_spaces(frame, inside, host);
        draw_slots(frame, inside, model, event);
        if (detail_->summary.empty() && line.series.empty()) {
            inside.take_top(ui::paragraph(
                frame,
                inside,
                {.id = "events.elsewhere",
                 .text = "Another computer of the office keeps this event. What came of it here is "
                         "counted."}));
        }
        return inside.y - whole.y;
    });
}

void EventPage::draw_spaces(Frame& frame, Rect& where, Host& host) {
    if (detail_->kiosks.empty()) {
        return;
    }
    parts::part_heading(frame, where, "events.spaces", "Spaces by kiosk");
    where.take_top(ui::paragraph(frame, where, {.id = "events.worst", .text = detail_->worst}), 3);
    const auto& kiosks = detail_->kiosks;
    const ui::desk::Table table{
        .id = "events.kiosks",
        .name = "Spaces by kiosk",
        .columns = kiosk_columns,
        .rows = kiosks.size(),
        .key = [&kiosks](std::size_t row) { return kiosks[row].label; },
        .cell = [&kiosks](std::size_t row, std::size_t column) -> ui::desk::Cell {
            const KioskSpaces& one = kiosks[row];
            const std::array numbers = {one.may_give, one.given, one.open};
            return column == 0
                       ? ui::desk::Cell{.text = one.lost ? one.label + " (lost)" : one.label,
                                        .strong = true}
                       : ui::desk::Cell{.text = fmt::to_string(numbers.at(column - 1))};
        }};
    const double height = ui::desk::row_height * static_cast<double>(kiosks.size() + 1) + 2;
    ui::desk::table(frame, where.take_top(height, 3), table, kiosks_);
    const auto chosen = std::find_if(kiosks.begin(), kiosks.end(), [this](const auto& one) {
        return one.label == kiosks_.chosen;
    });
    const bool one = chosen != kiosks.end() && !chosen->lost && !host.busy();
    const std::array buttons{
        ui::Button{.id = "events.spaces.spread",
                   .label = "Share out what is free",
                   .enabled = !host.busy() && detail_->free > 0},
        ui::Button{.id = "events.spaces.give", .label = "Set its spaces", .enabled = one},
        ui::Button{.id = "events.spaces.lost", .label = "It is lost", .enabled = one}};
    const auto pressed = parts::button_row(frame, where, buttons);
    where.take_top(parts::button_row_size(frame, where.w, buttons).h, 6);
    if (!pressed) {
        return;
    }
    const DateDetail detail = *detail_;
    if (*pressed == 0) {
        host.fill_in(spread_form(host.settings().store), [detail, &host](const Answers& answers) {
            parts::remember_store(host, answers.at(0));
            host.run(spread_order(detail, answers));
        });
    } else if (*pressed == 1) {
        parts::fill_and_run(host,
                            allocate_form(detail, chosen->label, host.settings().store),
                            [detail, &host](const Answers& answers) {
                                parts::remember_store(host, answers.at(2));
                                return allocate_order(detail, answers);
                            });
    } else {
        host.fill_in(write_off_form(chosen->label), [detail, &host](const Answers& answers) {
            host.run(write_off_order(detail, answers));
        });
    }
}

void EventPage::draw_slots(Frame& frame, Rect& where, const EventsModel& model, Event& event) {
    std::vector<const EventDate*> slots;
    for (const EventDate& date : model.dates) {
        if (date.slot_of == date_) {
            slots.push_back(&date);
        }
    }
    if (slots.empty()) {
        return;
    }
    parts::part_heading(frame, where, "events.slots", "Appointments");
    const ui::desk::Table table{
        .id = "events.slot",
        .name = "Appointments",
        .columns = slot_columns,
        .rows = slots.size(),
        .key = [&slots](std::size_t row) { return slots[row]->id; },
        .cell = [&slots](std::size_t row, std::size_t column) -> ui::desk::Cell {
            const EventDate& slot = *slots[row];
            switch (column) {
                case 0: return {.text = events::clock_said(slot.start), .strong = true};
                case 1: return {.text = fmt::to_string(slot.coming)};
                case 2: return {.text = fmt::to_string(slot.asked + slot.waiting)};
                default: return {.text = standing(slot), .tone = tone_of(slot)};
            }
        }};
    const double height = ui::desk::row_height * static_cast<double>(slots.size() + 1) + 2;
    if (const auto pressed =
            ui::desk::table(frame, where.take_top(height, 4), table, slots_).pressed) {
        event.opened = slots[*pressed]->id;
    }
}

}  // namespace harmony::admin::gui
