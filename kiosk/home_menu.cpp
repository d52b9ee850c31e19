#include "kiosk/home_menu.h"

#include <algorithm>
#include <array>
#include <optional>

namespace harmony::kiosk {
namespace {

constexpr std::array<std::string_view, 7> names{
    "survey", "events", "case", "you_said", "help", "not_today", "check_in"};
constexpr std::array usual_order{
    HomeTile::survey, HomeTile::events, HomeTile::report, HomeTile::you_said, HomeTile::help};

bool has_something(HomeTile tile, const HomeOffer& offer) {
    switch (tile) {
        case HomeTile::survey: return offer.surveys;
        case HomeTile::events: return offer.events;
        case HomeTile::report: return offer.reports;
        case HomeTile::you_said: return offer.you_said;
        case HomeTile::not_today: return offer.warm_welcome;
        case HomeTile::check_in: return offer.check_in;
        case HomeTile::help: break;
    }
    return true;
}

std::optional<HomeTile> tile_named(std::string_view name) {
    const auto at = std::find(names.begin(), names.end(), name);
    if (at == names.end()) {
        return std::nullopt;
    }
    return static_cast<HomeTile>(at - names.begin());
}

std::vector<HomeTile> wanted(const HomeOffer& offer) {
    if (offer.asked.empty()) {
        return {usual_order.begin(), usual_order.end()};
    }
    std::vector<HomeTile> tiles;
    for (const std::string& name : offer.asked) {
        if (const auto tile = tile_named(name)) {
            tiles.push_back(*tile);
        }
    }
    return tiles;
}

}  // namespace

std::string_view name_of(HomeTile tile) {
    return names[static_cast<std::size_t>(tile)];
}

std::vector<HomeTile> home_tiles(const HomeOffer& offer) {
    std::vector<HomeTile> tiles;
    const auto add = [&](HomeTile tile) {
        const bool again = std::find(tiles.begin(), tiles.end(), tile) != tiles.end();
        if (!again && has_something(tile, offer)) {
            tiles.push_back(tile);
        }
    };
    for (const HomeTile tile : wanted(offer)) {
        if (tile != HomeTile::help && tiles.size() + 1 < most_home_tiles) {
            add(tile);
        }
    }
    add(HomeTile::help);
    add(HomeTile::not_today);
    return tiles;
}

}  // namespace harmony::kiosk
