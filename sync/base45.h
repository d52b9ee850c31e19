#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"

namespace harmony::sync {

/// Bytes in letters that a QR code stores in 5.5 bits each (RFC 9285).
[[nodiscard]] std::string to_base45(base::ByteView bytes);

/// Nothing when a letter, a length or a value is none that `to_base45` makes.
[[nodiscard]] std::optional<base::Bytes> from_base45(std::string_view text);

}  // namespace harmony::sync
