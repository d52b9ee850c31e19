#include "kiosk/map_content.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "ui/picture.h"

namespace harmony::kiosk {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;
using survey::GridPoint;

constexpr std::string_view format_name = "map/1";
constexpr std::size_t most_bytes = 64'000'000;
constexpr std::size_t fewest_levels = 3;
constexpr std::size_t most_levels = 5;
constexpr std::size_t most_corners = 2000;
constexpr std::size_t most_landmarks = 5000;
constexpr std::size_t longest_attribution = 200;
constexpr int most_tiles_a_side = 64;

/// Reads the members of the file, and keeps the first thing that was wrong, with its place.
class MapFile {
public:
    explicit MapFile(std::string file) : file_(std::move(file)) {}

    void blame(std::string_view place, std::string_view what) {
        if (!fault_) {
            fault_ = Error{ErrorKind::unreadable, fmt::format("{}: {} {}", file_, place, what)};
        }
    }

    std::string text(const json& object, const char* key, std::string_view place, bool needed) {
        const auto at = object.find(key);
        const bool there = at != object.end() && at->is_string();
        if (there && base::is_utf8(at->get_ref<const std::string&>()) &&
            (!needed || !at->get_ref<const std::string&>().empty())) {
            return at->get<std::string>();
        }
        if (needed || at != object.end()) {
            blame(fmt::format("{}{}", place, key), "must be a text");
        }
        return {};
    }

    double number(const json& object, const char* key, std::string_view place) {
        const auto at = object.find(key);
        if (at == object.end() || !at->is_number() || !std::isfinite(at->get<double>())) {
            blame(fmt::format("{}{}", place, key), "must be a number");
            return 0;
        }
        return at->get<double>();
    }

    /// A count from 1 to `most`.
    int count(const json& object, const char* key, std::string_view place, int most) {
        const double value = number(object, key, place);
        if (value < 1 || value > most || value != std::floor(value)) {
            blame(fmt::format("{}{}", place, key),
                  fmt::format("must be a whole number from 1 to {}", most));
            return 1;
        }
        return static_cast<int>(value);
    }

    /// Eastings and northings of the National Grid.
    GridPoint point(const json& pair, const std::string& place) {
        const bool numbers =
            pair.is_array() && pair.size() == 2 && pair[0].is_number() && pair[1].is_number();
        const GridPoint at =
            numbers ? GridPoint{pair[0].get<double>(), pair[1].get<double>()} : GridPoint{-1, -1};
        const bool inside = at.easting >= 0 && at.easting <= survey::grid_east &&
                            at.northing >= 0 && at.northing <= survey::grid_north;
        if (!inside) {
            blame(place, "must be [easting, northing] in metres of the National Grid");
        }
        return at;
    }

    std::vector<GridPoint> points(const json& object,
                                  const char* key,
                                  const std::string& place,
                                  std::size_t fewest) {
        std::vector<GridPoint> all;
        const auto at = object.find(key);
        if (at == object.end() || !at->is_array() || at->size() < fewest ||
            at->size() > most_corners) {
            blame(place + key,
                  fmt::format("must be a list of {} to {} points", fewest, most_corners));
            return all;
        }
        for (std::size_t i = 0; i < at->size(); ++i) {
            all.push_back(point((*at)[i], fmt::format("{}{}[{}]", place, key, i)));
        }
        return all;
    }

    /// A list of objects between two sizes; an empty one when it is not.
    const json& list(const json& object, const char* key, std::size_t fewest, std::size_t most) {
        static constexpr const char* what = "must be a list of {} to {} objects";
        const auto at = object.find(key);
        const bool fits =
            at != object.end() && at->is_array() && at->size() >= fewest && at->size() <= most &&
            std::all_of(at->begin(), at->end(), [](const json& item) { return item.is_object(); });
        if (!fits) {
            blame(key, fmt::format(what, fewest, most));
        }
        return fits ? *at : none_;
    }

