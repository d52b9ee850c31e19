#include "kiosk/receipt.h"

#include <array>

#include "events/code.h"

namespace harmony::kiosk {
namespace {

constexpr std::size_t receipt_digits = 12;

}  // namespace

base::SecretText draw_receipt(base::RandomSource& random) {
    std::array<char, receipt_digits> digits{};
    digits[0] = static_cast<char>('1' + random.below(9));
    for (std::size_t i = 1; i + 1 < receipt_digits; ++i) {
        digits[i] = static_cast<char>('0' + random.below(10));
    }
    const std::string_view payload(digits.data(), receipt_digits - 1);
    digits[receipt_digits - 1] = static_cast<char>('0' + events::damm_digit(payload));
    base::SecretText receipt(std::string_view(digits.data(), digits.size()));
    explicit_bzero(digits.data(), digits.size());
    return receipt;
}

bool is_receipt(std::string_view digits) {
    if (digits.size() != receipt_digits || digits[0] == '0') {
        return false;
    }
    for (const char digit : digits) {
        if (digit < '0' || digit > '9') {
            return false;
        }
    }
    return events::damm_digit(digits) == 0;
}

std::string grouped_in_fours(std::string_view digits) {
    std::string grouped;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && i % 4 == 0) {
            grouped += ' ';
        }
        grouped += digits[i];
    }
    return grouped;
}

}  // namespace harmony::kiosk
