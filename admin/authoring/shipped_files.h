#pragma once

#include <span>
#include <string_view>

namespace harmony::admin {

/// A file of a survey that comes with Harmony, as it stands in assets/surveys.
struct ShippedFile {
    std::string_view folder;  ///< the survey's form id
    std::string_view name;
    std::span<const unsigned char> bytes;
};

/// All of them, survey by survey; the program holds them (cmake/embed_files.cmake).
[[nodiscard]] std::span<const ShippedFile> shipped_files();

}  // namespace harmony::admin
