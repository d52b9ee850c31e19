#include "ui/icons.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <vector>

#include "ui/painter.h"

namespace harmony::ui {
namespace {

/// An icon is drawn on a field of 24 x 24 units, with lines of 2.
class Pen {
public:
    Pen(Painter& painter, const Rect& rect, Colour colour, bool mirrored)
        : painter_(painter),
          unit_(std::min(rect.w, rect.h) / 24),
          left_(rect.centre().x - 12 * unit_),
          top_(rect.centre().y - 12 * unit_),
          colour_(colour),
          mirrored_(mirrored) {}

    [[nodiscard]] Point at(double x, double y) const {
        return {left_ + (mirrored_ ? 24 - x : x) * unit_, top_ + y * unit_};
    }

    void lines(std::initializer_list<Point> points, bool closed = false, double wide = 2) {
        painter_.path(placed(points), colour_, wide * unit_, closed);
        if (!closed) {  // round ends
            painter_.disc(at(points.begin()->x, points.begin()->y), wide / 2 * unit_, colour_);
            const Point last = *(points.end() - 1);
            painter_.disc(at(last.x, last.y), wide / 2 * unit_, colour_);
        }
    }

    void shape(std::initializer_list<Point> points) { painter_.shape(placed(points), colour_); }

    void ring(double x, double y, double radius, double wide = 2) {
        painter_.ring(at(x, y), radius * unit_, colour_, wide * unit_);
    }

    void disc(double x, double y, double radius) {
        painter_.disc(at(x, y), radius * unit_, colour_);
    }

    void arc(double x, double y, double radius, double from, double to, double wide = 2) {
        const double a = mirrored_ ? 0.5 - from : from;
        const double b = mirrored_ ? 0.5 - to : to;
        painter_.arc(at(x, y), radius * unit_, a, b, colour_, wide * unit_);
    }

    void box(double x, double y, double w, double h, double corner, double wide = 2) {
        painter_.outline(placed_box(x, y, w, h), colour_, wide * unit_, corner * unit_);
    }

    void block(double x, double y, double w, double h, double corner) {
        painter_.fill(placed_box(x, y, w, h), colour_, corner * unit_);
    }

private:
    [[nodiscard]] Rect placed_box(double x, double y, double w, double h) const {
        const Point corner = at(mirrored_ ? x + w : x, y);
        return {corner.x, corner.y, w * unit_, h * unit_};
    }

    [[nodiscard]] std::vector<Point> placed(std::initializer_list<Point> points) const {
        std::vector<Point> result;
        for (const Point point : points) {
            result.push_back(at(point.x, point.y));
        }
        return result;
    }

