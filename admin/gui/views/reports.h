#pragma once

#include <memory>

#include "admin/gui/view.h"

namespace harmony::admin::gui {

/// "Reports": what can be made, what was made, and what was released.
[[nodiscard]] std::unique_ptr<View> make_reports_view();

}  // namespace harmony::admin::gui
