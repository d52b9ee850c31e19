#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace harmony::base {

/// Owned bytes, and a view of somebody else's (for parameters, never stored).
using Bytes = std::vector<std::byte>;
using ByteView = std::span<const std::byte>;

/// The bytes of a text, without copying.
[[nodiscard]] inline ByteView as_bytes(std::string_view text) {
    return std::as_bytes(std::span(text.data(), text.size()));
}

/// Bytes read as text, without copying; says nothing about whether they are UTF-8.
[[nodiscard]] inline std::string_view as_text(ByteView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

[[nodiscard]] inline Bytes copy_bytes(ByteView bytes) { return {bytes.begin(), bytes.end()}; }

inline void append(Bytes& to, ByteView more) { to.insert(to.end(), more.begin(), more.end()); }

[[nodiscard]] inline bool equal(ByteView a, ByteView b) {
    return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size()) == 0);
}

/// Lower-case hexadecimal, two letters a byte.
[[nodiscard]] std::string to_hex(ByteView bytes);

/// Reads lower- or upper-case hexadecimal; nothing when a letter is wrong or the count is odd.
[[nodiscard]] std::optional<Bytes> from_hex(std::string_view hex);

/// Standard base64 with padding (RFC 4648 section 4).
[[nodiscard]] std::string to_base64(ByteView bytes);

}  // namespace harmony::base
