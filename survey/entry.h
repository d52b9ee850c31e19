#pragma once

#include <string_view>

#include "base/error.h"
#include "base/secret.h"
#include "survey/answers.h"
#include "survey/draft.h"
#include "survey/form.h"

namespace harmony::survey {

/// The text form that `answer` is stored as; refused when the type of the question does not allow
/// it. `before` is what is stored now: a newly chosen exclusive choice drops the others, and the
/// reverse.
[[nodiscard]] base::Result<base::SecretText> entry_for(const Form& form,
                                                       const Answers& answers,
                                                       NodeIndex question,
                                                       const Answer& answer);

/// The text form of what a keyboard or pad gave.
[[nodiscard]] base::Result<base::SecretText> typed_entry(const Node& node, std::string_view typed);

/// Longest stored text in bytes.
inline constexpr std::size_t max_text_bytes = 2000;

}  // namespace harmony::survey