    [[nodiscard]] const std::optional<Error>& fault() const { return fault_; }

private:
    std::string file_;
    std::optional<Error> fault_;
    json none_ = json::array();
};

/// How many tiles of `edge` metres a length takes; a sliver of rounding takes none.
int tiles_for(double metres, double edge) {
    return std::max(1, static_cast<int>(std::ceil(metres / edge - 1e-3)));
}

void read_levels(const json& object, MapFile& file, MapContent& map) {
    const json& levels = file.list(object, "levels", fewest_levels, most_levels);
    for (std::size_t i = 0; i < levels.size(); ++i) {
        const std::string place = fmt::format("levels[{}].", i);
        MapLevel level;
        level.metres_per_px = file.number(levels[i], "metres_per_px", place);
        level.columns = file.count(levels[i], "columns", place, most_tiles_a_side);
        level.rows = file.count(levels[i], "rows", place, most_tiles_a_side);
        if (level.metres_per_px < 0.05 || level.metres_per_px > 500) {
            file.blame(place + "metres_per_px", "must be from 0.05 to 500");
        }
        if (!map.levels.empty() && level.metres_per_px >= map.levels.back().metres_per_px) {
            file.blame(place + "metres_per_px", "must be less than that of the level before");
        }
        const double edge = map_tile_px * level.metres_per_px;
        if (level.columns != tiles_for(map.extent.easting, edge) ||
            level.rows != tiles_for(map.extent.northing, edge)) {
            file.blame(place + "columns", "and rows do not cover the extent");
        }
        map.levels.push_back(level);
    }
}

void read_landmarks(const json& object, MapFile& file, MapContent& map) {
    const json& landmarks = file.list(object, "landmarks", 0, most_landmarks);
    for (std::size_t i = 0; i < landmarks.size(); ++i) {
        const std::string place = fmt::format("landmarks[{}].", i);
        Landmark landmark;
        landmark.name = file.text(landmarks[i], "name", place, true);
        landmark.label = file.text(landmarks[i], "label", place, true);
        landmark.kind = file.text(landmarks[i], "kind", place, false);
        landmark.area = file.text(landmarks[i], "area", place, false);
        landmark.points = file.points(landmarks[i], "points", place, 1);
        if (map.landmark(landmark.name) != nullptr) {
            file.blame(place + "name", "stands there twice");
        }
        map.landmarks.push_back(std::move(landmark));
    }
}

MapContent read_members(const json& object, MapFile& file) {
    MapContent map;
    if (file.text(object, "harmony", "", true) != format_name) {
        file.blame("harmony", "must be \"map/1\"");
    }
    map.area_name = file.text(object, "area_name", "", true);
    map.attribution = file.text(object, "attribution", "", true);
    if (map.attribution.size() > longest_attribution) {
        file.blame("attribution", fmt::format("must be at most {} bytes", longest_attribution));
    }
    const auto corner = object.find("north_west");
    map.north_west = file.point(corner == object.end() ? json() : *corner, "north_west");
    const auto extent = object.find("extent");
    map.extent = file.point(extent == object.end() ? json() : *extent, "extent");
    map.area = file.points(object, "area", "", 3);
    read_levels(object, file, map);
    read_landmarks(object, file, map);
    return map;
}

/// Looks at every tile once, so that none can be missing when somebody looks there.
Result<void> check_tiles(const MapContent& map) {
    std::size_t together = 0;
    for (std::size_t level = 0; level < map.levels.size(); ++level) {
        const int count = map.levels[level].columns * map.levels[level].rows;
        for (int at = 0; at < count; ++at) {
            const TileName tile{static_cast<int>(level),
                                at % map.levels[level].columns,
                                at / map.levels[level].columns};
            const std::string name = tile_file(map.id, tile);
            const Result<base::Bytes> bytes = map.file(name);
            if (!bytes) {
                return bytes.error();
            }
            const auto size = ui::picture_size(*bytes);
            if (!size || size->width_px != map_tile_px || size->height_px != map_tile_px) {
                return Error{
                    ErrorKind::unreadable,
                    fmt::format("{}: a tile must be a PNG picture of 512 x 512 pixels", name)};
            }
            together += bytes->size();
            if (together > most_bytes) {
                return Error{ErrorKind::refused,
                             fmt::format("map/{}: its tiles are more than 64 MB together", map.id)};
            }
        }
    }
    return {};
}

double distance(GridPoint a, GridPoint b) {
    return std::hypot(a.easting - b.easting, a.northing - b.northing);
}

/// From `point` to the nearest point of the line between two others.
double distance_to_line(GridPoint point, GridPoint from, GridPoint to) {
    const double east = to.easting - from.easting;
    const double north = to.northing - from.northing;
    const double square = east * east + north * north;
    const double along =
        (point.easting - from.easting) * east + (point.northing - from.northing) * north;
    const double share = square > 0 ? std::clamp(along / square, 0.0, 1.0) : 0;
    return distance(point, {from.easting + share * east, from.northing + share * north});
}

double distance_to(const Landmark& landmark, GridPoint point) {
    double nearest = distance(point, landmark.points.front());
    for (std::size_t i = 0; i + 1 < landmark.points.size(); ++i) {
        nearest =
            std::min(nearest, distance_to_line(point, landmark.points[i], landmark.points[i + 1]));
    }
    return nearest;
}

}  // namespace

