#pragma once

#include <array>
#include <cstddef>
#include <string>

#include "base/bytes.h"

namespace harmony::sync {

/// SHA-256 in lower-case hexadecimal, as other programs have it: for marks that are no part of HK1.
[[nodiscard]] std::string sha256_hex(base::ByteView bytes);

/// HMAC-SHA-256 (RFC 2104), as other programs have it.
[[nodiscard]] std::array<std::byte, 32> hmac_sha256(base::ByteView key, base::ByteView message);

}  // namespace harmony::sync
