#include "events/contact.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace harmony::events {
namespace {

using base::SecretText;

bool is_dropped(char32_t letter) {
    const bool control = letter < 0x20 || (letter >= 0x7F && letter < 0xA0);
    const bool direction = letter == 0x200E || letter == 0x200F || letter == 0x061C ||
                           (letter >= 0x202A && letter <= 0x202E) ||
                           (letter >= 0x2066 && letter <= 0x2069);
    const bool no_character = (letter & 0xFFFE) == 0xFFFE || (letter >= 0xFDD0 && letter <= 0xFDEF);
    return control || direction || no_character;
}

bool is_space(char32_t letter) {
    return letter == ' ' || letter == '\t' || letter == '\n' || letter == 0xA0;
}

/// The digit that a letter is in one of our scripts; nothing when it is none.
std::optional<char> digit_of(char32_t letter) {
    for (const char32_t zero : {U'0', U'\u0660', U'\u06F0', U'\u0A66'}) {
        if (letter >= zero && letter <= zero + 9) {
            return static_cast<char>('0' + (letter - zero));
        }
    }
    return std::nullopt;
}

/// What was typed as digits alone.
struct Digits {
    std::array<char, longest_phone> digits{};
    std::size_t count = 0;
    bool plus = false;
    bool wrong = false;

    Digits() = default;
    Digits(const Digits&) = delete;
    Digits& operator=(const Digits&) = delete;
    ~Digits() { explicit_bzero(digits.data(), digits.size()); }

    [[nodiscard]] std::string_view view() const { return {digits.data(), count}; }
};

void take(char32_t letter, Digits& into) {
    constexpr std::u32string_view between = U" -.()\u00A0\u2010\u2011\u2013";
    if (const std::optional<char> digit = digit_of(letter)) {
        into.wrong = into.wrong || into.count == into.digits.size();
        if (!into.wrong) {
            into.digits.at(into.count++) = *digit;
        }
    } else if (letter == '+' && into.count == 0 && !into.plus) {
        into.plus = true;
    } else if (between.find(letter) == std::u32string_view::npos && !is_dropped(letter)) {
        into.wrong = true;
    }
}

/// `national` without its leading 0.
PhoneTrust british(std::string_view national) {
    constexpr std::array<std::string_view, 15> ranges = {
        "1", "2", "3", "55", "56", "71", "72", "73", "74", "75", "77", "78", "79", "80", "8"};
    if (national.size() < 9 || national.size() > 10 || national[0] == '0') {
        return PhoneTrust::wrong;
    }
    const bool known = std::any_of(ranges.begin(), ranges.end(), [&](std::string_view range) {
        return national.starts_with(range);
    });
    // Few numbers of nine digits are left; a forgotten digit is more likely.
    return known && national.size() == 10 ? PhoneTrust::valid : PhoneTrust::possible;
}

PhoneReading reading(PhoneTrust trust, std::string_view country, std::string_view rest) {
    PhoneReading made{trust, {}};
    if (trust != PhoneTrust::wrong) {
        made.stored.append("+");
        made.stored.append(country);
        made.stored.append(rest);
    }
    return made;
}

bool is_email_letter(char letter) {
    return letter > ' ' && letter < 0x7F && letter != '@' && letter != ',' && letter != ';' &&
           letter != '<' && letter != '>' && letter != '"' && letter != '(' && letter != ')';
}

bool is_domain(std::string_view domain) {
    if (domain.find('.') == std::string_view::npos) {
        return false;
    }
    while (!domain.empty()) {
        const std::size_t dot = domain.find('.');
        const std::string_view label = domain.substr(0, dot);
        const bool ends_well = !label.empty() && label.front() != '-' && label.back() != '-';
        const bool right = std::all_of(label.begin(), label.end(), [](char letter) {
            return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                   (letter >= '0' && letter <= '9') || letter == '-';
        });
        if (!ends_well || !right || dot + 1 == domain.size()) {
            return false;
        }
        domain = dot == std::string_view::npos ? std::string_view() : domain.substr(dot + 1);
    }
    return true;
}

}  // namespace

