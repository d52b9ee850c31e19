#include "kiosk/personal_data.h"

#include "base/text.h"

namespace harmony::kiosk {
namespace {

constexpr int least_phone_digits = 10;

/// The value of a digit of any of our keyboards, or -1.
int digit_of(char32_t letter) {
    for (const char32_t zero : {U'0', U'\u0660', U'\u06F0'}) {
        if (letter >= zero && letter <= zero + 9) {
            return static_cast<int>(letter - zero);
        }
    }
    return -1;
}

bool holds_phone(std::string_view text) {
    int digits = 0;
    bool counts = false;  // the run began as a British number does
    bool after_plus = false;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t letter = base::next_code_point(text, at);
        const int digit = digit_of(letter);
        if (digit >= 0) {
            counts = digits == 0 ? digit == 0 || after_plus : counts;
            ++digits;
            if (counts && digits >= least_phone_digits) {
                return true;
            }
        } else if (letter != U' ' && letter != U'-' && letter != U'(' && letter != U')') {
            digits = 0;
            after_plus = letter == U'+';
        }
    }
    return false;
}

bool holds_email(std::string_view text) {
    const std::size_t at = text.find('@');
    if (at == std::string_view::npos || at == 0 || text[at - 1] == ' ') {
        return false;
    }
    const std::string_view host = text.substr(at + 1, text.find(' ', at) - at - 1);
    const std::size_t dot = host.find('.');
    return dot != std::string_view::npos && dot > 0 && dot + 1 < host.size();
}

}  // namespace

std::optional<PersonalData> personal_data_in(std::string_view text) {
    if (holds_phone(text)) {
        return PersonalData::phone;
    }
    return holds_email(text) ? std::optional(PersonalData::email) : std::nullopt;
}

}  // namespace harmony::kiosk
