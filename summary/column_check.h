#pragma once

#include <span>

#include "base/error.h"
#include "summary/column.h"

namespace harmony::summary {

/// That the chunks of all columns have the same rows, and each layout the right number of words.
/// Codes are checked by whoever counts them. Errors: unreadable.
[[nodiscard]] base::Result<void> check_columns(std::span<const QuestionColumn> questions,
                                               std::span<const Grouping> groupings);

/// "column 'x' holds code 9, which its form does not know"
[[nodiscard]] base::Error unknown_code(const Question& question);

/// A head column holds a code that is not below its number of groups.
[[nodiscard]] base::Error unknown_group();

}  // namespace harmony::summary
