#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "ui/frame.h"

/// Bands, columns and the fit rule of kiosk.md 3.
namespace harmony::ui {

/// The three bands of a page.
struct Bands {
    Rect bar;      ///< top, 21 mm; below the foot in reach mode
    Rect content;  ///< between, within the margins
    Rect foot;     ///< bottom, 21 mm
};

/// Whether a screen is high enough for reach mode: 200 mm and more (kiosk.md 3).
[[nodiscard]] bool can_reach_lower(const Panel& panel);

/// Where everything that is touched goes in reach mode: 800 to 1100 mm above the floor where that
/// is known and leaves room for a page, else the lower 55 % of the screen.
[[nodiscard]] Rect reach_area(const Panel& panel);

[[nodiscard]] Bands bands(const Frame& frame);

/// The text column: up to 200 mm wide, centred in `area`.
[[nodiscard]] Rect text_column(const Rect& area, double widest = sizes::column_w);

/// Which tiles stand on which page, and where. Whole tiles only; every page has at least one.
struct TilePlan {
    int columns = 1;
    int pages = 1;
    /// A tile's page and place; the places of a page start at its top.
    struct Place {
        int page = 0;
        Rect rect;
    };
    std::vector<Place> places;
    /// Where `page.more` and `page.back` go; empty with one page.
    Rect pager;
};

/// Applies the fit rule: one column, then two columns, then pages. `heights_one` and `heights_two`
/// are the tiles' heights at full and at half width (index by tile); an empty `heights_two` forbids
/// two columns. Tiles of a row share a height.
[[nodiscard]] TilePlan plan_tiles(const Rect& area,
                                  std::span<const double> heights_one,
                                  std::span<const double> heights_two,
                                  double gap = sizes::gap,
                                  double pager_h = sizes::main_button_h);

}  // namespace harmony::ui
