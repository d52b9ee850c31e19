#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/secret.h"
#include "sync/crypto.h"

namespace harmony::sync {

/// A 32-byte key wrapped to one recipient.
struct Wrap {
    base::KeyId recipient;
    std::array<std::byte, 80> sealed{};

    bool operator==(const Wrap&) const = default;
};

/// Wraps `key` to each recipient; the answer is sorted by key id, so its order says nothing.
/// REQUIRES: 1 to 16 recipients, none twice.
[[nodiscard]] std::vector<Wrap> wrap_key(base::ByteView key,
                                         std::span<const BoxPublicKey> recipients);

/// The secret keys that this machine holds just now.
class KeyRing {
public:
    void add(BoxKeyPair key);
    [[nodiscard]] const BoxKeyPair* find(const base::KeyId& id) const;
    [[nodiscard]] bool empty() const { return keys_.empty(); }

private:
    std::vector<BoxKeyPair> keys_;
};

/// How opening went, for one record (section 11.3). One word for every failure, no detail.
enum class Opening { opened, dummy, no_key_here, cannot_open };

struct Unwrapped {
    Opening opening = Opening::no_key_here;
    base::SecretBytes key;  ///< 32 bytes when opened, else empty
};

/// Opens the first wrap for which `ring` has a key.
[[nodiscard]] Unwrapped unwrap_key(std::span<const Wrap> wraps, const KeyRing& ring);

}  // namespace harmony::sync
