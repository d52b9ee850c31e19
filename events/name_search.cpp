#include "events/name_search.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "events/letters_table.h"

namespace harmony::events {
namespace {

struct Range {
    char32_t first;
    char32_t last;
};

bool is_in(char32_t letter, const Range& range) {
    return letter >= range.first && letter <= range.last;
}

/// Accents that stand alone, vowel signs of Arabic, and the stroke that only lengthens a word.
bool is_mark(char32_t letter) {
    constexpr std::array<Range, 4> marks = {
        Range{0x0300, 0x036F}, Range{0x064B, 0x065F}, Range{0x0670, 0x0670}, Range{0x0640, 0x0640}};
    return std::any_of(
        marks.begin(), marks.end(), [&](const Range& range) { return is_in(letter, range); });
}

/// Capitals outside Latin that stand a fixed way before their small letter.
char32_t small(char32_t letter) {
    if (is_in(letter, {0x0410, 0x042F}) || is_in(letter, {0x0391, 0x03A9})) {
        return letter + 0x20;
    }
    if (is_in(letter, {0x0400, 0x040F})) {
        return letter + 0x50;
    }
    const bool pair = is_in(letter, {0x0460, 0x0481}) || is_in(letter, {0x0490, 0x04BF});
    return pair && letter % 2 == 0 ? letter + 1 : letter;
}

std::string_view plain_latin(char32_t letter) {
    if (is_in(letter, {0x00C0, 0x024F})) {
        return letters_from_00c0.at(letter - 0x00C0);
    }
    return is_in(letter, {0x1E00, 0x1EFF}) ? letters_from_1e00.at(letter - 0x1E00)
                                           : std::string_view();
}

void append(base::SecretText& to, char32_t letter) {
    std::string piece;  // short: stays inside the string, zeroed below
    base::append_utf8(piece, letter);
    to.append(piece);
    explicit_bzero(piece.data(), piece.size());
}

void take(char32_t letter, base::SecretText& into) {
    constexpr std::u32string_view between = U"-'.,\u2019\u00A0\t\n";
    if (is_mark(letter)) {
        return;
    }
    const std::string_view plain = plain_latin(letter);
    if (between.find(letter) != std::u32string_view::npos) {
        into.append(" ");
    } else if (!plain.empty()) {
        into.append(plain);
    } else if (letter >= 'A' && letter <= 'Z') {
        append(into, letter + ('a' - 'A'));
    } else {
        append(into, small(letter));
    }
}

/// Calls `each` with the words until it says so.
template <typename Each>
bool any_word(std::string_view text, const Each& each) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (end > 0 && each(text.substr(0, end))) {
            return true;
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return false;
}

}  // namespace

base::SecretText searched(std::string_view text) {
    base::SecretText made;
    for (std::size_t at = 0; at < text.size();) {
        take(base::next_code_point(text, at), made);
    }
    return made;
}

bool is_like(std::string_view typed, std::string_view name) {
    return !any_word(typed, [&](std::string_view word) {
        return !any_word(name, [&](std::string_view part) { return part.starts_with(word); });
    });
}

}  // namespace harmony::events
