#include "kiosk/map_pin.h"

#include <string.h>  // NOLINT(modernize-deprecated-headers): explicit_bzero

#include <algorithm>
#include <cmath>

namespace harmony::kiosk {
namespace {

using survey::GridPoint;

constexpr double least_cell_px = 20;  // about 3.5 mm: large enough to aim at
constexpr double drag_px = 16;        // about 3 mm: less is a finger that trembles
constexpr int far_cells = 8;          // a key's step where cells are too small to see

}  // namespace

void MapPin::begin(const MapContent& map, int grid_m, std::string_view chosen) {
    map_ = &map;
    grid_m_ = grid_m;
    press_.reset();
    has_keys_ = false;
    if (const auto cell = survey::read_cell(chosen)) {
        centre_ = cell->centre();
        level_ = static_cast<int>(map.levels.size()) - 1;
        while (level_ > 0 &&
               grid_m_ / map.levels[static_cast<std::size_t>(level_ - 1)].metres_per_px >=
                   2 * least_cell_px) {
            --level_;
        }
        return;
    }
    centre_ = {map.north_west.easting + map.extent.easting / 2,
               map.north_west.northing - map.extent.northing / 2};
    level_ = 0;
}

void MapPin::wipe() {
    explicit_bzero(&centre_, sizeof(centre_));
    explicit_bzero(&press_, sizeof(press_));
    press_.reset();
    level_ = 0;
    has_keys_ = false;
    map_ = nullptr;
}

double MapPin::metres_per_px() const {
    return map_->levels[static_cast<std::size_t>(level_)].metres_per_px;
}

bool MapPin::can_go_in() const {
    return level_ + 1 < static_cast<int>(map_->levels.size());
}

bool MapPin::at_cell_zoom() const {
    return !can_go_in() || grid_m_ / metres_per_px() >= least_cell_px;
}

survey::GridCell MapPin::cell() const {
    return survey::cell_at(centre_, grid_m_).value();
}

void MapPin::go_to(GridPoint point) {
    constexpr double edge = 1;  // a metre inside, so that there is always a cell
    const GridPoint& corner = map_->north_west;
    const double east = std::min(corner.easting + map_->extent.easting, survey::grid_east - 0.0);
    const double north = std::min(corner.northing, survey::grid_north - 0.0);
    centre_ = {std::clamp(point.easting, corner.easting + edge, east - edge),
               std::clamp(point.northing,
                          std::max(0.0, corner.northing - map_->extent.northing) + edge,
                          north - edge)};
}

void MapPin::move(GridPoint by) {
    go_to({centre_.easting + by.easting, centre_.northing + by.northing});
}

void MapPin::go_in() {
    level_ += can_go_in() ? 1 : 0;
}

void MapPin::go_out() {
    level_ -= can_go_out() ? 1 : 0;
}

/// From the middle of one cell to the middle of another, so that steps do not drift.
void MapPin::step(int east, int north) {
    const int cells = at_cell_zoom() ? 1 : far_cells;
    const GridPoint from = cell().centre();
    go_to({from.easting + east * cells * grid_m_, from.northing + north * cells * grid_m_});
}

GridPoint MapPin::metres(ui::Point px) const {
    return {px.x * metres_per_px(), -px.y * metres_per_px()};
}

void MapPin::hold(ui::Point at_px) {
    if (!press_) {
        press_ = Press{at_px, at_px, false};
        return;
    }
    const double away = std::hypot(at_px.x - press_->first.x, at_px.y - press_->first.y);
    press_->drags = press_->drags || away >= drag_px;
    if (press_->drags) {
        move(metres({press_->last.x - at_px.x, press_->last.y - at_px.y}));
    }
    press_->last = at_px;
}

void MapPin::release(ui::Point at_px) {
    const bool dragged = press_ && press_->drags;
    press_.reset();
    if (!dragged) {
        move(metres(at_px));
    }
}

std::vector<TileName> tiles_in_view(const MapPin& pin, int width_px, int height_px) {
    const MapLevel& level = pin.map().levels[static_cast<std::size_t>(pin.level())];
    const double x = (pin.centre().easting - pin.map().north_west.easting) / level.metres_per_px;
    const double y = (pin.map().north_west.northing - pin.centre().northing) / level.metres_per_px;
    const auto first = [](double at, int size) {
        return std::max(0, static_cast<int>(std::floor((at - size / 2.0) / map_tile_px)));
    };
    const auto last = [](double at, int size, int count) {
        return std::min(count - 1, static_cast<int>(std::floor((at + size / 2.0) / map_tile_px)));
    };
    std::vector<TileName> tiles;
    for (int row = first(y, height_px); row <= last(y, height_px, level.rows); ++row) {
        for (int column = first(x, width_px); column <= last(x, width_px, level.columns);
             ++column) {
            tiles.push_back({pin.level(), column, row});
        }
    }
    return tiles;
}

}  // namespace harmony::kiosk
