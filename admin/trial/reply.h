#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "survey/draft.h"

namespace harmony::admin {

/// What a person types for each choice: 1, 2, ... in the order shown; the names themselves when
/// all of them are whole numbers, so that 7 on a scale from 0 to 10 is 7.
[[nodiscard]] std::vector<std::string> keys_of(const std::vector<survey::Offered>& offered);

/// How to answer this question, as a short sentence: "Type a date like 2026-03-14."
[[nodiscard]] std::string how_to_answer(const survey::Draft& draft, survey::NodeIndex question);

/// The parts of the day that a time question may ask for, in their order: morning, ...
[[nodiscard]] std::vector<std::string> parts_of_day();

/// Answers a question with what a person typed: numbers or words of choices, a text, a date.
/// Errors: refused, with a sentence that says how to answer; nothing has changed then.
[[nodiscard]] base::Result<void> give(survey::Draft& draft,
                                      survey::NodeIndex question,
                                      std::string_view typed);

/// Answers a question with the value that a line of an answers file gives: names of choices parted
/// by spaces, texts, numbers and dates as they are stored; nothing clears it. Errors: as `give`.
[[nodiscard]] base::Result<void> give_value(survey::Draft& draft,
                                            survey::NodeIndex question,
                                            std::string_view value);

/// An answer in words: the labels of what was chosen, or the text. Empty when there is none.
[[nodiscard]] std::string answer_in_words(const survey::Draft& draft, survey::NodeIndex question);

}  // namespace harmony::admin
