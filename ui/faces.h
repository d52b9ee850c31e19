#pragma once

#include <string_view>

#include "ui/frame.h"

/// Answers that are seen at a glance: faces, and the cells of a grid (kiosk.md 5, 5.3).
namespace harmony::ui {

/// The tile of a face: the face in the middle of its top, the label below it. The label is the
/// answer; the face has no node of its own.
struct FaceTile {
    std::string_view id;
    std::string_view label;
    Mood mood = Mood::even;
    bool chosen = false;
    Scale scale = Scale::body;  ///< of the label
    int position = 0;           ///< among the answers of its question, from 1
    int total = 0;
    double label_height = 0;  ///< of the tallest label in its row: faces stand level
    bool beside = false;      ///< the label stands beside the face: for the largest letters
};
/// The smallest face, in mm (kiosk.md 5.3).
inline constexpr double least_face = 30.0;
/// Whether it was pressed. The face is as large as the height leaves room for, up to 44 mm.
bool face_tile(Frame& frame, const Rect& where, const FaceTile& tile);
/// With a face of `face` mm.
[[nodiscard]] double face_tile_height(Frame& frame,
                                      double width,
                                      const FaceTile& tile,
                                      double face = least_face);
[[nodiscard]] double face_label_height(Frame& frame, double width, const FaceTile& tile);
/// The largest face that a tile of this width shows.
[[nodiscard]] double largest_face(double width);
/// Whether its label has a word that is wider than the tile has room for.
[[nodiscard]] bool face_tile_breaks_word(Frame& frame, double width, const FaceTile& tile);

/// A cell of a grid: a ring alone. `label` is the column's, which stands above; `speak` says the
/// row too.
struct GridCell {
    std::string_view id;
    std::string_view label;
    std::string_view speak;
    bool chosen = false;
    int position = 0;  ///< in its row, from 1
    int total = 0;
};
/// The smallest cell, in mm (kiosk.md 5).
inline constexpr Size least_cell{18.0, 15.0};
bool grid_cell(Frame& frame, const Rect& where, const GridCell& cell);

}  // namespace harmony::ui
