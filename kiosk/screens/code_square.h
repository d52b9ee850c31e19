#pragma once

#include <string_view>

#include "kiosk/qr.h"
#include "ui/frame.h"

namespace harmony::kiosk {

/// Side of a code with its quiet zone, in mm: modules of at least 0.70 mm that are whole pixels.
[[nodiscard]] double code_side(const ui::Frame& frame, const QrCode& code);

/// Draws a code from the start top of `where`, black on white whatever the colours of the page.
void draw_code(ui::Frame& frame,
               ui::Point where,
               const QrCode& code,
               std::string_view id,
               std::string_view name);

}  // namespace harmony::kiosk
