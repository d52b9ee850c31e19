#pragma once

#include <filesystem>

#include "admin/gui/shell.h"
#include "base/error.h"

namespace harmony::admin::gui {

/// Opens the window on this display, and returns when it is closed. Errors: unreachable (there is
/// no display), absent or unreadable (the fonts that came with the program).
[[nodiscard]] base::Result<void> show_window(Shell::Options options);

}  // namespace harmony::admin::gui
