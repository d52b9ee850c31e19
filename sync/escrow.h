#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/secret.h"
#include "sync/crypto.h"
#include "sync/key_file.h"

namespace harmony::sync {

/// What a key that was split among holders says without any of them (HKS1, docs/formats/hk1.md
/// 15.2), or one that is being put together (HKJ1). Unproven until the key is whole.
struct SplitLabel {
    KeyKind kind = KeyKind::other;
    KeyAlgorithm algorithm = KeyAlgorithm::x25519;
    base::Bytes public_key;            ///< 32 bytes
    std::uint8_t needed = 2;           ///< holders
    std::vector<base::KeyId> holders;  ///< ascending
    bool begun = false;                ///< HKJ1: at least one holder opened

    bool operator==(const SplitLabel&) const = default;
};

inline constexpr std::size_t most_holders = 5;
inline constexpr std::size_t most_needed = 3;
/// More than any HKS1 or HKJ1 file.
inline constexpr std::size_t max_split_file = 8192;

/// The HKS1 file: `needed` of `holders` can put the key together, fewer learn nothing.
/// REQUIRES: `key` is one of 32 bytes. Refused: not 2 to 5 holders, one twice, or `needed` not 2
/// to 3 and at most as many.
[[nodiscard]] base::Result<base::Bytes> split_key(const OpenedKey& key,
                                                  std::span<const BoxPublicKey> holders,
                                                  std::uint8_t needed);

/// Unreadable when it is neither an HKS1 nor an HKJ1 file, or was damaged.
[[nodiscard]] base::Result<SplitLabel> read_split_label(base::ByteView file);

/// What one holder's opening gave.
struct JoinStep {
    std::optional<OpenedKey> key;   ///< whole: enough holders opened
    base::Bytes pass_on;            ///< else the HKJ1 file for the next holder
    std::vector<base::KeyId> next;  ///< any one of these can open next
};

/// Opens the layers that are this holder's. Refused: it is not this holder's turn, or the key is
/// none of the holders'. Unreadable: damaged, or the key that comes out is not the one named.
[[nodiscard]] base::Result<JoinStep> join_key(base::ByteView file, const BoxKeyPair& holder);

}  // namespace harmony::sync
