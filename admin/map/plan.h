#pragma once

#include <vector>

#include "admin/map/outlines.h"
#include "base/error.h"

namespace harmony::admin {

inline constexpr int map_tile_px = 512;

/// One level of the pyramid.
struct LevelPlan {
    double metres_per_px = 1;
    int columns = 1;  ///< of tiles
    int rows = 1;

    bool operator==(const LevelPlan&) const = default;
};

/// What the pyramid of a map will be: all levels begin in the same north-west corner.
struct MapPlan {
    GridBox box;
    std::vector<LevelPlan> levels;  ///< from far away to near

    [[nodiscard]] survey::GridPoint north_west() const {
        return {box.south_west.easting, box.north_east.northing};
    }

    [[nodiscard]] int tiles() const;

    bool operator==(const MapPlan&) const = default;
};

/// Halves the scale from level to level, ending at `nearest` metres a pixel, until the whole box
/// is about as large as a screen; 3 to 5 levels. Refused when that makes more tiles than a pack
/// can carry, with the scale that would do.
[[nodiscard]] base::Result<MapPlan> plan_map(const GridBox& box, double nearest);

}  // namespace harmony::admin
