#include <sodium.h>

#include <array>

#include "sync/own_part.h"

namespace harmony::sync {

base::Result<std::string> hash_pin(std::string_view pin, PassphraseCost cost) {
    std::array<char, crypto_pwhash_STRBYTES> out{};
    if (crypto_pwhash_str_alg(out.data(),
                              pin.data(),
                              pin.size(),
                              cost.operations,
                              std::size_t{cost.memory_kib} * 1024,
                              crypto_pwhash_ALG_ARGON2ID13) != 0) {
        return base::Error{base::ErrorKind::full, "not enough memory to store a PIN safely"};
    }
    return std::string(out.data());
}

bool verify_pin(std::string_view pin, std::string_view hashed) {
    const std::string text(hashed);
    return crypto_pwhash_str_verify(text.c_str(), pin.data(), pin.size()) == 0;
}

}  // namespace harmony::sync
