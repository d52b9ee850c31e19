#pragma once

#include <string>

#include "admin/report/chart.h"

namespace harmony::admin {

/// Writes a chart as elements of SVG; colours and type come from the document's style sheet.
class SvgPainter final : public ChartPainter {
public:
    void rectangle(const Box& box, Ink ink) override;
    void line(double x1, double y1, double x2, double y2, Ink ink) override;
    void shape(std::span<const Point> corners, double shade) override;
    void text(double x, double y, std::string_view words, Ink ink, Anchor anchor) override;

    [[nodiscard]] const std::string& elements() const { return elements_; }

private:
    std::string elements_;
};

/// A whole `<svg>` with title and description. `id` is unique in the document.
[[nodiscard]] std::string svg_chart(const Chart& chart,
                                    std::string_view id,
                                    std::string_view title);

}  // namespace harmony::admin
