#pragma once

#include "admin/report/chart.h"
#include "admin/report/pdf_text.h"
#include "base/bytes.h"

namespace harmony::admin {

/// Draws a chart on Cairo: on a page of a PDF or a picture. Colours are those of the style sheet.
class CairoPainter final : public ChartPainter {
public:
    /// One unit of the chart is `scale` units of the pen, whose origin is the chart's corner.
    CairoPainter(cairo_t* pen, PaperText& text, double scale)
        : pen_(pen), text_(text), scale_(scale) {}

    void rectangle(const Box& box, Ink ink) override;
    void line(double x1, double y1, double x2, double y2, Ink ink) override;
    void shape(std::span<const Point> corners, double shade) override;
    void text(double x, double y, std::string_view words, Ink ink, Anchor anchor) override;

private:
    cairo_t* pen_;
    PaperText& text_;
    double scale_;
};

/// The chart as a PNG of `width_px`, on white.
[[nodiscard]] base::Bytes png_chart(const Chart& chart, int width_px, PaperText& text);

}  // namespace harmony::admin
