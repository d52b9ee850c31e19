#pragma once

#include "kiosk/screens/page.h"

namespace harmony::kiosk {

/// Draws the bar of a page and says what was pressed on it; a button that is held opens the
/// accessibility sheet (kiosk.md 3, 4.2).
void draw_page_bar(ui::Frame& frame,
                   const ui::Rect& where,
                   const PageContext& context,
                   BarKind kind,
                   Intents& intents);

}  // namespace harmony::kiosk
