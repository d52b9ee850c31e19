#pragma once

#include <string>
#include <vector>

#include "summary/column.h"
#include "survey/form.h"

namespace harmony::admin {

/// A range of more values than this is no small scale: it is not counted value by value.
inline constexpr std::size_t most_scale_values = 11;

/// Whether the answers of a node are counted: choices, rankings (of a list that is not too long),
/// parts of the day, and ranges of up to `most_scale_values` values.
[[nodiscard]] bool is_counted(const survey::Form& form, const survey::Node& node);

/// The dictionary that the summary room needs. REQUIRES: `is_counted`.
[[nodiscard]] summary::Question counted_question(const survey::Form& form,
                                                 const survey::Node& node);

/// Questions of a form that are counted, in its order.
[[nodiscard]] std::vector<summary::Question> counted_questions(const survey::Form& form);

/// Who may see the answers of a node at most.
[[nodiscard]] summary::ReportCap cap_of(survey::ReportClass report);

}  // namespace harmony::admin
