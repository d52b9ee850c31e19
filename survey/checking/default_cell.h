#pragma once

#include <string_view>

#include "survey/form.h"

namespace harmony::survey {

/// Whether a cell of the column `default` is an expression that is worked out when a resident
/// begins, or a fixed value (design: survey profile, section 8.7).
[[nodiscard]] bool is_dynamic_default(std::string_view cell, NodeType type);

}  // namespace harmony::survey
