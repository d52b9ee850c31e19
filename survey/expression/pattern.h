#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace harmony::survey {

/// Whether the pattern matches the whole text (ICU regular expressions, case-sensitive; `\d`, `\w`
/// and `\s` mean ASCII). Each match has a limit of time and memory and is then false.
[[nodiscard]] bool matches_whole(std::string_view text, std::string_view pattern);

/// What is wrong with a pattern: it does not compile, looks back, refers back, or is too slow.
/// Nothing when it is fine.
[[nodiscard]] std::optional<std::string> pattern_fault(std::string_view pattern);

}  // namespace harmony::survey
