#pragma once

// Private to this room: an office store in a file of SQLite.

#include <memory>
#include <string>

#include "db/connection.h"
#include "db/office_store.h"

namespace harmony::db {

/// Opens the file, with its tables brought up to date. Errors: as `OfficeStore::open`.
[[nodiscard]] base::Result<std::unique_ptr<Connection>> open_sqlite(const std::string& file,
                                                                    const OfficeOptions& options);

}  // namespace harmony::db
