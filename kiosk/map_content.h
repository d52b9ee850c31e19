#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "survey/grid.h"

namespace harmony::kiosk {

/// Where the files of a pack come from; see pack_content.h.
using PackFile = std::function<base::Result<base::Bytes>(std::string_view name)>;

/// One level of a map's picture: a grid of tiles of 512 pixels, north at the top.
struct MapLevel {
    double metres_per_px = 1;
    int columns = 0;
    int rows = 0;

    bool operator==(const MapLevel&) const = default;
};

/// A tile of a map.
struct TileName {
    int level = 0;
    int column = 0;  ///< from the west
    int row = 0;     ///< from the north

    auto operator<=>(const TileName&) const = default;
};

/// A street or a place by which people say where something is; a long one has several points.
struct Landmark {
    std::string name;
    std::string label;
    std::string kind;  ///< "street", "park", ...; may be empty
    std::string area;  ///< of the place list; may be empty
    std::vector<survey::GridPoint> points;

    bool operator==(const Landmark&) const = default;
};

/// A map of a pack: everything but its tiles, which are read when they are looked at
/// (docs/formats/map.md).
struct MapContent {
    std::string id;
    std::string area_name;    ///< "Tarnbeck": `{area}` of what is said about it
    std::string attribution;  ///< always shown
    survey::GridPoint north_west;
    survey::GridPoint extent;             ///< metres east and south of the corner
    std::vector<MapLevel> levels;         ///< 3 to 5, from far away to near
    std::vector<survey::GridPoint> area;  ///< its corners in order
    std::vector<Landmark> landmarks;
    PackFile file;  ///< reads the tiles

    /// Whether `point` lies inside the area polygon.
    [[nodiscard]] bool in_area(survey::GridPoint point) const;

    /// The landmark with the point nearest to `point`; nothing when there are none, or none within
    /// `reach_m`.
    [[nodiscard]] const Landmark* nearest(survey::GridPoint point, double reach_m = 1e9) const;

    [[nodiscard]] const Landmark* landmark(std::string_view name) const;
};

/// The cell that stands for a landmark: that of its middle point.
[[nodiscard]] std::optional<survey::GridCell> cell_of(const Landmark& landmark, int grid_m);

inline constexpr int map_tile_px = 512;

/// The name of a tile's file in the pack: "map/tarnbeck-2-5-3.png", level, column, row.
[[nodiscard]] std::string tile_file(std::string_view map, const TileName& tile);

/// Reads `map/<id>.json` and looks at every tile of it once: it is there, it is a PNG of 512
/// pixels. Errors: absent (a file is missing), unreadable (with the place in the file), refused
/// (over 64 MB).
[[nodiscard]] base::Result<MapContent> read_map_content(std::string_view id, const PackFile& file);

}  // namespace harmony::kiosk
