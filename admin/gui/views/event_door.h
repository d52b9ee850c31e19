#pragma once

#include <optional>
#include <string>

#include "admin/gui/models/event_date.h"
#include "ui/desk.h"

namespace harmony::admin::gui {

/// The office's machine at the door of one date: scan, type or search, and walk-ins.
class EventDoor {
public:
    void open(const std::string& date);
    void draw(ui::Frame& frame, ui::Rect where, const DateDetail& detail, Host& host);

private:
    void check_in(const std::string& said, const std::string& why, Host& host);
    void draw_verdict(ui::Frame& frame, ui::Rect& where, Host& host);
    void draw_walk_ins(ui::Frame& frame, ui::Rect& where, const DateDetail& detail, Host& host);

    std::string date_;
    ui::EditBuffer typed_;
    std::string asked_;    ///< what the verdict is about
    std::string verdict_;  ///< as the command line says it: "IN: ...", "STOP: ..."
    bool let_in_ = false;
    std::string undo_;  ///< what lets the last party out again: its words; empty: nothing
};

}  // namespace harmony::admin::gui
