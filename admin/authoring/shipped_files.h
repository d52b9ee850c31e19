#pragma once

#include <span>
#include <string_view>

namespace harmony::admin {

/// A file that comes with Harmony, as it stands under assets.
struct ShippedFile {
    std::string_view folder;  ///< `surveys/neighbourhood`
    std::string_view name;
    std::span<const unsigned char> bytes;
};

/// All of them, folder by folder; the program holds them (cmake/embed_files.cmake).
[[nodiscard]] std::span<const ShippedFile> shipped_files();

}  // namespace harmony::admin
