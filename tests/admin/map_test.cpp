#include <catch2/catch.hpp>
#include <cmath>
#include <nlohmann/json.hpp>

#include "admin/map/drawing.h"
#include "admin/map/map_files.h"
#include "admin/map/national_grid.h"
#include "admin/map/picture_map.h"
#include "admin/town.h"

using namespace harmony;
using namespace harmony::admin;
using Catch::Matchers::Contains;

namespace {

const char* const square =
    R"({"type":"FeatureCollection","crs":{"properties":{"name":"EPSG:27700"}},"features":[
 {"type":"Feature","properties":{"kind":"street","name":"High Street"},
  "geometry":{"type":"LineString","coordinates":[[652100,422600],[653400,422600]]}},
 {"type":"Feature","properties":{"leisure":"park","name":"Castle Park"},
  "geometry":{"type":"Polygon","coordinates":[[[652500,422100],[652900,422100],[652900,422400],
   [652500,422400],[652500,422100]]]}},
 {"type":"Feature","properties":{"kind":"area"},
  "geometry":{"type":"Polygon","coordinates":[[[652000,422000],[653500,422000],[653500,423200],
   [652000,423200],[652000,422000]]]}},
 {"type":"Feature","properties":{"power":"pole"},
  "geometry":{"type":"Point","coordinates":[652500,422500]}}]})";

base::Result<Outlines> outlines_in(const std::string& features) {
    const std::string text = R"({"type":"FeatureCollection","features":[)" + features + "]}";
    return read_outlines(base::as_bytes(text), "town.geojson", Coordinates::as_the_file_says);
}

std::string fault_of(const std::string& features) {
    const auto read = outlines_in(features);
    return read ? "it was read" : read.error().message;
}

/// The arguments of `map` that every call needs.
std::vector<std::string> map_words(tests::Town& town, std::vector<std::string> more) {
    std::vector<std::string> words{"map",
                                   "--id",
                                   "town",
                                   "--area-name",
                                   "Tarnbeck",
                                   "--attribution",
                                   "Invented",
                                   "--out",
                                   town.text_path("map")};
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

}  // namespace

TEST_CASE("the projection gives the National Grid of the published example", "[admin][map]") {
    // Ordnance Survey, "A guide to coordinate systems in Great Britain", annex C, worked example:
    // Caister water tower, 52 39 27.2531 N, 1 43 4.5177 E on Airy 1830 is 651409.903, 313177.270.
    const survey::GridPoint at =
        project({52 + 39 / 60.0 + 27.2531 / 3600, 1 + 43 / 60.0 + 4.5177 / 3600});
    CHECK(at.easting == Approx(651409.903).margin(0.001));
    CHECK(at.northing == Approx(313177.270).margin(0.001));
}

TEST_CASE("a place by satellite lies within five metres of the published grid point",
          "[admin][map]") {
    // Ordnance Survey's test point TP01 of OSTN15 (St Mary's, Scilly), from the files that come
    // with the transformation; the seven-parameter transformation is good to about 5 m.
    const survey::GridPoint at = national_grid({49.92226393730, -6.29977752014});
    CHECK(std::hypot(at.easting - 91492.146, at.northing - 11318.804) < 5);
}

TEST_CASE("outlines are read by our kinds and by the tags of OpenStreetMap", "[admin][map]") {
    const auto read =
        read_outlines(base::as_bytes(square), "square.geojson", Coordinates::as_the_file_says);
    REQUIRE(read);
    REQUIRE(read->all.size() == 3);
    CHECK(read->passed_over == 1);
    CHECK(read->all[0].kind == OutlineKind::street);
    CHECK(read->all[1].kind == OutlineKind::park);
    CHECK(read->all[1].name == "Castle Park");
    CHECK(read->all[1].closed);
    CHECK(box_of(read->all) == GridBox{{652000, 422000}, {653500, 423200}});
}

TEST_CASE("GeoJSON without a word about its coordinates is longitude and latitude",
          "[admin][map]") {
    const auto read = outlines_in(
        R"({"type":"Feature","properties":{"kind":"street"},
            "geometry":{"type":"LineString","coordinates":[[1.7179,52.6576],[1.7190,52.6580]]}})");
    REQUIRE(read);
    // Near Caister water tower: its published grid point is TG 514 131.
    CHECK(survey::text_of(*survey::cell_at(read->all[0].lines[0][0], 1000)).view() == "TG5113");
}

