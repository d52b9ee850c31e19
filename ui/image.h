#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/error.h"

namespace harmony::ui {

/// Pixels of a finished frame: 0xAARRGGBB, row by row, opaque.
struct Image {
    int width_px = 0;
    int height_px = 0;
    std::vector<std::uint32_t> pixels;

    bool operator==(const Image&) const = default;
};

/// The same for the same pixels on every machine: 16 hex digits of FNV-1a over size and pixels.
[[nodiscard]] std::string hash_of(const Image& image);

[[nodiscard]] base::Result<void> write_png(const Image& image, const std::filesystem::path& file);

}  // namespace harmony::ui
