#pragma once

#include <vector>

#include "admin/map/plan.h"
#include "base/error.h"
#include "ui/picture.h"

namespace harmony::admin {

/// A place that is known in a picture: pixels from its top left corner, and where that is.
struct KnownPoint {
    double x_px = 0;
    double y_px = 0;
    survey::GridPoint at;
};

/// How a picture lies on the National Grid, north at the top.
struct Lie {
    survey::GridPoint north_west;
    double metres_per_px = 1;
};

/// Works out how a picture lies from two known points, far from one another. Refused, with what is
/// wrong, when they are too near, or the picture is turned or stretched.
[[nodiscard]] base::Result<Lie> lie_of(const KnownPoint& first, const KnownPoint& second);

/// The box that the picture covers.
[[nodiscard]] GridBox box_of(const ui::Picture& picture, const Lie& lie);

/// The tiles of one level, row by row, as PNG.
[[nodiscard]] std::vector<base::Bytes> tiles_of(const ui::Picture& picture,
                                                const Lie& lie,
                                                const LevelPlan& level);

}  // namespace harmony::admin
