#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "admin/report/table_view.h"

namespace harmony::admin {

/// What a chart is drawn with. Lengths in units of the chart, x to the right, y down. One painter
/// writes SVG; one that draws on Cairo (PDF, screen) takes its place without touching the charts.
class ChartPainter {
public:
    enum class Ink { bar, track, whisker, text, quiet };
    enum class Anchor { start, end };

    ChartPainter() = default;
    ChartPainter(const ChartPainter&) = delete;
    ChartPainter& operator=(const ChartPainter&) = delete;
    virtual ~ChartPainter() = default;

    struct Box {
        double x = 0;
        double y = 0;
        double width = 0;
        double height = 0;
    };

    virtual void rectangle(const Box& box, Ink ink) = 0;
    virtual void line(double x1, double y1, double x2, double y2, Ink ink) = 0;
    /// `y` is the baseline.
    virtual void text(double x, double y, std::string_view words, Ink ink, Anchor anchor) = 0;
};

/// Horizontal bars with the range of each share as a whisker; counts where there are no shares;
/// nothing but the word where a number is hidden.
class BarChart {
public:
    explicit BarChart(std::vector<LineView> lines) : lines_(std::move(lines)) {}

    static constexpr double width = 480;
    [[nodiscard]] double height() const;

    void draw(ChartPainter& painter) const;

    /// What the chart shows, in a sentence for those who do not see it.
    [[nodiscard]] std::string description() const;

private:
    [[nodiscard]] double scale_of_counts() const;

    std::vector<LineView> lines_;
};

}  // namespace harmony::admin
