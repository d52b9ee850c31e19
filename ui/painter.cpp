#include "ui/painter.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/imgui_compat.h"

namespace harmony::ui {
namespace {

ImU32 packed(Colour colour) {
    return IM_COL32(colour.r, colour.g, colour.b, colour.a);
}

float to_float(double value) {
    return static_cast<float>(value);
}

struct Box {
    ImVec2 low;
    ImVec2 high;
};

/// Cosines of 0, 15, ... 90 degrees: the sine of an angle is the cosine of what is left to 90.
constexpr std::array<double, 7> cosines{1.0,
                                        0.96592582628906829,
                                        0.86602540378443865,
                                        0.70710678118654752,
                                        0.5,
                                        0.25881904510252076,
                                        0.0};
constexpr std::size_t steps_a_corner = cosines.size();

// Points of a rounded rectangle, clockwise from the top of its right upper corner.
std::array<ImVec2, 4 * steps_a_corner> rounded(const Box& box, float radius) {
    std::array<ImVec2, 4 * steps_a_corner> points;
    const float left = box.low.x + radius;
    const float right = box.high.x - radius;
    const float top = box.low.y + radius;
    const float bottom = box.high.y - radius;
    for (std::size_t step = 0; step < steps_a_corner; ++step) {
        const float along = radius * to_float(cosines[step]);
        const float across = radius * to_float(cosines[steps_a_corner - 1 - step]);
        points[step] = {right + across, top - along};
        points[steps_a_corner + step] = {right + along, bottom + across};
        points[2 * steps_a_corner + step] = {left - across, bottom + along};
        points[3 * steps_a_corner + step] = {left - along, top - across};
    }
    return points;
}

Box snapped_box(const Rect& rect, double scale) {
    const auto snap = [scale](double mm) { return to_float(std::round(mm * scale)); };
    return {ImVec2(snap(rect.x), snap(rect.y)), ImVec2(snap(rect.right()), snap(rect.bottom()))};
}

}  // namespace

double Painter::snapped(double mm) const {
    return std::max(1.0, std::round(mm * scale_));
}

void Painter::fill(const Rect& rect, Colour colour, double corner) {
    const Box box = snapped_box(rect, scale_);
    list_.AddRectFilled(box.low, box.high, packed(colour), to_float(px(corner)));
}

void Painter::outline(const Rect& rect, Colour colour, double thickness, double corner) {
    const Box box = snapped_box(rect, scale_);
    const float wide = to_float(snapped(thickness));
    const float half = wide / 2;
    list_.AddRect(ImVec2(box.low.x + half, box.low.y + half),
                  ImVec2(box.high.x - half, box.high.y - half),
                  packed(colour),
                  std::max(0.0F, to_float(px(corner)) - half),
                  0,
                  wide);
}

void Painter::framed(
    const Rect& rect, Colour fill, Colour border, double thickness, double corner) {
    const Box box = snapped_box(rect, scale_);
    const float wide = to_float(snapped(thickness));
    const float radius = to_float(px(corner));
    list_.AddRectFilled(box.low, box.high, packed(border), radius);
    list_.AddRectFilled(ImVec2(box.low.x + wide, box.low.y + wide),
                        ImVec2(box.high.x - wide, box.high.y - wide),
                        packed(fill),
                        std::max(0.0F, radius - wide));
}

void Painter::shadow(const Rect& rect, double corner, double spread, double down, Colour colour) {
    // A rim that fades outwards in three steps, around the rectangle moved down a little. The
    // middle is covered by the control itself and is not drawn.
    constexpr std::array<double, 4> reach{0.0, 0.3, 0.65, 1.0};
    constexpr std::array<double, 4> strength{1.0, 0.5, 0.15, 0.0};
    const Box box = snapped_box({rect.x, rect.y + down, rect.w, rect.h}, scale_);
    std::array<std::array<ImVec2, 4 * steps_a_corner>, reach.size() + 1> rims;
    for (std::size_t ring = 0; ring < reach.size(); ++ring) {
        const float out = to_float(px(spread * reach[ring]));
        const Box wider{ImVec2(box.low.x - out, box.low.y - out),
                        ImVec2(box.high.x + out, box.high.y + out)};
        rims[ring + 1] = rounded(wider, to_float(px(corner)) + out);
    }
    // The rim begins inside, so that no gap shows at the corners.
    const float in = to_float(px(down) + 2);
    const Box inner{ImVec2(box.low.x + in, box.low.y + in),
                    ImVec2(box.high.x - in, box.high.y - in)};
    rims[0] = rounded(inner, std::max(1.0F, to_float(px(corner)) - in));
    const auto count = static_cast<int>(rims.front().size());
    const auto rings = static_cast<int>(rims.size());
    list_.PrimReserve(count * 6 * (rings - 1), count * rings);
    const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
    const unsigned first = list_._VtxCurrentIdx;
    for (int ring = 0; ring < rings; ++ring) {
        const double share = ring == 0 ? 1.0 : strength[static_cast<std::size_t>(ring - 1)];
        const auto alpha = static_cast<std::uint8_t>(std::lround(colour.a * share));
        for (const ImVec2 point : rims[static_cast<std::size_t>(ring)]) {
            list_.PrimWriteVtx(point, white, packed(faded(colour, alpha)));
        }
    }
    const auto index = [first, count](int ring, int at) {
        return static_cast<ImDrawIdx>(first + static_cast<unsigned>(ring * count + at % count));
    };
    for (int ring = 0; ring + 1 < rings; ++ring) {
        for (int at = 0; at < count; ++at) {
            list_.PrimWriteIdx(index(ring, at));
            list_.PrimWriteIdx(index(ring + 1, at));
            list_.PrimWriteIdx(index(ring + 1, at + 1));
            list_.PrimWriteIdx(index(ring, at));
            list_.PrimWriteIdx(index(ring + 1, at + 1));
            list_.PrimWriteIdx(index(ring, at + 1));
        }
    }
}

void Painter::picture(std::uint32_t number, const Rect& rect) {
    const Box box = snapped_box(rect, scale_);
    list_.AddImage(imgui::texture(number), box.low, box.high);
}

void Painter::push_clip(const Rect& rect) {
    const Box box = snapped_box(rect, scale_);
    list_.PushClipRect(box.low, box.high, true);
}

void Painter::pop_clip() {
    list_.PopClipRect();
}

void Painter::line(Point from, Point to, Colour colour, double thickness) {
    path({from, to}, colour, thickness, false);
}

void Painter::path(const std::vector<Point>& points, Colour colour, double thickness, bool closed) {
    std::vector<ImVec2> in_px;
    in_px.reserve(points.size());
    for (const Point point : points) {
        in_px.emplace_back(to_float(px(point.x)), to_float(px(point.y)));
    }
    list_.AddPolyline(in_px.data(),
                      static_cast<int>(in_px.size()),
                      packed(colour),
                      closed ? ImDrawFlags_Closed : ImDrawFlags_None,
                      to_float(std::max(1.0, px(thickness))));
}

void Painter::shape(const std::vector<Point>& points, Colour colour) {
    std::vector<ImVec2> in_px;
    in_px.reserve(points.size());
    for (const Point point : points) {
        in_px.emplace_back(to_float(px(point.x)), to_float(px(point.y)));
    }
    list_.AddConvexPolyFilled(in_px.data(), static_cast<int>(in_px.size()), packed(colour));
}

void Painter::disc(Point centre, double radius, Colour colour) {
    list_.AddCircleFilled(ImVec2(to_float(px(centre.x)), to_float(px(centre.y))),
                          to_float(px(radius)),
                          packed(colour));
}

void Painter::ring(Point centre, double radius, Colour colour, double thickness) {
    list_.AddCircle(ImVec2(to_float(px(centre.x)), to_float(px(centre.y))),
                    to_float(px(radius)),
                    packed(colour),
                    0,
                    to_float(std::max(1.0, px(thickness))));
}

void Painter::arc(
    Point centre, double radius, double from, double to, Colour colour, double thickness) {
    constexpr int steps = 24;
    std::vector<Point> points;
    for (int step = 0; step <= steps; ++step) {
        const double turn = (from + (to - from) * step / steps) * 2 * M_PI;
        points.push_back({centre.x + radius * std::cos(turn), centre.y + radius * std::sin(turn)});
    }
    path(points, colour, thickness, false);
}

void Painter::text(TextId id, const TextExtent& extent, Point at, Colour colour) {
    if (extent.ink_w <= 0 || extent.ink_h <= 0) {
        return;
    }
    // One pixel of margin, as the picture has it (text.cpp).
    const double x = std::round(px(at.x)) + extent.ink_x - 1;
    const double y = std::round(px(at.y)) + extent.ink_y - 1;
    list_.AddImage(imgui::texture(id),
                   ImVec2(to_float(x), to_float(y)),
                   ImVec2(to_float(x + extent.ink_w + 2), to_float(y + extent.ink_h + 2)),
                   ImVec2(0, 0),
                   ImVec2(1, 1),
                   packed(colour));
}

}  // namespace harmony::ui
