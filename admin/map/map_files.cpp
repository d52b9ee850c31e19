#include "admin/map/map_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace harmony::admin {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

constexpr std::size_t most_bytes = 64'000'000;
constexpr std::string_view descriptor_end = ".json";

/// To a tenth of a metre, which is finer than any cell.
double rounded(double metres) {
    return std::round(metres * 10) / 10;
}

json points_json(const std::vector<survey::GridPoint>& points) {
    json list = json::array();
    for (const survey::GridPoint& at : points) {
        list.push_back({rounded(at.easting), rounded(at.northing)});
    }
    return list;
}

}  // namespace

MapFile describe(const MapSheet& sheet, const MapPlan& plan) {
    json object{{"harmony", "map/1"},
                {"area_name", sheet.area_name},
                {"attribution", sheet.attribution},
                {"grid", "EPSG:27700"},
                {"north_west", points_json({plan.north_west()}).front()},
                {"extent", {rounded(plan.box.width()), rounded(plan.box.height())}},
                {"area", points_json(sheet.area)},
                {"levels", json::array()},
                {"landmarks", json::array()}};
    for (const LevelPlan& level : plan.levels) {
        object["levels"].push_back({{"metres_per_px", level.metres_per_px},
                                    {"columns", level.columns},
                                    {"rows", level.rows}});
    }
    for (const Landmark& landmark : sheet.landmarks) {
        object["landmarks"].push_back({{"name", landmark.name},
                                       {"label", landmark.label},
                                       {"kind", landmark.kind},
                                       {"area", landmark.area},
                                       {"points", points_json(landmark.points)}});
    }
    return {sheet.id + std::string(descriptor_end),
            base::copy_bytes(base::as_bytes(object.dump(1) + '\n'))};
}

std::string tile_name(const std::string& id, std::size_t level, int column, int row) {
    return fmt::format("{}-{}-{}-{}.png", id, level, column, row);
}

Result<std::vector<MapFile>> read_map_folder(base::Files& files,
                                             const std::filesystem::path& folder) {
    const Result<std::vector<std::string>> names = files.list(folder);
    if (!names) {
        return names.error();
    }
    std::vector<std::string> sheets;
    std::copy_if(names->begin(), names->end(), std::back_inserter(sheets), [](const auto& name) {
        return name.ends_with(descriptor_end);
    });
    if (sheets.size() != 1) {
        return Error{
            ErrorKind::unreadable,
            fmt::format("{} {}. Make the map with harmony-admin map, in a folder of its own",
                        folder.string(),
                        sheets.empty() ? "holds no map" : "holds more than one map")};
    }
    const std::string id = sheets.front().substr(0, sheets.front().size() - descriptor_end.size());
    std::vector<MapFile> map;
    std::size_t together = 0;
    for (const std::string& name : *names) {
        if (name != sheets.front() && !(name.starts_with(id + "-") && name.ends_with(".png"))) {
            continue;
        }
        Result<base::Bytes> bytes = files.read(folder / name, most_bytes);
        if (!bytes) {
            return bytes.error().while_doing("reading the map");
        }
        together += bytes->size();
        map.push_back({name, std::move(*bytes)});
    }
    if (together > most_bytes) {
        return Error{ErrorKind::refused,
                     fmt::format("the map in {} is {} MB, and a pack takes 64. Begin at a larger "
                                 "--nearest, or show less with --box",
                                 folder.string(),
                                 together / 1'000'000)};
    }
    return map;
}

std::string id_of(const std::vector<MapFile>& map) {
    for (const MapFile& file : map) {
        if (file.name.ends_with(descriptor_end)) {
            return file.name.substr(0, file.name.size() - descriptor_end.size());
        }
    }
    return {};
}

}  // namespace harmony::admin
