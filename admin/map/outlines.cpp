#include "admin/map/outlines.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "admin/map/national_grid.h"
#include "base/text.h"

namespace harmony::admin {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;
using survey::GridPoint;

constexpr std::array<std::string_view, outline_kind_count> kind_names{"park",
                                                                      "square",
                                                                      "water",
                                                                      "stream",
                                                                      "building",
                                                                      "rail",
                                                                      "path",
                                                                      "street",
                                                                      "main_street",
                                                                      "area",
                                                                      "place"};
static_assert(kind_names[static_cast<std::size_t>(OutlineKind::place)] == "place");

constexpr std::size_t most_points = 100'000;  // security.md, limits of what is read
constexpr std::size_t most_files_bytes = 16u << 20;

/// What a tag of OpenStreetMap means here; an empty value stands for any.
struct Tag {
    std::string_view key;
    std::string_view value;
    OutlineKind kind;
};
constexpr std::array<Tag, 32> tags{{{"building", "", OutlineKind::building},
                                    {"highway", "motorway", OutlineKind::main_street},
                                    {"highway", "trunk", OutlineKind::main_street},
                                    {"highway", "primary", OutlineKind::main_street},
                                    {"highway", "secondary", OutlineKind::main_street},
                                    {"highway", "tertiary", OutlineKind::main_street},
                                    {"highway", "residential", OutlineKind::street},
                                    {"highway", "unclassified", OutlineKind::street},
                                    {"highway", "living_street", OutlineKind::street},
                                    {"highway", "pedestrian", OutlineKind::street},
                                    {"highway", "service", OutlineKind::street},
                                    {"highway", "footway", OutlineKind::path},
                                    {"highway", "path", OutlineKind::path},
                                    {"highway", "cycleway", OutlineKind::path},
                                    {"highway", "steps", OutlineKind::path},
                                    {"highway", "bridleway", OutlineKind::path},
                                    {"highway", "track", OutlineKind::path},
                                    {"leisure", "park", OutlineKind::park},
                                    {"leisure", "garden", OutlineKind::park},
                                    {"leisure", "pitch", OutlineKind::park},
                                    {"leisure", "playground", OutlineKind::park},
                                    {"leisure", "recreation_ground", OutlineKind::park},
                                    {"landuse", "grass", OutlineKind::park},
                                    {"landuse", "forest", OutlineKind::park},
                                    {"landuse", "cemetery", OutlineKind::park},
                                    {"landuse", "recreation_ground", OutlineKind::park},
                                    {"landuse", "village_green", OutlineKind::park},
                                    {"natural", "wood", OutlineKind::park},
                                    {"natural", "water", OutlineKind::water},
                                    {"waterway", "", OutlineKind::stream},
                                    {"railway", "rail", OutlineKind::rail},
                                    {"place", "", OutlineKind::place}}};

std::string text_of(const json& object, std::string_view key) {
    const auto at = object.find(key);
    return at != object.end() && at->is_string() ? at->get<std::string>() : std::string();
}

/// The kind that the properties of a feature say; nothing when they say none that is drawn.
std::optional<OutlineKind> kind_in(const json& properties) {
    for (const Tag& tag : tags) {
        const std::string value = text_of(properties, tag.key);
        if (!value.empty() && value != "no" && (tag.value.empty() || tag.value == value)) {
            return tag.kind;
        }
    }
    return std::nullopt;
}

class Reader {
public:
    Reader(std::string_view file, bool on_grid) : file_(file), on_grid_(on_grid) {}

