#pragma once

#include <cstdint>
#include <cstring>
#include <optional>

#include "base/bytes.h"
#include "sync/names.h"

namespace harmony::sync {

/// What stood before the padding (section 6.4): everything up to the last byte 80 that only zeros
/// follow; nothing when there is none. Not in constant time: it reads what was authenticated just
/// now, and libsodium's constant-time walk over each whole bucket cost as much as half the
/// decryption.
[[nodiscard]] inline std::optional<base::ByteView> without_padding(base::ByteView padded) {
    std::size_t end = padded.size();
    std::uint64_t word = 0;
    while (end >= sizeof word) {
        std::memcpy(&word, padded.data() + end - sizeof word, sizeof word);
        if (word != 0) {
            break;
        }
        end -= sizeof word;
    }
    while (end > 0 && padded[end - 1] == std::byte{0}) {
        --end;
    }
    if (end == 0 || padded[end - 1] != std::byte{0x80}) {
        return std::nullopt;
    }
    return padded.first(end - 1);
}

/// The kind and body that an authenticated plaintext of `cls` holds; nothing when its class has no
/// such kind, or a dummy says something.
struct PlainContent {
    RecordKind kind;
    base::ByteView body;
};

[[nodiscard]] inline std::optional<PlainContent> read_plaintext(RecordClass cls,
                                                                base::ByteView plain) {
    const std::optional<base::ByteView> content = without_padding(plain);
    if (!content || content->empty()) {
        return std::nullopt;
    }
    const auto kind = static_cast<RecordKind>((*content)[0]);
    const base::ByteView body = content->subspan(1);
    if (!belongs(kind, cls) || (kind == RecordKind::dummy && !body.empty())) {
        return std::nullopt;
    }
    return PlainContent{kind, body};
}

}  // namespace harmony::sync
