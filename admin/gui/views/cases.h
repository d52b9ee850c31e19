#pragma once

#include <memory>

#include "admin/gui/view.h"

namespace harmony::admin::gui {

/// "Cases": little things that residents reported, what they asked for, and complaints.
[[nodiscard]] std::unique_ptr<View> make_cases_view();

}  // namespace harmony::admin::gui
