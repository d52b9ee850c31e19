#pragma once

#include <array>
#include <cstddef>

#include "base/bytes.h"
#include "base/secret.h"

/// libsodium speaks `unsigned char*`; the rest of the house speaks `std::byte`.
namespace harmony::sync {

[[nodiscard]] inline const unsigned char* raw(base::ByteView bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

[[nodiscard]] inline unsigned char* raw(base::Bytes& bytes) {
    return reinterpret_cast<unsigned char*>(bytes.data());
}

[[nodiscard]] inline unsigned char* raw(base::SecretBytes& bytes) {
    return reinterpret_cast<unsigned char*>(bytes.data());
}

template <std::size_t Size>
[[nodiscard]] unsigned char* raw(std::array<std::byte, Size>& bytes) {
    return reinterpret_cast<unsigned char*>(bytes.data());
}

}  // namespace harmony::sync