    Painter& painter_;
    double unit_;
    double left_;
    double top_;
    Colour colour_;
    bool mirrored_;
};

void tick(Pen& pen) {
    pen.lines({{4, 12.5}, {9.5, 18}, {20, 6.5}}, false, 3);
}

void cross(Pen& pen) {
    pen.lines({{6, 6}, {18, 18}}, false, 2.6);
    pen.lines({{18, 6}, {6, 18}}, false, 2.6);
}

void back(Pen& pen) {
    pen.lines({{11, 5}, {4, 12}, {11, 19}}, false, 2.4);
    pen.lines({{4, 12}, {20, 12}}, false, 2.4);
}

void forward(Pen& pen) {
    pen.lines({{13, 5}, {20, 12}, {13, 19}}, false, 2.4);
    pen.lines({{20, 12}, {4, 12}}, false, 2.4);
}

void globe(Pen& pen) {
    pen.ring(12, 12, 9);
    pen.lines({{3, 12}, {21, 12}});
    pen.lines({{12, 3}, {12, 21}});
    pen.arc(20.5, 12, 12, 0.5 - 0.134, 0.5 + 0.134, 1.8);
    pen.arc(3.5, 12, 12, -0.134, 0.134, 1.8);
}

void text_size(Pen& pen) {
    pen.lines({{1.5, 19}, {5.25, 9.5}, {9, 19}});
    pen.lines({{3, 16}, {7.5, 16}});
    pen.lines({{10.5, 19}, {16.5, 4}, {22.5, 19}}, false, 2.4);
    pen.lines({{13, 14}, {20, 14}}, false, 2.4);
}

void contrast_icon(Pen& pen) {
    pen.ring(12, 12, 9);
    // The dark half.
    pen.shape({{12, 3},
               {15.5, 3.7},
               {18.4, 5.6},
               {20.3, 8.6},
               {21, 12},
               {20.3, 15.4},
               {18.4, 18.4},
               {15.5, 20.3},
               {12, 21}});
}

void speaker(Pen& pen) {
    pen.shape({{3, 9}, {7, 9}, {12, 4.5}, {12, 19.5}, {7, 15}, {3, 15}});
    pen.arc(12, 12, 4.5, -0.12, 0.12);
    pen.arc(12, 12, 8.5, -0.12, 0.12);
}

void lower(Pen& pen) {
    pen.lines({{12, 3}, {12, 15}}, false, 2.4);
    pen.lines({{6, 10}, {12, 16}, {18, 10}}, false, 2.4);
    pen.lines({{5, 21}, {19, 21}}, false, 2.4);
}

void help(Pen& pen) {
    pen.ring(12, 12, 9.5);
    pen.arc(12, 9.6, 3, 0.5, 1.12, 2.2);
    pen.lines({{14.2, 11.8}, {12, 13.6}, {12, 14.6}}, false, 2.2);
    pen.disc(12, 17.8, 1.4);
}

void leave(Pen& pen) {
    pen.lines({{11, 4}, {5, 4}, {5, 20}, {11, 20}});
    pen.lines({{10, 12}, {21, 12}}, false, 2.2);
    pen.lines({{16.5, 7.5}, {21, 12}, {16.5, 16.5}}, false, 2.2);
}

void backspace(Pen& pen) {
    pen.lines({{8, 5}, {21, 5}, {21, 19}, {8, 19}, {2, 12}}, true);
    pen.lines({{11, 9}, {17, 15}});
    pen.lines({{17, 9}, {11, 15}});
}

void shift(Pen& pen) {
    pen.lines({{12, 3}, {21, 12.5}, {16, 12.5}, {16, 20}, {8, 20}, {8, 12.5}, {3, 12.5}}, true);
}

void space(Pen& pen) {
    pen.lines({{3, 10}, {3, 16}, {21, 16}, {21, 10}});
}

void return_key(Pen& pen) {
    pen.lines({{20, 5}, {20, 13}, {5, 13}});
    pen.lines({{10, 8}, {5, 13}, {10, 18}});
}

void pencil(Pen& pen) {
    pen.lines({{4, 20}, {5, 15.5}, {16.5, 4}, {20, 7.5}, {8.5, 19}}, true);
    pen.lines({{13.5, 7}, {17, 10.5}});
}

void shield(Pen& pen) {
    pen.lines(
        {{12, 2.5}, {20, 5.5}, {20, 11}, {18.5, 16}, {12, 21.5}, {5.5, 16}, {4, 11}, {4, 5.5}},
        true);
    pen.lines({{8, 11.5}, {11, 14.5}, {16, 8.5}}, false, 2.2);
}

void chat(Pen& pen) {
    pen.lines({{3, 4.5}, {21, 4.5}, {21, 16.5}, {11, 16.5}, {6, 21}, {6, 16.5}, {3, 16.5}}, true);
    pen.lines({{7.5, 8.8}, {16.5, 8.8}});
    pen.lines({{7.5, 12.4}, {13.5, 12.4}});
}

void calendar(Pen& pen) {
    pen.box(3, 5, 18, 16, 2);
    pen.lines({{3, 10}, {21, 10}});
    pen.lines({{8, 3}, {8, 6.5}});
    pen.lines({{16, 3}, {16, 6.5}});
    pen.block(7, 13, 3.4, 3.4, 0.6);
    pen.block(13.5, 13, 3.4, 3.4, 0.6);
}

void pin(Pen& pen) {
    pen.arc(12, 9.5, 7, 0.42, 1.08);
    pen.lines({{5.9, 13}, {12, 22}, {18.1, 13}});
    pen.disc(12, 9.5, 2.6);
}

void megaphone(Pen& pen) {
    pen.lines({{3, 9}, {8, 9}, {19, 4}, {19, 19}, {8, 14}, {3, 14}}, true);
    pen.lines({{6.5, 14}, {8.5, 20.5}, {11.5, 20.5}, {10.3, 15}});
    pen.lines({{22, 9.5}, {22, 13.5}});
}

void lock(Pen& pen) {
    pen.box(4.5, 10.5, 15, 11, 2);
    pen.arc(12, 9, 4.8, 0.5, 1.0);
    pen.lines({{7.2, 9}, {7.2, 11}});
    pen.lines({{16.8, 9}, {16.8, 11}});
    pen.disc(12, 16, 1.7);
}

void clock(Pen& pen) {
    pen.ring(12, 12, 9.5);
    pen.lines({{12, 6.5}, {12, 12}, {16, 14.5}});
}

void info(Pen& pen) {
    pen.ring(12, 12, 9.5);
    pen.disc(12, 7.3, 1.5);
    pen.lines({{12, 11.2}, {12, 17}}, false, 2.4);
}

void warning(Pen& pen) {
    pen.lines({{12, 3}, {22, 20.5}, {2, 20.5}}, true);
    pen.lines({{12, 9.5}, {12, 14}}, false, 2.4);
    pen.disc(12, 17.3, 1.4);
}

void touch(Pen& pen) {
    pen.arc(10, 8, 5.8, 0.36, 1.14);
    pen.lines({{10, 8}, {10, 17.5}}, false, 3);
    pen.lines({{10, 13}, {17, 14.6}, {18.5, 16.2}, {17.4, 22}}, false, 2.4);
    pen.lines({{10, 17.5}, {6.8, 15.4}, {5.6, 16.6}, {10, 22}}, false, 2.4);
}

void more(Pen& pen) {
    pen.disc(5, 12, 2);
    pen.disc(12, 12, 2);
    pen.disc(19, 12, 2);
}

void up(Pen& pen) {
    pen.lines({{12, 20}, {12, 4.5}}, false, 2.6);
    pen.lines({{5, 11.5}, {12, 4.5}, {19, 11.5}}, false, 2.6);
}

void down(Pen& pen) {
    pen.lines({{12, 4}, {12, 19.5}}, false, 2.6);
    pen.lines({{5, 12.5}, {12, 19.5}, {19, 12.5}}, false, 2.6);
}

void undo(Pen& pen) {
    pen.lines({{9, 4}, {3.5, 9.5}, {9, 15}}, false, 2.4);
    pen.lines({{3.5, 9.5}, {14.5, 9.5}}, false, 2.4);
    pen.arc(14.5, 14.5, 5, 0.75, 1.25, 2.4);
    pen.lines({{14.5, 19.5}, {9, 19.5}}, false, 2.4);
}

void again(Pen& pen) {
    pen.arc(12.5, 12.5, 8, 0.58, 1.42, 2.4);
    pen.lines({{4, 3.5}, {4.8, 9}, {10.3, 8.2}}, false, 2.4);
}

void chart(Pen& pen) {
    pen.lines({{4, 3.5}, {4, 20.5}, {20.5, 20.5}});
    pen.block(7.5, 12, 3, 6, 0.8);
    pen.block(12, 8, 3, 10, 0.8);
    pen.block(16.5, 4.5, 3, 13.5, 0.8);
}

void page_icon(Pen& pen) {
    pen.lines({{6, 3}, {14, 3}, {18.5, 7.5}, {18.5, 21}, {6, 21}}, true);
    pen.lines({{9.5, 11}, {15, 11}}, false, 1.6);
    pen.lines({{9.5, 14.2}, {15, 14.2}}, false, 1.6);
    pen.lines({{9.5, 17.4}, {13, 17.4}}, false, 1.6);
}

void person(Pen& pen) {
    pen.ring(12, 8, 4);
    pen.arc(12, 21, 8, 0.5, 1.0);
}

void people(Pen& pen) {
    pen.ring(9, 8.5, 3.4);
    pen.arc(9, 20.5, 6.5, 0.5, 1.0);
    pen.arc(16, 8.5, 3, 0.75, 1.25);
    pen.arc(16.5, 20, 5.5, 0.78, 1.0);
}

void search(Pen& pen) {
    pen.ring(10.5, 10.5, 6);
    pen.lines({{15, 15}, {20.5, 20.5}}, false, 2.4);
}

void plus(Pen& pen) {
    pen.lines({{12, 4.5}, {12, 19.5}}, false, 2.4);
    pen.lines({{4.5, 12}, {19.5, 12}}, false, 2.4);
}

void download(Pen& pen) {
    pen.lines({{12, 3.5}, {12, 15}});
    pen.lines({{7.5, 11}, {12, 15.5}, {16.5, 11}});
    pen.lines({{4, 17}, {4, 20.5}, {20, 20.5}, {20, 17}});
}

void sun(Pen& pen) {
    pen.ring(12, 12, 4);
    pen.lines({{12, 2.5}, {12, 4.5}});
    pen.lines({{12, 19.5}, {12, 21.5}});
    pen.lines({{2.5, 12}, {4.5, 12}});
    pen.lines({{19.5, 12}, {21.5, 12}});
    pen.lines({{5.3, 5.3}, {6.7, 6.7}});
    pen.lines({{17.3, 17.3}, {18.7, 18.7}});
    pen.lines({{5.3, 18.7}, {6.7, 17.3}});
    pen.lines({{17.3, 6.7}, {18.7, 5.3}});
}

void key_icon(Pen& pen) {
    pen.ring(8, 15.5, 4.2);
    pen.lines({{11, 12.5}, {20, 3.5}});
    pen.lines({{16.5, 7}, {19.5, 10}});
}

void stick(Pen& pen) {
    pen.box(7, 9, 10, 12.5, 1.5);
    pen.lines({{9.5, 9}, {9.5, 3}, {14.5, 3}, {14.5, 9}});
    pen.disc(12, 16, 1.4);
}

void none(Pen&) {}

using Draw = void (*)(Pen&);

struct Row {
    Draw draw;
    bool points;  // mirrors in right-to-left pages
};

constexpr std::array<Row, icon_count> rows{{
    {none, false},     {tick, false},      {cross, false},     {back, true},
    {forward, true},   {globe, false},     {text_size, false}, {contrast_icon, false},
    {speaker, true},   {lower, false},     {help, false},      {leave, true},
    {backspace, true}, {shift, false},     {space, false},     {return_key, true},
    {pencil, false},   {shield, false},    {chat, true},       {calendar, false},
    {pin, false},      {megaphone, true},  {lock, false},      {clock, false},
    {info, false},     {warning, false},   {touch, false},     {more, false},
    {up, false},       {down, false},      {undo, true},       {again, true},
    {chart, false},    {page_icon, false}, {person, false},    {people, false},
    {search, false},   {plus, false},      {download, false},  {sun, false},
    {key_icon, false}, {stick, false},
}};
static_assert(static_cast<std::size_t>(Icon::stick) + 1 == icon_count);

}  // namespace

void draw_icon(Painter& painter, Icon icon, const Rect& rect, Colour colour, bool mirrored) {
    const Row& row = rows[static_cast<std::size_t>(icon)];
    Pen pen(painter, rect, colour, mirrored && row.points);
    row.draw(pen);
}

}  // namespace harmony::ui
