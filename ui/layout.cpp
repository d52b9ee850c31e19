#include "ui/layout.h"

#include <algorithm>

namespace harmony::ui {

bool can_reach_lower(const Panel& panel) {
    constexpr double least_height = 200;
    return panel.height_mm() >= least_height;
}

Rect reach_area(const Panel& panel) {
    constexpr double low = 800;
    constexpr double high = 1100;
    constexpr double smallest = 130;  // the smallest page (kiosk.md 2.2)
    constexpr double share = 0.55;
    const double height = panel.height_mm();
    const double floor = height + panel.lower_edge_mm;  // of the page's own measure
    const double top = std::max(0.0, floor - high);
    const double bottom = std::min(height, floor - low);
    if (panel.lower_edge_mm > 0 && bottom - top >= smallest) {
        return {0, top, panel.width_mm(), bottom - top};
    }
    return {0, height * (1 - share), panel.width_mm(), height * share};
}

Bands bands(const Frame& frame) {
    const bool lower = frame.look().access.lower && can_reach_lower(frame.panel());
    Rect left = lower ? reach_area(frame.panel()) : frame.page();
    Bands bands;
    bands.bar = lower ? left.take_bottom(sizes::bar_h) : left.take_top(sizes::bar_h);
    bands.foot = left.take_bottom(sizes::foot_h);
    left.y += sizes::gap;
    left.h -= 2 * sizes::gap;
    bands.content = {left.x + sizes::margin, left.y, left.w - 2 * sizes::margin, left.h};
    return bands;
}

Rect text_column(const Rect& area, double widest) {
    const double width = std::min(widest, area.w);
    return {area.x + (area.w - width) / 2, area.y, width, area.h};
}

namespace {

struct Grid {
    Rect area;
    int columns = 1;
    double gap = 0;
    std::span<const double> heights;

    [[nodiscard]] std::size_t rows() const {
        const auto columns_u = static_cast<std::size_t>(columns);
        return (heights.size() + columns_u - 1) / columns_u;
    }

    [[nodiscard]] double row_height(std::size_t row) const {
        const auto columns_u = static_cast<std::size_t>(columns);
        double height = 0;
        for (std::size_t i = row * columns_u; i < std::min(heights.size(), (row + 1) * columns_u);
             ++i) {
            height = std::max(height, heights[i]);
        }
        return height;
    }

    [[nodiscard]] double whole_height() const {
        double height = 0;
        for (std::size_t row = 0; row < rows(); ++row) {
            height += row_height(row) + (row > 0 ? gap : 0);
        }
        return height;
    }
};

// Fills pages with whole rows; a row that is taller than the page has a page of its own.
void place(const Grid& grid, double page_height, TilePlan& plan) {
    const auto columns = static_cast<std::size_t>(grid.columns);
    const double width = (grid.area.w - grid.gap * (grid.columns - 1)) / grid.columns;
    double y = 0;
    int page = 0;
    for (std::size_t row = 0; row < grid.rows(); ++row) {
        const double height = grid.row_height(row);
        if (y > 0 && y + height > page_height + 1e-9) {
            ++page;
            y = 0;
        }
        for (std::size_t i = row * columns; i < std::min(grid.heights.size(), (row + 1) * columns);
             ++i) {
            const double x = static_cast<double>(i % columns) * (width + grid.gap);
            plan.places.push_back({page, {grid.area.x + x, grid.area.y + y, width, height}});
        }
        y += height + grid.gap;
    }
    plan.pages = page + 1;
    plan.columns = grid.columns;
}

}  // namespace

TilePlan plan_tiles(const Rect& area,
                    std::span<const double> heights_one,
                    std::span<const double> heights_two,
                    double gap,
                    double pager_h) {
    TilePlan plan;
    const Grid one{area, 1, gap, heights_one};
    const Grid two{area, 2, gap, heights_two};
    const bool one_fits = one.whole_height() <= area.h + 1e-9;
    const bool two_worth = heights_one.size() > 1 && heights_two.size() == heights_one.size();
    const Grid& chosen = one_fits || !two_worth ? one : two;
    if (chosen.whole_height() <= area.h + 1e-9) {
        place(chosen, area.h, plan);
        return plan;
    }
    const double page_height = area.h - pager_h - gap;
    place(chosen, page_height, plan);
    if (plan.pages > 1) {
        plan.pager = {area.x, area.bottom() - pager_h, area.w, pager_h};
    }
    return plan;
}

}  // namespace harmony::ui
