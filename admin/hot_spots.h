#pragma once

#include <string>
#include <vector>

#include "admin/office.h"
#include "admin/report/plan_input.h"
#include "base/error.h"
#include "summary/publishable.h"

namespace harmony::admin {

/// Where people of a survey put their pin, by day and after dark: areas of hexagons with at least
/// as many people as the audience's threshold (five for the office). The survey's pin is its map
/// question that is no place of a case; time is its question `when_unsafe`, of which evening and
/// night are dark. Hexagons are `hexagon_m` wide, 200 to 2,000. None where the survey has no pin or
/// keeps it from the audience. Errors: unreadable.
[[nodiscard]] base::Result<std::vector<MapView>> hot_spots(Office& office,
                                                           const std::string& survey,
                                                           summary::Audience audience,
                                                           double hexagon_m = 500);

}  // namespace harmony::admin
