#include <catch2/catch.hpp>

#include "kiosk/map_tiles.h"
#include "kiosk/sample_map.h"

using namespace harmony;
using namespace harmony::kiosk;

namespace {

base::Result<MapContent> read(const nlohmann::json& descriptor) {
    return read_map_content("sample", tests::from_files(tests::sample_map_files(descriptor)));
}

/// The message that refuses the sample map once `change` was made to its descriptor.
template <typename Change>
std::string refusal(Change change) {
    nlohmann::json descriptor = tests::sample_map_json();
    change(descriptor);
    const auto map = read_map_content("sample", tests::from_files([&] {
                                          auto files = tests::sample_map_files();
                                          const std::string text = descriptor.dump();
                                          files["map/sample.json"] =
                                              base::copy_bytes(base::as_bytes(text));
                                          return files;
                                      }()));
    return map ? "it was taken" : map.error().message;
}

}  // namespace

TEST_CASE("a map of a pack is read with its levels, area and landmarks", "[kiosk][map][S1]") {
    const auto map = read(tests::sample_map_json());
    REQUIRE(map);
    CHECK(map->area_name == "Tarnbeck");
    CHECK(map->attribution == "Invented for tests");
    REQUIRE(map->levels.size() == 3);
    CHECK(map->levels[2] == MapLevel{0.5, 6, 5});
    CHECK(map->landmarks.size() == 3);
    CHECK(map->in_area({652500, 422500}));
    CHECK_FALSE(map->in_area({652050, 422500}));
    CHECK_FALSE(map->in_area({652500, 423150}));
}

TEST_CASE("the nearest street is that whose line is nearest, not whose middle is",
          "[kiosk][map][S1]") {
    const auto map = read(tests::sample_map_json());
    REQUIRE(map);
    // 40 m south of the street's western end, 560 m from its middle; Church Road is 440 m away.
    CHECK(map->nearest({652210, 422560})->label == "High Street");
    CHECK(map->nearest({652990, 422310})->label == "Castle Park");
    CHECK(map->nearest({652990, 422310}, 5) == nullptr);
}

TEST_CASE("a map that is not as it should be is refused with the place in the file",
          "[kiosk][map]") {
    using nlohmann::json;
    CHECK(refusal([](json& map) { map["harmony"] = "map/2"; }) ==
          "map/sample.json: harmony must be \"map/1\"");
    CHECK(refusal([](json& map) { map.erase("attribution"); }) ==
          "map/sample.json: attribution must be a text");
    CHECK(refusal([](json& map) { map["attribution"] = ""; }) ==
          "map/sample.json: attribution must be a text");
    CHECK(refusal([](json& map) {
              map["area"] = {{1, 2}, {3, 4}};
          }) == "map/sample.json: area must be a list of 3 to 2000 points");
    CHECK(refusal([](json& map) { map["area"][1][0] = -1.2; }) ==
          "map/sample.json: area[1] must be [easting, northing] in metres of the National Grid");
    CHECK(refusal([](json& map) { map["levels"].erase(0); }) ==
          "map/sample.json: levels must be a list of 3 to 5 objects");
    CHECK(refusal([](json& map) { map["levels"][1]["metres_per_px"] = 2; }) ==
          "map/sample.json: levels[1].metres_per_px must be less than that of the level before");
    CHECK(refusal([](json& map) { map["levels"][2]["columns"] = 5; }) ==
          "map/sample.json: levels[2].columns and rows do not cover the extent");
    CHECK(refusal([](json& map) { map["levels"][2]["rows"] = 0.5; }) ==
          "map/sample.json: levels[2].rows must be a whole number from 1 to 64");
    CHECK(refusal([](json& map) { map["landmarks"][2]["name"] = "castle_park"; }) ==
          "map/sample.json: landmarks[2].name stands there twice");
    CHECK(refusal([](json& map) { map["landmarks"][0].erase("label"); }) ==
          "map/sample.json: landmarks[0].label must be a text");
}

TEST_CASE("a map with a tile that is missing or no tile is refused whole", "[kiosk][map]") {
    tests::SampleFiles files = tests::sample_map_files();
    files.erase("map/sample-2-3-4.png");
    const auto missing = read_map_content("sample", tests::from_files(files));
    REQUIRE_FALSE(missing);
    CHECK(missing.error().kind == base::ErrorKind::absent);
    CHECK(missing.error().message.find("sample-2-3-4.png") != std::string::npos);

    files = tests::sample_map_files();
    files["map/sample-1-0-2.png"] = base::copy_bytes(base::as_bytes("no picture"));
    const auto broken = read_map_content("sample", tests::from_files(files));
    REQUIRE_FALSE(broken);
    CHECK(broken.error().message ==
          "map/sample-1-0-2.png: a tile must be a PNG picture of 512 x 512 pixels");
}

TEST_CASE("tiles are asked for once, kept up to a bound, and gone with the session",
          "[kiosk][map][S1]") {
    MapTiles tiles;
    const std::vector<TileName> two{{0, 0, 0}, {0, 1, 0}};
    CHECK(tiles.missing(two) == two);
    tiles.expect(two);
    CHECK(tiles.missing(two).empty());
    const auto picture = std::make_shared<const ui::Picture>(1, 1, std::vector<std::uint32_t>{0});
    tiles.put({{two[0], picture}, {{2, 9, 9}, picture}});
    CHECK(tiles.at(two[0]) == picture);
    CHECK(tiles.at({2, 9, 9}) == nullptr);  // nobody asked for it
    for (int column = 0; column < 100; ++column) {
        tiles.expect({{1, column, 0}});
        tiles.put({{{1, column, 0}, picture}});
    }
    CHECK(tiles.size() == MapTiles::most);
    CHECK(tiles.at({1, 99, 0}) == picture);
    tiles.clear();
    CHECK(tiles.size() == 0);
    CHECK(tiles.missing(two) == two);
}

TEST_CASE("a tile that cannot be read any more is left blank", "[kiosk][map]") {
    auto map = read(tests::sample_map_json());
    REQUIRE(map);
    const auto loaded = load_tiles(*map, {{0, 0, 0}});
    REQUIRE(loaded.size() == 1);
    CHECK(loaded[0].picture->width_px() == 512);
    map->file = tests::from_files({});
    CHECK(load_tiles(*map, {{0, 0, 0}})[0].picture == nullptr);
}
