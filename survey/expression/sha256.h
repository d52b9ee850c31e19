#pragma once

#include <array>
#include <cstddef>

#include "base/bytes.h"

namespace harmony::survey {

/// SHA-256 (FIPS 180-4). Names data files and seeds shuffles; nothing here is secret, and libsodium
/// belongs to another room.
[[nodiscard]] std::array<std::byte, 32> sha256(base::ByteView bytes);

}  // namespace harmony::survey
