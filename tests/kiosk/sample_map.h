#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "kiosk/map_content.h"

namespace harmony::tests {

/// Files of a pack by name.
using SampleFiles = std::map<std::string, base::Bytes>;

/// The descriptor of a small map called "sample": 1,500 by 1,200 m, three levels of 2, 1 and 0.5 m
/// a pixel, its north-west corner at 652000, 423200, an area that ends 100 m inside its edges, and
/// three landmarks: High Street (from west to east through the middle), Castle Park, Church Road.
[[nodiscard]] nlohmann::json sample_map_json();

/// The descriptor and its tiles, all of one colour a level.
[[nodiscard]] SampleFiles sample_map_files(const nlohmann::json& descriptor = sample_map_json());

/// Reads from these files.
[[nodiscard]] kiosk::PackFile from_files(SampleFiles files);

/// Adds the map to a folder of content, and to its kiosk.json.
void write_sample_map(const std::filesystem::path& folder);

}  // namespace harmony::tests
