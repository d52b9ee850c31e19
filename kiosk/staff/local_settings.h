#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/files.h"

namespace harmony::kiosk {

/// A line of kiosk.toml: `name = value`, the value as TOML writes it.
struct LocalSetting {
    std::string name;
    std::string value;

    bool operator==(const LocalSetting&) const = default;
};

/// `toml` with these settings in the place of the lines that named them, else before the first
/// table, else at the end; every other line, and what people wrote beside them, stays as it was.
[[nodiscard]] std::string with_settings(std::string_view toml,
                                        const std::vector<LocalSetting>& settings);

/// Writes settings into kiosk.toml of `folder`, whole or not at all, and readable afterwards.
/// Errors: refused (the file would not be read again: nothing is written), those of files.
[[nodiscard]] base::Result<void> save_settings(base::Files& files,
                                               const std::filesystem::path& folder,
                                               const std::vector<LocalSetting>& settings);

}  // namespace harmony::kiosk
