#include <fmt/format.h>

#include <array>
#include <cmath>

#include "admin/stats/workspace.h"
#include "summary/hexagon.h"

// {"kind": "hotspots", "east", "north": columns in metres, "k", "hex_m", "who"}: areas of hexagons
// with at least k people each.

namespace harmony::admin::stats {
namespace {

constexpr std::array<std::string_view, 5> keys = {"east", "north", "k", "hex_m", "who"};
constexpr std::size_t narrowest = 200;
constexpr std::size_t widest = 2'000;
constexpr std::size_t usual_width = 500;
constexpr double farthest = 1e7;  ///< metres; nothing on earth is farther

std::string name_of(const summary::Hexagon& hexagon) {
    return fmt::format("{},{}", hexagon.q, hexagon.r);
}

class HotSpotsAnalysis final : public Analysis {
public:
    HotSpotsAnalysis(const SpecObject& spec, Common common)
        : Analysis(std::move(common)),
          east_(spec.column("east", Use::number)),
          north_(spec.column("north", Use::number)),
          who_(spec.column_if("who", Use::text)) {
        static_cast<void>(spec.number("k"));  // needed
        fewest_ = spec.count_or("k", 1, 1);
        width_ = spec.count_or("hex_m", narrowest, usual_width);
        if (width_ > widest) {
            spec.must_be("hex_m", fmt::format("at most {}", widest));
        }
    }

    Outcome run(Workspace& workspace) const override {
        const std::vector<summary::Pin> pins = pins_of(workspace);
        for (const summary::Pin& pin : pins) {
            if (std::abs(pin.east) > farthest || std::abs(pin.north) > farthest) {
                return Refusal{"not_on_the_map",
                               "A pin lies farther away than the map reaches: east and north are "
                               "metres of the national grid."};
            }
        }
        const auto map = summary::find_hot_spots(pins, fewest_, static_cast<double>(width_));
        if (!map) {
            return Refusal{"too_few_pins", map.error().message};
        }
        return answer(*map);
    }

private:
    /// A row without a place has no pin; without `who` each row is somebody else, and so is each
    /// row that does not say who.
    [[nodiscard]] std::vector<summary::Pin> pins_of(const Workspace& workspace) const {
        const NumberColumn& east = workspace.frame().number(east_);
        const NumberColumn& north = workspace.frame().number(north_);
        const TextColumn* const who = who_ ? &workspace.frame().text(*who_) : nullptr;
        const std::vector<std::uint8_t> marks = workspace.rows_of(common());
        std::vector<summary::Pin> pins;
        for (std::size_t row = 0; row < marks.size(); ++row) {
            if (marks[row] == 0 || std::isnan(east[row]) || std::isnan(north[row])) {
                continue;
            }
            const bool named = who != nullptr && who->codes[row] != missing_code;
            const std::uint64_t person =
                named ? who->codes[row] : std::uint64_t{missing_code} + 1 + row;
            pins.push_back({east[row], north[row], person});
        }
        return pins;
    }

    static Answer answer(const summary::HotSpots& map) {
        Answer answer;
        answer.keys["n"] = map.people;
        Json& regions = answer.keys["regions"] = Json::array();
        for (const summary::Area& area : map.areas) {
            Json one = Json::object();
            one["id"] = name_of(area.hexagons.front());
            one["hexes"] = Json::array();
            for (const summary::Hexagon& hexagon : area.hexagons) {
                one["hexes"].push_back(Json::array({hexagon.q, hexagon.r}));
            }
            one["n"] = area.people;
            regions.push_back(std::move(one));
        }
        answer.keys["elsewhere"] = {{"n", map.elsewhere}, {"shown", map.elsewhere_is_shown}};
        return answer;
    }

    std::string east_;
    std::string north_;
    std::optional<std::string> who_;
    std::size_t fewest_ = 1;
    std::size_t width_ = usual_width;
};

}  // namespace

Kind hotspots_kind() {
    return {"hotspots", Stands::alone, keys, [](const SpecObject& spec, Common common) {
                return std::unique_ptr<Analysis>(
                    std::make_unique<HotSpotsAnalysis>(spec, std::move(common)));
            }};
}

}  // namespace harmony::admin::stats
