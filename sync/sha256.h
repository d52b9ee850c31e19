#pragma once

#include <string>

#include "base/bytes.h"

namespace harmony::sync {

/// SHA-256 in lower-case hexadecimal, as other programs have it: for marks that are no part of HK1.
[[nodiscard]] std::string sha256_hex(base::ByteView bytes);

}  // namespace harmony::sync
