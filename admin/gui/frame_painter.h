#pragma once

#include "admin/report/chart.h"
#include "ui/frame.h"

namespace harmony::admin::gui {

/// Draws the reports' charts on a page of the window, in its colours.
class FramePainter final : public ChartPainter {
public:
    /// One unit of the chart is `scale` mm of the page; `corner` is the chart's.
    FramePainter(ui::Frame& frame, ui::Point corner, double scale)
        : frame_(frame), corner_(corner), scale_(scale) {}

    void rectangle(const Box& box, Ink ink) override;
    void line(double x1, double y1, double x2, double y2, Ink ink) override;
    void shape(std::span<const Point> corners, double shade) override;
    void text(double x, double y, std::string_view words, Ink ink, Anchor anchor) override;

private:
    [[nodiscard]] ui::Point at(double x, double y) const;
    [[nodiscard]] ui::Colour colour(Ink ink) const;
    void dashes(ui::Point from, ui::Point to, ui::Colour colour);

    ui::Frame& frame_;
    ui::Point corner_;
    double scale_;
};

/// Draws a chart as wide as `where`, and records what it shows for those who do not see it.
/// Returns its height.
double chart(ui::Frame& frame, const ui::Rect& where, std::string_view id, const Chart& chart);

}  // namespace harmony::admin::gui
