#pragma once

#include <string_view>

#include "base/bytes.h"
#include "base/error.h"
#include "base/secret.h"
#include "sync/key_file.h"

namespace harmony::sync {

/// A key in 64 letters that a person can write down and type again (docs/formats/hk1.md, 3.3): 16
/// groups of 4, Crockford's base32, with a check that refuses a wrong letter. It is the key itself,
/// without a passphrase. REQUIRES: a seed of 32 bytes, an algorithm that has one.
[[nodiscard]] base::SecretText paper_text(KeyKind kind,
                                          KeyAlgorithm algorithm,
                                          base::ByteView seed);

/// Ignores case, spaces, line ends and hyphens; reads O as 0, and I and L as 1. Unreadable: too few
/// or too many letters, or one of them is wrong.
[[nodiscard]] base::Result<OpenedKey> read_paper_text(std::string_view text);

}  // namespace harmony::sync
