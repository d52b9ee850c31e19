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

}  // namespace harmony::sync