std::optional<SecretText> stored_text(std::string_view typed, std::size_t longest) {
    SecretText kept;
    std::size_t letters = 0;
    bool space = false;
    for (std::size_t at = 0; at < typed.size();) {
        const std::size_t from = at;
        const char32_t letter = base::next_code_point(typed, at);
        if (is_space(letter)) {
            space = letters > 0;
        } else if (!is_dropped(letter)) {
            letters += space ? 2 : 1;
            kept.append(space ? " " : "");
            kept.append(typed.substr(from, at - from));
            space = false;
        }
    }
    if (letters == 0 || letters > longest) {
        return std::nullopt;
    }
    return kept;
}

PhoneReading read_phone(std::string_view typed) {
    Digits read;
    for (std::size_t at = 0; at < typed.size();) {
        take(base::next_code_point(typed, at), read);
    }
    std::string_view digits = read.view();
    if (read.wrong || digits.empty()) {
        return {};
    }
    const bool abroad = read.plus || digits.starts_with("00");
    if (!abroad) {
        return digits[0] == '0' ? reading(british(digits.substr(1)), "44", digits.substr(1))
                                : PhoneReading{};
    }
    digits.remove_prefix(read.plus ? 0 : 2);
    if (digits.starts_with("44")) {
        digits.remove_prefix(2);
        digits.remove_prefix(digits.starts_with('0') ? 1 : 0);  // "+44 (0)1642 ..."
        return reading(british(digits), "44", digits);
    }
    const bool possible = digits.size() >= 8 && digits.size() <= 15 && digits[0] != '0';
    return reading(possible ? PhoneTrust::possible : PhoneTrust::wrong, "", digits);
}

std::optional<SecretText> stored_email(std::string_view typed) {
    constexpr std::size_t longest_local = 64;
    const std::string_view email = base::trim(typed);
    const std::size_t at = email.find('@');
    if (email.size() > longest_email || at == std::string_view::npos || at == 0 ||
        at > longest_local) {
        return std::nullopt;
    }
    const std::string_view local = email.substr(0, at);
    const std::string_view domain = email.substr(at + 1);
    const bool dots =
        local.front() == '.' || local.back() == '.' || local.find("..") != std::string_view::npos;
    if (dots || !std::all_of(local.begin(), local.end(), is_email_letter) || !is_domain(domain)) {
        return std::nullopt;
    }
    SecretText stored(email.substr(0, at + 1));
    for (const char letter : domain) {
        const char small = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
        stored.append(std::string_view(&small, 1));
    }
    return stored;
}

std::optional<SecretText> stored_postcode(std::string_view typed) {
    constexpr std::array<std::string_view, 6> forms = {"A9", "A99", "A9A", "AA9", "AA99", "AA9A"};
    constexpr std::size_t inward = 3;
    SecretText letters;
    SecretText form;
    for (const char typed_letter : typed) {
        const bool small = typed_letter >= 'a' && typed_letter <= 'z';
        const char letter = small ? static_cast<char>(typed_letter - 'a' + 'A') : typed_letter;
        if (letter != ' ') {
            const bool digit = letter >= '0' && letter <= '9';
            const bool capital = letter >= 'A' && letter <= 'Z';
            letters.append({&letter, 1});
            form.append(digit ? "9" : capital ? "A" : "?");
        }
    }
    if (letters.size() < 2 + inward) {
        return std::nullopt;
    }
    const std::size_t outward = letters.size() - inward;
    const bool known =
        std::find(forms.begin(), forms.end(), form.view().substr(0, outward)) != forms.end();
    if (!known || form.view().substr(outward) != "9AA") {
        return std::nullopt;
    }
    SecretText stored(letters.view().substr(0, outward));
    stored.append(" ");
    stored.append(letters.view().substr(outward));
    return stored;
}

}  // namespace harmony::events