/// Counts the edges that a line to the east crosses: an odd number from the inside.
bool MapContent::in_area(GridPoint point) const {
    bool inside = false;
    for (std::size_t i = 0; i < area.size(); ++i) {
        const GridPoint& a = area[i];
        const GridPoint& b = area[(i + 1) % area.size()];
        const bool spans = (a.northing > point.northing) != (b.northing > point.northing);
        if (spans && point.easting < a.easting + (point.northing - a.northing) /
                                                     (b.northing - a.northing) *
                                                     (b.easting - a.easting)) {
            inside = !inside;
        }
    }
    return inside;
}

const Landmark* MapContent::nearest(GridPoint point, double reach_m) const {
    const Landmark* found = nullptr;
    double least = reach_m;
    for (const Landmark& landmark : landmarks) {
        const double away = distance_to(landmark, point);
        if (away <= least) {
            least = away;
            found = &landmark;
        }
    }
    return found;
}

const Landmark* MapContent::landmark(std::string_view name) const {
    const auto at = std::find_if(
        landmarks.begin(), landmarks.end(), [&](const Landmark& one) { return one.name == name; });
    return at == landmarks.end() ? nullptr : &*at;
}

std::optional<survey::GridCell> cell_of(const Landmark& landmark, int grid_m) {
    return survey::cell_at(landmark.points[landmark.points.size() / 2], grid_m);
}

std::string tile_file(std::string_view map, const TileName& tile) {
    return fmt::format("map/{}-{}-{}-{}.png", map, tile.level, tile.column, tile.row);
}

Result<MapContent> read_map_content(std::string_view id, const PackFile& file) {
    const std::string name = fmt::format("map/{}.json", id);
    const Result<base::Bytes> bytes = file(name);
    if (!bytes) {
        return bytes.error();
    }
    const json object = json::parse(base::as_text(*bytes), nullptr, false);
    if (!object.is_object()) {
        return Error{ErrorKind::unreadable, fmt::format("{} is not a JSON object", name)};
    }
    MapFile reader(name);
    MapContent map = read_members(object, reader);
    if (reader.fault()) {
        return *reader.fault();
    }
    map.id = id;
    map.file = file;
    if (Result<void> whole = check_tiles(map); !whole) {
        return whole.error();
    }
    return map;
}

}  // namespace harmony::kiosk
