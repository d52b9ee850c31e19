#include "ui/faces.h"

#include <algorithm>
#include <vector>

#include "ui/painter.h"
#include "ui/widget_parts.h"

namespace harmony::ui {
namespace {

constexpr double most_face = 44.0;
constexpr double pad_above = 4.0;
constexpr double face_gap = 2.5;
constexpr double pad_below = 3.0;
constexpr double pad_side = 2.5;
constexpr double corner_tick = 5.0;

TextBox lay_out(Frame& frame, double width, const FaceTile& tile) {
    const double taken = tile.beside ? least_face + 2 * pad_side + corner_tick : 0;
    // Bold from the start, so that choosing moves no word.
    return frame.lay_out(tile.label,
                         {.scale = tile.scale,
                          .weight = Weight::bold,
                          .align = tile.beside ? Align::start : Align::centre},
                         std::max(1.0, width - 2 * pad_side - taken));
}

/// Where face and label go.
struct Places {
    Rect face;
    Point label;
};

Places places_beside(const Rect& where, const TextBox& label) {
    const double top = where.centre().y - least_face / 2;
    const Rect face{where.x + 2 * pad_side, top, least_face, least_face};
    return {face, {face.right() + pad_side, where.centre().y - label.height / 2}};
}

Places places_below(const Rect& where, const TextBox& label, double label_height) {
    const double room = where.h - pad_above - face_gap - label_height - pad_below;
    const double size = std::clamp(room, least_face, largest_face(where.w));
    const double top = where.y + pad_above + std::max(0.0, room - size) / 2;
    return {{where.centre().x - size / 2, top, size, size},
            {where.centre().x - label.ink.x - label.ink.w / 2, top + size + face_gap}};
}

}  // namespace

double face_tile_height(Frame& frame, double width, const FaceTile& tile, double face) {
    const TextBox label = lay_out(frame, width, tile);
    return tile.beside ? std::max(least_face, label.height) + 2 * pad_below
                       : pad_above + face + face_gap + label.height + pad_below;
}

double face_label_height(Frame& frame, double width, const FaceTile& tile) {
    return lay_out(frame, width, tile).height;
}

double largest_face(double width) {
    return std::clamp(width - 2 * pad_side, least_face, most_face);
}

bool face_tile_breaks_word(Frame& frame, double width, const FaceTile& tile) {
    return lay_out(frame, width, tile).split_word;
}

bool face_tile(Frame& frame, const Rect& where, const FaceTile& tile) {
    const Touch touch = frame.touch({tile.id, where});
    const Theme theme = frame.theme();
    parts::draw_body(frame, parts::choice_body(frame, where, tile.chosen, touch));
    const TextBox label = lay_out(frame, where.w, tile);
    const Places places =
        tile.beside ? places_beside(where, label)
                    : places_below(where, label, std::max(label.height, tile.label_height));
    frame.face(tile.mood, places.face);
    if (tile.chosen) {
        frame.icon(Icon::tick,
                   {where.right() - corner_tick - 2.4, where.y + 2.4, corner_tick, corner_tick},
                   theme[Role::primary]);
    }
    sem::Node node = parts::control(sem::Role::radio, tile.id, tile.label, where);
    node.state |= tile.chosen ? sem::checked : 0U;
    node.position = tile.position;
    node.total = tile.total;
    frame.text(label, places.label, theme[tile.chosen ? Role::on_chosen : Role::text]);
    parts::note_text(node, label, places.label);
    frame.record(std::move(node));
    return touch.activated;
}

bool grid_cell(Frame& frame, const Rect& where, const GridCell& cell) {
    const Touch touch = frame.touch({cell.id, where});
    const Theme theme = frame.theme();
    parts::draw_body(frame, parts::choice_body(frame, where, cell.chosen, touch));
    const double radius = std::min(where.h * 0.24, 5.0);
    const Point centre = where.centre();
    if (cell.chosen) {
        frame.disc(centre, radius * 1.3, theme[Role::primary]);
        frame.icon(Icon::tick,
                   {centre.x - radius * 0.85, centre.y - radius * 0.85, radius * 1.7, radius * 1.7},
                   theme[Role::on_primary]);
    } else {
        frame.disc(centre, radius, theme[Role::border]);
        frame.disc(centre, radius - 0.7, theme[Role::surface]);
    }
    sem::Node node = parts::control(sem::Role::radio, cell.id, cell.label, where);
    node.speak.assign(cell.speak);
    node.state |= cell.chosen ? sem::checked : 0U;
    node.position = cell.position;
    node.total = cell.total;
    frame.record(std::move(node));
    return touch.activated;
}

// --- the faces
// ------------------------------------------------------------------------------------

namespace {

/// A face of radius 1 around its middle; y goes down.
class FacePen {
public:
    FacePen(Painter& painter, const Rect& rect, Colour line)
        : painter_(painter),
          centre_(rect.centre()),
          radius_(std::min(rect.w, rect.h) / 2),
          line_(line) {}

