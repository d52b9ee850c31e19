#pragma once

#include <string_view>

#include "base/error.h"

namespace harmony::ui {

/// All layout is in millimetres on the glass; pixels appear only in the renderer.
struct Point {
    double x = 0;
    double y = 0;

    bool operator==(const Point&) const = default;
};

struct Size {
    double w = 0;
    double h = 0;

    bool operator==(const Size&) const = default;
};

/// In millimetres, origin top left.
struct Rect {
    double x = 0;
    double y = 0;
    double w = 0;
    double h = 0;

    [[nodiscard]] constexpr double right() const { return x + w; }
    [[nodiscard]] constexpr double bottom() const { return y + h; }
    [[nodiscard]] constexpr Point centre() const { return {x + w / 2, y + h / 2}; }
    [[nodiscard]] constexpr bool empty() const { return w <= 0 || h <= 0; }

    [[nodiscard]] constexpr bool contains(Point point) const {
        return point.x >= x && point.x < right() && point.y >= y && point.y < bottom();
    }

    [[nodiscard]] constexpr bool overlaps(const Rect& other) const {
        return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
    }

    /// Larger by `by` on every side; smaller when negative.
    [[nodiscard]] constexpr Rect grown(double by) const {
        return {x - by, y - by, w + 2 * by, h + 2 * by};
    }

    /// Cuts `height` off the top, and leaves the rest here, `gap` below it.
    Rect take_top(double height, double gap = 0);
    Rect take_bottom(double height, double gap = 0);
    /// The left end; the start side of a page, since right-to-left pages are mirrored as a whole.
    Rect take_left(double width, double gap = 0);
    Rect take_right(double width, double gap = 0);

    bool operator==(const Rect&) const = default;
};

/// The smallest rectangle around both; an empty one counts for nothing.
[[nodiscard]] Rect united(const Rect& a, const Rect& b);

/// A screen: its pixels, and how many of them are a millimetre.
struct Panel {
    int width_px = 1920;
    int height_px = 1080;
    double px_per_mm = 5.560;
    double lower_edge_mm = 0;  ///< of the screen, above the floor; 0: nobody has measured it

    [[nodiscard]] double width_mm() const { return width_px / px_per_mm; }
    [[nodiscard]] double height_mm() const { return height_px / px_per_mm; }

    bool operator==(const Panel&) const = default;
};

/// The three reference panels of every layout check (kiosk.md 2.2).
inline constexpr Panel panel_10_inch{1280, 800, 5.884};
inline constexpr Panel panel_15_inch{1920, 1080, 5.560};
inline constexpr Panel panel_21_inch{1920, 1080, 4.034};

/// Reads `10.1`, `15.6`, `21.5` or `1280x800@5.884`. Refused with a sentence otherwise.
[[nodiscard]] base::Result<Panel> read_panel(std::string_view text);

}  // namespace harmony::ui
