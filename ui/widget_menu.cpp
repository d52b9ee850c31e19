#include <algorithm>

#include "ui/widget_parts.h"
#include "ui/widgets.h"

// Cards of a menu: larger than tiles, with their icon on a disc.
namespace harmony::ui {
namespace {

constexpr double card_pad = 4.5;
constexpr double edge_pad = 2.4;  // above and below
constexpr double between = 3.0;

double disc_size(const Frame& frame) {
    return parts::icon_size(frame) + 6;
}

struct CardWords {
    TextBox label;
    TextBox second;
    bool two = false;

    [[nodiscard]] double height() const { return label.height + (two ? second.height : 0); }
};

double words_width(const Frame& frame, double width, CardKind kind) {
    const double beside = kind == CardKind::upright ? 0 : disc_size(frame) + between + 1;
    return std::max(1.0, width - 2 * card_pad - beside);
}

CardWords lay_out(Frame& frame, double width, const Tile& tile, CardKind kind) {
    const double inside = words_width(frame, width, kind);
    const Align align = kind == CardKind::upright ? Align::centre : Align::start;
    CardWords words;
    words.label = frame.lay_out(
        tile.label, {.weight = Weight::bold, .align = align, .language = tile.language}, inside);
    words.two = !tile.second.empty();
    if (words.two) {
        words.second = frame.lay_out(tile.second, {.scale = Scale::small, .align = align}, inside);
    }
    return words;
}

void draw_disc(Frame& frame, Point centre, Icon icon) {
    const Theme theme = frame.theme();
    const double radius = disc_size(frame) / 2;
    frame.disc(centre, radius, theme[Role::primary]);
    const double side = parts::icon_size(frame);
    frame.icon(
        icon, {centre.x - side / 2, centre.y - side / 2, side, side}, theme[Role::on_primary]);
}

Point draw_line(
    Frame& frame, const TextBox& box, Point at, double width, CardKind kind, Role role) {
    const double x = kind == CardKind::upright ? at.x + (width - box.width) / 2 : at.x;
    frame.text(box, {x, at.y}, frame.theme()[role]);
    return {x, at.y};
}

}  // namespace

double menu_card_height(Frame& frame, double width, const Tile& tile, CardKind kind) {
    const double words = lay_out(frame, width, tile, kind).height();
    const double disc = disc_size(frame);
    const double inside =
        kind == CardKind::upright ? disc + between + words : std::max(disc, words);
    return inside + 2 * edge_pad;
}

bool menu_card_breaks_word(Frame& frame, double width, const Tile& tile, CardKind kind) {
    const CardWords words = lay_out(frame, width, tile, kind);
    return words.label.split_word || words.second.split_word;
}

bool menu_card(Frame& frame, const Rect& where, const Tile& tile, CardKind kind) {
    const Touch touch = frame.touch({tile.id, where, tile.enabled});
    const Theme theme = frame.theme();
    parts::draw_body(frame,
                     {.rect = where,
                      .fill = theme[Role::surface],
                      .border = theme[Role::border],
                      .border_mm = theme.soft_shadows() ? 0.4 : 0.8,
                      .corner = 4.0,
                      .pressed = touch.held_down,
                      .focused = touch.focused});
    const CardWords words = lay_out(frame, where.w, tile, kind);
    const double disc = disc_size(frame);
    const double width = words_width(frame, where.w, kind);
    sem::Node node = parts::control(sem::Role::button, tile.id, tile.label, where, tile.enabled);
    node.value.assign(tile.second);
    Point at;
    if (kind == CardKind::upright) {
        const double whole = disc + between + words.height();
        const double top = where.y + (where.h - whole) / 2;
        draw_disc(frame, {where.centre().x, top + disc / 2}, tile.icon);
        at = {where.x + card_pad, top + disc + between};
    } else {
        draw_disc(frame, {where.x + card_pad + disc / 2, where.centre().y}, tile.icon);
        at = {where.x + card_pad + disc + between + 1, where.y + (where.h - words.height()) / 2};
    }
    parts::note_text(node, words.label, draw_line(frame, words.label, at, width, kind, Role::text));
    if (words.two) {
        at.y += words.label.height;
        parts::note_text(
            node, words.second, draw_line(frame, words.second, at, width, kind, Role::second_text));
    }
    frame.record(std::move(node));
    return touch.activated;
}

}  // namespace harmony::ui
