#include <algorithm>
#include <cmath>

#include "kiosk/map_pin.h"
#include "kiosk/map_tiles.h"
#include "kiosk/screens/question.h"

// A place on the map (kiosk.md 5.4): a crosshair in the middle, the map moves under it. The picture
// and the compass of buttons beside it never mirror; which side each stands on does.
//
// Touching the map is a convenience: four buttons, in, out and the list do everything.
namespace harmony::kiosk {
namespace {

using survey::GridPoint;
using ui::Frame;
using ui::Rect;
using ui::Role;

constexpr double cell = 20.0;  // of the compass
constexpr double gap = 3.0;
constexpr double compass = 3 * cell + 2 * gap;
constexpr double column_gap = 6.0;
constexpr double least_map = 44.0;
constexpr double line_gap = 2.0;
constexpr double quarter = 0.25;

/// Where everything stands, in mm from the start side.
struct Layout {
    Rect words;  ///< the column with the map in it
    Rect compass;
    Rect set;
    double line = 0;  ///< height of what is said under the map
    bool set_as_icon = false;
    double source = 0;  ///< height of the line that says whose map it is
};

const MapPin& pin_of(const QuestionPass& pass) {
    return *pass.view.map.pin;
}

ui::TextLook line_look() {
    return {
        .scale = ui::Scale::small, .weight = ui::Weight::bold, .privacy = ui::Privacy::personal};
}

std::string outside_words(const QuestionPass& pass) {
    return pass.context.words("map.outside", {{"area", pin_of(pass).map().area_name}});
}

/// The room of what is said under the map: for the longest name too, so that the map stands still.
double line_height(const QuestionPass& pass, double width) {
    const auto& landmarks = pin_of(pass).map().landmarks;
    const auto longest = std::max_element(
        landmarks.begin(), landmarks.end(), [](const Landmark& a, const Landmark& b) {
            return a.label.size() < b.label.size();
        });
    double height = pass.frame.lay_out(outside_words(pass), line_look(), width).height;
    if (longest != landmarks.end()) {
        const std::string near = pass.context.words("map.chosen", {{"place", longest->label}});
        height = std::max(height, pass.frame.lay_out(near, line_look(), width).height);
    }
    return height;
}

ui::Button set_button(const std::string& label) {
    return {.id = "map.set", .label = label, .kind = ui::ButtonKind::primary};
}

/// Whose map it is, in the smallest size (S) at every text size.
ui::TextBox lay_out_source(const QuestionPass& pass, double width) {
    Frame& frame = pass.frame;
    const std::string& words = pin_of(pass).map().attribution;
    const double scale = frame.px_per_mm();
    ui::TextStyle style;
    style.capital_px = ui::capital_mm(ui::TextSize::s) * scale;
    style.language = "en";
    ui::TextBox box;
    box.id = frame.text_engine().layout(words, style, static_cast<int>(width * scale));
    const ui::TextExtent& extent = frame.text_engine().extent(box.id);
    box.width = extent.width_px / scale;
    box.height = extent.height_px / scale;
    box.ink = {
        extent.ink_x / scale, extent.ink_y / scale, extent.ink_w / scale, extent.ink_h / scale};
    box.unknown_glyphs = extent.unknown_glyphs;
    return box;
}

/// "Here" stands below the compass; where large letters leave no room there, it is the pin in the
/// middle of it.
Layout layout_of(const QuestionPass& pass, const Rect& area) {
    Layout layout;
    layout.words = area;
    Rect column = layout.words.take_right(compass, column_gap);
    const std::string label = pass.context.words("map.set");
    const ui::Size size = ui::button_size(pass.frame, set_button(label), compass);
    const double height = std::max(ui::sizes::main_button_h, size.h);
    layout.compass = column.take_top(compass, gap);
    layout.set = {column.x, column.y, compass, height};
    if (layout.set.bottom() > area.bottom()) {
        layout.set = {layout.compass.x + cell + gap, layout.compass.y + cell + gap, cell, cell};
        layout.set_as_icon = true;
    }
    layout.line = line_height(pass, layout.words.w);
    layout.source = layout.set_as_icon ? 0 : lay_out_source(pass, layout.words.w).height + 1;
    return layout;
}

/// As it lies on the glass, whatever the page's direction.
Rect on_glass(const QuestionPass& pass, const Rect& rect) {
    return pass.frame.right_to_left()
               ? Rect{pass.frame.page().w - rect.right(), rect.y, rect.w, rect.h}
               : rect;
}

// --- the picture
// ----------------------------------------------------------------------------------

/// The map's part of the glass, in whole pixels.
struct View {
    double scale = 1;  ///< px a mm
    int left = 0;
    int top = 0;
    int width = 0;
    int height = 0;