TEST_CASE("GeoJSON that cannot be drawn is refused with the feature and what to do",
          "[admin][map]") {
    CHECK(fault_of(R"({"type":"Feature","properties":{"kind":"stret"},
        "geometry":{"type":"LineString","coordinates":[[0,52],[0,53]]}})") ==
          "town.geojson: feature 1 has the kind \"stret\", which is not known; did you mean "
          "\"street\"? Known are: park, square, water, stream, building, rail, path, street, "
          "main_street, area, "
          "place");
    CHECK_THAT(fault_of(R"({"type":"Feature","properties":{"kind":"street"},
        "geometry":{"type":"LineString","coordinates":[[453000,342000],[453100,342000]]}})"),
               Contains("--coordinates grid"));
    CHECK_THAT(fault_of(R"({"type":"Feature","properties":{"kind":"park"},
        "geometry":{"type":"Polygon","coordinates":[[[0,52],[0,53],[1,53],[1,52]]]}})"),
               Contains("does not end where it begins"));
    CHECK_THAT(fault_of(R"({"type":"Feature","properties":{"kind":"water"},
        "geometry":{"type":"LineString","coordinates":[[0,52],[0,53]]}})"),
               Contains("a water has to be a polygon"));
    CHECK_THAT(fault_of(R"({"type":"Feature","properties":{"kind":"street"}})"),
               Contains("feature 1 has no geometry"));
    CHECK_FALSE(read_outlines(base::as_bytes("{}"), "x.geojson", Coordinates::as_the_file_says));
}

TEST_CASE("a pyramid has three to five levels that halve, and covers its box", "[admin][map]") {
    const GridBox town{{652000, 422000}, {654600, 423900}};
    const auto plan = plan_map(town, 0.4);
    REQUIRE(plan);
    // 2,600 m at 0.4 m a pixel are 6,500 pixels: 3,250, 1,625, 813 is the first below 1,000.
    REQUIRE(plan->levels.size() == 4);
    CHECK(plan->levels.front() == LevelPlan{3.2, 2, 2});
    CHECK(plan->levels.back() == LevelPlan{0.4, 13, 10});
    CHECK(plan_map({{0, 0}, {100, 100}}, 0.5)->levels.size() == 3);
    const auto county = plan_map({{400000, 300000}, {450000, 350000}}, 0.4);
    REQUIRE_FALSE(county);
    CHECK_THAT(county.error().message, Contains("--nearest"));
}

TEST_CASE("a place list gives landmarks, and a street lends its line", "[admin][map]") {
    const auto outlines =
        read_outlines(base::as_bytes(square), "square.geojson", Coordinates::as_the_file_says);
    REQUIRE(outlines);
    const char* list =
        "name,label,kind,area,easting,northing\n"
        "high_street,High Street,street,centre,652750,422600\n"
        "kiosk,The kiosk,,,652700,422500\n"
        "kiosk,The kiosk,,,652710,422510\n"
        "elsewhere,Somewhere else,,,,\n";
    const auto read = read_landmarks(base::as_bytes(list), "places.csv", outlines->all);
    REQUIRE(read);
    REQUIRE(read->size() == 2);
    CHECK((*read)[0].points == std::vector<survey::GridPoint>{{652100, 422600}, {653400, 422600}});
    CHECK((*read)[1].points.size() == 2);
    const auto wrong =
        read_landmarks(base::as_bytes("name,label,easting,northing\na,A,x,1\n"), "places.csv", {});
    REQUIRE_FALSE(wrong);
    CHECK_THAT(wrong.error().message, Contains("places.csv: line 2: \"x\", \"1\" are no easting"));
    CHECK_THAT(read_landmarks(base::as_bytes("name,label\n"), "places.csv", {}).error().message,
               Contains("no column \"easting\""));
}

