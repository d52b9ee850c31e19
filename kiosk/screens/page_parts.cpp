#include <algorithm>

#include "kiosk/screens/listen.h"

// Feet, pagers and tiles: what many pages end with.
namespace harmony::kiosk {
namespace {

using ui::Frame;
using ui::Rect;
namespace sizes = ui::sizes;

/// On one line, by its ink: Nastaliq's lines are taller than its letters.
bool fits(Frame& frame, const ui::Button& button, const ui::Size& room) {
    constexpr double unbroken = 10'000;
    constexpr double rim = 1.0;
    ui::TextLook look;
    look.weight = ui::Weight::bold;
    const ui::TextBox box = frame.lay_out(button.label, look);
    return ui::button_size(frame, button, unbroken).w <= room.w && box.ink.h + 2 * rim <= room.h &&
           box.height - 2 * rim <= room.h;
}

/// The button with the longest label that fits into `room`; with its icon alone when none does.
ui::Button fitted(Frame& frame, ui::Button button, std::string_view shorter, const ui::Size& room) {
    if (fits(frame, button, room)) {
        return button;
    }
    button.speak = button.label;
    if (!shorter.empty()) {
        button.label = shorter;
    }
    if (!fits(frame, button, room)) {
        button.label = button.speak;
        button.icon_only = true;
    }
    return button;
}

double width_of(Frame& frame, const ui::Button& button, double least, double most) {
    return std::clamp(ui::button_size(frame, button, most).w, least, most);
}

ui::Button as_button(const FootButton& foot, ui::Icon icon) {
    ui::Button button;
    button.id = foot.id;
    button.label = foot.label;
    button.kind = foot.kind;
    button.icon = foot.icon == ui::Icon::none ? icon : foot.icon;
    button.icon_at_end = button.icon == ui::Icon::forward;
    return button;
}

/// The ground of the foot, as `ui::foot` draws it.
void draw_strip(Frame& frame, const Rect& band) {
    const ui::Theme theme = frame.theme();
    frame.fill(band, theme[ui::Role::surface]);
    frame.line({band.x, band.y},
               {band.right(), band.y},
               ui::mixed(theme[ui::Role::surface], theme[ui::Role::border], 90),
               0.3);
}

/// The two ends of a foot, and what is free between them.
struct Ends {
    ui::FootEvent event;
    Rect between;
};

Rect room_of_foot(const Rect& band) {
    return {band.x + sizes::margin,
            band.y + (band.h - sizes::main_button_h) / 2 + 0.15,
            band.w - 2 * sizes::margin,
            sizes::main_button_h};
}

constexpr double apart = 10;  // a wrong touch must not send or leave

/// How wide the button at the end may be, where there is one at the start and `kept` is kept free.
double most_of_next(double room, double kept) {
    return (room - kept) * 0.6 - apart;
}

/// `kept` of the width stays free between the two.
Ends draw_ends(
    Frame& frame, const Rect& band, const FootButton& back, const FootButton& next, double kept) {
    const auto group = frame.in_group(ui::sem::Group::foot);
    draw_strip(frame, band);
    Rect room = room_of_foot(band);
    Ends ends;
    const bool both = !back.id.empty() && !next.id.empty();
    if (!next.id.empty()) {
        const double most = both ? most_of_next(room.w, kept) : room.w - kept;
        const ui::Button button =
            fitted(frame, as_button(next, ui::Icon::forward), next.short_label, {most, room.h});
        const Rect where =
            room.take_right(width_of(frame, button, 50, most), kept > 0 ? sizes::gap : apart);
        ends.event.next = ui::button(frame, where, button);
    }
    if (!back.id.empty()) {
        const double most = room.w - kept;
        const ui::Button button =
            fitted(frame, as_button(back, ui::Icon::back), back.short_label, {most, room.h});
        const Rect where = room.take_left(width_of(frame, button, 40, most), sizes::gap);
        ends.event.back = ui::button(frame, where, button);
    }
    ends.between = room;
    return ends;
}

/// Whether the button at the start still shows words when so much is kept free.
bool has_words(Frame& frame, const Rect& band, const FootButton& back, double kept) {
    const Rect room = room_of_foot(band);
    const double most = room.w - kept - apart - most_of_next(room.w, kept);
    return back.id.empty() ||
           !fitted(frame, as_button(back, ui::Icon::back), back.short_label, {most, room.h})
                .icon_only;
}

/// Columns and pages of tiles.
struct Plan {
    std::vector<double> heights;  ///< of the tiles at the width of their column
    std::size_t columns = 1;
    std::vector<std::size_t> starts = {0};  ///< the first tile of each page
    double page_height = 0;

