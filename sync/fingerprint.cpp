#include "sync/fingerprint.h"

#include <sodium.h>

#include <array>
#include <cstdint>

#include "sync/crypto.h"
#include "sync/sodium_bytes.h"

namespace harmony::sync {
namespace {

std::string digits_of(std::string_view text) {
    std::string digits;
    for (const char letter : text) {
        if (letter != ' ' && letter != '-') {
            digits.push_back(letter);
        }
    }
    return digits;
}

}  // namespace

base::Result<std::string> fingerprint(const base::Digest& digest) {
    constexpr std::size_t memory = std::size_t{64} * 1024 * 1024;
    const base::Digest salt = hash("hk1.fpr.1", {});
    std::array<std::byte, 16> out{};
    if (crypto_pwhash(raw(out),
                      out.size(),
                      reinterpret_cast<const char*>(digest.view().data()),
                      digest.view().size(),
                      raw(salt.view()),
                      3,
                      memory,
                      crypto_pwhash_ALG_ARGON2ID13) != 0) {
        return base::Error{base::ErrorKind::full, "not enough memory to make the 12 digits"};
    }
    std::uint64_t number = 0;
    for (std::size_t i = 8; i-- > 0;) {
        number = (number << 8U) | static_cast<std::uint64_t>(out[i]);
    }
    std::string digits = std::to_string(number % 1'000'000'000'000U);
    digits.insert(0, 12 - digits.size(), '0');
    return digits.substr(0, 4) + " " + digits.substr(4, 4) + " " + digits.substr(8);
}

bool same_digits(std::string_view typed, std::string_view fingerprint) {
    const std::string digits = digits_of(typed);
    return digits.size() == 12 && digits == digits_of(fingerprint);
}

}  // namespace harmony::sync
