#pragma once

#include <string>

#include "admin/gui/models/events.h"
#include "ui/desk.h"

namespace harmony::admin::gui {

/// What waits for an officer to decide: one below the other, the nearest event first, each with
/// what happens when nobody acts and what can be done about it.
class EventsInbox {
public:
    /// The id of a date that somebody wants to see; empty: none.
    std::string draw(ui::Frame& frame, const ui::Rect& where, const EventsModel& model, Host& host);

private:
    double draw_item(
        ui::Frame& frame, ui::Rect where, const InboxLine& item, Host& host, std::string& opened);
    void decide(const InboxLine& item, const InboxChoice& choice, Host& host);

    ui::desk::Scroll scroll_;
    std::string officer_;  ///< as the officer last called themselves
};

}  // namespace harmony::admin::gui
