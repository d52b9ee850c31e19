#include "kiosk/screens/street.h"

#include <algorithm>
#include <array>

namespace harmony::kiosk {
namespace {

using ui::Frame;
using ui::Rect;
using ui::Role;

constexpr double street_share = 0.30;  // of the page's height

/// A house, a tree or a gap, in shares of the street's height.
struct Stand {
    double width;
    double height;
    bool tree;
    bool gable;
};
constexpr std::array street = {
    Stand{0.62, 0.50, false, true},
    Stand{0.34, 0.38, true, false},
    Stand{0.52, 0.74, false, false},
    Stand{0.56, 0.56, false, true},
    Stand{0.30, 0.42, true, false},
    Stand{0.80, 0.46, false, false},
    Stand{0.36, 0.48, true, false},
    Stand{0.50, 0.80, false, true},
    Stand{0.66, 0.54, false, false},
    Stand{0.32, 0.36, true, false},
    Stand{0.58, 0.64, false, true},
    Stand{0.30, 0.44, true, false},
};

struct Paints {
    ui::Colour sky;
    ui::Colour glow;
    ui::Colour far_wall;
    ui::Colour wall;
    ui::Colour leaf;
    ui::Colour lit;
    ui::Colour dark_pane;
    ui::Colour ground;
};

Paints paints_of(const ui::Theme& theme) {
    if (theme.soft_shadows()) {
        const ui::Colour sky = theme[Role::primary];
        const ui::Colour night = ui::rgb(0x000000);
        return {sky,
                ui::mixed(sky, theme[Role::on_primary], 24),
                ui::mixed(sky, theme[Role::on_primary], 40),
                ui::mixed(sky, night, 70),
                ui::mixed(theme[Role::done], sky, 60),
                theme[Role::focus_inner],
                ui::mixed(sky, theme[Role::on_primary], 26),
                ui::mixed(sky, night, 110)};
    }
    const ui::Colour ground = theme[Role::background];
    const ui::Colour line = theme[Role::primary];
    return {ground,
            ground,
            ui::mixed(ground, line, 30),
            ui::mixed(ground, line, 46),
            ui::mixed(ground, line, 60),
            ui::mixed(ground, line, 110),
            ui::mixed(ground, line, 36),
            ui::mixed(ground, line, 60)};
}

void draw_tree(Frame& frame, const Rect& where, ui::Colour colour) {
    const double radius = where.w * 0.42;
    const ui::Point crown{where.centre().x, where.y + radius};
    frame.fill({crown.x - where.w * 0.05, crown.y, where.w * 0.1, where.bottom() - crown.y},
               colour);
    frame.disc(crown, radius, colour);
    frame.disc({crown.x - radius * 0.55, crown.y + radius * 0.5}, radius * 0.66, colour);
    frame.disc({crown.x + radius * 0.55, crown.y + radius * 0.5}, radius * 0.66, colour);
}

void draw_house(
    Frame& frame, const Rect& where, bool gable, ui::Colour wall, const Paints& paints) {
    frame.fill(where, wall, 0.8);
    if (gable) {  // a roof of narrowing courses, since only rectangles mirror with the page
        const double rise = where.w * 0.34;
        const int courses = std::max(1, static_cast<int>(rise * frame.px_per_mm()));
        for (int i = 0; i < courses; ++i) {
            const double in = where.w / 2 * i / courses;
            const double y = where.y - rise * (i + 1) / courses;
            frame.fill({where.x + in, y, where.w - 2 * in, rise / courses + 0.2}, wall);
        }
    }
    const double pane = std::min(where.w * 0.15, where.h * 0.16);
    int count = static_cast<int>(where.w * 7) % 5;
    for (double y = where.y + pane * 1.2; y + pane * 1.6 < where.bottom() - pane; y += pane * 2.3) {
        for (const double x : {0.16, 0.43, 0.70}) {
            const bool lit = count++ % 3 != 1;
            frame.fill({where.x + where.w * x, y, pane, pane * 1.3},
                       lit ? paints.lit : paints.dark_pane,
                       0.5);
        }
    }
}

void draw_moon(Frame& frame, const Rect& where, const Paints& paints) {
    const double radius = where.h * 0.05;
    const ui::Point centre{where.right() - where.w * 0.08, where.y + where.h * 0.19};
    frame.disc(centre, radius, paints.lit);
    frame.disc({centre.x - radius * 0.45, centre.y - radius * 0.2}, radius * 0.86, paints.sky);
}

}  // namespace

void draw_street(Frame& frame, const Rect& where) {
    const ui::Theme theme = frame.theme();
    const Paints paints = paints_of(theme);
    const Rect row{
        where.x, where.bottom() - where.h * street_share, where.w, where.h * street_share};
    frame.fill(where, paints.sky);
    if (theme.soft_shadows()) {
        draw_moon(frame, where, paints);
        constexpr int steps = 10;  // towards the roofs it is a little lighter
        for (int step = 0; step < steps; ++step) {
            const double top = row.y - row.h * 0.9 + row.h * 0.09 * step;
            frame.fill({where.x, top, where.w, row.bottom() - top}, ui::faded(paints.glow, 22));
        }
    }
    double x = where.x - row.h * 0.2;
    for (std::size_t i = 0; x < where.right(); i = (i + 1) % street.size()) {
        const Stand& stand = street[i];
        const double width = stand.width * row.h;
        const double height = stand.height * row.h;
        const Rect place{x, row.bottom() - height, width, height};
        if (stand.tree) {
            draw_tree(frame, place, paints.leaf);
        } else {
            draw_house(
                frame, place, stand.gable, i % 2 == 0 ? paints.wall : paints.far_wall, paints);
        }
        x += width;
    }
    frame.fill({where.x, where.bottom() - 2.5, where.w, 2.5}, paints.ground);
}

}  // namespace harmony::kiosk
