#include "kiosk/map_tiles.h"

#include <algorithm>

namespace harmony::kiosk {

std::vector<LoadedTile> load_tiles(const MapContent& map, const std::vector<TileName>& tiles) {
    std::vector<LoadedTile> loaded;
    for (const TileName& tile : tiles) {
        ui::SharedPicture picture;
        if (const base::Result<base::Bytes> bytes = map.file(tile_file(map.id, tile))) {
            const auto decoded = ui::decode_picture(*bytes);
            picture = decoded ? *decoded : nullptr;
        }
        loaded.push_back({tile, std::move(picture)});
    }
    return loaded;
}

std::vector<TileName> MapTiles::missing(const std::vector<TileName>& tiles) const {
    std::vector<TileName> absent;
    std::copy_if(tiles.begin(), tiles.end(), std::back_inserter(absent), [this](const auto& tile) {
        const bool here = std::any_of(
            here_.begin(), here_.end(), [&](const LoadedTile& one) { return one.name == tile; });
        return !here && !awaited_.contains(tile);
    });
    return absent;
}

void MapTiles::expect(const std::vector<TileName>& tiles) {
    awaited_.insert(tiles.begin(), tiles.end());
}

void MapTiles::put(const std::vector<LoadedTile>& tiles) {
    for (const LoadedTile& tile : tiles) {
        if (awaited_.erase(tile.name) > 0) {  // else it was asked for in a session before
            here_.push_front(tile);
        }
    }
    while (here_.size() > most) {
        here_.pop_back();
    }
}

ui::SharedPicture MapTiles::at(const TileName& tile) const {
    const auto found = std::find_if(
        here_.begin(), here_.end(), [&](const LoadedTile& one) { return one.name == tile; });
    return found == here_.end() ? nullptr : found->picture;
}

void MapTiles::clear() {
    here_.clear();
    awaited_.clear();
}

}  // namespace harmony::kiosk
