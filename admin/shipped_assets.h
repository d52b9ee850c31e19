#pragma once

#include <filesystem>

namespace harmony::admin {

/// Fonts' list, phrases and sounds that came with the program: installed beside it, or of the
/// source it was built from.
[[nodiscard]] std::filesystem::path shipped_assets();

}  // namespace harmony::admin
