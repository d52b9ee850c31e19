#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/error.h"

namespace harmony::ui {

/// Whole pixels; `x1` and `y1` are the first outside.
struct PixelRect {
    int x0 = 0;
    int y0 = 0;
    int x1 = 0;
    int y1 = 0;

    [[nodiscard]] int width() const { return x1 - x0; }
    [[nodiscard]] int height() const { return y1 - y0; }
    [[nodiscard]] bool empty() const { return x0 >= x1 || y0 >= y1; }
    bool operator==(const PixelRect&) const = default;
};

/// What lies in both; empty when nothing does.
[[nodiscard]] PixelRect common(const PixelRect& a, const PixelRect& b);
/// The smallest that holds both; an empty one adds nothing.
[[nodiscard]] PixelRect around(const PixelRect& a, const PixelRect& b);

/// Pixels of a finished frame: 0xAARRGGBB, row by row, opaque.
struct Image {
    int width_px = 0;
    int height_px = 0;
    std::vector<std::uint32_t> pixels;

    [[nodiscard]] PixelRect whole() const { return {0, 0, width_px, height_px}; }
    bool operator==(const Image&) const = default;
};

/// The same for the same pixels on every machine: 16 hex digits of FNV-1a over size and pixels.
[[nodiscard]] std::string hash_of(const Image& image);

[[nodiscard]] base::Result<void> write_png(const Image& image, const std::filesystem::path& file);

}  // namespace harmony::ui
