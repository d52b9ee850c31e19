#pragma once

#include "admin/office.h"
#include "base/error.h"
#include "base/files.h"
#include "base/random.h"
#include "base/secret.h"
#include "sync/http_client.h"

namespace harmony::admin {

/// Keeps the name and password (or key id and secret key) of a store on the network, sealed with
/// the office's passphrase (HKK1, kind 8). Replaces what was kept for it. Errors: those of writing.
[[nodiscard]] base::Result<void> keep_store_secret(Office& office,
                                                   const sync::WebAddress& store,
                                                   const sync::Credentials& credentials,
                                                   const base::SecretText& passphrase,
                                                   base::Files& files,
                                                   base::RandomSource& random);

[[nodiscard]] bool keeps_store_secret(Office& office,
                                      const sync::WebAddress& store,
                                      base::Files& files);

/// Errors: absent (nothing is kept for it), refused (the passphrase does not open it), unreadable.
[[nodiscard]] base::Result<sync::Credentials> store_secret(Office& office,
                                                           const sync::WebAddress& store,
                                                           base::Files& files,
                                                           const base::SecretText& passphrase);

}  // namespace harmony::admin
