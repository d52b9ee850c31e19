#pragma once

#include <memory>

#include "admin/gui/view.h"

namespace harmony::admin::gui {

/// "You said, we did": what came of what residents said, and what of it is shown where.
[[nodiscard]] std::unique_ptr<View> make_you_said_view();

}  // namespace harmony::admin::gui
