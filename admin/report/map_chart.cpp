#include "admin/report/map_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "admin/report/document_parts.h"

namespace harmony::admin {

namespace {

using Ink = ChartPainter::Ink;
using Anchor = ChartPainter::Anchor;
using Point = ChartPainter::Point;

constexpr double margin = 8;
constexpr double tallest = 520;
constexpr double bar_of_scale = 500;  // metres
constexpr double room_for_scale = 34;

constexpr double label_width = 136;
constexpr double square_height = 34;
constexpr double head_height = 78;
constexpr double a_letter = 7.6;  // wide, of words above columns
constexpr std::size_t letters_down = 17;

Point middle_of(const std::vector<Point>& corners) {
    Point middle;
    for (const Point& corner : corners) {
        middle.x += corner.x / static_cast<double>(corners.size());
        middle.y += corner.y / static_cast<double>(corners.size());
    }
    return middle;
}

}  // namespace

MapChart::MapChart(const MapView& map) : map_(map) {
    double east = std::numeric_limits<double>::lowest();
    double south = std::numeric_limits<double>::max();
    west_ = south;
    north_ = east;
    for (const MapArea& area : map_.areas) {
        for (const MapShape& shape : area.shapes) {
            for (const auto& [x, y] : shape.corners) {
                west_ = std::min(west_, x);
                east = std::max(east, x);
                south = std::min(south, y);
                north_ = std::max(north_, y);
            }
        }
    }
    const double wide = std::max(east - west_, 1.0);
    const double high = std::max(north_ - south, 1.0);
    scale_ = std::min((width - 2 * margin) / wide, (tallest - 2 * margin) / high);
    height_ = map_.areas.empty() ? 0 : high * scale_ + 2 * margin + room_for_scale;
}

Point MapChart::at(std::pair<double, double> metres) const {
    return {margin + (metres.first - west_) * scale_, margin + (north_ - metres.second) * scale_};
}

void MapChart::draw(ChartPainter& painter) const {
    std::size_t number = 0;
    for (const MapArea& area : map_.areas) {
        ++number;
        Point label;
        for (const MapShape& shape : area.shapes) {
            std::vector<Point> corners;
            for (const auto& corner : shape.corners) {
                corners.push_back(at(corner));
            }
            painter.shape(corners, area.shade);
            label = &shape == &area.shapes.front() ? middle_of(corners) : label;
        }
        // A pale plate under the number: it reads on every shade.
        const double wide = number < 10 ? 20 : 28;
        painter.rectangle({label.x - wide / 2, label.y - 10, wide, 20}, Ink::track);
        painter.text(label.x, label.y + 5, std::to_string(number), Ink::text, Anchor::middle);
    }
    const double y = height_ - room_for_scale / 2;
    painter.line(margin, y, margin + bar_of_scale * scale_, y, Ink::whisker);
    painter.text(margin + bar_of_scale * scale_ + 8, y + 5, "500 m", Ink::text, Anchor::start);
    painter.text(width - margin, y + 5, "North is up", Ink::quiet, Anchor::end);
}

std::string MapChart::description() const {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < map_.areas.size(); ++i) {
        parts.push_back(
            fmt::format("area {}, {}, {} people", i + 1, map_.areas[i].near, map_.areas[i].people));
    }
    return fmt::format("Map of areas: {}. The table gives the same numbers.",
                       fmt::join(parts, "; "));
}

double GridChart::height() const {
    return head_height + square_height * static_cast<double>(grid_.down.size());
}

