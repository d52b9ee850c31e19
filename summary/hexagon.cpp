#include "summary/hexagon.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <optional>
#include <set>

namespace harmony::summary {
namespace {

double half_up(double value) {
    return std::floor(value + 0.5);
}

std::array<Hexagon, 6> neighbours(const Hexagon& hexagon) {
    const auto [q, r] = hexagon;
    return {{{q + 1, r}, {q - 1, r}, {q, r + 1}, {q, r - 1}, {q + 1, r - 1}, {q - 1, r + 1}}};
}

/// Areas by name while they are joined.
class Joining {
public:
    Joining(const std::map<Hexagon, std::set<std::uint64_t>>& people, std::uint64_t fewest)
        : fewest_(fewest) {
        for (const auto& [hexagon, who] : people) {
            areas_[hexagon] = {{hexagon}, who.size()};
            area_of_[hexagon] = hexagon;
        }
    }

    [[nodiscard]] HotSpots run() {
        HotSpots map;
        while (const std::optional<Hexagon> small = smallest_too_small()) {
            if (const std::optional<Hexagon> other = smallest_beside(*small)) {
                join(*small, *other);
            } else {
                map.elsewhere += areas_.at(*small).people;
                for (const Hexagon& hexagon : areas_.at(*small).hexagons) {
                    area_of_.erase(hexagon);
                }
                areas_.erase(*small);
            }
        }
        map.people = map.elsewhere;
        for (auto& [name, area] : areas_) {
            map.people += area.people;
            std::sort(area.hexagons.begin(), area.hexagons.end());
            map.areas.push_back(area);
        }
        map.elsewhere_is_shown = map.elsewhere >= fewest_;
        return map;
    }

private:
    [[nodiscard]] std::optional<Hexagon> smallest_too_small() const {
        std::optional<Hexagon> found;
        for (const auto& [name, area] : areas_) {
            if (area.people < fewest_ && (!found || area.people < areas_.at(*found).people)) {
                found = name;
            }
        }
        return found;
    }

    [[nodiscard]] std::optional<Hexagon> smallest_beside(const Hexagon& name) const {
        std::optional<Hexagon> found;
        for (const Hexagon& hexagon : areas_.at(name).hexagons) {
            for (const Hexagon& side : neighbours(hexagon)) {
                const auto other = area_of_.find(side);
                if (other == area_of_.end() || other->second == name) {
                    continue;
                }
                const auto order = [&](const Hexagon& one) {
                    return std::pair(areas_.at(one).people, one);
                };
                if (!found || order(other->second) < order(*found)) {
                    found = other->second;
                }
            }
        }
        return found;
    }

    void join(const Hexagon& one, const Hexagon& other) {
        const Hexagon name = std::min(one, other);
        const Area gone = areas_.at(std::max(one, other));
        areas_.erase(std::max(one, other));
        Area& area = areas_.at(name);
        area.people += gone.people;
        for (const Hexagon& hexagon : gone.hexagons) {
            area.hexagons.push_back(hexagon);
            area_of_[hexagon] = name;
        }
    }

    std::uint64_t fewest_;
    std::map<Hexagon, Area> areas_;       ///< by their smallest hexagon
    std::map<Hexagon, Hexagon> area_of_;  ///< of each hexagon that is on the map
};

}  // namespace

Hexagon hexagon_at(double east, double north, double width) {
    base::promise(std::isfinite(east) && std::isfinite(north) && width > 0,
                  "a pin lies somewhere, and hexagons have a width");
    const double side = width / std::numbers::sqrt3;
    const double exact_q = (east * std::numbers::sqrt3 / 3 - north / 3) / side;
    const double exact_r = (2.0 / 3 * north) / side;
    const double exact_s = -exact_q - exact_r;
    double q = half_up(exact_q);
    double r = half_up(exact_r);
    const double s = half_up(exact_s);
    const double q_off = std::abs(q - exact_q);
    const double r_off = std::abs(r - exact_r);
    const double s_off = std::abs(s - exact_s);
    if (q_off > r_off && q_off > s_off) {
        q = -r - s;
    } else if (r_off > s_off) {
        r = -q - s;
    }
    return {static_cast<std::int64_t>(q), static_cast<std::int64_t>(r)};
}

Point corner_of(const Hexagon& hexagon, std::size_t corner, double width) {
    const double side = width / std::numbers::sqrt3;
    const auto q = static_cast<double>(hexagon.q);
    const auto r = static_cast<double>(hexagon.r);
    const double angle = (60.0 * static_cast<double>(corner) - 30) * std::numbers::pi / 180;
    return {side * std::numbers::sqrt3 * (q + r / 2) + side * std::cos(angle),
            side * 1.5 * r + side * std::sin(angle)};
}

base::Result<HotSpots> find_hot_spots(std::span<const Pin> pins,
                                      std::uint64_t fewest,
                                      double width) {
    std::map<Hexagon, std::set<std::uint64_t>> people;
    std::uint64_t all = 0;
    for (const Pin& pin : pins) {
        all += people[hexagon_at(pin.east, pin.north, width)].insert(pin.who).second ? 1 : 0;
    }
    HotSpots map = Joining(people, fewest).run();
    if (all < fewest || map.areas.empty()) {
        return base::Error{base::ErrorKind::refused,
                           "Fewer than " + std::to_string(fewest) +
                               " people put pins close enough together to draw a map."};
    }
    return map;
}

std::size_t band_of(std::uint64_t people) {
    base::promise(people >= 10, "an area of a public map has ten people or more");
    constexpr std::array<std::uint64_t, 3> from = {20, 50, 100};
    return static_cast<std::size_t>(
        std::count_if(from.begin(), from.end(), [&](std::uint64_t n) { return people >= n; }));
}

}  // namespace harmony::summary
