#pragma once

#include <optional>
#include <string_view>

#include "kiosk/map_content.h"
#include "ui/geometry.h"

namespace harmony::kiosk {

/// Where on the map a resident is looking, while they choose a place: the point under the crosshair
/// and the level. What is chosen is a cell of the grid, and only that goes into the answers.
///
/// The numbers here say where somebody pointed, so `wipe` zeroes them.
class MapPin {
public:
    MapPin() = default;
    MapPin(const MapPin&) = delete;
    MapPin& operator=(const MapPin&) = delete;
    ~MapPin() { wipe(); }

    /// Begins at the cell that was chosen before, near by; else in the middle, far away. `map` must
    /// outlive the pin.
    void begin(const MapContent& map, int grid_m, std::string_view chosen);
    void wipe();

    [[nodiscard]] bool begun() const { return map_ != nullptr; }
    [[nodiscard]] const MapContent& map() const { return *map_; }
    [[nodiscard]] survey::GridPoint centre() const { return centre_; }
    [[nodiscard]] int level() const { return level_; }
    [[nodiscard]] int grid_m() const { return grid_m_; }
    [[nodiscard]] double metres_per_px() const;
    [[nodiscard]] bool can_go_in() const;
    [[nodiscard]] bool can_go_out() const { return level_ > 0; }

    /// Whether one cell is large enough to aim at: it is drawn, and keys move by one.
    [[nodiscard]] bool at_cell_zoom() const;

    /// The cell under the crosshair.
    [[nodiscard]] survey::GridCell cell() const;

    /// Moves the crosshair by metres to the east and north; never off the map.
    void move(survey::GridPoint by);
    void go_to(survey::GridPoint point);
    void go_in();
    void go_out();
    /// By cells: one at cell zoom, eight otherwise.
    void step(int east, int north);

    /// Whether arrow keys move the map, until it is set or left.
    [[nodiscard]] bool has_keys() const { return has_keys_; }
    void take_keys(bool take) { has_keys_ = take; }

    /// A finger lies on the map, so many pixels right of and below the crosshair. Drags it once it
    /// has gone far enough to be meant.
    void hold(ui::Point at_px);
    /// The finger was lifted there: a touch brings that point under the crosshair, the end of a
    /// drag does nothing more.
    void release(ui::Point at_px);
    /// Where the finger lies; nothing without one.
    [[nodiscard]] std::optional<ui::Point> held_at() const {
        return press_ ? std::optional(press_->last) : std::nullopt;
    }
    /// The press ended elsewhere.
    void let_go() { press_.reset(); }

private:
    struct Press {
        ui::Point last;
        ui::Point first;
        bool drags = false;
    };

    [[nodiscard]] survey::GridPoint metres(ui::Point px) const;

    const MapContent* map_ = nullptr;
    survey::GridPoint centre_;
    int level_ = 0;
    int grid_m_ = 100;
    bool has_keys_ = false;
    std::optional<Press> press_;
};

/// The tiles of a level that a view of this size shows, from the north-west.
[[nodiscard]] std::vector<TileName> tiles_in_view(const MapPin& pin, int width_px, int height_px);

}  // namespace harmony::kiosk