    View(const Rect& rect, double px_per_mm)
        : scale(px_per_mm),
          left(static_cast<int>(std::lround(rect.x * px_per_mm))),
          top(static_cast<int>(std::lround(rect.y * px_per_mm))),
          width(static_cast<int>(std::lround(rect.right() * px_per_mm)) - left),
          height(static_cast<int>(std::lround(rect.bottom() * px_per_mm)) - top) {}

    [[nodiscard]] ui::Point middle() const {
        return {(left + width / 2.0) / scale, (top + height / 2.0) / scale};
    }

    [[nodiscard]] Rect px(double x, double y, double w, double h) const {
        return {(left + x) / scale, (top + y) / scale, w / scale, h / scale};
    }
};

/// Pixels of the view at which a point of the ground lies.
ui::Point seen_at(const MapPin& pin, const View& view, GridPoint point) {
    return {view.width / 2.0 + (point.easting - pin.centre().easting) / pin.metres_per_px(),
            view.height / 2.0 - (point.northing - pin.centre().northing) / pin.metres_per_px()};
}

void draw_tiles_of(const QuestionPass& pass, const View& view) {
    const MapPin& pin = pin_of(pass);
    const MapTiles& tiles = *pass.view.map.tiles;
    const ui::Point corner = seen_at(pin, view, pin.map().north_west);
    const double x0 = std::round(corner.x);
    const double y0 = std::round(corner.y);
    const std::vector<TileName> shown = tiles_in_view(pin, view.width, view.height);
    for (const TileName& tile : shown) {
        if (const ui::SharedPicture picture = tiles.at(tile)) {
            pass.frame.picture(view.px(x0 + tile.column * map_tile_px,
                                       y0 + tile.row * map_tile_px,
                                       map_tile_px,
                                       map_tile_px),
                               picture);
        }
    }
    if (std::vector<TileName> missing = tiles.missing(shown); !missing.empty()) {
        pass.intents.ask(std::move(missing));
    }
}

/// Dims the picture for eyes that asked for little light.
void draw_dimming(const QuestionPass& pass, const Rect& where) {
    const ui::ColourMode mode = pass.frame.look().colours;
    if (mode == ui::ColourMode::low || mode == ui::ColourMode::high_dark) {
        const int share = mode == ui::ColourMode::low ? 110 : 80;
        pass.frame.fill(
            where,
            ui::faded(pass.frame.theme()[Role::background], static_cast<std::uint8_t>(share)));
    }
}

void draw_cell(const QuestionPass& pass,
               const View& view,
               const survey::GridCell& at,
               bool chosen) {
    const MapPin& pin = pin_of(pass);
    const double edge = at.edge_m / pin.metres_per_px();
    const ui::Point corner = seen_at(
        pin, view, {static_cast<double>(at.west), static_cast<double>(at.south + at.edge_m)});
    const Rect square = view.px(corner.x, corner.y, edge, edge);
    const ui::Theme theme = pass.frame.theme();
    if (chosen) {
        pass.frame.fill(square, ui::faded(theme[Role::primary], 70));
    }
    pass.frame.outline(square, theme[Role::surface], 1.0);
    pass.frame.outline(square, theme[Role::primary], chosen ? 0.8 : 0.5);
}

/// A pin with its point in the middle of the chosen cell.
void draw_marker(const QuestionPass& pass, const View& view, const survey::GridCell& chosen) {
    const ui::Point at = seen_at(pin_of(pass), view, chosen.centre());
    const ui::Point tip{(view.left + at.x) / view.scale, (view.top + at.y) / view.scale};
    const ui::Theme theme = pass.frame.theme();
    constexpr double radius = 4.5;
    const ui::Point head{tip.x, tip.y - 9};
    pass.frame.line(head, tip, theme[Role::surface], 3.2);
    pass.frame.disc(head, radius + 1, theme[Role::surface]);
    pass.frame.line(head, tip, theme[Role::primary], 1.8);
    pass.frame.disc(head, radius, theme[Role::primary]);
    pass.frame.disc(head, 1.7, theme[Role::surface]);
}

void draw_crosshair(const QuestionPass& pass, ui::Point at) {
    const ui::Theme theme = pass.frame.theme();
    constexpr double inner = 2.5;
    constexpr double outer = 9;
    for (const bool halo : {true, false}) {
        const ui::Colour colour = theme[halo ? Role::surface : Role::text];
        const double thick = halo ? 2.4 : 1.0;
        pass.frame.line({at.x - outer, at.y}, {at.x - inner, at.y}, colour, thick);
        pass.frame.line({at.x + inner, at.y}, {at.x + outer, at.y}, colour, thick);
        pass.frame.line({at.x, at.y - outer}, {at.x, at.y - inner}, colour, thick);
        pass.frame.line({at.x, at.y + inner}, {at.x, at.y + outer}, colour, thick);
        pass.frame.ring(at, inner, colour, thick);
    }
}

/// Whose map it is: always there, at the end of the line below the map.
void draw_attribution(const QuestionPass& pass, const Rect& where) {
    const ui::TextBox box = lay_out_source(pass, where.w);
    const ui::Point at{where.right() - box.width, where.y + 0.5};
    pass.frame.text(box, at, pass.frame.theme()[Role::second_text]);
    ui::sem::Node node;
    node.id = pass.id + ".attribution";
    node.name.assign(pin_of(pass).map().attribution);
    node.language = "en";
    node.rect = {at.x, where.y, box.width, where.h};
    node.ink = Frame::ink_at(box, at);
    node.unknown_glyphs = box.unknown_glyphs;
    pass.frame.record(std::move(node));
}

/// Arrow keys, while the map holds them (its node is `expanded` then: focus.h).
void say_keys(const QuestionPass& pass) {
    const ui::KeyEvent* key = pass.frame.key();
    if (key == nullptr) {
        return;
    }
    switch (key->key) {
        case ui::Key::right: pass.intents.add(Do::map_step, ui::Point{1, 0}); break;
        case ui::Key::left: pass.intents.add(Do::map_step, ui::Point{-1, 0}); break;
        case ui::Key::up: pass.intents.add(Do::map_step, ui::Point{0, 1}); break;
        case ui::Key::down: pass.intents.add(Do::map_step, ui::Point{0, -1}); break;
        default: break;
    }
}

/// Select takes hold of the arrow keys, and the next one sets the place and lets go: nobody is
/// trapped on the map.
void say_select(const QuestionPass& pass) {
    if (pin_of(pass).has_keys()) {
        pass.intents.add(Do::map_set);
    } else {
        pass.intents.add(Do::map_take_keys, 1);
    }
}

void say_touch(const QuestionPass& pass, const ui::Touch& touch, const View& view) {
    const MapPin& pin = pin_of(pass);
    const ui::Point at{touch.at.x * view.scale - view.left - view.width / 2.0,
                       touch.at.y * view.scale - view.top - view.height / 2.0};
    if (touch.activated && pass.frame.key() != nullptr) {
        say_select(pass);
    } else if (touch.activated) {
        pass.intents.add(Do::map_release, at);
    } else if (pin.has_keys() && !touch.focused) {
        pass.intents.add(Do::map_take_keys, 0);
    } else if (pin.has_keys()) {
        say_keys(pass);
    } else if (touch.held_down && pin.held_at() != at) {
        pass.intents.add(Do::map_hold, at);
    } else if (!touch.held_down && pin.held_at()) {
        pass.intents.add(Do::map_let_go);
    }
}

void draw_map(const QuestionPass& pass, const Rect& where) {
    const auto unmirrored = pass.frame.without_mirroring();
    const View view(where, pass.frame.px_per_mm());
    const MapPin& pin = pin_of(pass);
    const MapView& map = pass.view.map;
    const std::string id = pass.id + ".map";
    const ui::Touch touch = pass.frame.touch({id, where});
    say_touch(pass, touch, view);
    pass.frame.fill(where, ui::rgb(0xF4F0E7));
    pass.frame.clip(where);
    draw_tiles_of(pass, view);
    draw_dimming(pass, where);
    if (pin.at_cell_zoom()) {
        draw_cell(pass, view, pin.cell(), false);
    }
    if (map.chosen) {
        draw_cell(pass, view, *map.chosen, true);
        draw_marker(pass, view, *map.chosen);
    }
    draw_crosshair(pass, view.middle());
    pass.frame.unclip();
    pass.frame.outline(where, pass.frame.theme()[Role::border], 0.5);
    if (touch.focused) {
        pass.frame.focus_ring(where, 0);
    }
    ui::sem::Node node;
    node.id = id;
    node.role = ui::sem::Role::map;
    node.action = ui::sem::Action::press;
    node.state = (map.chosen ? ui::sem::checked : 0U) | (pin.has_keys() ? ui::sem::expanded : 0U);
    node.name.assign(pass.context.words("map.name", {{"area", pin.map().area_name}}));
    node.value = map.near;
    node.speak.assign(pass.context.words(pin.has_keys() ? "map.keys" : "map.keys_begin",
                                         {{"area", pin.map().area_name}}));
    node.personal = true;
    node.rect = where;
    pass.frame.record(std::move(node));
}

// --- the buttons
// ----------------------------------------------------------------------------------

/// Plus, minus and the list are drawn here: no other page has them.
enum class Sign { arrow, in, out, list, clear };

void draw_sign(const QuestionPass& pass, const Rect& where, Sign sign, bool enabled) {
    const ui::Colour colour = pass.frame.theme()[enabled ? Role::primary : Role::second_text];
    const ui::Point at = where.centre();
    constexpr double half = 5;
    constexpr double thick = 1.6;
    if (sign == Sign::in || sign == Sign::out) {
        pass.frame.fill({at.x - half, at.y - thick / 2, 2 * half, thick}, colour, 0.6);
    }
    if (sign == Sign::in) {
        pass.frame.fill({at.x - thick / 2, at.y - half, thick, 2 * half}, colour, 0.6);
    }
    for (int row = -1; sign == Sign::list && row <= 1; ++row) {
        const double y = at.y + row * 3.4 - thick / 2;
        pass.frame.fill({at.x - half, y, thick, thick}, colour, 0.6);
        pass.frame.fill({at.x - half + 3, y, 2 * half - 3, thick}, colour, 0.6);
    }
}

struct CompassKey {
    std::string_view id;
    std::string_view words;  ///< key of its phrase
    int column;
    int row;
    Sign sign;
    ui::Icon icon = ui::Icon::none;
    bool enabled = true;
};

bool compass_key(const QuestionPass& pass, const Rect& area, const CompassKey& key) {
    const Rect where{
        area.x + key.column * (cell + gap), area.y + key.row * (cell + gap), cell, cell};
    const std::string label = pass.context.words(key.words);
    ui::Button button{.id = key.id, .label = label, .icon = key.icon};
    button.enabled = key.enabled;
    button.icon_only = true;
    const bool pressed = ui::button(pass.frame, where, button);
    draw_sign(pass, where, key.sign, key.enabled);
    return pressed;
}

/// Arrows move by a quarter of what is seen.
void draw_arrows(const QuestionPass& pass, const Rect& area, const View& view) {
    const double metres = pin_of(pass).metres_per_px() * quarter;
    const struct {
        CompassKey key;
        double east;
        double north;
    } arrows[] = {
        {{"map.up", "map.up", 1, 0, Sign::arrow, ui::Icon::up}, 0, view.height * metres},
        {{"map.left", "map.left", 0, 1, Sign::arrow, ui::Icon::back}, -view.width * metres, 0},
        {{"map.right", "map.right", 2, 1, Sign::arrow, ui::Icon::forward}, view.width * metres, 0},
        {{"map.down", "map.down", 1, 2, Sign::arrow, ui::Icon::down}, 0, -view.height * metres}};
    for (const auto& arrow : arrows) {
        if (compass_key(pass, area, arrow.key)) {
            pass.intents.add(Do::map_move, ui::Point{arrow.east, arrow.north});
        }
    }
}

void draw_compass(const QuestionPass& pass, const Rect& area, const View& view) {
    const auto unmirrored = pass.frame.without_mirroring();
    const MapPin& pin = pin_of(pass);
    draw_arrows(pass, area, view);
    if (compass_key(pass, area, {"map.in", "map.in", 0, 0, Sign::in, {}, pin.can_go_in()})) {
        pass.intents.add(Do::map_in);
    }
    if (compass_key(pass, area, {"map.out", "map.out", 2, 0, Sign::out, {}, pin.can_go_out()})) {
        pass.intents.add(Do::map_out);
    }
    const bool has_list = !pin.map().landmarks.empty();
    if (compass_key(pass, area, {"map.list", "map.list", 0, 2, Sign::list, {}, has_list})) {
        pass.intents.add(Do::map_list, 1);
    }
    const bool chosen = pass.view.map.chosen.has_value();
    if (compass_key(
            pass, area, {"map.clear", "map.clear", 2, 2, Sign::clear, ui::Icon::cross, chosen})) {
        pass.intents.add(Do::map_clear);
    }
}

void draw_line(const QuestionPass& pass, const Rect& where) {
    const MapView& map = pass.view.map;
    ui::paragraph(
        pass.frame,
        where,
        {.id = pass.id + ".near", .text = map.near.view(), .look = line_look(), .live = true});
}

}  // namespace

bool map_fits(const QuestionPass& pass, const QuestionPart& part) {
    const Layout layout = layout_of(pass, part.area);
    const double room =
        room_below(pass, part, layout.words.w) - layout.line - line_gap - layout.source;
    return room >= least_map;
}

Steps draw_answer_map(const QuestionPass& pass, const QuestionPart& part) {
    const Layout layout = layout_of(pass, part.area);
    Rect column = draw_head(pass, {part.head, layout.words}, layout.words.w);
    const Rect line = column.take_bottom(layout.line, line_gap);
    const Rect source = column.take_bottom(layout.source);
    const Rect glass = on_glass(pass, column);
    draw_map(pass, glass);
    const Rect& under = layout.compass;
    const double left = part.area.bottom() - under.bottom() - gap;
    draw_attribution(
        pass, layout.set_as_icon ? Rect{under.x, under.bottom() + gap, under.w, left} : source);
    draw_line(pass, line);
    draw_compass(pass, on_glass(pass, layout.compass), View(glass, pass.frame.px_per_mm()));
    const std::string label = pass.context.words("map.set");
    ui::Button set = set_button(label);
    set.icon = layout.set_as_icon ? ui::Icon::pin : ui::Icon::none;
    set.icon_only = layout.set_as_icon;
    if (ui::button(pass.frame, layout.set, set)) {
        pass.intents.add(Do::map_set);
    }
    return steps_of(part);
}

/// Streets and places as the place list of a survey shows them, for whoever finds no map useful.
Steps draw_map_list(const QuestionPass& pass, const Rect& area) {
    const std::string title = pass.context.words("map.list_title");
    const std::vector<Block> head{{Block::Kind::again, pass.id + ".head", title}};
    draw_list(pass, {head, area, pass.view.page, 0});
    Steps steps;
    steps.back = Do::map_list;
    steps.back_page = 0;
    return steps;
}

}  // namespace harmony::kiosk
