#pragma once

#include <memory>
#include <vector>

#include "admin/map/map_text.h"
#include "base/bytes.h"

namespace harmony::admin {

/// Draws outlines as a calm map: soft ground, white streets with a fine edge, names with a halo.
/// The same tile is the same to the last bit with the same Cairo.
class MapDrawing {
public:
    /// All three must outlive this.
    MapDrawing(const std::vector<Outline>& outlines, const MapPlan& plan, ui::TextEngine& text);
    MapDrawing(const MapDrawing&) = delete;
    MapDrawing& operator=(const MapDrawing&) = delete;

    /// A tile as PNG, 512 x 512 pixels.
    [[nodiscard]] base::Bytes tile(std::size_t level, int column, int row);

private:
    [[nodiscard]] std::vector<std::size_t> touching(const GridBox& box) const;

    const std::vector<Outline>& outlines_;
    const MapPlan& plan_;
    ui::TextEngine& text_;
    std::vector<GridBox> boxes_;
    std::size_t labelled_ = SIZE_MAX;  ///< the level that `labels_` are of
    std::vector<MapLabel> labels_;
};

}  // namespace harmony::admin
