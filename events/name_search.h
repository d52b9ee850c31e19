#pragma once

#include <string_view>

#include "base/secret.h"

namespace harmony::events {

/// A name as it is searched: without case, accents and marks; Latin letters with a cut or hook are
/// their plain ones ("Łukasz" is "lukasz", "Straße" is "strasse"); Greek and Cyrillic in small
/// letters, Arabic without its vowel signs. Leaves no copy behind.
[[nodiscard]] base::SecretText searched(std::string_view text);

/// Letters that must be typed before names are looked for.
inline constexpr std::size_t least_letters = 2;

/// Whether each word of `typed` begins some word of `name`. Both are `searched`.
[[nodiscard]] bool is_like(std::string_view typed, std::string_view name);

}  // namespace harmony::events
