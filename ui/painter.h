#pragma once

// Not a public header: drawing in pixels, into an ImGui draw list.

#include <cstdint>
#include <vector>

#include "ui/geometry.h"
#include "ui/icons.h"
#include "ui/text.h"
#include "ui/theme.h"

struct ImDrawList;

namespace harmony::ui {

/// Turns millimetres into pixels, and into geometry. Edges are snapped to whole pixels, so that
/// equal controls look equal.
class Painter {
public:
    Painter(ImDrawList& list, double px_per_mm) : list_(list), scale_(px_per_mm) {}

    void fill(const Rect& rect, Colour colour, double corner);
    void outline(const Rect& rect, Colour colour, double thickness, double corner);
    /// A fill with a border of the same thickness on every side.
    void framed(const Rect& rect, Colour fill, Colour border, double thickness, double corner);
    void shadow(const Rect& rect, double corner, double spread, double down, Colour colour);
    void line(Point from, Point to, Colour colour, double thickness);
    /// A run of joined lines; closed when `closed`.
    void path(const std::vector<Point>& points, Colour colour, double thickness, bool closed);
    /// A filled shape without dents.
    void shape(const std::vector<Point>& points, Colour colour);
    void disc(Point centre, double radius, Colour colour);
    void ring(Point centre, double radius, Colour colour, double thickness);
    /// Part of a ring, from `from` to `to` in turns (0 is right, 0.25 is down).
    void arc(Point centre, double radius, double from, double to, Colour colour, double thickness);
    void text(TextId id, const TextExtent& extent, Point at, Colour colour);

    /// A picture that the shelf gave this number; `rect` has its size, give or take half a pixel.
    void picture(std::uint32_t number, const Rect& rect);

    void push_clip(const Rect& rect);
    void pop_clip();

    [[nodiscard]] double px(double mm) const { return mm * scale_; }
    [[nodiscard]] double snapped(double mm) const;

private:
    ImDrawList& list_;
    double scale_;
};

/// Draws an icon into `rect`, mirrored when it points somewhere and `mirrored` is set.
void draw_icon(Painter& painter, Icon icon, const Rect& rect, Colour colour, bool mirrored);

/// What a face is painted with.
struct FaceColours {
    Colour fill;
    Colour line;
};
/// Draws a face into `rect` (faces.cpp).
void draw_face(Painter& painter, Mood mood, const Rect& rect, const FaceColours& colours);

}  // namespace harmony::ui
