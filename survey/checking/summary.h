#pragma once

#include "survey/form.h"
#include "survey/import.h"

namespace harmony::survey {

/// Counts for the last line of a check.
[[nodiscard]] FormSummary summarise(const FormContent& content);

}  // namespace harmony::survey
