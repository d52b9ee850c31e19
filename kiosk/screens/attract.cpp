#include <algorithm>
#include <array>
#include <chrono>

#include "kiosk/screens/screens.h"

namespace harmony::kiosk {
namespace {

using ui::Frame;
using ui::Rect;
namespace sizes = ui::sizes;

constexpr std::chrono::seconds staff_hold{5};

/// A house, a tree or a gap of the street along the lower edge, in shares of the street's height.
struct Stand {
    double width;
    double height;
    bool tree;
};
constexpr std::array street = {
    Stand{0.60, 0.42, false},
    Stand{0.34, 0.30, true},
    Stand{0.52, 0.58, false},
    Stand{0.52, 0.47, false},
    Stand{0.30, 0.34, true},
    Stand{0.78, 0.36, false},
    Stand{0.36, 0.40, true},
    Stand{0.50, 0.64, false},
    Stand{0.64, 0.44, false},
    Stand{0.32, 0.28, true},
    Stand{0.56, 0.52, false},
    Stand{0.30, 0.36, true},
};

void draw_tree(Frame& frame, const Rect& where, ui::Colour colour) {
    const double radius = where.w * 0.42;
    const ui::Point crown{where.centre().x, where.y + radius};
    frame.fill({crown.x - where.w * 0.05, crown.y, where.w * 0.1, where.bottom() - crown.y},
               colour);
    frame.disc(crown, radius, colour);
}

void draw_house(Frame& frame, const Rect& where, ui::Colour wall, ui::Colour window) {
    frame.fill(where, wall, 1.5);
    const double pane = std::min(where.w * 0.16, where.h * 0.2);
    for (double y = where.y + pane; y + pane * 1.6 < where.bottom() - pane; y += pane * 2.4) {
        for (const double x : {0.16, 0.42, 0.68}) {
            frame.fill({where.x + where.w * x, y, pane, pane * 1.3}, window, 0.6);
        }
    }
}

/// A quiet street with lit windows. Decoration: it has no node.
void draw_street(Frame& frame, const Rect& where) {
    const ui::Theme theme = frame.theme();
    const ui::Colour ground = theme[ui::Role::background];
    const ui::Colour wall = ui::mixed(ground, theme[ui::Role::primary], 46);
    const ui::Colour far_wall = ui::mixed(ground, theme[ui::Role::primary], 30);
    const ui::Colour leaf = ui::mixed(ground, theme[ui::Role::done], 60);
    const ui::Colour lit = ui::mixed(ground, theme[ui::Role::focus_inner], 130);
    double x = where.x;
    for (std::size_t i = 0; x < where.right(); i = (i + 1) % street.size()) {
        const Stand& stand = street[i];
        const double width = stand.width * where.h;
        const double height = stand.height * where.h;
        const Rect place{x, where.bottom() - height, std::min(width, where.right() - x), height};
        if (stand.tree) {
            draw_tree(frame, {x, place.y, width, height}, leaf);
        } else {
            draw_house(frame, place, i % 2 == 0 ? wall : far_wall, lit);
        }
        x += width;
    }
}

/// Centred lines from the top; returns what is left below them.
Rect centred(
    Frame& frame, Rect area, std::string_view id, std::string_view text, ui::TextLook look) {
    look.align = ui::Align::centre;
    const auto role = id == "attract.title" ? ui::sem::Role::heading : ui::sem::Role::text;
    area.take_top(ui::paragraph(frame, area, {id, text, look, role}), 5);
    return area;
}

/// Touch anywhere begins; the top band is the logo too, which staff hold.
void answer_touch(Frame& frame, const ui::Bands& bands, const std::string& name, Intents& intents) {
    const Rect page = frame.page();
    const ui::Touch logo = ui::hot_area(frame,
                                        {0, 0, page.w, bands.bar.bottom()},
                                        "attract.logo",
                                        name,
                                        ui::HotFor::fingers);
    const double top = bands.bar.bottom() + sizes::gap;
    const ui::Touch rest =
        ui::hot_area(frame, {0, top, page.w, page.h - top}, "attract.touch", name, ui::HotFor::fingers);
    if (logo.held_down && logo.held_for >= staff_hold) {
        intents.add(Do::staff_door);
    } else if (logo.activated || rest.activated) {
        intents.add(Do::begin);
    } else if (logo.held_down) {
        frame.wake_after(staff_hold - logo.held_for);
    }
}

}  // namespace

void draw_attract(Frame& frame,
                  const PageContext& context,
                  const AttractView& view,
                  Intents& intents) {
    const Words& words = context.words;
    const std::string invite = words("attract.invite");
    frame.begin_screen("attract", invite, context.look);
    const ui::Bands bands = ui::bands(frame);
    const Rect page = frame.page();
    const double street_height = page.h * 0.34;
    draw_street(frame, {0, page.h - street_height, page.w, street_height});
    answer_touch(frame, bands, invite, intents);

    Rect top = bands.bar;
    ui::TextLook quiet;
    quiet.colour = ui::Role::second_text;
    quiet.scale = ui::Scale::small;
    quiet.align = ui::Align::centre;
    top.take_top(5);
    const std::string owner = view.preview ? words("attract.preview") : view.organisation;
    ui::paragraph(frame, top, {"attract.owner", owner, quiet});

    Rect area = ui::text_column(bands.content);
    area.take_top(page.h * 0.04);
    ui::TextLook title;
    title.scale = ui::Scale::title;
    title.weight = ui::Weight::bold;
    title.colour = ui::Role::primary;
    area = centred(frame, area, "attract.title", words("attract.title"), title);
    ui::TextLook large;
    large.scale = ui::Scale::large;
    large.weight = ui::Weight::bold;
    area = centred(frame, area, "attract.invite", invite, large);
    area = centred(frame, area, "attract.promise", words("attract.promise"), {});
    if (!view.today.empty()) {
        centred(
            frame, area, "attract.today", words("attract.today", {{"title", view.today}}), quiet);
    }
}

}  // namespace harmony::kiosk
