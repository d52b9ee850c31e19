// RFC 9285: two bytes are three letters, least significant first; a last single byte is two.
#include "sync/base45.h"

#include <algorithm>
#include <cstdint>

namespace harmony::sync {
namespace {

constexpr std::string_view letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
constexpr std::uint32_t base_size = 45;
static_assert(letters.size() == base_size);

void put(std::string& out, std::uint32_t value, int count) {
    for (; count > 0; --count) {
        out.push_back(letters[value % base_size]);
        value /= base_size;
    }
}

/// Nothing when a letter is none of the 45.
std::optional<std::uint32_t> number_of(std::string_view group) {
    std::uint32_t value = 0;
    for (std::size_t at = group.size(); at-- > 0;) {
        const std::size_t digit = letters.find(group[at]);
        if (digit == std::string_view::npos) {
            return std::nullopt;
        }
        value = value * base_size + static_cast<std::uint32_t>(digit);
    }
    return value;
}

}  // namespace

std::string to_base45(base::ByteView bytes) {
    std::string out;
    out.reserve((bytes.size() + 1) / 2 * 3);
    for (std::size_t at = 0; at < bytes.size(); at += 2) {
        const auto first = std::to_integer<std::uint32_t>(bytes[at]);
        if (at + 1 < bytes.size()) {
            put(out, first * 256 + std::to_integer<std::uint32_t>(bytes[at + 1]), 3);
        } else {
            put(out, first, 2);
        }
    }
    return out;
}

std::optional<base::Bytes> from_base45(std::string_view text) {
    base::Bytes out;
    while (!text.empty()) {
        const std::string_view group = text.substr(0, 3);
        const std::optional<std::uint32_t> value = number_of(group);
        const std::uint32_t most = group.size() == 3 ? 0xFFFF : 0xFF;
        if (!value || group.size() < 2 || *value > most) {
            return std::nullopt;
        }
        if (group.size() == 3) {
            out.push_back(static_cast<std::byte>(*value >> 8U));
        }
        out.push_back(static_cast<std::byte>(*value & 0xFFU));
        text.remove_prefix(group.size());
    }
    return out;
}

}  // namespace harmony::sync
