#include <algorithm>

#include "ui/widget_parts.h"
#include "ui/widgets.h"

namespace harmony::ui {
namespace {

constexpr double tile_pad = 5.0;
constexpr double marker_gap = 4.5;
constexpr double tick_space = 9.0;  // kept free, so that choosing moves no word
constexpr double edge_pad = 3.5;

bool is_choice(const Tile& tile) {
    return tile.kind != TileKind::open;
}

bool has_marker(const Tile& tile) {
    return is_choice(tile) || tile.icon != Icon::none;
}

struct Words {
    TextBox label;
    TextBox second;
    bool two = false;

    [[nodiscard]] double height() const { return label.height + (two ? second.height : 0); }
};

// Circles and boxes grow with the words, too.
double marker_size(const Frame& frame) {
    return parts::icon_size(frame) + 1;
}

double picture_at(const Frame& frame, const Tile& tile) {
    return tile_pad + (has_marker(tile) ? marker_size(frame) + marker_gap : 0);
}

double words_at(const Frame& frame, const Tile& tile) {
    const double picture = tile.picture != nullptr ? tile_picture + marker_gap : 0;
    return picture_at(frame, tile) + picture;
}

double words_width(const Frame& frame, double width, const Tile& tile) {
    const bool has_end = tile.kind == TileKind::radio || tile.kind == TileKind::open;
    const double end = has_end ? tick_space : 0;
    return std::max(1.0, width - words_at(frame, tile) - tile_pad - end);
}

Words lay_out(Frame& frame, double width, const Tile& tile) {
    Words words;
    const double inside = words_width(frame, width, tile);
    const Weight weight = is_choice(tile) ? Weight::regular : Weight::bold;
    words.label = frame.lay_out(tile.label, {.weight = weight, .language = tile.language}, inside);
    words.two = !tile.second.empty();
    if (words.two) {
        words.second = frame.lay_out(tile.second, {.scale = Scale::small}, inside);
    }
    return words;
}

void draw_radio(Frame& frame, Point centre, bool chosen) {
    const Theme theme = frame.theme();
    const double radius = marker_size(frame) / 2;
    if (chosen) {
        frame.disc(centre, radius, theme[Role::primary]);
        frame.disc(centre, radius * 0.42, theme[Role::on_primary]);
    } else {
        frame.disc(centre, radius, theme[Role::border]);
        frame.disc(centre, radius - 0.7, theme[Role::surface]);
    }
}

void draw_checkbox(Frame& frame, const Rect& box, bool chosen) {
    const Theme theme = frame.theme();
    if (chosen) {
        frame.fill(box, theme[Role::primary], 1.6);
        frame.icon(Icon::tick, box.grown(-1.2), theme[Role::on_primary]);
    } else {
        frame.fill(box, theme[Role::border], 1.6);
        frame.fill(box.grown(-0.7), theme[Role::surface], 0.9);
    }
}

// An empty ring, or the place in a disc.
void draw_place(Frame& frame, const Rect& box, int place, sem::Node& node) {
    const Theme theme = frame.theme();
    const double radius = box.w / 2;
    if (place == 0) {
        frame.disc(box.centre(), radius, theme[Role::border]);
        frame.disc(box.centre(), radius - 0.7, theme[Role::surface]);
        return;
    }
    frame.disc(box.centre(), radius, theme[Role::primary]);
    const Scale scale = place < 10 ? Scale::body : Scale::small;
    const TextBox number = frame.lay_out(
        std::to_string(place), {.scale = scale, .weight = Weight::bold, .language = "en"});
    const Point at = parts::placed(number, box, Align::centre);
    frame.text(number, at, theme[Role::on_primary]);
    parts::note_text(node, number, at);
}

void draw_marker(Frame& frame, const Rect& where, const Tile& tile, sem::Node& node) {
    const double marker = marker_size(frame);
    const Rect box{where.x + tile_pad, where.centre().y - marker / 2, marker, marker};
    const Theme theme = frame.theme();
    switch (tile.kind) {
        case TileKind::ranked: draw_place(frame, box, tile.place, node); return;
        case TileKind::radio: draw_radio(frame, box.centre(), tile.chosen); return;
        case TileKind::checkbox: draw_checkbox(frame, box, tile.chosen); return;
        case TileKind::open: frame.icon(tile.icon, box, theme[Role::primary]); return;
    }
}

void draw_end(Frame& frame, const Rect& where, const Tile& tile) {
    const Theme theme = frame.theme();
    const double side = 7;
    const Rect place{where.right() - tile_pad - side, where.centre().y - side / 2, side, side};
    if (tile.kind == TileKind::open) {
        frame.icon(Icon::forward, place, theme[Role::primary]);
    } else if (tile.kind == TileKind::radio && tile.chosen) {
        frame.icon(Icon::tick, place, theme[Role::primary]);
    }
}

sem::Node node_of(const Tile& tile, const Rect& where) {
    const sem::Role role = tile.kind == TileKind::radio  ? sem::Role::radio
                           : tile.kind == TileKind::open ? sem::Role::button
                                                         : sem::Role::checkbox;
    sem::Node node = parts::control(role, tile.id, tile.label, where, tile.enabled);
    node.value.assign(tile.place > 0 ? std::to_string(tile.place) : tile.second);
    node.speak.assign(tile.speak);
    node.ranked = tile.kind == TileKind::ranked;
    node.position = tile.position;
    node.total = tile.total;
    node.language = tile.language;
    node.state |= tile.chosen ? sem::checked : 0U;
    return node;
}

}  // namespace

double tile_height(Frame& frame, double width, const Tile& tile) {
    const Words words = lay_out(frame, width, tile);
    const double picture = tile.picture != nullptr ? tile_picture : 0;
    return std::max(sizes::tile_h, std::max(words.height(), picture) + 2 * edge_pad);
}

bool tile_breaks_word(Frame& frame, double width, const Tile& tile) {
    const Words words = lay_out(frame, width, tile);
    return words.label.split_word || words.second.split_word;
}

bool tile(Frame& frame, const Rect& where, const Tile& tile) {
    const Touch touch = frame.touch({tile.id, where, tile.enabled});
    const Theme theme = frame.theme();
    parts::draw_body(frame, parts::choice_body(frame, where, tile.chosen, touch));
    sem::Node node = node_of(tile, where);
    draw_marker(frame, where, tile, node);
    draw_end(frame, where, tile);
    if (tile.picture != nullptr) {  // decoration of the words: it has no node of its own
        const Rect place{where.x + picture_at(frame, tile),
                         where.centre().y - tile_picture / 2,
                         tile_picture,
                         tile_picture};
        frame.picture(fitted(place, *tile.picture), tile.picture);
    }
    const Words words = lay_out(frame, where.w, tile);
    const Colour ink = theme[!tile.enabled ? Role::second_text
                             : tile.chosen ? Role::on_chosen
                                           : Role::text];
    Point at{where.x + words_at(frame, tile), where.y + (where.h - words.height()) / 2};
    frame.text(words.label, at, ink);
    parts::note_text(node, words.label, at);
    if (words.two) {
        at.y += words.label.height;
        frame.text(words.second, at, theme[Role::second_text]);
        parts::note_text(node, words.second, at);
    }
    frame.record(std::move(node));
    return touch.activated;
}

namespace {

// The tick of a small tile stands in a corner. A number leaves that corner free; words, which may
// reach up to it, keep away from it.
constexpr double corner_tick = 4.4;
constexpr double number_pad_x = 3.0;
constexpr double word_pad_x = 6.5;

bool is_number(std::string_view label) {
    return !label.empty() && label.find_first_not_of("0123456789.:-") == std::string_view::npos;
}

TextBox lay_out(Frame& frame, const SmallTile& tile) {
    // Bold from the start, so that choosing moves no word.
    return frame.lay_out(
        tile.label, {.weight = Weight::bold, .privacy = tile.privacy, .language = tile.language});
}

}  // namespace

Size small_tile_size(Frame& frame, const SmallTile& tile) {
    const TextBox label = lay_out(frame, tile);
    const double pad = is_number(tile.label) ? number_pad_x : word_pad_x;
    return {std::max(sizes::control, label.width + 2 * pad),
            std::max({sizes::tile_h, label.height + 4, label.ink.h + 4})};
}

bool small_tile(Frame& frame, const Rect& where, const SmallTile& tile) {
    const Touch touch = frame.touch({tile.id, where});
    const Theme theme = frame.theme();
    parts::draw_body(frame, parts::choice_body(frame, where, tile.chosen, touch));
    if (tile.chosen) {
        frame.icon(Icon::tick,
                   {where.right() - corner_tick - 1.8, where.y + 1.8, corner_tick, corner_tick},
                   theme[Role::primary]);
    }
    sem::Node node = parts::control(sem::Role::radio, tile.id, tile.label, where);
    node.language = tile.language;
    node.state |= tile.chosen ? sem::checked : 0U;
    const TextBox label = lay_out(frame, tile);
    const Point at = parts::placed(label, where, Align::centre);
    frame.text(label, at, theme[tile.chosen ? Role::on_chosen : Role::text]);
    parts::note_text(node, label, at);
    frame.record(std::move(node));
    return touch.activated;
}

namespace {

Button pager_button(std::string_view id, std::string_view label) {
    const bool more = id == "page.more";
    return {
        .id = id, .label = label, .icon = more ? Icon::forward : Icon::back, .icon_at_end = more};
}

// Two columns that would break a word are none.
bool columns_are_too_narrow(Frame& frame, double width, std::span<const Tile> tiles) {
    return std::any_of(tiles.begin(), tiles.end(), [&](const Tile& tile) {
        return tile_breaks_word(frame, width, tile);
    });
}

TilePlan plan(Frame& frame,
              const Rect& area,
              std::span<const Tile> tiles,
              const PagerWords& words) {
    const double half = (area.w - sizes::gap) / 2;
    std::vector<double> one;
    std::vector<double> two;
    for (const Tile& tile : tiles) {
        one.push_back(tile_height(frame, area.w, tile));
        two.push_back(tile_height(frame, half, tile));
    }
    if (columns_are_too_narrow(frame, half, tiles)) {
        two.clear();
    }
    const double pager_h =
        std::max({sizes::main_button_h,
                  button_size(frame, pager_button("page.more", words.more), half).h,
                  button_size(frame, pager_button("page.back", words.back), half).h});
    return plan_tiles(area, one, two, sizes::gap, pager_h);
}

std::optional<int> pager(Frame& frame, const TilePlan& plan, int page, const PagerWords& words) {
    std::optional<int> chosen;
    const double width = (plan.pager.w - sizes::gap) / 2;
    const Rect start{plan.pager.x, plan.pager.y, width, plan.pager.h};
    const Rect end{start.right() + sizes::gap, plan.pager.y, width, plan.pager.h};
    if (page > 0 && button(frame, start, pager_button("page.back", words.back))) {
        chosen = page - 1;
    }
    if (page + 1 < plan.pages && button(frame, end, pager_button("page.more", words.more))) {
        chosen = page + 1;
    }
    return chosen;
}

}  // namespace

TilesEvent tiles(Frame& frame,
                 const Rect& area,
                 std::span<const Tile> tiles,
                 int page,
                 const PagerWords& words) {
    const TilePlan places = plan(frame, area, tiles, words);
    TilesEvent event;
    event.pages = places.pages;
    event.columns = places.columns;
    const int shown = std::clamp(page, 0, places.pages - 1);
    for (std::size_t i = 0; i < tiles.size(); ++i) {
        if (places.places[i].page == shown && tile(frame, places.places[i].rect, tiles[i])) {
            event.pressed = i;
        }
    }
    if (places.pages > 1) {
        event.page = pager(frame, places, shown, words);
    }
    return event;
}

}  // namespace harmony::ui
