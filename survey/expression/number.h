#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace harmony::survey {

/// White space at both ends dropped, then `-?` digits with an optional point (`.5` and `5.` too).
/// No exponent, no `+`, no comma, no `Infinity`: nothing then.
[[nodiscard]] std::optional<double> number_from_text(std::string_view text);

/// The shortest decimal that reads back the same, never with an exponent; `-0` is `0`, not-a-number
/// is empty, infinities are `Infinity` and `-Infinity`.
[[nodiscard]] std::string text_from_number(double number);

/// Rounds half up (towards plus infinity) in decimal, on the shortest decimal of `number`.
/// `places` may be negative; above 30 or below -30 the result is not a number.
[[nodiscard]] double round_decimal(double number, double places);

/// `-?[0-9]{1,15}` without leading zeros: how a whole number is stored. Nothing when it is none.
[[nodiscard]] std::optional<std::string> canonical_whole(std::string_view text);

/// `-?[0-9]+(\.[0-9]+)?` without superfluous zeros, at most 15 digits; nothing when it is no
/// number.
[[nodiscard]] std::optional<std::string> canonical_decimal(std::string_view text);

}  // namespace harmony::survey
