#include "survey/checking/reading_grade.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace harmony::survey {
namespace {

struct Exception {
    std::string_view word;
    std::size_t syllables;
};

/// Everyday words of surveys that the rules get wrong.
constexpr auto exceptions = std::to_array<Exception>({
    {"business", 2},
    {"businesses", 3},
    {"every", 2},
    {"everyone", 3},
    {"everything", 3},
    {"evening", 2},
    {"evenings", 2},
    {"someone", 2},
    {"something", 2},
    {"sometimes", 2},
    {"somewhere", 2},
});

bool is_letter(char letter) {
    return letter >= 'a' && letter <= 'z';
}

bool is_vowel(char letter) {
    return std::string_view("aeiouy").find(letter) != std::string_view::npos;
}

bool is_one_of(char letter, std::string_view letters) {
    return letters.find(letter) != std::string_view::npos;
}

std::size_t vowel_groups(std::string_view word) {
    std::size_t groups = 0;
    bool before = false;
    for (const char letter : word) {
        groups += is_vowel(letter) && !before ? 1 : 0;
        before = is_vowel(letter);
    }
    return groups;
}

/// Vowels that meet and are spoken apart: do-ing, me-di-a, but not sta-tion or spe-cial.
std::size_t split_groups(std::string_view word) {
    std::size_t more = 0;
    for (const std::string_view ending : {"ing", "ings"}) {
        more += word.size() > ending.size() + 1 && word.ends_with(ending) &&
                        is_vowel(word[word.size() - ending.size() - 1])
                    ? 1
                    : 0;
    }
    for (std::size_t at = 1; at + 1 < word.size(); ++at) {
        const bool meet = word[at] == 'i' && is_one_of(word[at + 1], "ao");
        const bool as_one = is_one_of(word[at - 1], "tscgxl") ||
                            (at + 2 < word.size() && word[at + 2] == 'u') || is_vowel(word[at - 1]);
        more += meet && !as_one ? 1 : 0;
    }
    return more;
}

/// The e of make, asked and times is silent, that of table, wanted and places is not.
bool has_silent_e(std::string_view word) {
    const auto from_end = [&](std::size_t place) {
        return place <= word.size() ? word[word.size() - place] : 'a';
    };
    if (word.ends_with('e')) {
        return !is_vowel(from_end(2)) && !(from_end(2) == 'l' && !is_vowel(from_end(3)));
    }
    if (word.ends_with("ed")) {
        return !is_vowel(from_end(3)) && !is_one_of(from_end(3), "td");
    }
    if (word.ends_with("es")) {
        const bool hissing =
            is_one_of(from_end(3), "szxcg") || (from_end(3) == 'h' && is_one_of(from_end(4), "cs"));
        const bool as_in_tables = from_end(3) == 'l' && !is_vowel(from_end(4));
        return !is_vowel(from_end(3)) && !hissing && !as_in_tables;
    }
    return false;
}

/// Whether a word has something to speak: a letter or digit, of whatever script.
bool is_word(std::string_view token) {
    for (std::size_t at = 0; at < token.size();) {
        const char32_t letter = base::next_code_point(token, at);
        const bool ascii = (letter >= U'a' && letter <= U'z') ||
                           (letter >= U'A' && letter <= U'Z') || (letter >= U'0' && letter <= U'9');
        const bool punctuation = letter >= U'\u2000' && letter <= U'\u206F';
        if (ascii || (letter >= U'\u00C0' && !punctuation)) {
            return true;
        }
    }
    return false;
}

/// Whether a sentence ends with this word: `.`, `!` or `?`, perhaps before a quote or bracket.
bool ends_sentence(std::string_view token) {
    while (!token.empty() && is_one_of(token.back(), ")\"'")) {
        token.remove_suffix(1);
    }
    return !token.empty() && is_one_of(token.back(), ".!?") && token != "e.g." && token != "i.e.";
}

void end_sentence(std::size_t& words, TextCounts& counts) {
    counts.sentences += words > 0 ? 1 : 0;
    counts.longest_sentence = std::max(counts.longest_sentence, words);
    words = 0;
}

TextCounts count_line(std::string_view line) {
    TextCounts counts;
    std::size_t in_sentence = 0;
    for (const std::string& token : base::words(line)) {
        const bool speaks = is_word(token);
        counts.words += speaks ? 1 : 0;
        in_sentence += speaks ? 1 : 0;
        counts.syllables += speaks ? syllables(token) : 0;
        if (ends_sentence(token)) {
            end_sentence(in_sentence, counts);
        }
    }
    end_sentence(in_sentence, counts);
    return counts;
}

}  // namespace

TextCounts& TextCounts::operator+=(const TextCounts& more) {
    words += more.words;
    sentences += more.sentences;
    syllables += more.syllables;
    longest_sentence = std::max(longest_sentence, more.longest_sentence);
    return *this;
}

std::size_t syllables(std::string_view word) {
    std::string letters = base::lower_ascii(word);
    std::erase_if(letters, [](char letter) { return !is_letter(letter); });
    for (const Exception& exception : exceptions) {
        if (exception.word == letters) {
            return exception.syllables;
        }
    }
    const std::size_t groups = vowel_groups(letters) + split_groups(letters);
    return std::max<std::size_t>(1, groups - (groups > 0 && has_silent_e(letters) ? 1 : 0));
}

TextCounts count_text(std::string_view text) {
    TextCounts counts;
    for (const std::string& line : base::split(text, '\n')) {
        counts += count_line(line);
    }
    return counts;
}

double reading_grade(const TextCounts& counts) {
    if (counts.words == 0) {
        return 0;
    }
    const auto words = static_cast<double>(counts.words);
    return 0.39 * words / static_cast<double>(counts.sentences) +
           11.8 * static_cast<double>(counts.syllables) / words - 15.59;
}

}  // namespace harmony::survey
