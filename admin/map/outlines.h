#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "survey/grid.h"

namespace harmony::admin {

/// What an outline is, in the order in which they are drawn.
enum class OutlineKind {
    park,
    square,  ///< a market place, a yard
    water,
    stream,  ///< water as a line
    building,
    rail,
    path,
    street,
    main_street,
    area,   ///< the polygon in which the residents live; not drawn
    place,  ///< a name alone, at a point
};
inline constexpr std::size_t outline_kind_count = 11;
[[nodiscard]] std::string_view name_of(OutlineKind kind);

/// A line, a polygon (its outer ring first) or a point of the National Grid.
struct Outline {
    OutlineKind kind = OutlineKind::street;
    std::string name;  ///< written on the map; empty: none
    std::vector<std::vector<survey::GridPoint>> lines;
    bool closed = false;  ///< the lines are rings
};

/// How the coordinates of a GeoJSON file are meant when it does not say so itself.
enum class Coordinates { as_the_file_says, national_grid, wgs84 };

/// Reads a GeoJSON file (RFC 7946): features whose `kind` property is one of ours ("street",
/// "park"), or which carry the tags of OpenStreetMap (`highway`, `building`, `leisure`, `landuse`,
/// `natural`, `waterway`, `railway`, `place`). A member `crs` that names EPSG:27700 says that they
/// lie on the National Grid already; without it they are WGS84.
///
/// What it cannot use at all is counted in `passed_over`. Errors: unreadable, with the feature and
/// the member, and what to do.
struct Outlines {
    std::vector<Outline> all;
    std::size_t passed_over = 0;
};
[[nodiscard]] base::Result<Outlines> read_outlines(base::ByteView bytes,
                                                   std::string_view file,
                                                   Coordinates coordinates);

/// The box around all of them.
struct GridBox {
    survey::GridPoint south_west;
    survey::GridPoint north_east;

    [[nodiscard]] double width() const { return north_east.easting - south_west.easting; }
    [[nodiscard]] double height() const { return north_east.northing - south_west.northing; }

    bool operator==(const GridBox&) const = default;
};
[[nodiscard]] GridBox box_of(const std::vector<Outline>& outlines);

}  // namespace harmony::admin
