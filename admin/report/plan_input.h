#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "admin/report/plan.h"
#include "admin/report/report_input.h"

// What a plan may draw besides the numbers of its survey. All of it has been protected already by
// whoever hands it over; nothing here is a count of single answers.

namespace harmony::admin {

/// Corners of a shape in metres of the British National Grid.
struct MapShape {
    std::vector<std::pair<double, double>> corners;

    bool operator==(const MapShape&) const = default;
};

/// An area of a map: at least as many people as the audience's threshold.
struct MapArea {
    std::vector<MapShape> shapes;
    std::string people;  ///< "23", or a band: "20 to 49"
    std::string near;    ///< places in it or nearest to it
    double shade = 0;    ///< 0 to 1

    bool operator==(const MapArea&) const = default;
};

/// A map of one layer of pins.
struct MapView {
    std::string title;           ///< "Where people feel unsafe after dark"
    std::vector<MapArea> areas;  ///< the one with most people first
    std::string elsewhere;       ///< "A few pins lie elsewhere."; empty: none do
    std::string refusal;         ///< why there is no map; empty where there is one

    bool operator==(const MapView&) const = default;
};

/// Numbers of the office's own books for a part: names and values, all of them words already.
struct BookTable {
    std::string title;
    std::string caption;
    std::vector<std::string> heads;
    std::vector<std::vector<std::string>> rows;
    bool counts = false;  ///< all but the first column are numbers of people, or "hidden"

    bool operator==(const BookTable&) const = default;
};

/// Square of a grid of three questions.
struct GridSquare {
    std::string count;  ///< "12", or "hidden"
    double shade = 0;

    bool operator==(const GridSquare&) const = default;
};

/// Problem by place, one a time of day.
struct GridView {
    std::string title;
    std::vector<std::string> across;
    std::vector<std::string> down;
    std::vector<GridSquare> squares;  ///< row by row

    bool operator==(const GridView&) const = default;
};

/// What stands in a report besides its survey's numbers.
struct PlanExtras {
    std::optional<Consultation> consultation = std::nullopt;
    std::vector<MapView> maps = {};
    std::vector<GridView> grids = {};
    /// What the office's books say, by the place of the part in the plan. A table without heads is
    /// its caption, as a sentence.
    std::map<std::size_t, std::vector<BookTable>> books = {};
    std::vector<BookTable> shown = {};  ///< forms, notices, engagements with their days
};

}  // namespace harmony::admin
