#pragma once

#include <string>

#include "survey/compiled.h"
#include "survey/form.h"
#include "survey/response.h"

namespace harmony::tests {

/// Compiled bytes of a survey with one select and one text question.
[[nodiscard]] std::string small_survey();

/// The same, loaded under the name 0101010101010101.
[[nodiscard]] survey::Form small_form();

/// "Very safe", and `words` for the text, on 2026-03-30.
[[nodiscard]] survey::Response small_response(const std::string& words);

}  // namespace harmony::tests