    [[nodiscard]] Point at(double x, double y) const {
        return {centre_.x + x * radius_, centre_.y + y * radius_};
    }

    void head(Colour fill) {
        painter_.disc(centre_, radius_, line_);
        painter_.disc(centre_, radius_ * 0.94, fill);
    }

    void eyes() {
        constexpr double wide = 0.18;
        constexpr double high = 0.34;
        for (const double x : {-0.34, 0.34}) {
            const Point corner = at(x - wide / 2, -0.24 - high / 2);
            painter_.fill(
                {corner.x, corner.y, wide * radius_, high * radius_}, line_, wide / 2 * radius_);
        }
    }

    /// From (-half, y) to (half, y); its middle is `bend` lower.
    void mouth(double half, double y, double bend) { stroke(curve(half, y, bend), 0.11); }

    /// A laugh: straight above, round below.
    void laugh(double half, double y, double bend) {
        painter_.shape(curve(half, y, bend), line_);
        stroke(curve(half, y, bend), 0.07);  // the edge of a shape is not smooth
        stroke({at(-half, y), at(half, y)}, 0.09);
    }

    /// Brows whose inner ends are raised.
    void worry() {
        for (const double side : {-1.0, 1.0}) {
            stroke({at(side * 0.56, -0.46), at(side * 0.20, -0.60)}, 0.09);
        }
    }

private:
    [[nodiscard]] std::vector<Point> curve(double half, double y, double bend) const {
        constexpr int steps = 20;
        std::vector<Point> points;
        for (int i = 0; i <= steps; ++i) {
            const double x = -1 + 2.0 * i / steps;
            points.push_back(at(x * half, y + bend * (1 - x * x)));
        }
        return points;
    }

    void stroke(const std::vector<Point>& points, double wide) {
        painter_.path(points, line_, wide * radius_, false);
        painter_.disc(points.front(), wide / 2 * radius_, line_);
        painter_.disc(points.back(), wide / 2 * radius_, line_);
    }

    Painter& painter_;
    Point centre_;
    double radius_;
    Colour line_;
};

}  // namespace

void draw_face(Painter& painter, Mood mood, const Rect& rect, const FaceColours& colours) {
    FacePen pen(painter, rect, colours.line);
    pen.head(colours.fill);
    pen.eyes();
    switch (mood) {
        case Mood::very_good: pen.laugh(0.54, 0.14, 0.52); return;
        case Mood::good: pen.mouth(0.46, 0.26, 0.26); return;
        case Mood::even: pen.mouth(0.40, 0.38, 0); return;
        case Mood::bad: pen.mouth(0.42, 0.54, -0.24); return;
        case Mood::very_bad:
            pen.worry();
            pen.mouth(0.48, 0.66, -0.46);
            return;
    }
}

}  // namespace harmony::ui
