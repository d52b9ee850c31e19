#include "events/plain_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace harmony::events {

namespace {

using Range = std::pair<char32_t, char32_t>;

constexpr int most_marks = 8;

/// Controls, and marks that turn the direction of what follows (Unicode, UAX 9).
constexpr std::array<Range, 7> never_shown = {{{0x00, 0x09},
                                               {0x0B, 0x1F},
                                               {0x7F, 0x9F},
                                               {0x061C, 0x061C},
                                               {0x200E, 0x200F},
                                               {0x202A, 0x202E},
                                               {0x2066, 0x2069}}};

/// Blocks of combining marks of the scripts that our languages are written in.
constexpr std::array<Range, 7> marks = {{{0x0300, 0x036F},
                                         {0x064B, 0x065F},
                                         {0x0A3C, 0x0A4D},
                                         {0x1AB0, 0x1AFF},
                                         {0x1DC0, 0x1DFF},
                                         {0x20D0, 0x20FF},
                                         {0xFE20, 0xFE2F}}};

template <std::size_t Size>
bool within(char32_t letter, const std::array<Range, Size>& ranges) {
    return std::any_of(ranges.begin(), ranges.end(), [&](const Range& range) {
        return letter >= range.first && letter <= range.second;
    });
}

}  // namespace

bool is_plain_text(std::string_view text) {
    if (!base::is_utf8(text)) {
        return false;
    }
    int marks_here = 0;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t letter = base::next_code_point(text, at);
        marks_here = within(letter, marks) ? marks_here + 1 : 0;
        if (marks_here > most_marks || within(letter, never_shown)) {
            return false;
        }
    }
    return true;
}

}  // namespace harmony::events
