#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace harmony::base {

/// Byte offset of the first byte that is not well-formed UTF-8 (no surrogates, nothing overlong,
/// nothing above U+10FFFF); nothing when the whole text is well-formed.
[[nodiscard]] std::optional<std::size_t> first_bad_utf8(std::string_view text);

[[nodiscard]] inline bool is_utf8(std::string_view text) { return !first_bad_utf8(text); }

/// Number of code points of a well-formed text.
[[nodiscard]] std::size_t code_points(std::string_view text);

/// Reads one code point at `at` (moved past it). REQUIRES: well-formed text, at < size.
[[nodiscard]] char32_t next_code_point(std::string_view text, std::size_t& at);

void append_utf8(std::string& to, char32_t code_point);

/// Without space, TAB, CR and LF at both ends.
[[nodiscard]] std::string_view trim(std::string_view text);

/// The parts between `separator`s; an empty text has one empty part.
[[nodiscard]] std::vector<std::string> split(std::string_view text, char separator);

/// Words parted by white space; none of them empty.
[[nodiscard]] std::vector<std::string> words(std::string_view text);

/// A-Z only; other letters stay.
[[nodiscard]] std::string lower_ascii(std::string_view text);

/// Fewest single-letter edits that turn one text into the other (Levenshtein, by byte).
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// The name nearest to `wanted`, when one is near enough to be a likely slip (2 edits, and fewer
/// than half its letters); nothing else is suggested.
[[nodiscard]] std::optional<std::string> nearest(std::string_view wanted,
                                                 std::span<const std::string> names);

}  // namespace harmony::base
