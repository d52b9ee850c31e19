#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/error.h"

// A map of pins on which no area has fewer people than the threshold (docs/decisions/0030).

namespace harmony::summary {

/// A hexagon by its axial coordinates. Ordered by q, then r.
struct Hexagon {
    std::int64_t q = 0;
    std::int64_t r = 0;

    bool operator==(const Hexagon&) const = default;
    auto operator<=>(const Hexagon&) const = default;
};

/// Where somebody put a pin: the centre of a grid cell in metres of the British National Grid.
/// `who` is the same for pins of one person.
struct Pin {
    double east = 0;
    double north = 0;
    std::uint64_t who = 0;
};

/// The hexagon of a point; `width` metres between flat sides, of those that stand on a corner.
/// REQUIRES: finite, width > 0.
[[nodiscard]] Hexagon hexagon_at(double east, double north, double width);

/// A corner of a hexagon, in metres; corner 0 to 5.
struct Point {
    double east = 0;
    double north = 0;
};
[[nodiscard]] Point corner_of(const Hexagon& hexagon, std::size_t corner, double width);

/// Hexagons that hang together, with the people in them. Named by its smallest hexagon.
struct Area {
    std::vector<Hexagon> hexagons;  ///< in order
    std::uint64_t people = 0;       ///< a person counts once a hexagon

    bool operator==(const Area&) const = default;
};

/// A map.
struct HotSpots {
    std::uint64_t people = 0;  ///< a person counts once a hexagon
    std::vector<Area> areas;   ///< by their smallest hexagon; each has `fewest` people or more
    std::uint64_t elsewhere = 0;
    /// Else nothing is printed of them, nor how many pins there are in all.
    bool elsewhere_is_shown = false;

    bool operator==(const HotSpots&) const = default;
};

/// Joins hexagons until every area has at least `fewest` people. The order of the pins changes
/// nothing. Errors: refused `too_few_pins` (fewer people than that in all, or no such area).
[[nodiscard]] base::Result<HotSpots> find_hot_spots(std::span<const Pin> pins,
                                                    std::uint64_t fewest,
                                                    double width);

/// What a public map says of an area: "10-19", "20-49", "50-99", "100 and more" are 0 to 3.
/// REQUIRES: people >= 10.
[[nodiscard]] std::size_t band_of(std::uint64_t people);

}  // namespace harmony::summary
