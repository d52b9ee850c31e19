#pragma once

#include <optional>
#include <string>
#include <vector>

#include "admin/gui/models/kiosks.h"
#include "ui/desk.h"

namespace harmony::admin::gui {

/// The way of a machine into the list of kiosks: its request lies on a stick, or a scanner reads it
/// off its screen; its digits are compared; it gets a name; its PINs are written down.
class KioskEnrol {
public:
    void begin(std::string address);

    /// Whether somebody is done, or went back.
    bool draw(ui::Frame& frame, ui::Rect where, Host& host);

private:
    void draw_ways(ui::Frame& frame, ui::Rect& where, Host& host);
    void draw_machines(ui::Frame& frame, ui::Rect& where, Host& host);
    bool draw_machine(ui::Frame& frame, ui::Rect& where, const AskingMachine& machine, Host& host);
    void draw_result(ui::Frame& frame, ui::Rect& where);
    void look(Host& host);
    void scan(Host& host);
    void enrol(const AskingMachine& machine, Host& host);

    std::string address_;
    ui::EditBuffer to_;
    ui::EditBuffer code_;
    std::string scanned_;  ///< the code that the machines below came from; empty: from the address
    std::optional<std::vector<AskingMachine>> machines_;
    std::string result_;  ///< what was said when it was enrolled, with its PINs
    ui::desk::Scroll scroll_;
};

}  // namespace harmony::admin::gui
