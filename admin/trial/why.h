#pragma once

#include <string>

#include "survey/draft.h"

namespace harmony::admin {

/// Why a question is asked as it is: its conditions as the author wrote them, and what the answers
/// are on which they rest.
[[nodiscard]] std::string why(const survey::Draft& draft, survey::NodeIndex question);

}  // namespace harmony::admin
