#include "admin/gui/frame_painter.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace harmony::admin::gui {

namespace {

constexpr double text_units = 15;        ///< size of letters, in units of a chart
constexpr double capital_share = 0.714;  ///< of capitals to that size, in Noto Sans

}  // namespace

ui::Point FramePainter::at(double x, double y) const {
    return {corner_.x + x * scale_, corner_.y + y * scale_};
}

ui::Colour FramePainter::colour(Ink ink) const {
    const ui::Theme theme = frame_.theme();
    switch (ink) {
        case Ink::bar: return ui::mixed(theme[ui::Role::primary], theme[ui::Role::surface], 40);
        case Ink::track: return ui::mixed(theme[ui::Role::surface], theme[ui::Role::border], 42);
        case Ink::whisker:
        case Ink::text: return theme[ui::Role::text];
        case Ink::quiet: return theme[ui::Role::second_text];
        case Ink::outside:
            return frame_.look().colours == ui::ColourMode::desk_dark ? ui::rgb(0xE8B45A)
                                                                      : ui::rgb(0x8A5A00);
    }
    return theme[ui::Role::text];
}

void FramePainter::rectangle(const Box& box, Ink ink) {
    const ui::Point from = at(box.x, box.y);
    const double height = box.height * scale_;
    frame_.fill({from.x, from.y, box.width * scale_, height},
                colour(ink),
                std::min({3 * scale_, height / 2, box.width * scale_ / 2}));
}

void FramePainter::dashes(ui::Point from, ui::Point to, ui::Colour ink) {
    const double dx = to.x - from.x;
    const double dy = to.y - from.y;
    const double length = std::hypot(dx, dy);
    const double dash = 5 * scale_;
    const double step = 9 * scale_;
    for (double done = 0; done < length; done += step) {
        const double end = std::min(length, done + dash);
        frame_.line({from.x + dx * done / length, from.y + dy * done / length},
                    {from.x + dx * end / length, from.y + dy * end / length},
                    ink,
                    1.6 * scale_);
    }
}

void FramePainter::line(double x1, double y1, double x2, double y2, Ink ink) {
    if (ink == Ink::outside) {
        return dashes(at(x1, y1), at(x2, y2), colour(ink));
    }
    frame_.line(at(x1, y1), at(x2, y2), colour(ink), 1.6 * scale_);
}

void FramePainter::shape(std::span<const Point> corners, double shade) {
    const ui::Theme theme = frame_.theme();
    std::vector<ui::Point> points;
    points.reserve(corners.size());
    for (const Point& corner : corners) {
        points.push_back(at(corner.x, corner.y));
    }
    const int share = static_cast<int>(std::lround(255 * std::clamp(shade, 0.0, 1.0)));
    frame_.shape(points, ui::mixed(theme[ui::Role::surface], theme[ui::Role::primary], share));
    for (std::size_t i = 0; i < points.size(); ++i) {
        frame_.line(points[i],
                    points[(i + 1) % points.size()],
                    ui::mixed(theme[ui::Role::surface], theme[ui::Role::border], 130),
                    0.8 * scale_);
    }
}

void FramePainter::text(double x, double y, std::string_view words, Ink ink, Anchor anchor) {
    ui::TextLook look;
    look.weight =
        ink == Ink::text && anchor == Anchor::end ? ui::Weight::bold : ui::Weight::regular;
    look.share = text_units * capital_share * scale_ / frame_.capital(ui::Scale::body);
    const ui::TextBox box = frame_.lay_out(words, look);
    const double before = anchor == Anchor::start    ? 0
                          : anchor == Anchor::middle ? box.width / 2
                                                     : box.width;
    const ui::Point place = at(x, y);
    // Noto Sans stands 1.069 of its size above the baseline.
    frame_.text(box, {place.x - before, place.y - 1.069 * text_units * scale_}, colour(ink));
}

double chart(ui::Frame& frame, const ui::Rect& where, std::string_view id, const Chart& chart) {
    const double scale = where.w / Chart::width;
    FramePainter painter(frame, {where.x, where.y}, scale);
    chart.draw(painter);
    const double height = chart.height() * scale;
    ui::sem::Node node;
    node.id = id;
    node.role = ui::sem::Role::image;
    node.name.assign(chart.description());
    node.rect = {where.x, where.y, where.w, height};
    frame.record(std::move(node));
    return height;
}

}  // namespace harmony::admin::gui
