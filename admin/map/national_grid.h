#pragma once

#include "survey/grid.h"

namespace harmony::admin {

/// Latitude and longitude in degrees.
struct Degrees {
    double latitude = 0;
    double longitude = 0;
};

/// Projects a place on the Airy 1830 ellipsoid (OSGB36) to the National Grid (EPSG:27700).
///
/// Source: Ordnance Survey, "A guide to coordinate systems in Great Britain" (v3.6), annex C.1,
/// with the constants of annex A.
[[nodiscard]] survey::GridPoint project(Degrees airy);

/// A place as satellite receivers and GeoJSON have it (WGS84, ETRS89) on the National Grid. Within
/// about 5 m everywhere in Great Britain, which is half the smallest cell of a map question.
///
/// Source: the same guide, section 6.6 (the seven-parameter transformation), annex B (latitude and
/// longitude to and from cartesian coordinates), annex C.1.
[[nodiscard]] survey::GridPoint national_grid(Degrees wgs84);

/// The way back: the place that `national_grid` takes to that point, to well below a millimetre.
/// REQUIRES: a point of the grid.
[[nodiscard]] Degrees degrees_of(survey::GridPoint point);

}  // namespace harmony::admin
