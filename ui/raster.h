#pragma once

// Not a public header: triangles to pixels on the CPU, in integers, so that a frame is the same to
// the last bit on every build and machine.

#include <cstdint>
#include <span>

#include "ui/image.h"
#include "ui/theme.h"

namespace harmony::ui::raster {

/// Positions are 1/256 of a pixel, texture places 1/256 of a texel.
struct Vertex {
    std::int32_t x = 0;
    std::int32_t y = 0;
    std::int32_t u = 0;
    std::int32_t v = 0;
    Colour colour;

    bool operator==(const Vertex&) const = default;
};

inline constexpr int one = 256;

/// Where pixels go: 0xFFRRGGBB.
struct Target {
    std::span<std::uint32_t> pixels;
    int width = 0;
    int height = 0;
};

/// Coverage of a text, one byte a texel.
struct Texture {
    const std::uint8_t* coverage = nullptr;
    int width = 0;
    int height = 0;
};

/// `alpha` of 255 of `source` over an opaque pixel, rounded to nearest.
[[nodiscard]] inline std::uint32_t blended(std::uint32_t under,
                                           std::uint32_t source,
                                           std::uint32_t alpha) {
    const std::uint32_t rest = 255 - alpha;
    std::uint32_t rb = (source & 0xFF00FFU) * alpha + (under & 0xFF00FFU) * rest + 0x800080U;
    std::uint32_t g = (source >> 8 & 0xFFU) * alpha + (under >> 8 & 0xFFU) * rest + 0x80U;
    rb = (rb + (rb >> 8 & 0xFF00FFU)) >> 8 & 0xFF00FFU;
    g = (g + (g >> 8)) >> 8 & 0xFFU;
    return 0xFF000000U | rb | g << 8;
}

/// An axis-aligned rectangle of one colour: the pixels whose centres lie in it.
void fill_rect(const Target& target,
               const PixelRect& clip,
               const Vertex& low,
               const Vertex& high,
               Colour colour);

/// A texture laid 1:1 on whole pixels, in one colour.
void blit(const Target& target,
          const PixelRect& clip,
          int x,
          int y,
          const Texture& texture,
          Colour colour);

/// A picture laid 1:1 on whole pixels: 0xAARRGGBB with straight alpha, `width` of them a row.
struct Pixels {
    const std::uint32_t* pixels = nullptr;
    int width = 0;
    int height = 0;
    bool opaque = true;
};
void lay(const Target& target, const PixelRect& clip, int x, int y, const Pixels& picture);

/// One triangle, top-left rule, colours interpolated; with a texture, its nearest texel.
void fill_triangle(const Target& target,
                   const PixelRect& clip,
                   const Vertex& a,
                   const Vertex& b,
                   const Vertex& c,
                   const Texture* texture);

}  // namespace harmony::ui::raster
