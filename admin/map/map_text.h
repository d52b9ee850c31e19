#pragma once

#include <vector>

#include "admin/map/outlines.h"
#include "admin/map/plan.h"
#include "ui/text.h"

namespace harmony::admin {

/// A name written on one level of a map. Places are pixels of that level from its north-west
/// corner.
struct MapLabel {
    ui::TextId text = 0;
    double x = 0;  ///< of the middle
    double y = 0;
    double turn = 0;  ///< clockwise, in radians; never upside down
    OutlineKind kind = OutlineKind::street;
    double reach = 0;  ///< half the length, to see which tiles it touches

    bool operator==(const MapLabel&) const = default;
};

/// Chooses which names have room on a level and where: more important ones first, none over
/// another, a street's name along it and again where it is long.
[[nodiscard]] std::vector<MapLabel> place_labels(const std::vector<Outline>& outlines,
                                                 const MapPlan& plan,
                                                 const LevelPlan& level,
                                                 ui::TextEngine& text);

}  // namespace harmony::admin
