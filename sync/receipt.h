#pragma once

#include <string_view>

#include "base/bytes.h"
#include "base/error.h"
#include "base/ids.h"

namespace harmony::sync {

/// What a store may know of a receipt number: Argon2id of its 12 digits with the deployment's
/// 16-byte salt (operations 2, 32 MiB), so that a list of keys does not give the numbers away
/// cheaply. Costs about 60 ms. Errors: refused (not 12 digits, or another salt length), full (no
/// memory).
[[nodiscard]] base::Result<base::ReceiptKey> receipt_key(std::string_view digits,
                                                         base::ByteView deployment_salt);

}  // namespace harmony::sync