void GridChart::draw(ChartPainter& painter) const {
    const double wide =
        (width - label_width) / static_cast<double>(std::max<std::size_t>(grid_.across.size(), 1));
    for (std::size_t column = 0; column < grid_.across.size(); ++column) {
        const std::vector<std::string> lines =
            lines_of(grid_.across[column], static_cast<std::size_t>(wide / a_letter));
        double y = head_height - 8 - 14 * static_cast<double>(lines.size() - 1);
        for (const std::string& line : lines) {
            painter.text(label_width + (static_cast<double>(column) + 0.5) * wide,
                         y,
                         line,
                         Ink::quiet,
                         Anchor::middle);
            y += 14;
        }
    }
    for (std::size_t row = 0; row < grid_.down.size(); ++row) {
        const double top = head_height + square_height * static_cast<double>(row);
        const std::vector<std::string> lines = lines_of(grid_.down[row], letters_down);
        for (std::size_t i = 0; i < std::min<std::size_t>(lines.size(), 2); ++i) {
            painter.text(0,
                         top + (lines.size() > 1 ? 14 : 21) + 15 * static_cast<double>(i),
                         lines[i],
                         Ink::text,
                         Anchor::start);
        }
        for (std::size_t column = 0; column < grid_.across.size(); ++column) {
            const GridSquare& square = grid_.squares[row * grid_.across.size() + column];
            const double left = label_width + static_cast<double>(column) * wide;
            const std::vector<Point> corners = {{left, top},
                                                {left + wide, top},
                                                {left + wide, top + square_height},
                                                {left, top + square_height}};
            painter.shape(corners, square.shade);
            painter.text(left + wide / 2,
                         top + square_height / 2 + 5,
                         square.count,
                         square.count == "hidden" ? Ink::quiet : Ink::text,
                         Anchor::middle);
        }
    }
}

std::string GridChart::description() const {
    return fmt::format(
        "Grid of {} problems by {} places: darker squares are more people. The table gives the "
        "same numbers.",
        grid_.down.size(),
        grid_.across.size());
}

PairBlock map_pair(const MapView& map, const std::string& anchor, std::size_t number) {
    TableBlock table{"",
                     "Areas with enough people to show; numbers as on the map.",
                     {{"Area", true}, {"Near"}, {"People", true}},
                     {}};
    table.sheet = map.title;
    for (std::size_t i = 0; i < map.areas.size(); ++i) {
        TableRow row{{words_cell(std::to_string(i + 1)),
                      words_cell(map.areas[i].near),
                      words_cell(map.areas[i].people)},
                     false,
                     1};
        row.cells[0].look = TableCell::Look::number;
        row.cells[0].answer = true;
        row.cells[2].look = TableCell::Look::number;
        table.rows.push_back(std::move(row));
    }
    return {{std::make_shared<MapChart>(map),
             fmt::format("map-{}-{}", anchor, number),
             map.title,
             "Darker areas hold more people. Areas were joined until each holds enough."},
            std::move(table)};
}

ChartBlock grid_chart(const GridView& grid, const std::string& anchor, std::size_t number) {
    return {std::make_shared<GridChart>(grid),
            fmt::format("grid-{}-{}", anchor, number),
            grid.title,
            grid.title + ": people who named all three. Darker is more people."};
}

TableBlock grid_table(const GridView& grid) {
    TableBlock table{grid.title,
                     grid.title + ": people who named the problem, the place and the time.",
                     {{"Problem"}},
                     {},
                     true,
                     "Grid " + grid.title};
    for (const std::string& head : grid.across) {
        table.columns.push_back({head, true});
    }
    for (std::size_t row = 0; row < grid.down.size(); ++row) {
        TableRow line{{words_cell(grid.down[row])}};
        for (std::size_t column = 0; column < grid.across.size(); ++column) {
            const GridSquare& square = grid.squares[row * grid.across.size() + column];
            line.cells.push_back(words_cell(square.count));
            line.cells.back().look =
                square.count == "hidden" ? TableCell::Look::hidden : TableCell::Look::number;
        }
        table.rows.push_back(std::move(line));
    }
    return table;
}

std::string map_geojson(const MapView& map, ToLongitudeLatitude to_wgs84) {
    using nlohmann::json;
    json features = json::array();
    for (std::size_t i = 0; i < map.areas.size(); ++i) {
        json polygons = json::array();
        for (const MapShape& shape : map.areas[i].shapes) {
            json ring = json::array();
            for (const auto& [east, north] : shape.corners) {
                const auto [longitude, latitude] = to_wgs84(east, north);
                ring.push_back({longitude, latitude});
            }
            if (!ring.empty()) {
                ring.push_back(ring.front());
            }
            polygons.push_back(json::array({ring}));
        }
        features.push_back({{"type", "Feature"},
                            {"properties",
                             {{"area", i + 1},
                              {"people", map.areas[i].people},
                              {"near", map.areas[i].near},
                              {"layer", map.title}}},
                            {"geometry", {{"type", "MultiPolygon"}, {"coordinates", polygons}}}});
    }
    return json{{"type", "FeatureCollection"}, {"features", features}}.dump(1) + '\n';
}

}  // namespace harmony::admin
