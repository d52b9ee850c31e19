#pragma once

#include <string>
#include <utility>
#include <vector>

#include "admin/report/document.h"
#include "admin/report/plan_input.h"

namespace harmony::admin {

/// Areas of pins as shapes, numbered as in the table beside them. North is up.
class MapChart final : public Chart {
public:
    explicit MapChart(const MapView& map);

    [[nodiscard]] double height() const override { return height_; }
    void draw(ChartPainter& painter) const override;
    [[nodiscard]] std::string description() const override;

private:
    [[nodiscard]] ChartPainter::Point at(std::pair<double, double> metres) const;

    MapView map_;
    double west_ = 0;
    double north_ = 0;
    double scale_ = 1;  ///< units of the chart a metre
    double height_ = 0;
};

/// Squares of problem by place: darker for more people, the number in each.
class GridChart final : public Chart {
public:
    explicit GridChart(GridView grid) : grid_(std::move(grid)) {}

    [[nodiscard]] double height() const override;
    void draw(ChartPainter& painter) const override;
    [[nodiscard]] std::string description() const override;

private:
    GridView grid_;
};

/// The map beside the table of its areas.
[[nodiscard]] PairBlock map_pair(const MapView& map, const std::string& anchor, std::size_t number);

[[nodiscard]] ChartBlock grid_chart(const GridView& grid,
                                    const std::string& anchor,
                                    std::size_t number);
[[nodiscard]] TableBlock grid_table(const GridView& grid);

/// The areas of a map as GeoJSON, in longitude and latitude as `to_wgs84` turns metres of the
/// National Grid into them: band or number, nearest places, no point of any person.
using ToLongitudeLatitude = std::pair<double, double> (*)(double east, double north);
[[nodiscard]] std::string map_geojson(const MapView& map, ToLongitudeLatitude to_wgs84);

}  // namespace harmony::admin
