#include "ui/image.h"

#include <cairo.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace harmony::ui {
namespace {

struct DestroySurface {
    void operator()(cairo_surface_t* surface) const noexcept { cairo_surface_destroy(surface); }
};

class Fnv {
public:
    void add(std::uint32_t word) {
        for (unsigned shift = 0; shift < 32; shift += 8) {
            state_ = (state_ ^ (word >> shift & 0xFFU)) * 0x100000001B3U;
        }
    }

    [[nodiscard]] std::uint64_t value() const { return state_; }

private:
    std::uint64_t state_ = 0xCBF29CE484222325U;
};

}  // namespace

PixelRect common(const PixelRect& a, const PixelRect& b) {
    return {std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1), std::min(a.y1, b.y1)};
}

PixelRect around(const PixelRect& a, const PixelRect& b) {
    if (a.empty() || b.empty()) {
        return a.empty() ? b : a;
    }
    return {std::min(a.x0, b.x0), std::min(a.y0, b.y0), std::max(a.x1, b.x1), std::max(a.y1, b.y1)};
}

std::string hash_of(const Image& image) {
    Fnv hash;
    hash.add(static_cast<std::uint32_t>(image.width_px));
    hash.add(static_cast<std::uint32_t>(image.height_px));
    for (const std::uint32_t pixel : image.pixels) {
        hash.add(pixel);
    }
    return fmt::format("{:016x}", hash.value());
}

base::Result<void> write_png(const Image& image, const std::filesystem::path& file) {
    Image copy = image;  // Cairo wants to be able to write
    const std::unique_ptr<cairo_surface_t, DestroySurface> surface(
        cairo_image_surface_create_for_data(reinterpret_cast<unsigned char*>(copy.pixels.data()),
                                            CAIRO_FORMAT_RGB24,
                                            copy.width_px,
                                            copy.height_px,
                                            copy.width_px * 4));
    const cairo_status_t status = cairo_surface_write_to_png(surface.get(), file.c_str());
    if (status != CAIRO_STATUS_SUCCESS) {
        return base::Error{
            base::ErrorKind::unreachable,
            fmt::format("{} cannot be written: {}", file.string(), cairo_status_to_string(status))};
    }
    return {};
}

}  // namespace harmony::ui
