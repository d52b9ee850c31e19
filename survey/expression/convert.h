#pragma once

#include <chrono>
#include <string_view>

#include "survey/expression/value.h"
#include "survey/expression/world.h"

namespace harmony::survey {

// The conversions of the survey profile, section 7.3.

[[nodiscard]] std::string_view text_of(const World& world, NodeRef node);
[[nodiscard]] double to_number(const World& world, const Value& value);
[[nodiscard]] double number_of_text(std::string_view text, std::chrono::minutes offset);
[[nodiscard]] bool to_truth(const World& world, const Value& value);

/// Borrows from the trees where it can.
[[nodiscard]] Words to_words(const World& world, const Value& value);

/// A day or a day with a time; nothing when the value is none.
[[nodiscard]] std::optional<LocalMoment> to_moment(const World& world, const Value& value);

/// Equal within 1e-12, or two infinities of one sign.
[[nodiscard]] bool equal_numbers(double a, double b);

}  // namespace harmony::survey
