#include "admin/report/cairo_painter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "admin/map/canvas.h"

namespace harmony::admin {

namespace {

using ui::Colour;
using ui::rgb;

constexpr double text_size = 15;
constexpr double corner = 3;
constexpr double half_turn = std::numbers::pi;

// In the order of ChartPainter::Ink.
constexpr std::array<Colour, 6> inks = {
    rgb(0x3E7CA6), rgb(0xECE8DD), rgb(0x16202A), rgb(0x16202A), rgb(0x56606B), rgb(0x8A5A00)};
constexpr Colour area = rgb(0x0B3C5D);

Colour colour_of(ChartPainter::Ink ink) {
    return inks[static_cast<std::size_t>(ink)];
}

void rounded(cairo_t* pen, double x, double y, double width, double height, double radius) {
    const double r = std::min({radius, width / 2, height / 2});
    cairo_new_sub_path(pen);
    cairo_arc(pen, x + width - r, y + r, r, -half_turn / 2, 0);
    cairo_arc(pen, x + width - r, y + height - r, r, 0, half_turn / 2);
    cairo_arc(pen, x + r, y + height - r, r, half_turn / 2, half_turn);
    cairo_arc(pen, x + r, y + r, r, half_turn, 3 * half_turn / 2);
    cairo_close_path(pen);
}

}  // namespace

void CairoPainter::rectangle(const Box& box, Ink ink) {
    set_colour(pen_, colour_of(ink));
    rounded(pen_,
            box.x * scale_,
            box.y * scale_,
            box.width * scale_,
            box.height * scale_,
            corner * scale_);
    cairo_fill(pen_);
}

void CairoPainter::line(double x1, double y1, double x2, double y2, Ink ink) {
    set_colour(pen_, colour_of(ink));
    cairo_set_line_width(pen_, 2 * scale_);
    const std::array<double, 2> dashes = {5 * scale_, 4 * scale_};
    cairo_set_dash(pen_, dashes.data(), ink == Ink::outside ? 2 : 0, 0);
    cairo_move_to(pen_, x1 * scale_, y1 * scale_);
    cairo_line_to(pen_, x2 * scale_, y2 * scale_);
    cairo_stroke(pen_);
    cairo_set_dash(pen_, nullptr, 0, 0);
}

void CairoPainter::shape(std::span<const Point> corners, double shade) {
    cairo_new_path(pen_);
    for (const Point& at : corners) {
        cairo_line_to(pen_, at.x * scale_, at.y * scale_);
    }
    cairo_close_path(pen_);
    // On white the shade is what a deeper and a paler ink come to: no transparency on paper.
    const auto mixed = [&](int ink) { return 1 - shade * (1 - ink / 255.0); };
    cairo_set_source_rgb(pen_, mixed(area.r), mixed(area.g), mixed(area.b));
    cairo_fill_preserve(pen_);
    set_colour(pen_, inks[static_cast<std::size_t>(Ink::quiet)]);
    cairo_set_line_width(pen_, scale_);
    cairo_stroke(pen_);
}

void CairoPainter::text(double x, double y, std::string_view words, Ink ink, Anchor anchor) {
    PaperStyle style;
    style.size = text_size * scale_;
    style.colour = colour_of(ink);
    style.bold = ink == Ink::text && anchor == Anchor::end;
    const SetWords set = text_.line(words, style);
    const double before = anchor == Anchor::start    ? 0
                          : anchor == Anchor::middle ? set.width() / 2
                                                     : set.width();
    set.draw_on_baseline(pen_, x * scale_ - before, y * scale_);
}

base::Bytes png_chart(const Chart& chart, int width_px, PaperText& text) {
    const double scale = width_px / Chart::width;
    const Surface surface(cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, width_px, static_cast<int>(std::ceil(chart.height() * scale))));
    const Pen pen(cairo_create(surface.get()));
    cairo_set_source_rgb(pen.get(), 1, 1, 1);
    cairo_paint(pen.get());
    CairoPainter painter(pen.get(), text, scale);
    chart.draw(painter);
    return png_of(surface.get());
}

}  // namespace harmony::admin
