#include "kiosk/personal_data.h"

#include <array>
#include <vector>

#include "base/secret.h"
#include "base/text.h"

namespace harmony::kiosk {
namespace {

constexpr int least_phone_digits = 10;

/// The value of a digit of any of our keyboards, or -1.
int digit_of(char32_t letter) {
    for (const char32_t zero : {U'0', U'\u0660', U'\u06F0', U'\u0A66'}) {
        if (letter >= zero && letter <= zero + 9) {
            return static_cast<int>(letter - zero);
        }
    }
    return -1;
}

/// A letter of the text: a capital of the Latin alphabet, a digit 0 to 9, a space, or `?`.
struct Sign {
    char shape = '?';
    std::size_t from = 0;
    std::size_t to = 0;
};
using Signs = std::vector<Sign, base::ZeroingAllocator<Sign>>;

Signs signs_of(std::string_view text) {
    Signs signs;
    for (std::size_t at = 0; at < text.size();) {
        Sign sign;
        sign.from = at;
        const char32_t letter = base::next_code_point(text, at);
        sign.to = at;
        const int digit = digit_of(letter);
        if (digit >= 0) {
            sign.shape = static_cast<char>('0' + digit);
        } else if ((letter >= U'a' && letter <= U'z') || (letter >= U'A' && letter <= U'Z')) {
            sign.shape = static_cast<char>(letter & ~0x20U);
        } else if (letter == U' ' || letter == U'\u00A0' || letter == U'\n') {
            sign.shape = ' ';
        } else if (letter < 0x80) {
            sign.shape = static_cast<char>(letter);
        }
        signs.push_back(sign);
    }
    return signs;
}

bool is_digit(char shape) {
    return shape >= '0' && shape <= '9';
}

bool is_letter(char shape) {
    return shape >= 'A' && shape <= 'Z';
}

std::optional<FoundPersonal> phone_in(const Signs& signs) {
    constexpr std::string_view between = " -()";
    int digits = 0;
    bool counts = false;  // the run began as a British number does
    std::size_t start = 0;
    std::optional<FoundPersonal> found;
    for (std::size_t i = 0; i < signs.size(); ++i) {
        const char shape = signs[i].shape;
        if (is_digit(shape)) {
            if (digits == 0) {
                const bool after_plus = i > 0 && signs[i - 1].shape == '+';
                counts = shape == '0' || after_plus;
                start = signs[after_plus ? i - 1 : i].from;
            }
            ++digits;
            if (counts && digits >= least_phone_digits) {
                found = {PersonalData::phone, start, signs[i].to};
            }
        } else if (between.find(shape) == std::string_view::npos) {
            if (found) {
                return found;
            }
            digits = 0;
        }
    }
    return found;
}

std::optional<FoundPersonal> email_in(std::string_view text) {
    const auto parts = [](char letter) { return letter == ' ' || letter == '\n'; };
    for (std::size_t at = text.find('@'); at != std::string_view::npos;
         at = text.find('@', at + 1)) {
        std::size_t from = at;
        while (from > 0 && !parts(text[from - 1])) {
            --from;
        }
        std::size_t to = at + 1;
        while (to < text.size() && !parts(text[to])) {
            ++to;
        }
        const std::string_view host = text.substr(at + 1, to - at - 1);
        const std::size_t dot = host.find('.');
        if (from < at && dot != std::string_view::npos && dot > 0 && dot + 1 < host.size()) {
            return FoundPersonal{PersonalData::email, from, to};
        }
    }
    return std::nullopt;
}

/// Whether the signs from `at` are of this pattern: `A` a letter, `D` one up to D, `9` a digit, `x`
/// a letter or a digit, a space one space or none. Returns the sign behind the last.
std::optional<std::size_t> matched(const Signs& signs, std::size_t at, std::string_view pattern) {
    for (const char wanted : pattern) {
        const char shape = at < signs.size() ? signs[at].shape : '?';
        if (wanted == ' ') {
            at += shape == ' ' ? 1U : 0U;
            continue;
        }
        const bool fits = wanted == 'A'   ? is_letter(shape)
                          : wanted == 'D' ? is_letter(shape) && shape <= 'D'
                          : wanted == '9' ? is_digit(shape)
                                          : is_letter(shape) || is_digit(shape);
        if (!fits) {
            return std::nullopt;
        }
        ++at;
    }
    return at;
}

bool begins_word(const Signs& signs, std::size_t at) {
    return at == 0 || !(is_letter(signs[at - 1].shape) || is_digit(signs[at - 1].shape));
}

bool ends_word(const Signs& signs, std::size_t at) {
    return at >= signs.size() || !(is_letter(signs[at].shape) || is_digit(signs[at].shape));
}

template <std::size_t Count>
std::optional<FoundPersonal> pattern_in(const Signs& signs,
                                        PersonalData kind,
                                        const std::array<std::string_view, Count>& patterns) {
    for (std::size_t i = 0; i < signs.size(); ++i) {
        if (!begins_word(signs, i)) {
            continue;
        }
        for (const std::string_view pattern : patterns) {
            const auto end = matched(signs, i, pattern);
            if (end && ends_word(signs, *end)) {
                return FoundPersonal{kind, signs[i].from, signs[*end - 1].to};
            }
        }
    }
    return std::nullopt;
}

constexpr std::array<std::string_view, 4> postcodes{"A9 9AA", "A9x 9AA", "AA9 9AA", "AA9x 9AA"};
constexpr std::array<std::string_view, 1> insurance_numbers{"AA 99 99 99 D"};

}  // namespace

std::optional<FoundPersonal> personal_data_in(std::string_view text) {
    const Signs signs = signs_of(text);
    if (auto found = phone_in(signs)) {
        return found;
    }
    if (auto found = email_in(text)) {
        return found;
    }
    if (auto found = pattern_in(signs, PersonalData::insurance_number, insurance_numbers)) {
        return found;
    }
    return pattern_in(signs, PersonalData::postcode, postcodes);
}

std::string_view phrase_of(PersonalData kind) {
    switch (kind) {
        case PersonalData::phone: return "pii.phone";
        case PersonalData::email: return "pii.email";
        case PersonalData::postcode: return "pii.postcode";
        case PersonalData::insurance_number: break;
    }
    return "pii.insurance";
}

std::optional<char> plain_digit(std::string_view text) {
    std::size_t at = 0;
    if (text.empty() || !base::is_utf8(text)) {
        return std::nullopt;
    }
    const int digit = digit_of(base::next_code_point(text, at));
    return digit < 0 || at != text.size() ? std::nullopt
                                          : std::optional(static_cast<char>('0' + digit));
}

}  // namespace harmony::kiosk
