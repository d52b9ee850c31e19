#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "admin/key_shelf.h"
#include "admin/office.h"
#include "base/error.h"
#include "base/log.h"
#include "base/time.h"

namespace harmony::admin {

/// Where a key is named: trust documents by version, from the first that names it.
struct KeyUse {
    std::vector<std::uint32_t> versions;
    bool in_force = false;  ///< the newest names it
    std::string created;    ///< date of the first that names it; empty: none does
};

[[nodiscard]] KeyUse use_of(const Office& office, base::ByteView public_key);

/// Why a key should not be destroyed yet, a sentence each; empty: nothing needs it. Reads every
/// stored batch.
[[nodiscard]] std::vector<std::string> needs_of(Office& office, const ShelvedKey& key);

/// Overwrites the file, takes it away, and notes that in the store and the log. Errors: absent,
/// unreachable.
[[nodiscard]] base::Result<void> destroy_key(Office& office,
                                             const ShelvedKey& key,
                                             base::Day today,
                                             base::Log& log);

/// Gives key files another passphrase. All are opened before one is written; those that the new
/// passphrase opens already are left, so that an interrupted change can be done again. How many
/// were written. Errors: refused (neither opens one of them: nothing was changed).
[[nodiscard]] base::Result<std::size_t> change_passphrase(
    const std::vector<std::filesystem::path>& keys, const base::SecretText& known, KeyTools& tools);

}  // namespace harmony::admin
