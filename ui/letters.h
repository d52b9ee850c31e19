#pragma once

#include <cstddef>
#include <string_view>

/// Questions about letters as people see them. What is asked may be a resident's: no copy stays.
namespace harmony::ui {

/// How many letters a reader sees: a letter with its signs is one.
[[nodiscard]] std::size_t letters_in(std::string_view text);

/// Whether a word of `text` begins with what was typed, whatever the case and the accents are.
/// `typed` may hold several words: then they follow one another in `text`. Nothing typed: true.
[[nodiscard]] bool word_begins_with(std::string_view text, std::string_view typed);

}  // namespace harmony::ui
