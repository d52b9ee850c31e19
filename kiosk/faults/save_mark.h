#pragma once

#include <filesystem>
#include <optional>

#include "base/files.h"
#include "base/time.h"

namespace harmony::kiosk {

/// A failed save is noted outside of the store that failed, before the program restarts: staff are
/// told when it was.
void mark_failed_save(base::Files& files, const std::filesystem::path& folder, base::Moment now);

/// When a save failed the last time; nothing when none did since `forget_failed_save`.
[[nodiscard]] std::optional<base::Moment> failed_save(base::Files& files,
                                                      const std::filesystem::path& folder);

void forget_failed_save(base::Files& files, const std::filesystem::path& folder);

}  // namespace harmony::kiosk
