#include "admin/map/picture_map.h"

#include <fmt/format.h>

#include <cmath>

#include "admin/map/canvas.h"

namespace harmony::admin {
namespace {

using base::Error;
using base::ErrorKind;

constexpr double least_apart_px = 100;
constexpr double most_turned = 1.5;  // degrees

}  // namespace

base::Result<Lie> lie_of(const KnownPoint& first, const KnownPoint& second) {
    const double x = second.x_px - first.x_px;
    const double down = second.y_px - first.y_px;
    const double pixels = std::hypot(x, down);
    const double east = second.at.easting - first.at.easting;
    const double south = first.at.northing - second.at.northing;
    const double metres = std::hypot(east, south);
    if (pixels < least_apart_px || metres <= 0) {
        return Error{ErrorKind::refused,
                     fmt::format("the two known points are {:.0f} pixels apart. Choose two near "
                                 "opposite corners of the picture",
                                 pixels)};
    }
    double turned = (std::atan2(south, east) - std::atan2(down, x)) * 180 / M_PI;
    turned -= 360 * std::round(turned / 360);
    if (std::abs(turned) > most_turned) {
        return Error{ErrorKind::refused,
                     fmt::format("by the two known points the picture is turned by {:.1f} degrees. "
                                 "North has to be at its top, and pixels are counted from its top "
                                 "left corner: check the points, or turn the picture",
                                 turned)};
    }
    const double scale = metres / pixels;
    return Lie{{first.at.easting - first.x_px * scale, first.at.northing + first.y_px * scale},
               scale};
}

GridBox box_of(const ui::Picture& picture, const Lie& lie) {
    return {
        {lie.north_west.easting, lie.north_west.northing - picture.height_px() * lie.metres_per_px},
        {lie.north_west.easting + picture.width_px() * lie.metres_per_px, lie.north_west.northing}};
}

std::vector<base::Bytes> tiles_of(const ui::Picture& picture,
                                  const Lie& lie,
                                  const LevelPlan& level) {
    const double shrink = lie.metres_per_px / level.metres_per_px;
    const auto sized = [shrink](int pixels) {
        return std::max(1, static_cast<int>(std::lround(pixels * shrink)));
    };
    const ui::SharedPicture small =
        ui::scaled(picture, sized(picture.width_px()), sized(picture.height_px()));
    const Surface source = surface_of(*small);
    std::vector<base::Bytes> tiles;
    for (int row = 0; row < level.rows; ++row) {
        for (int column = 0; column < level.columns; ++column) {
            const Surface surface(
                cairo_image_surface_create(CAIRO_FORMAT_RGB24, map_tile_px, map_tile_px));
            const Pen pen(cairo_create(surface.get()));
            set_colour(pen.get(), ui::rgb(0xF4F0E7));
            cairo_paint(pen.get());
            cairo_set_source_surface(
                pen.get(), source.get(), -column * map_tile_px, -row * map_tile_px);
            cairo_paint(pen.get());
            tiles.push_back(png_of(surface.get()));
        }
    }
    return tiles;
}

}  // namespace harmony::admin
