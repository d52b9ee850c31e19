#include "survey/grid.h"

#include <array>
#include <cmath>

// The letters: squares of 500 km, five by five, A to Z without I from the north-west; the grid's
// origin is the south-west corner of S. Within each, squares of 100 km in the same order.
namespace harmony::survey {
namespace {

constexpr std::string_view letters = "ABCDEFGHJKLMNOPQRSTUVWXYZ";
constexpr int large = 500'000;
constexpr int small = 100'000;
constexpr int east_of_v = 1'000'000;  // of the origin, counted from the south-west corner of V
constexpr int north_of_v = 500'000;

char letter(int east, int north, int edge) {
    return letters[static_cast<std::size_t>((4 - north / edge) * 5 + east / edge)];
}

/// South-west corner of the square that a letter is, within the square around it.
std::optional<std::pair<int, int>> corner(char at, int edge) {
    const std::size_t index = letters.find(at);
    if (index == std::string_view::npos) {
        return std::nullopt;
    }
    const int row = static_cast<int>(index) / 5;
    const int column = static_cast<int>(index) % 5;
    return std::pair(column * edge, (4 - row) * edge);
}

int digits_of(int edge_m) {
    return edge_m == 10 ? 4 : edge_m == 100 ? 3 : 2;
}

int edge_of(std::size_t digits) {
    return digits == 4 ? 10 : digits == 3 ? 100 : digits == 2 ? 1000 : 0;
}

std::optional<int> number(std::string_view text) {
    int value = 0;
    for (const char digit : text) {
        if (digit < '0' || digit > '9') {
            return std::nullopt;
        }
        value = value * 10 + (digit - '0');
    }
    return value;
}

}  // namespace

std::optional<GridCell> cell_at(GridPoint point, int edge_m) {
    const bool inside = point.easting >= 0 && point.easting < grid_east && point.northing >= 0 &&
                        point.northing < grid_north;
    if (!inside) {
        return std::nullopt;
    }
    const auto whole = [edge_m](double metres) {
        return static_cast<int>(std::floor(metres / edge_m)) * edge_m;
    };
    return GridCell{whole(point.easting), whole(point.northing), edge_m};
}

base::SecretText text_of(const GridCell& cell) {
    const int east = cell.west + east_of_v;
    const int north = cell.south + north_of_v;
    const auto digits = static_cast<std::size_t>(digits_of(cell.edge_m));
    std::array<char, 10> text{letter(east, north, large),
                              letter(east % large, north % large, small)};
    int easting = cell.west % small / cell.edge_m;
    int northing = cell.south % small / cell.edge_m;
    for (std::size_t at = digits; at > 0; --at) {
        text[1 + at] = static_cast<char>('0' + easting % 10);
        text[1 + digits + at] = static_cast<char>('0' + northing % 10);
        easting /= 10;
        northing /= 10;
    }
    base::SecretText reference(std::string_view(text.data(), 2 + 2 * digits));
    explicit_bzero(text.data(), text.size());
    return reference;
}

std::optional<GridCell> read_cell(std::string_view text) {
    if (text.size() < 6 || text.size() % 2 != 0 || edge_of(text.size() / 2 - 1) == 0) {
        return std::nullopt;
    }
    const std::size_t digits = text.size() / 2 - 1;
    const int edge = edge_of(digits);
    const auto first = corner(text[0], large);
    const auto second = corner(text[1], small);
    const auto east = number(text.substr(2, digits));
    const auto north = number(text.substr(2 + digits));
    if (!first || !second || !east || !north) {
        return std::nullopt;
    }
    const GridCell cell{first->first + second->first - east_of_v + *east * edge,
                        first->second + second->second - north_of_v + *north * edge,
                        edge};
    const bool inside =
        cell.west >= 0 && cell.west < grid_east && cell.south >= 0 && cell.south < grid_north;
    return inside ? std::optional(cell) : std::nullopt;
}

}  // namespace harmony::survey