    [[nodiscard]] double row_height(std::size_t first) const {
        const std::size_t last = std::min(first + columns, heights.size());
        return *std::max_element(heights.begin() + static_cast<std::ptrdiff_t>(first),
                                 heights.begin() + static_cast<std::ptrdiff_t>(last));
    }

    [[nodiscard]] double whole_height() const {
        double height = 0;
        for (std::size_t i = 0; i < heights.size(); i += columns) {
            height += row_height(i) + (i > 0 ? sizes::gap : 0);
        }
        return height;
    }

    [[nodiscard]] double tallest() const {
        return heights.empty() ? 0 : *std::max_element(heights.begin(), heights.end());
    }

    void break_into_pages() {
        double left = page_height;
        for (std::size_t i = 0; i < heights.size(); i += columns) {
            const double height = row_height(i);
            if (i > starts.back() && height > left) {
                starts.push_back(i);
                left = page_height;
            }
            left -= height + sizes::gap;
        }
    }
};

double column_width(const Rect& area, std::size_t columns) {
    return columns == 1 ? area.w : (area.w - sizes::gap) / 2;
}

Plan planned(Frame& frame,
             const Rect& area,
             const std::vector<ui::Tile>& tiles,
             std::size_t columns) {
    Plan plan;
    plan.columns = columns;
    plan.page_height = area.h;
    for (const ui::Tile& tile : tiles) {
        plan.heights.push_back(
            std::max(sizes::tile_h, ui::tile_height(frame, column_width(area, columns), tile)));
    }
    return plan;
}

/// Whether a word of a label would be broken in a half-wide tile. What a tile has beside its words
/// (edges, marker, tick) grows with the letters; this is a little more than it takes.
bool breaks_a_word(Frame& frame, const Rect& area, const std::vector<ui::Tile>& tiles) {
    const double beside = 16 + 2.2 * frame.capital(ui::Scale::body);
    const double inside = std::max(1.0, column_width(area, 2) - beside);
    return std::any_of(tiles.begin(), tiles.end(), [&](const ui::Tile& tile) {
        ui::TextLook look;
        look.language = tile.language;
        look.weight = ui::Weight::bold;
        return frame.lay_out(tile.label, look, inside).split_word ||
               ui::tile_breaks_word(frame, column_width(area, 2), tile);
    });
}

Plan plan_for(Frame& frame, const Rect& area, std::vector<ui::Tile>& tiles) {
    const Plan one = planned(frame, area, tiles, 1);
    if (one.whole_height() <= area.h || tiles.size() < 2) {
        return one;
    }
    const std::size_t most_columns = breaks_a_word(frame, area, tiles) ? 1 : 2;
    Plan plan = planned(frame, area, tiles, most_columns);
    if (plan.whole_height() <= area.h) {
        return plan;
    }
    // What stands below a label is said again on the page that the tile leads to: rather less of it
    // than a second page of tiles, or a tile that does not fit.
    std::vector<ui::Tile> bare = tiles;
    for (ui::Tile& tile : bare) {
        tile.second = {};
    }
    const Plan short_plan = planned(frame, area, bare, most_columns);
    if (short_plan.whole_height() <= area.h) {
        tiles = bare;
        return short_plan;
    }
    const double page_height = area.h - pager_height - sizes::gap;
    if (plan.tallest() > page_height) {
        plan = one;
    }
    if (plan.tallest() > page_height) {
        tiles = bare;
        plan = planned(frame, area, tiles, 1);
    }
    plan.page_height = page_height;
    plan.break_into_pages();
    return plan;
}

}  // namespace

ui::FootEvent draw_foot(Frame& frame,
                        const Rect& band,
                        const FootButton& back,
                        const FootButton& next) {
    return draw_ends(frame, band, back, next, 0).event;
}

ui::FootEvent draw_listen_foot(Frame& frame,
                               const PageContext& context,
                               const Rect& band,
                               const FootButton& back,
                               const FootButton& next,
                               const ListenButton& listen,
                               Intents& intents) {
    constexpr double icon = 24;
    const std::string label = context.words("thanks.listen");
    if (listen.gives_way && !has_words(frame, band, back, icon + 2 * sizes::gap)) {
        return draw_foot(frame, band, back, next);
    }
    const Ends ends = draw_ends(frame, band, back, next, icon + 2 * sizes::gap);
    const auto group = frame.in_group(ui::sem::Group::foot);
    ui::Button button{listen.id, label, ui::ButtonKind::plain, ui::Icon::speaker};
    button = fitted(frame, button, {}, {ends.between.w, ends.between.h});
    const double width = button.icon_only ? icon : width_of(frame, button, icon, ends.between.w);
    const Rect where{ends.between.centre().x - width / 2, ends.between.y, width, ends.between.h};
    if (ui::button(frame, where, button)) {
        intents.add(Do::listen, listen.reads);
    }
    return ends.event;
}

void draw_pager(Frame& frame,
                const Rect& where,
                const PageContext& context,
                const PagerWords& words,
                int page,
                int pages,
                Intents& intents) {
    Rect row = where;
    constexpr double arrow = 24;
    const double most = page > 0 ? row.w - arrow - sizes::gap : row.w;
    if (page + 1 < pages) {
        const std::string label = context.words.count(words.more, page + 1, pages);
        const std::string shorter = context.words.count("page.more_short", page + 1, pages);
        ui::Button more{"page.more", label, ui::ButtonKind::plain, ui::Icon::forward, true, true};
        more = fitted(frame, more, shorter, {most, row.h});
        const double width = more.icon_only ? 2 * arrow : width_of(frame, more, arrow, most);
        if (ui::button(frame, row.take_right(width, sizes::gap), more)) {
            intents.add(Do::show_page, page + 1);
        }
    }
    if (page > 0) {
        const std::string label = context.words(words.back);
        ui::Button back{"page.back", label, ui::ButtonKind::plain, ui::Icon::back};
        back = fitted(frame, back, {}, {row.w, row.h});
        const double width = back.icon_only ? arrow : width_of(frame, back, arrow, row.w);
        if (ui::button(frame, row.take_left(width), back)) {
            intents.add(Do::show_page, page - 1);
        }
    }
}

void draw_tiles_heading(
    Frame& frame, Rect& area, std::string_view id, std::string_view title, double least) {
    constexpr double below = 4;
    if (area.h - ui::heading_height(frame, area.w, title) - below >= least) {
        area.take_top(ui::heading(frame, area, id, title), below);
        return;
    }
    ui::TextLook small;
    small.scale = ui::Scale::small;
    small.weight = ui::Weight::bold;
    area.take_top(ui::paragraph(frame, area, {id, title, small, ui::sem::Role::heading}),
                  below / 2);
}

std::optional<std::size_t> draw_tiles(Frame& frame,
                                      const PageContext& context,
                                      const Rect& area,
                                      std::vector<ui::Tile> tiles,
                                      int page,
                                      Intents& intents,
                                      const TilePages& counted) {
    for (std::size_t i = 0; i < tiles.size(); ++i) {
        tiles[i].position = static_cast<int>(i) + 1;
        tiles[i].total = static_cast<int>(tiles.size());
    }
    const Plan plan = plan_for(frame, area, tiles);
    const int pages = static_cast<int>(plan.starts.size());
    page = std::clamp(page, 0, pages - 1);
    const auto at = static_cast<std::size_t>(page);
    const std::size_t end = at + 1 < plan.starts.size() ? plan.starts[at + 1] : tiles.size();
    std::optional<std::size_t> pressed;
    Rect rest = area;
    for (std::size_t first = plan.starts[at]; first < end; first += plan.columns) {
        Rect row = rest.take_top(plan.row_height(first), sizes::gap);
        for (std::size_t i = first; i < std::min(first + plan.columns, end); ++i) {
            const Rect where = row.take_left(column_width(area, plan.columns), sizes::gap);
            if (ui::tile(frame, where, tiles[i])) {
                pressed = i;
            }
        }
    }
    if (pages > 1) {
        const Rect row{area.x, area.bottom() - pager_height, area.w, pager_height};
        Intents turned;
        draw_pager(frame, row, context, counted.words, page, pages, turned);
        for (const Intent& intent : turned.take()) {
            intents.add(Do::show_page, counted.first + intent.number);
        }
    }
    return pressed;
}

}  // namespace harmony::kiosk
