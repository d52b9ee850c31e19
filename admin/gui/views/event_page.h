#pragma once

#include <optional>
#include <string>

#include "admin/gui/models/event_date.h"
#include "admin/gui/models/events.h"
#include "admin/gui/views/event_door.h"
#include "admin/gui/views/event_parties.h"
#include "ui/desk.h"

namespace harmony::admin::gui {

/// One date of an event: its spaces by kiosk, who signed up, and the door.
class EventPage {
public:
    /// Another date: nothing of the one before is kept.
    void open(const std::string& date);
    [[nodiscard]] const std::string& date() const { return date_; }

    void refresh(Host& host);

    /// What somebody wants to see instead: another date, or `back`.
    struct Event {
        bool back = false;
        std::string opened;
    };
    Event draw(ui::Frame& frame, ui::Rect where, const EventsModel& model, Host& host);

private:
    enum class Part { overview, parties, door };

    void draw_title(ui::Frame& frame, ui::Rect& where, const EventDate& line, Event& event);
    void draw_figures(ui::Frame& frame, ui::Rect& where, const EventDate& line) const;
    void draw_overview(ui::Frame& frame,
                       const ui::Rect& where,
                       const EventsModel& model,
                       const EventDate& line,
                       Host& host,
                       Event& event);
    void draw_spaces(ui::Frame& frame, ui::Rect& where, Host& host);
    void draw_slots(ui::Frame& frame, ui::Rect& where, const EventsModel& model, Event& event);
    void act(std::size_t button, const EventsModel& model, const EventDate& line, Host& host);

    std::string date_;
    Part part_ = Part::overview;
    std::optional<DateDetail> detail_;
    EventParties parties_;
    EventDoor door_;
    ui::desk::Scroll scroll_;
    ui::desk::TableState kiosks_;
    ui::desk::TableState slots_;
};

}  // namespace harmony::admin::gui
