#pragma once

#include <list>
#include <set>
#include <vector>

#include "kiosk/map_content.h"
#include "ui/picture.h"

namespace harmony::kiosk {

/// A tile as the worker decoded it; nothing when its file could not be read any more.
struct LoadedTile {
    TileName name;
    ui::SharedPicture picture;
};

/// Reads and decodes tiles. Takes milliseconds each: the worker's business.
[[nodiscard]] std::vector<LoadedTile> load_tiles(const MapContent& map,
                                                 const std::vector<TileName>& tiles);

/// The decoded tiles of the map that a session looks at, a bounded number. Which they are says
/// where somebody looked, so `clear` ends with the session.
class MapTiles {
public:
    /// 1 MiB each; the largest panel shows about 15.
    static constexpr std::size_t most = 36;

    /// Of these, the ones that are neither here nor on their way.
    [[nodiscard]] std::vector<TileName> missing(const std::vector<TileName>& tiles) const;

    /// They have been asked for.
    void expect(const std::vector<TileName>& tiles);
    void put(const std::vector<LoadedTile>& tiles);

    /// Nothing while it is not here.
    [[nodiscard]] ui::SharedPicture at(const TileName& tile) const;

    void clear();
    [[nodiscard]] std::size_t size() const { return here_.size(); }

private:
    std::list<LoadedTile> here_;  ///< came last first
    std::set<TileName> awaited_;
};

}  // namespace harmony::kiosk