    void feature(const json& feature, std::size_t number) {
        place_ = fmt::format("{}: feature {}", file_, number);
        const auto geometry = feature.find("geometry");
        const auto properties = feature.find("properties");
        if (geometry == feature.end() || !geometry->is_object()) {
            return blame("has no geometry");
        }
        static const json none = json::object();
        const json& said =
            properties != feature.end() && properties->is_object() ? *properties : none;
        const std::string ours = text_of(said, "kind");
        const auto at = std::find(kind_names.begin(), kind_names.end(), ours);
        if (!ours.empty() && at == kind_names.end()) {
            const auto like =
                base::nearest(ours, std::vector<std::string>(kind_names.begin(), kind_names.end()));
            return blame(fmt::format("has the kind \"{}\", which is not known{} Known are: {}",
                                     ours,
                                     like ? fmt::format("; did you mean \"{}\"?", *like) : ".",
                                     fmt::join(kind_names, ", ")));
        }
        const auto kind = at != kind_names.end()
                              ? std::optional(static_cast<OutlineKind>(at - kind_names.begin()))
                              : kind_in(said);
        if (!kind) {
            ++read_.passed_over;
            return;
        }
        shape(*geometry, *kind, text_of(said, "name"));
    }

    [[nodiscard]] const std::optional<Error>& fault() const { return fault_; }
    [[nodiscard]] Outlines take() { return std::move(read_); }

private:
    void blame(std::string_view what) {
        if (!fault_) {
            fault_ = Error{ErrorKind::unreadable, fmt::format("{} {}", place_, what)};
        }
    }

    /// What each type of geometry is made of: a list of lines, of polygons, ...
    void shape(const json& geometry, OutlineKind kind, const std::string& name) {
        const std::string type = text_of(geometry, "type");
        const auto at = geometry.find("coordinates");
        if (at == geometry.end() || !at->is_array()) {
            return blame("has a geometry without coordinates");
        }
        if (type == "Point") {
            add({kind, name, {{point(*at)}}, false});
        } else if (type == "LineString") {
            add({kind, name, {line(*at)}, false});
        } else if (type == "MultiLineString") {
            for (const json& part : *at) {
                add({kind, name, {line(part)}, false});
            }
        } else if (type == "Polygon") {
            add({kind, name, rings(*at), true});
        } else if (type == "MultiPolygon") {
            for (const json& part : *at) {
                add({kind, name, rings(part), true});
            }
        } else {
            blame(
                fmt::format("has a geometry of the type \"{}\". Points, lines and polygons can "
                            "be drawn: split it, or leave it out",
                            type));
        }
    }

    void add(Outline outline) {
        const bool lines = outline.kind == OutlineKind::street ||
                           outline.kind == OutlineKind::main_street ||
                           outline.kind == OutlineKind::path || outline.kind == OutlineKind::rail ||
                           outline.kind == OutlineKind::stream;
        const bool single = outline.lines.size() == 1 && outline.lines.front().size() == 1;
        if (single && outline.kind != OutlineKind::place) {
            ++read_.passed_over;
            return;
        }
        if (outline.kind == OutlineKind::stream && outline.closed) {
            outline.kind = OutlineKind::water;
        }
        if (!lines && !outline.closed && !single) {
            return blame(
                fmt::format("is a line, and a {} has to be a polygon", name_of(outline.kind)));
        }
        read_.all.push_back(std::move(outline));
    }

    std::vector<std::vector<GridPoint>> rings(const json& list) {
        std::vector<std::vector<GridPoint>> all;
        for (const json& ring : list) {
            all.push_back(line(ring));
            if (all.back().size() < 4 || !(all.back().front() == all.back().back())) {
                blame("has a ring that does not end where it begins");
            }
        }
        return all;
    }

    std::vector<GridPoint> line(const json& list) {
        std::vector<GridPoint> all;
        if (!list.is_array() || list.size() < 2) {
            blame("has a line of fewer than two points");
            return {{}, {}};
        }
        for (const json& pair : list) {
            all.push_back(point(pair));
        }
        return all;
    }

