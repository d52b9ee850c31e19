#include "sync/sha256.h"

#include <sodium.h>

#include <array>

namespace harmony::sync {

std::string sha256_hex(base::ByteView bytes) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(
        hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    return base::to_hex(std::as_bytes(std::span(hash)));
}

std::array<std::byte, 32> hmac_sha256(base::ByteView key, base::ByteView message) {
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(
        &state, reinterpret_cast<const unsigned char*>(key.data()), key.size());
    crypto_auth_hmacsha256_update(
        &state, reinterpret_cast<const unsigned char*>(message.data()), message.size());
    std::array<std::byte, 32> mac{};
    static_assert(crypto_auth_hmacsha256_BYTES == 32);
    crypto_auth_hmacsha256_final(&state, reinterpret_cast<unsigned char*>(mac.data()));
    sodium_memzero(&state, sizeof(state));
    return mac;
}

}  // namespace harmony::sync
