#include "survey/expression/shuffle.h"

#include <cmath>
#include <limits>

#include "survey/expression/sha256.h"

namespace harmony::survey {

std::int64_t shuffle_seed(double number, std::string_view text) {
    constexpr double bound = 9223372036854775808.0;  // 2^63
    if (!std::isnan(number)) {
        if (number >= bound) {
            return std::numeric_limits<std::int64_t>::max();
        }
        return number < -bound ? std::numeric_limits<std::int64_t>::min()
                               : static_cast<std::int64_t>(number);
    }
    if (text.empty()) {
        return 0;
    }
    const auto digest = sha256(base::as_bytes(text));
    std::uint64_t seed = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        seed = seed << 8U | std::to_integer<std::uint64_t>(digest[i]);
    }
    return static_cast<std::int64_t>(seed);
}

std::vector<std::uint32_t> shuffled(std::size_t count, std::int64_t seed) {
    constexpr std::int64_t modulus = 2147483647;
    std::int64_t state = seed % modulus;
    if (state <= 0) {
        state += modulus - 1;
    }
    std::vector<std::uint32_t> out(count);
    for (std::size_t i = 0; i < count; ++i) {
        state = state * 16807 % modulus;
        const double share = static_cast<double>(state - 1) / static_cast<double>(modulus - 1);
        const auto other = static_cast<std::size_t>(std::floor(share * static_cast<double>(i + 1)));
        if (other != i) {
            out[i] = out[other];
        }
        out[other] = static_cast<std::uint32_t>(i);
    }
    return out;
}

}  // namespace harmony::survey