    GridPoint point(const json& pair) {
        if (++points_ > most_points) {
            blame(fmt::format("is beyond the first {} points. Draw a smaller area", most_points));
            return {};
        }
        const bool numbers =
            pair.is_array() && pair.size() >= 2 && pair[0].is_number() && pair[1].is_number();
        const double x = numbers ? pair[0].get<double>() : NAN;
        const double y = numbers ? pair[1].get<double>() : NAN;
        if (!std::isfinite(x) || !std::isfinite(y)) {
            blame("has a point that is not two numbers");
            return {};
        }
        return on_grid_ ? grid_point(x, y) : world_point(x, y);
    }

    GridPoint grid_point(double x, double y) {
        if (x < 0 || x > survey::grid_east || y < 0 || y > survey::grid_north) {
            blame(
                fmt::format("has the point {}, {}, which lies outside the National Grid. If these "
                            "are longitude and latitude, say --coordinates wgs84",
                            x,
                            y));
        }
        return {x, y};
    }

    GridPoint world_point(double x, double y) {
        if (x < -9.5 || x > 3.5 || y < 49 || y > 61.5) {
            blame(
                fmt::format("has the point {}, {}, which is no longitude and latitude in Great "
                            "Britain. If these are metres of the National Grid, say "
                            "--coordinates grid",
                            x,
                            y));
            return {};
        }
        return national_grid({y, x});
    }

    std::string_view file_;
    bool on_grid_;
    std::string place_;
    std::size_t points_ = 0;
    Outlines read_;
    std::optional<Error> fault_;
};

/// Whether the file says of itself that it lies on the National Grid; refused when it names another
/// system.
Result<bool> grid_by_file(const json& object, std::string_view file) {
    const auto crs = object.find("crs");
    if (crs == object.end() || !crs->is_object() || !crs->contains("properties")) {
        return false;
    }
    const std::string name = text_of((*crs)["properties"], "name");
    if (name.ends_with("27700")) {
        return true;
    }
    if (name.ends_with("CRS84") || name.ends_with("4326") || name.ends_with("4258")) {
        return false;
    }
    return Error{
        ErrorKind::refused,
        fmt::format(
            "{} is in the coordinates \"{}\". Save it in EPSG:27700 or EPSG:4326", file, name)};
}

}  // namespace

std::string_view name_of(OutlineKind kind) {
    return kind_names[static_cast<std::size_t>(kind)];
}

Result<Outlines> read_outlines(base::ByteView bytes,
                               std::string_view file,
                               Coordinates coordinates) {
    if (bytes.size() > most_files_bytes) {
        return Error{ErrorKind::refused,
                     fmt::format("{} is larger than 16 MiB. Draw a smaller area", file)};
    }
    const json object = json::parse(base::as_text(bytes), nullptr, false);
    if (!object.is_object() || text_of(object, "type") != "FeatureCollection" ||
        !object.contains("features") || !object["features"].is_array()) {
        return Error{
            ErrorKind::unreadable,
            fmt::format("{} is no GeoJSON feature collection. Export it as GeoJSON", file)};
    }
    bool on_grid = coordinates == Coordinates::national_grid;
    if (coordinates == Coordinates::as_the_file_says) {
        const Result<bool> said = grid_by_file(object, file);
        if (!said) {
            return said.error();
        }
        on_grid = *said;
    }
    Reader reader(file, on_grid);
    std::size_t number = 0;
    for (const json& feature : object["features"]) {
        reader.feature(feature, ++number);
        if (reader.fault()) {
            return *reader.fault();
        }
    }
    return reader.take();
}

GridBox box_of(const std::vector<Outline>& outlines) {
    GridBox box{{survey::grid_east, survey::grid_north}, {0, 0}};
    for (const Outline& outline : outlines) {
        for (const auto& line : outline.lines) {
            for (const GridPoint& at : line) {
                box.south_west.easting = std::min(box.south_west.easting, at.easting);
                box.south_west.northing = std::min(box.south_west.northing, at.northing);
                box.north_east.easting = std::max(box.north_east.easting, at.easting);
                box.north_east.northing = std::max(box.north_east.northing, at.northing);
            }
        }
    }
    return box;
}

}  // namespace harmony::admin