TEST_CASE("two known points say how a picture lies", "[admin][map]") {
    const auto lie = lie_of({100, 100, {453000, 343000}}, {1100, 600, {454000, 342500}});
    REQUIRE(lie);
    CHECK(lie->metres_per_px == Approx(1));
    CHECK(lie->north_west == survey::GridPoint{452900, 343100});
    CHECK_THAT(lie_of({0, 0, {0, 0}}, {50, 0, {50, 0}}).error().message,
               Contains("50 pixels apart"));
    CHECK_THAT(lie_of({0, 0, {453000, 343000}}, {1000, 0, {453000, 342000}}).error().message,
               Contains("turned by 90.0 degrees"));
}

TEST_CASE("a picture is cut into the tiles of its levels", "[admin][map]") {
    std::vector<std::uint32_t> pixels;
    for (int at = 0; at < 600 * 400; ++at) {
        pixels.push_back(at % 600 < 300 ? 0xFFCC2020U : 0xFF2020CCU);
    }
    const ui::Picture picture(600, 400, std::move(pixels));
    const Lie lie{{452000, 343000}, 2};
    CHECK(admin::box_of(picture, lie) == GridBox{{452000, 342200}, {453200, 343000}});
    const auto plan = plan_map(admin::box_of(picture, lie), 2);
    REQUIRE(plan);
    const auto tiles = tiles_of(picture, lie, plan->levels.back());
    REQUIRE(tiles.size() == 2);
    const auto first = ui::decode_picture(tiles[0]);
    REQUIRE(first);
    CHECK((*first)->width_px() == 512);
    CHECK((*first)->pixels()[0] == 0xFFCC2020U);
    CHECK((*first)->pixels()[299] == 0xFFCC2020U);
    CHECK((*first)->pixels()[300] == 0xFF2020CCU);
}

TEST_CASE("the command leaves a map that publish takes into the pack", "[admin][map][S1]") {
    tests::Town town;
    town.write("town.geojson", square);
    REQUIRE(town.run(map_words(town, {town.text_path("town.geojson"), "--nearest", "2"})) == 0);
    CHECK_THAT(town.terminal.printed, Contains("Made the map town"));
    CHECK_THAT(town.terminal.complaints, Contains("1 features are nothing that this map draws"));
    base::SystemRandom random;
    base::RealFiles files(random);
    const auto map = read_map_folder(files, town.text_path("map"));
    REQUIRE(map);
    CHECK(id_of(*map) == "town");
    // 1,500 by 1,200 m at 2, 4 and 8 m a pixel: 2 x 2, 1 x 1 and 1 x 1 tiles, and the descriptor.
    CHECK(map->size() == 7);
    // Run again it replaces what it made, and nothing else.
    town.write("map/notes.txt", "mine");
    CHECK(town.run(map_words(town, {town.text_path("town.geojson")})) == 1);
    CHECK_THAT(town.terminal.complaints, Contains("notes.txt, which is no part of this map"));
}

TEST_CASE("a drawn map shows its streets and parks where they are", "[admin][map]") {
    const auto outlines =
        read_outlines(base::as_bytes(square), "square.geojson", Coordinates::as_the_file_says);
    REQUIRE(outlines);
    const auto plan = plan_map(box_of(outlines->all), 2);
    REQUIRE(plan);
    auto text = ui::TextEngine::open(HARMONY_SOURCE_DIR "/assets");
    REQUIRE(text);
    MapDrawing drawing(outlines->all, *plan, **text);
    const auto tile = ui::decode_picture(drawing.tile(2, 0, 0));
    REQUIRE(tile);
    const auto pixel = [&](double easting, double northing) {
        const auto x = static_cast<std::size_t>((easting - 652000) / 2);
        const auto y = static_cast<std::size_t>((423200 - northing) / 2);
        return (*tile)->pixels()[y * 512 + x];
    };
    CHECK(pixel(652150, 422600) == 0xFFFFFFFFU);  // the street
    CHECK(pixel(652700, 422150 + 60) != pixel(652050, 423000));
    CHECK(pixel(652520, 422390) == 0xFFD3E4BFU);  // a corner of the park, away from its name
    CHECK(pixel(652050, 423000) == 0xFFF4F0E7U);  // open ground
}
