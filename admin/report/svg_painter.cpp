#include "admin/report/svg_painter.h"

#include <fmt/format.h>

#include <array>

#include "admin/report/markup.h"

namespace harmony::admin {

namespace {

constexpr std::array<std::string_view, 6> ink_classes = {
    "bar", "track", "whisker", "words", "quiet", "outside"};

constexpr std::array<std::string_view, 3> anchor_words = {"start", "middle", "end"};

std::string_view class_of(ChartPainter::Ink ink) {
    return ink_classes[static_cast<std::size_t>(ink)];
}

}  // namespace

void SvgPainter::rectangle(const Box& box, Ink ink) {
    elements_ +=
        fmt::format(R"(<rect class="{}" x="{:g}" y="{:g}" width="{:g}" height="{:g}" rx="3"/>)",
                    class_of(ink),
                    box.x,
                    box.y,
                    box.width,
                    box.height);
}

void SvgPainter::line(double x1, double y1, double x2, double y2, Ink ink) {
    elements_ += fmt::format(R"(<line class="{}" x1="{:g}" y1="{:g}" x2="{:g}" y2="{:g}"/>)",
                             class_of(ink),
                             x1,
                             y1,
                             x2,
                             y2);
}

void SvgPainter::shape(std::span<const Point> corners, double shade) {
    std::string points;
    for (const Point& corner : corners) {
        points += fmt::format("{}{:.1f},{:.1f}", points.empty() ? "" : " ", corner.x, corner.y);
    }
    elements_ +=
        fmt::format(R"(<polygon class="area" fill-opacity="{:.2f}" points="{}"/>)", shade, points);
}

void SvgPainter::text(double x, double y, std::string_view words, Ink ink, Anchor anchor) {
    elements_ += fmt::format(R"(<text class="{}" x="{:g}" y="{:g}" text-anchor="{}">{}</text>)",
                             class_of(ink),
                             x,
                             y,
                             anchor_words[static_cast<std::size_t>(anchor)],
                             escape_markup(words));
}

std::string svg_chart(const Chart& chart, std::string_view id, std::string_view title) {
    SvgPainter painter;
    chart.draw(painter);
    return fmt::format(
        R"(<svg class="chart" role="img" viewBox="0 0 {:g} {:g}" aria-labelledby="{}-title {}-desc"><title id="{}-title">{}</title><desc id="{}-desc">{}</desc>{}</svg>)",
        Chart::width,
        chart.height(),
        id,
        id,
        id,
        escape_markup(title),
        id,
        escape_markup(chart.description()),
        painter.elements());
}

}  // namespace harmony::admin
