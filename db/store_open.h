#pragma once

// Private to this room: the one way a kiosk's file is opened (docs/formats/journal.md, Opening).

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "base/error.h"
#include "db/sqlite.h"

namespace harmony::db {

struct StoreSpec {
    std::filesystem::path file;
    std::int32_t application_id = 0;
    const char* schema = nullptr;  ///< of version 1, run in a fresh file
    std::string vfs;
    std::int64_t max_pages = 0;
    std::function<void(const std::string& statement)> trace;  ///< may be empty
};

struct OpenedStore {
    std::unique_ptr<Database> database;
    bool replaced_bad = false;  ///< the old file failed its check and was put aside
};

/// Opens, replays, checks. Errors: full, unreachable, unreadable (not ours, or of a newer Harmony).
/// Throws StoreFailed on an I/O error.
[[nodiscard]] base::Result<OpenedStore> open_store(const StoreSpec& spec);

/// Rewrites the file and empties its log.
[[nodiscard]] base::Result<void> rewrite(Database& database);

}  // namespace harmony::db
