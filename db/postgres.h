#pragma once

// Private to this room: an office store in a database of PostgreSQL.

#include <memory>
#include <string>

#include "db/connection.h"
#include "db/office_store.h"

namespace harmony::db {

/// Connects to `where` (db/postgres_address.h), with the store's tables brought up to date. Errors:
/// as `OfficeStore::open`; refused (an address that is none or not safe).
[[nodiscard]] base::Result<std::unique_ptr<Connection>> open_postgres(const std::string& where,
                                                                      const OfficeOptions& options);

}  // namespace harmony::db
