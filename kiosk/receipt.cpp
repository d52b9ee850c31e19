#include "kiosk/receipt.h"

#include <array>

namespace harmony::kiosk {
namespace {

using Row = std::array<int, 10>;
// The published table of the Damm algorithm: weakly totally anti-symmetric, zero on the diagonal.
constexpr std::array<Row, 10> damm = {Row{0, 3, 1, 7, 5, 9, 8, 6, 4, 2},
                                      Row{7, 0, 9, 2, 1, 5, 4, 8, 6, 3},
                                      Row{4, 2, 0, 6, 8, 7, 1, 3, 5, 9},
                                      Row{1, 7, 5, 0, 9, 8, 3, 4, 2, 6},
                                      Row{6, 1, 2, 3, 0, 4, 5, 9, 7, 8},
                                      Row{3, 6, 7, 4, 2, 0, 9, 5, 8, 1},
                                      Row{5, 8, 6, 9, 7, 2, 0, 1, 3, 4},
                                      Row{8, 9, 4, 5, 3, 6, 2, 0, 1, 7},
                                      Row{9, 4, 3, 8, 6, 1, 7, 2, 0, 5},
                                      Row{2, 5, 8, 1, 4, 3, 6, 7, 9, 0}};
constexpr std::size_t receipt_digits = 12;

int damm_of(std::string_view digits) {
    int interim = 0;
    for (const char digit : digits) {
        interim = damm[static_cast<std::size_t>(interim)][static_cast<std::size_t>(digit - '0')];
    }
    return interim;
}

}  // namespace

base::SecretText draw_receipt(base::RandomSource& random) {
    std::array<char, receipt_digits> digits{};
    digits[0] = static_cast<char>('1' + random.below(9));
    for (std::size_t i = 1; i + 1 < receipt_digits; ++i) {
        digits[i] = static_cast<char>('0' + random.below(10));
    }
    const std::string_view payload(digits.data(), receipt_digits - 1);
    digits[receipt_digits - 1] = static_cast<char>('0' + damm_of(payload));
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
    return damm_of(digits) == 0;
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
