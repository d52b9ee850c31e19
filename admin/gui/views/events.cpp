#include <fmt/format.h>

#include <array>
#include <optional>
#include <span>

#include "admin/gui/models/event_orders.h"
#include "admin/gui/views/all.h"
#include "admin/gui/views/event_page.h"
#include "admin/gui/views/events_calendar.h"
#include "admin/gui/views/events_inbox.h"
#include "admin/gui/views/events_list.h"
#include "admin/gui/views/page_parts.h"

namespace harmony::admin::gui {

namespace {

using ui::Frame;
using ui::Rect;

class EventsView final : public View {
public:
    [[nodiscard]] About about() const override { return {"events", "Events", ui::Icon::calendar}; }

    void refresh(Host& host) override {
        host.read<EventsModel>("events", read_events, [this](EventsModel model) {
            model_ = std::move(model);
            by_day_ = by_day(model_->dates);
            list_.take(*model_);
            shown_ = shown_ ? shown_ : std::optional(model_->today);
        });
        if (!page_.date().empty()) {
            page_.refresh(host);
        }
    }

    void show(std::string_view item, Host& host) override {
        if (item == "conflicts") {
            page_.open({});
            part_ = Part::inbox;
            return;
        }
        page_.open(std::string(item));
        page_.refresh(host);
    }

    [[nodiscard]] std::size_t waiting() const override { return model_ ? model_->inbox.size() : 0; }

    void draw(Frame& frame, const Rect& where, Host& host) override {
        if (!model_) {
            parts::reading(frame, where, "events.reading");
            return;
        }
        if (!page_.date().empty()) {
            draw_page(frame, where, host);
            return;
        }
        if (model_->dates.empty() && model_->inbox.empty()) {
            draw_nothing(frame, where, host);
            return;
        }
        draw_parts(frame, where, host);
    }

private:
    enum class Part { calendar, list, inbox };
    static constexpr double least_title = 60;  ///< that the name of a month needs

    void draw_nothing(Frame& frame, const Rect& where, Host& host) {
        const bool pressed = ui::desk::empty(
            frame,
            where,
            {.id = "events.first",
             .icon = ui::Icon::calendar,
             .title = "No event is planned yet",
             .text = "Drop-ins, stalls, surgeries, fun days: an event you add here shows on kiosks "
                     "with the next publish, and people can sign up there.",
             .button_id = "events.add",
             .button = "Add an event"});
        if (pressed) {
            add_event(host);
        }
    }

    void draw_page(Frame& frame, const Rect& where, Host& host) {
        const EventPage::Event event = page_.draw(frame, where, *model_, host);
        if (event.back) {
            page_.open({});
        } else if (!event.opened.empty()) {
            open(event.opened, host);
        }
    }

    void draw_parts(Frame& frame, Rect where, Host& host) {
        const std::string waits = model_->inbox.empty()
                                      ? std::string("To decide")
                                      : fmt::format("To decide ({})", model_->inbox.size());
        const std::array options{ui::desk::Option{"calendar", "Calendar"},
                                 ui::desk::Option{"list", "List"},
                                 ui::desk::Option{"inbox", waits}};
        const std::array buttons{ui::Button{.id = "events.add",
                                            .label = "Add an event",
                                            .kind = ui::ButtonKind::primary,
                                            .enabled = !host.busy()}};
        const parts::Head head = parts::head(
            frame, where, "events.show", options, static_cast<std::size_t>(part_), buttons);
        if (head.part) {
            part_ = static_cast<Part>(*head.part);
        }
        if (head.button) {
            add_event(host);
        }
        std::string opened;
        switch (part_) {
            case Part::calendar: opened = draw_calendar_part(frame, where); break;
            case Part::list: opened = list_.draw(frame, where, host); break;
            case Part::inbox: opened = inbox_.draw(frame, where, *model_, host); break;
        }
        if (!opened.empty()) {
            open(opened, host);
        }
    }

    std::string draw_calendar_part(Frame& frame, Rect where) {
        Rect row = where.take_top(ui::sizes::control, 3);
        const std::array spans{ui::desk::Option{"month", "Month"},
                               ui::desk::Option{"week", "Week"}};
        const ui::Size size = ui::desk::segments_size(frame, spans);
        const Rect end = row.take_right(size.w, 4);
        if (const auto chosen = ui::desk::segments(
                frame, {end.x, end.y}, "events.span", spans, static_cast<std::size_t>(span_))) {
            span_ = static_cast<CalendarSpan>(*chosen);
        }
        draw_steps(frame, row);
        const CalendarEvent event =
            draw_calendar(frame, where, span_, *shown_, model_->today, by_day_);
        if (event.week) {
            span_ = CalendarSpan::week;
            shown_ = event.week;
        }
        return event.opened;
    }

    /// Earlier, later, today; and which month or week it is.
    void draw_steps(Frame& frame, Rect row) {
        const std::array buttons{ui::Button{.id = "events.earlier",
                                            .label = "Earlier",
                                            .icon = ui::Icon::back,
                                            .icon_only = true},
                                 ui::Button{.id = "events.later",
                                            .label = "Later",
                                            .icon = ui::Icon::forward,
                                            .icon_only = true},
                                 ui::Button{.id = "events.today", .label = "Today"}};
        const bool all = parts::button_row_size(frame, row.w - least_title, buttons).h <= row.h;
        const auto shown = std::span(buttons).first(all ? buttons.size() : 2);
        const double width = parts::button_row_size(frame, row.w, shown).w;
        const auto pressed = parts::button_row(frame, row.take_left(width, 5), shown);
        if (pressed == std::size_t{2}) {
            shown_ = model_->today;
        } else if (pressed) {
            shown_ = stepped(*shown_, span_, *pressed == 0 ? -1 : 1);
        }
        const ui::TextLook look{.scale = ui::Scale::large, .weight = ui::Weight::bold};
        const std::string title = calendar_title(*shown_, span_);
        const ui::TextBox box = frame.lay_out(title, look);
        ui::desk::words(frame,
                        {row.x, row.y + (row.h - box.height) / 2, row.w, box.height},
                        {"events.month", title, look});
    }

    void add_event(Host& host) {
        parts::fill_and_run(host, new_event_form(*model_), [this](const Answers& answers) {
            return new_event_order(*model_, answers);
        });
    }

    void open(const std::string& date, Host& host) {
        page_.open(date);
        page_.refresh(host);
    }

    std::optional<EventsModel> model_;
    DatesByDay by_day_;
    Part part_ = Part::calendar;
    CalendarSpan span_ = CalendarSpan::month;
    std::optional<base::Day> shown_;
    EventsList list_;
    EventsInbox inbox_;
    EventPage page_;
};

}  // namespace

std::unique_ptr<View> make_events_view() {
    return std::make_unique<EventsView>();
}

}  // namespace harmony::admin::gui
