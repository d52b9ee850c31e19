#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace harmony::survey {

/// What a reading grade is worked out from.
struct TextCounts {
    std::size_t words = 0;
    std::size_t sentences = 0;
    std::size_t syllables = 0;
    std::size_t longest_sentence = 0;  ///< words

    TextCounts& operator+=(const TextCounts& more);
    bool operator==(const TextCounts&) const = default;
};

/// Syllables of an English word: its groups of vowels, less a silent e at its end. The rules and a
/// few words that break them are ours; one syllable in ten words more or less moves the grade by
/// 1.2, so that a survey's grade is good to about one.
[[nodiscard]] std::size_t syllables(std::string_view word);

/// Counts an English text. A sentence ends with `.`, `!`, `?` or a line.
[[nodiscard]] TextCounts count_text(std::string_view text);

/// The Flesch-Kincaid grade: the school year (US) that can read a text. 0 for no words.
/// Source: Kincaid, Fishburne, Rogers and Chissom (1975), "Derivation of new readability formulas",
/// Research Branch Report 8-75, Naval Technical Training.
[[nodiscard]] double reading_grade(const TextCounts& counts);

}  // namespace harmony::survey
