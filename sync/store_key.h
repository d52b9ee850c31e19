#pragma once

#include <optional>

#include "base/bytes.h"
#include "base/random.h"
#include "base/secret.h"

namespace harmony::sync {

/// The key under which an office keeps rows about people in its own store (docs/formats/
/// office-store.md). One key for all of them, so that ten thousand are opened in the time of a few
/// records of a batch; it rests wrapped to the keys that open contacts. Move-only; wiped when it
/// goes.
class StoreKey {
public:
    [[nodiscard]] static StoreKey random(base::RandomSource& source);
    /// Nothing when `bytes` are not exactly 32.
    [[nodiscard]] static std::optional<StoreKey> from_bytes(base::ByteView bytes);

    StoreKey(StoreKey&&) noexcept = default;
    StoreKey& operator=(StoreKey&&) noexcept = default;
    StoreKey(const StoreKey&) = delete;
    StoreKey& operator=(const StoreKey&) = delete;
    ~StoreKey() = default;

    /// For wrapping it; the view dies with the key.
    [[nodiscard]] base::ByteView reveal() const { return key_; }

    /// XChaCha20-Poly1305 with `bound_to` as associated data, its nonce in front: the keyed hash of
    /// both, so that the same row is the same bytes and no nonce meets two texts.
    [[nodiscard]] base::Bytes seal(base::ByteView body, base::ByteView bound_to) const;

    /// Nothing when it is not what was sealed under this key for that.
    [[nodiscard]] std::optional<base::SecretBytes> open(base::ByteView sealed,
                                                        base::ByteView bound_to) const;

private:
    StoreKey() = default;
    base::SecretBytes key_;
};

}  // namespace harmony::sync
