#pragma once

#include <cstdint>
#include <string_view>

#include "base/bytes.h"
#include "base/error.h"
#include "base/random.h"
#include "base/secret.h"
#include "sync/crypto.h"

namespace harmony::sync {

/// What a key of the office is for, and nothing else (section 3.1).
enum class KeyKind : std::uint8_t {
    root = 1,
    publisher = 2,
    survey = 3,
    contact = 4,
    health = 5,
    backup = 6,
    escrow_holder = 7,
    other = 8,
};

enum class KeyAlgorithm : std::uint8_t { ed25519 = 1, x25519 = 2, bytes = 3 };

/// What deriving the key from the passphrase costs (argon2id).
struct PassphraseCost {
    std::uint32_t operations = 3;
    std::uint32_t memory_kib = 262144;
};

/// For `init --demo` and tests: the least that a reader accepts (about 0.1 s).
inline constexpr PassphraseCost demo_passphrase_cost{2, 65536};

/// What an HKK1 file says without its passphrase. Unproven until it was opened.
struct KeyFileLabel {
    KeyKind kind;
    KeyAlgorithm algorithm;
    base::Bytes public_key;  ///< 32 bytes; zero for `bytes`
};

struct OpenedKey {
    KeyKind kind;
    KeyAlgorithm algorithm;
    base::SecretBytes secret;

    /// The seed; a broken promise when the algorithm is another.
    [[nodiscard]] SignSeed sign_seed() const;
    [[nodiscard]] BoxSeed box_seed() const;
};

/// An HKK1 file. Write it with `base::private_mode`. Full when there is no memory for deriving.
[[nodiscard]] base::Result<base::Bytes> write_key_file(KeyKind kind,
                                                       const SignSeed& seed,
                                                       std::string_view passphrase,
                                                       PassphraseCost cost,
                                                       base::RandomSource& random);
[[nodiscard]] base::Result<base::Bytes> write_key_file(KeyKind kind,
                                                       const BoxSeed& seed,
                                                       std::string_view passphrase,
                                                       PassphraseCost cost,
                                                       base::RandomSource& random);

/// `secret` of 1 to 1,024 bytes.
[[nodiscard]] base::Result<base::Bytes> write_secret_file(base::ByteView secret,
                                                          std::string_view passphrase,
                                                          PassphraseCost cost,
                                                          base::RandomSource& random);

/// Unreadable when it is no HKK1 file.
[[nodiscard]] base::Result<KeyFileLabel> read_key_label(base::ByteView file);

/// Refused: the passphrase does not open it. Unreadable: no HKK1 file, or a cost outside 2..8 and
/// 64 MiB..2 GiB (refused before anything is derived).
[[nodiscard]] base::Result<OpenedKey> open_key_file(base::ByteView file,
                                                    std::string_view passphrase);

}  // namespace harmony::sync
