#include "summary/hexagon.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "base/random.h"

using namespace harmony::summary;
using harmony::base::SeededRandom;

namespace {

/// Pins in clumps, on the centres of a grid of 50 m.
std::vector<Pin> random_pins(SeededRandom& random) {
    std::vector<Pin> pins;
    const std::size_t clumps = 1 + static_cast<std::size_t>(random.below(6));
    for (std::size_t clump = 0; clump < clumps; ++clump) {
        const std::uint64_t east = random.below(80);
        const std::uint64_t north = random.below(80);
        const std::uint64_t size = 1 + random.below(40);
        for (std::uint64_t i = 0; i < size; ++i) {
            pins.push_back({440'025.0 + 50.0 * static_cast<double>(east + random.below(12)),
                            518'025.0 + 50.0 * static_cast<double>(north + random.below(12)),
                            random.below(2) == 0 ? pins.size() : pins.size() / 2});
        }
    }
    return pins;
}

/// Hexagons that can be reached from the first one over their sides.
std::size_t reached(const Area& area) {
    const std::set<Hexagon> all(area.hexagons.begin(), area.hexagons.end());
    std::set<Hexagon> seen = {area.hexagons.front()};
    std::vector<Hexagon> next(seen.begin(), seen.end());
    while (!next.empty()) {
        const auto [q, r] = next.back();
        next.pop_back();
        for (const Hexagon& side : {Hexagon{q + 1, r},
                                    Hexagon{q - 1, r},
                                    Hexagon{q, r + 1},
                                    Hexagon{q, r - 1},
                                    Hexagon{q + 1, r - 1},
                                    Hexagon{q - 1, r + 1}}) {
            if (all.count(side) > 0 && seen.insert(side).second) {
                next.push_back(side);
            }
        }
    }
    return seen.size();
}

}  // namespace

TEST_CASE("every area of a map has enough people, hangs together and overlaps no other",
          "[summary][map][ST10]") {
    SeededRandom random(10);
    std::size_t maps = 0;
    for (int round = 0; round < 200; ++round) {
        const std::vector<Pin> pins = random_pins(random);
        const std::uint64_t fewest = 3 + random.below(12);
        const double width = 200 + 100 * static_cast<double>(random.below(10));
        const auto map = find_hot_spots(pins, fewest, width);
        if (!map) {
            continue;
        }
        ++maps;
        std::set<Hexagon> seen;
        std::uint64_t people = map->elsewhere;
        for (const Area& area : map->areas) {
            CHECK(area.people >= fewest);
            CHECK(reached(area) == area.hexagons.size());
            CHECK(std::is_sorted(area.hexagons.begin(), area.hexagons.end()));
            people += area.people;
            for (const Hexagon& hexagon : area.hexagons) {
                CHECK(seen.insert(hexagon).second);
            }
        }
        CHECK(people == map->people);
        CHECK(map->elsewhere_is_shown == (map->elsewhere >= fewest));
    }
    CHECK(maps > 50);
}

TEST_CASE("the order of pins changes nothing on a map", "[summary][map][ST10]") {
    SeededRandom random(11);
    for (int round = 0; round < 30; ++round) {
        std::vector<Pin> pins = random_pins(random);
        const auto first = find_hot_spots(pins, 8, 500);
        for (std::size_t i = pins.size(); i > 1; --i) {
            std::swap(pins[i - 1], pins[static_cast<std::size_t>(random.below(i))]);
        }
        const auto second = find_hot_spots(pins, 8, 500);
        REQUIRE(first.ok() == second.ok());
        if (first) {
            CHECK(*first == *second);
        }
    }
}

TEST_CASE("a point lies in the hexagon whose centre is nearest", "[summary][map]") {
    SeededRandom random(12);
    const double width = 500;
    const auto distance = [&](const Hexagon& hexagon, double east, double north) {
        // The middle of two opposite corners.
        const Point a = corner_of(hexagon, 0, width);
        const Point b = corner_of(hexagon, 3, width);
        return std::hypot((a.east + b.east) / 2 - east, (a.north + b.north) / 2 - north);
    };
    for (int round = 0; round < 500; ++round) {
        const double east = 440'000 + static_cast<double>(random.below(5'000));
        const double north = 510'000 + static_cast<double>(random.below(5'000));
        const Hexagon own = hexagon_at(east, north, width);
        for (std::int64_t q = -1; q <= 1; ++q) {
            for (std::int64_t r = -1; r <= 1; ++r) {
                CHECK(distance(own, east, north) <=
                      distance({own.q + q, own.r + r}, east, north) + 1e-6);
            }
        }
    }
}

TEST_CASE("somebody with two pins in one hexagon counts once", "[summary][map]") {
    std::vector<Pin> pins(10, Pin{440'025, 518'025, 1});
    CHECK_FALSE(find_hot_spots(pins, 2, 500).ok());
    pins.push_back({440'025, 518'025, 2});
    CHECK(find_hot_spots(pins, 2, 500)->people == 2);
}

TEST_CASE("too few pins make no map, and a few far away have no number", "[summary][map]") {
    std::vector<Pin> pins;
    for (std::uint64_t i = 0; i < 9; ++i) {
        pins.push_back({440'025, 518'025, i});
    }
    CHECK_FALSE(find_hot_spots(pins, 10, 500).ok());
    pins.push_back({440'025, 518'025, 9});
    pins.push_back({490'025, 518'025, 10});
    const HotSpots map = find_hot_spots(pins, 10, 500).value();
    CHECK(map.areas.size() == 1);
    CHECK(map.elsewhere == 1);
    CHECK_FALSE(map.elsewhere_is_shown);
}

TEST_CASE("a public map tells of bands", "[summary][map]") {
    CHECK(band_of(10) == 0);
    CHECK(band_of(19) == 0);
    CHECK(band_of(20) == 1);
    CHECK(band_of(49) == 1);
    CHECK(band_of(50) == 2);
    CHECK(band_of(99) == 2);
    CHECK(band_of(100) == 3);
    CHECK_THROWS_AS((void)band_of(9), harmony::base::BrokenPromise);
}
