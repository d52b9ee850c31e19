#pragma once

#include <optional>
#include <string_view>

#include "base/secret.h"

/// What the answer to a map question is: a cell of the National Grid of Great Britain, never a
/// coordinate (kiosk.md 5.4).
namespace harmony::survey {

/// A point in metres east and north of the grid's origin (EPSG:27700).
struct GridPoint {
    double easting = 0;
    double northing = 0;

    bool operator==(const GridPoint&) const = default;
};

/// A square of the grid by its south-west corner. `edge_m` is 10, 100 or 1000.
struct GridCell {
    int west = 0;
    int south = 0;
    int edge_m = 100;

    [[nodiscard]] GridPoint centre() const { return {west + edge_m / 2.0, south + edge_m / 2.0}; }

    [[nodiscard]] bool contains(GridPoint point) const {
        return point.easting >= west && point.easting < west + edge_m && point.northing >= south &&
               point.northing < south + edge_m;
    }

    bool operator==(const GridCell&) const = default;
};

/// The part of the grid that has letters: 700 km by 1,300 km.
inline constexpr int grid_east = 700'000;
inline constexpr int grid_north = 1'300'000;

/// The cell of `edge_m` in which `point` lies; nothing outside the grid.
[[nodiscard]] std::optional<GridCell> cell_at(GridPoint point, int edge_m);

/// Its grid reference without spaces, as it is stored: "SK1245" (1 km), "SK123456" (100 m),
/// "SK12344567" (10 m). Source: Ordnance Survey, "A guide to coordinate systems in Great Britain",
/// section 7.
[[nodiscard]] base::SecretText text_of(const GridCell& cell);

/// Reads what `text_of` writes; nothing for anything else.
[[nodiscard]] std::optional<GridCell> read_cell(std::string_view text);

}  // namespace harmony::survey
