#pragma once

#include <span>

#include "admin/office_folder.h"
#include "base/error.h"
#include "db/office_store.h"
#include "sync/registry.h"
#include "sync/trust.h"

namespace harmony::admin {

/// What the office has signed about itself, as the store keeps it.
struct Books {
    sync::TrustChain trust;
    sync::Registry registry;
};

/// Makes the store of a new office (a file, or an empty database) with trust document 1, an empty
/// registry and the keys that backups are sealed to in it.
[[nodiscard]] base::Result<void> first_books(const std::string& where,
                                             const sync::TrustDocument& trust,
                                             const base::Bytes& trust_file,
                                             std::span<const sync::BoxPublicKey> backup_keys,
                                             const sync::SignKeyPair& publisher);

/// Reads and checks both. Errors: unreadable (missing or changed: says to restore a backup).
[[nodiscard]] base::Result<Books> read_books(db::OfficeStore& store);

/// The books with the next trust document and the list of kiosks signed under it. Written as one
/// value first, which `read_books` puts in its places: a kill leaves the old books or the new.
/// REQUIRES: `file` follows the newest document of `books`.
[[nodiscard]] base::Result<Books> turn_page(db::OfficeStore& store,
                                            const Books& books,
                                            base::Bytes file,
                                            base::Day today,
                                            const sync::SignKeyPair& publisher);

/// Signs `registry` (its version and date are set here, one above the last) and keeps it.
[[nodiscard]] base::Result<sync::Registry> keep_registry(db::OfficeStore& store,
                                                         sync::Registry registry,
                                                         base::Day today,
                                                         const sync::SignKeyPair& publisher);

}  // namespace harmony::admin
