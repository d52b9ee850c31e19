#include "ui/rotation.h"

#include <cstddef>

namespace harmony::ui {

std::optional<Rotation> rotation_of(int degrees) {
    switch (degrees) {
        case 0: return Rotation::none;
        case 90: return Rotation::quarter;
        case 180: return Rotation::half;
        case 270: return Rotation::three_quarters;
        default: return std::nullopt;
    }
}

Panel turned(const Panel& screen, Rotation rotation) {
    const bool upright = rotation == Rotation::none || rotation == Rotation::half;
    return upright ? screen : Panel{screen.height_px, screen.width_px, screen.px_per_mm};
}

void turn_frame(const Image& frame, Rotation rotation, Image& into) {
    const bool upright = rotation == Rotation::none || rotation == Rotation::half;
    into.width_px = upright ? frame.width_px : frame.height_px;
    into.height_px = upright ? frame.height_px : frame.width_px;
    into.pixels.resize(frame.pixels.size());
    const std::ptrdiff_t width = into.width_px;
    const std::ptrdiff_t last_x = into.width_px - 1;
    const std::ptrdiff_t last_y = into.height_px - 1;
    const std::uint32_t* from = frame.pixels.data();
    for (std::ptrdiff_t y = 0; y < frame.height_px; ++y) {
        for (std::ptrdiff_t x = 0; x < frame.width_px; ++x, ++from) {
            std::ptrdiff_t to = y * width + x;
            if (rotation == Rotation::quarter) {
                to = x * width + (last_x - y);
            } else if (rotation == Rotation::half) {
                to = (last_y - y) * width + (last_x - x);
            } else if (rotation == Rotation::three_quarters) {
                to = (last_y - x) * width + y;
            }
            into.pixels[static_cast<std::size_t>(to)] = *from;
        }
    }
}

Point on_page(Point share, Rotation rotation) {
    switch (rotation) {
        case Rotation::none: break;
        case Rotation::quarter: return {share.y, 1 - share.x};
        case Rotation::half: return {1 - share.x, 1 - share.y};
        case Rotation::three_quarters: return {1 - share.y, share.x};
    }
    return share;
}

}  // namespace harmony::ui
