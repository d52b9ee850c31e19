#include "admin/map/plan.h"

#include <fmt/format.h>

#include <cmath>

namespace harmony::admin {
namespace {

constexpr std::size_t fewest_levels = 3;
constexpr std::size_t most_levels = 5;
constexpr double screen_px = 1000;  // the far level shows everything on about one screen
constexpr int most_tiles = 1500;    // a pack holds 2,000 files
constexpr int most_a_side = 64;

int tiles_for(double metres, double metres_per_px) {
    return std::max(1, static_cast<int>(std::ceil(metres / metres_per_px / map_tile_px - 1e-3)));
}

MapPlan planned(const GridBox& box, double nearest) {
    const double longest = std::max(box.width(), box.height());
    std::size_t levels = fewest_levels;
    while (levels < most_levels &&
           longest / (nearest * std::exp2(static_cast<double>(levels) - 1)) > screen_px) {
        ++levels;
    }
    MapPlan plan{box, {}};
    for (std::size_t at = 0; at < levels; ++at) {
        const double scale = nearest * std::exp2(static_cast<double>(levels - 1 - at));
        plan.levels.push_back(
            {scale, tiles_for(box.width(), scale), tiles_for(box.height(), scale)});
    }
    return plan;
}

bool fits(const MapPlan& plan) {
    return plan.tiles() <= most_tiles && plan.levels.back().columns <= most_a_side &&
           plan.levels.back().rows <= most_a_side;
}

}  // namespace

int MapPlan::tiles() const {
    int count = 0;
    for (const LevelPlan& level : levels) {
        count += level.columns * level.rows;
    }
    return count;
}

base::Result<MapPlan> plan_map(const GridBox& box, double nearest) {
    MapPlan plan = planned(box, nearest);
    if (fits(plan)) {
        return plan;
    }
    double wider = nearest;
    while (!fits(planned(box, wider))) {
        wider *= 1.25;
    }
    return base::Error{
        base::ErrorKind::refused,
        fmt::format("{:.0f} by {:.0f} m at {} m a pixel make {} tiles, more than a pack can carry. "
                    "Show less with --box, or begin at --nearest {:.1f}",
                    box.width(),
                    box.height(),
                    nearest,
                    plan.tiles(),
                    std::ceil(wider * 10) / 10)};
}

}  // namespace harmony::admin
