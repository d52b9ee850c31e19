#pragma once

#include <string>

#include "admin/gui/models/kiosks.h"
#include "ui/desk.h"

namespace harmony::admin::gui {

/// One kiosk: its faults and gaps in plain words, the spaces it may give away, and what can be done
/// about it.
class KioskPanel {
public:
    /// Returns the id of a date that somebody wants to see; empty: none.
    std::string draw(ui::Frame& frame,
                     const ui::Rect& where,
                     const KioskCard& kiosk,
                     base::Day today,
                     Host& host);

private:
    void draw_words(ui::Frame& frame, ui::Rect& where, const KioskCard& kiosk) const;
    void draw_actions(
        ui::Frame& frame, ui::Rect& where, const KioskCard& kiosk, base::Day today, Host& host);

    ui::desk::Scroll scroll_;
    ui::desk::TableState grants_;
};

}  // namespace harmony::admin::gui
