#pragma once

// Private to this room: what comes before any store is opened (docs/formats/journal.md, Opening).

#include <filesystem>

#include "base/error.h"

namespace harmony::db {

/// A run before this one may have ended with a failed sync. Then the cache holds what the disk
/// never got and looks clean: pages of the store and its log are dropped, so that they are read as
/// they are. And a deletion may not be durable, of a journal that would undo what came after it:
/// the folder is synced. Errors: unreachable (the folder cannot be synced).
[[nodiscard]] base::Result<void> start_cold(const std::filesystem::path& file);

}  // namespace harmony::db
