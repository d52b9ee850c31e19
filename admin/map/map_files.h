#pragma once

#include <functional>
#include <string>
#include <vector>

#include "admin/map/landmarks.h"
#include "admin/map/plan.h"
#include "base/bytes.h"
#include "base/error.h"
#include "base/files.h"

namespace harmony::admin {

/// What a map says beside its picture.
struct MapSheet {
    std::string id;  ///< of its files: a-z, 0-9 and -
    std::string area_name;
    std::string attribution;
    std::vector<survey::GridPoint> area;
    std::vector<Landmark> landmarks;
};

/// A file of a map by its name in a pack without `map/`.
struct MapFile {
    std::string name;
    base::Bytes bytes;

    bool operator==(const MapFile&) const = default;
};

/// The descriptor of docs/formats/map.md.
[[nodiscard]] MapFile describe(const MapSheet& sheet, const MapPlan& plan);
[[nodiscard]] std::string tile_name(const std::string& id, std::size_t level, int column, int row);

/// Reads the folder of a map as `harmony-admin map` left it. Errors: absent, unreadable (no map, or
/// more than one), refused (over 64 MB).
[[nodiscard]] base::Result<std::vector<MapFile>> read_map_folder(
    base::Files& files, const std::filesystem::path& folder);

/// The id of the map that these files are.
[[nodiscard]] std::string id_of(const std::vector<MapFile>& map);

}  // namespace harmony::admin
