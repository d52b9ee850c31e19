#include "kiosk/sample_map.h"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "support/temporary_folder.h"
#include "ui/image.h"

namespace harmony::tests {
namespace {

using nlohmann::json;

base::Bytes bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    return base::copy_bytes(base::as_bytes(text));
}

/// A tile of one colour, as PNG.
base::Bytes plain_tile(std::uint32_t colour) {
    const TemporaryFolder folder;
    const std::size_t count = std::size_t{kiosk::map_tile_px} * kiosk::map_tile_px;
    const ui::Image image{
        kiosk::map_tile_px, kiosk::map_tile_px, std::vector<std::uint32_t>(count, colour)};
    base::promise(ui::write_png(image, folder.path() / "tile.png").ok(), "a tile is written");
    return bytes_of(folder.path() / "tile.png");
}

}  // namespace

json sample_map_json() {
    return {
        {"harmony", "map/1"},
        {"area_name", "Tarnbeck"},
        {"attribution", "Invented for tests"},
        {"north_west", {652000, 423200}},
        {"extent", {1500, 1200}},
        {"area", {{652100, 422100}, {653400, 422100}, {653400, 423100}, {652100, 423100}}},
        {"levels",
         {{{"metres_per_px", 2.0}, {"columns", 2}, {"rows", 2}},
          {{"metres_per_px", 1.0}, {"columns", 3}, {"rows", 3}},
          {{"metres_per_px", 0.5}, {"columns", 6}, {"rows", 5}}}},
        {"landmarks",
         {{{"name", "high_street"},
           {"label", "High Street"},
           {"kind", "street"},
           {"area", "centre"},
           {"points", {{652200, 422600}, {653300, 422600}}}},
          {{"name", "castle_park"}, {"label", "Castle Park"}, {"points", {{653000, 422300}}}},
          {{"name", "church_road"}, {"label", "Church Road"}, {"points", {{652400, 423000}}}}}}};
}

SampleFiles sample_map_files(const json& descriptor) {
    constexpr std::uint32_t colours[] = {
        0xFFE8F0D8, 0xFFD8E8F0, 0xFFF0E8D8, 0xFFFFFFFF, 0xFFEEEEEE};
    SampleFiles files;
    files["map/sample.json"] = base::copy_bytes(base::as_bytes(descriptor.dump()));
    for (std::size_t level = 0; level < descriptor["levels"].size(); ++level) {
        const base::Bytes tile = plain_tile(colours[level]);
        const json& one = descriptor["levels"][level];
        for (int row = 0; row < one["rows"]; ++row) {
            for (int column = 0; column < one["columns"]; ++column) {
                files[fmt::format("map/sample-{}-{}-{}.png", level, column, row)] = tile;
            }
        }
    }
    return files;
}

kiosk::PackFile from_files(SampleFiles files) {
    return [files = std::move(files)](std::string_view name) -> base::Result<base::Bytes> {
        const auto at = files.find(std::string(name));
        if (at == files.end()) {
            return base::Error{base::ErrorKind::absent, fmt::format("there is no {}", name)};
        }
        return at->second;
    };
}

void write_sample_map(const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder / "map");
    for (const auto& [name, bytes] : sample_map_files()) {
        std::ofstream out(folder / name, std::ios::binary);
        out << base::as_text(bytes);
        base::promise(out.good(), "a sample file was written");
    }
    json pack = json::parse(base::as_text(bytes_of(folder / "kiosk.json")));
    pack["maps"] = {"sample"};
    std::ofstream(folder / "kiosk.json", std::ios::binary) << pack.dump();
}

}  // namespace harmony::tests
