#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/error.h"

namespace harmony::ui {

/// The font files that `assets/fonts.json` names, each found and with the sha256 that it names.
/// Absent when one is not installed, unreadable when one differs: frames would differ too.
[[nodiscard]] base::Result<std::vector<std::string>> pinned_fonts(
    const std::filesystem::path& assets);

}  // namespace harmony::ui
