#include "events/code.h"

#include <array>

namespace harmony::events {
namespace {

using Row = std::array<int, 10>;
// The published table: weakly totally anti-symmetric, zero on the diagonal.
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
constexpr std::uint32_t least_code = 100'000'000;
constexpr std::uint32_t past_codes = 1'000'000'000;

}  // namespace

int damm_digit(std::string_view digits) {
    int interim = 0;
    for (const char digit : digits) {
        interim =
            damm.at(static_cast<std::size_t>(interim)).at(static_cast<std::size_t>(digit - '0'));
    }
    return interim;
}

std::uint32_t draw_code(base::RandomSource& random) {
    constexpr std::uint32_t least = least_code / 10;
    const auto eight = least + static_cast<std::uint32_t>(random.below(past_codes / 10 - least));
    return eight * 10 + static_cast<std::uint32_t>(damm_digit(std::to_string(eight)));
}

bool is_code(std::uint32_t code) {
    return code >= least_code && code < past_codes && damm_digit(std::to_string(code)) == 0;
}

std::string grouped_in_threes(std::uint32_t code) {
    std::string digits = std::to_string(code);
    for (std::size_t at = digits.size(); at > 3;) {
        at -= 3;
        digits.insert(at, " ");
    }
    return digits;
}

}  // namespace harmony::events
