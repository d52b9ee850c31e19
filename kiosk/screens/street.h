#pragma once

#include "ui/frame.h"

namespace harmony::kiosk {

/// A quiet street in the evening with lit windows, along the lower edge of `where`, with its sky.
/// Decoration: it has no node, and it stands still.
void draw_street(ui::Frame& frame, const ui::Rect& where);

}  // namespace harmony::kiosk
