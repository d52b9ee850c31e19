#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "kiosk/screens/screens.h"

namespace harmony::kiosk {
namespace {

ui::Icon icon_of(HomeTile tile) {
    switch (tile) {
        case HomeTile::survey: return ui::Icon::chat;
        case HomeTile::events: return ui::Icon::calendar;
        case HomeTile::report: return ui::Icon::pencil;
        case HomeTile::you_said: return ui::Icon::megaphone;
        case HomeTile::help: return ui::Icon::help;
        case HomeTile::check_in: return ui::Icon::tick;
        case HomeTile::not_today: break;
    }
    return ui::Icon::clock;
}

std::string second_line(const Words& words, const HomeView& view, HomeTile tile) {
    if (tile == HomeTile::survey && view.length.questions > 0) {
        return words("survey_pick.length",
                     {{"n", std::to_string(view.length.questions)},
                      {"minutes", std::to_string(view.length.minutes)}});
    }
    if (tile == HomeTile::not_today) {
        return {};
    }
    return words(fmt::format("home.{}_note", name_of(tile)));
}

constexpr double widest_grid = 320;
constexpr double tallest_card = 62;

/// Cards side by side, all of one size.
struct Grid {
    std::size_t columns = 1;
    std::size_t rows = 1;
    ui::CardKind kind = ui::CardKind::lying;
    double height = 0;
};

double card_width(double width, std::size_t columns) {
    return (width - ui::sizes::gap * static_cast<double>(columns - 1)) /
           static_cast<double>(columns);
}

/// The grid of these columns, when every card has room for all its words.
std::optional<Grid> grid_of(ui::Frame& frame,
                            const ui::Size& room,
                            const std::vector<ui::Tile>& tiles,
                            std::size_t columns,
                            ui::CardKind kind) {
    Grid grid{columns, (tiles.size() + columns - 1) / columns, kind, 0};
    const double width = card_width(room.w, columns);
    double needed = ui::sizes::tile_h;
    for (const ui::Tile& tile : tiles) {
        if (ui::menu_card_breaks_word(frame, width, tile, kind)) {
            return std::nullopt;
        }
        needed = std::max(needed, ui::menu_card_height(frame, width, tile, kind));
    }
    const auto rows = static_cast<double>(grid.rows);
    const double most = (room.h - ui::sizes::gap * (rows - 1)) / rows;
    if (needed > most) {
        return std::nullopt;
    }
    grid.height = std::min(most, std::max(needed, tallest_card));
    return grid;
}

/// The first grid that has room for everything; without the second lines when they are too much.
/// They are said again on the page that a card leads to.
std::optional<Grid> grid_for(ui::Frame& frame, const ui::Size& room, std::vector<ui::Tile>& tiles) {
    const std::size_t count = tiles.size();
    const std::size_t columns = count <= 2 ? count : count == 4 ? 2 : 3;
    const auto find = [&]() -> std::optional<Grid> {
        for (const ui::CardKind kind : {ui::CardKind::upright, ui::CardKind::lying}) {
            for (const std::size_t tried : {columns, std::size_t{2}}) {
                if (auto grid = grid_of(frame, room, tiles, std::min(tried, count), kind)) {
                    return grid;
                }
            }
        }
        return std::nullopt;
    };
    if (auto grid = find()) {
        return grid;
    }
    const std::vector<ui::Tile> whole = tiles;
    for (ui::Tile& tile : tiles) {
        tile.second = {};
    }
    auto grid = find();
    if (!grid) {
        tiles = whole;
    }
    return grid;
}

std::optional<std::size_t> draw_grid(ui::Frame& frame,
                                     ui::Rect area,
                                     const std::vector<ui::Tile>& tiles,
                                     const Grid& grid) {
    std::optional<std::size_t> pressed;
    const double width = card_width(area.w, grid.columns);
    for (std::size_t i = 0; i < tiles.size(); ++i) {
        const auto column = static_cast<double>(i % grid.columns);
        const auto row = static_cast<double>(i / grid.columns);
        const ui::Rect place{area.x + column * (width + ui::sizes::gap),
                             area.y + row * (grid.height + ui::sizes::gap),
                             width,
                             grid.height};
        if (ui::menu_card(frame, place, tiles[i], grid.kind)) {
            pressed = i;
        }
    }
    return pressed;
}

ui::Paragraph small_head(std::string_view title) {
    ui::TextLook look;
    look.scale = ui::Scale::small;
    look.weight = ui::Weight::bold;
    return {"home.head", title, look, ui::sem::Role::heading};
}

double small_head_height(ui::Frame& frame, double width, std::string_view title) {
    return ui::paragraph_height(frame, width, small_head(title));
}

void draw_small_head(ui::Frame& frame, ui::Rect& area, std::string_view title) {
    area.take_top(ui::paragraph(frame, area, small_head(title)), 2);
}

void draw_links(ui::Frame& frame,
                const PageContext& context,
                const ui::Rect& band,
                Intents& intents) {
    const Words& words = context.words;
    const std::string machine = words("home.machine");
    const std::string machine_short = words("home.machine_short");
    const std::string statement = words("home.accessibility");
    const std::string statement_short = words("home.accessibility_short");
    const ui::FootEvent pressed = draw_foot(
        frame,
        band,
        {"home.machine", machine, machine_short, ui::ButtonKind::plain, ui::Icon::shield},
        {"home.accessibility", statement, statement_short, ui::ButtonKind::plain, ui::Icon::info});
    if (pressed.back) {
        intents.add(Do::open_machine);
    } else if (pressed.next) {
        intents.add(Do::open_accessibility_statement);
    }
}

}  // namespace

void draw_home(ui::Frame& frame,
               const PageContext& context,
               const HomeView& view,
               Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("home.title");
    const ui::Bands bands = begin_page(frame, context, "home", title, BarKind::full, intents);
    ui::Rect area = ui::text_column(bands.content);
    ui::Rect wide = ui::text_column(bands.content, widest_grid);
    const double head = ui::heading_height(frame, wide.w, title);
    std::vector<std::string> ids;
    std::vector<std::string> labels;
    std::vector<std::string> seconds;
    for (const HomeTile offered : view.tiles) {
        ids.push_back(fmt::format("home.{}", name_of(offered)));
        labels.push_back(words(ids.back()));
        seconds.push_back(second_line(words, view, offered));
    }
    std::vector<ui::Tile> tiles;
    for (std::size_t i = 0; i < view.tiles.size(); ++i) {
        ui::Tile tile{ids[i], labels[i]};
        tile.second = seconds[i];
        tile.icon = icon_of(view.tiles[i]);
        tiles.push_back(tile);
    }
    std::optional<std::size_t> pressed;
    constexpr double below = 4;
    const auto large = grid_for(frame, {wide.w, wide.h - head - below}, tiles);
    const double small = small_head_height(frame, wide.w, title);
    const auto close = large ? large : grid_for(frame, {wide.w, wide.h - small - 2}, tiles);
    if (large) {
        ui::heading(frame, wide.take_top(head, below), "home.head", title);
    } else if (close) {
        draw_small_head(frame, wide, title);
    }
    if (close) {
        pressed = draw_grid(frame, wide, tiles, *close);
    } else {
        draw_tiles_heading(frame, area, "home.head", title);
        pressed = draw_tiles(frame, context, area, tiles, view.page, intents);
    }
    if (pressed) {
        intents.add(Do::home_tile, static_cast<int>(view.tiles[*pressed]));
    }
    draw_links(frame, context, bands.foot, intents);
}

void draw_not_today(ui::Frame& frame, const PageContext& context, int page, Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("not_today.title");
    const ui::Bands bands = begin_page(frame, context, "not_today", title, BarKind::full, intents);
    draw_blocks(frame,
                context,
                ui::text_column(bands.content),
                {{Block::Kind::heading, "not_today.head", title},
                 {Block::Kind::text, "not_today.text", words("not_today.text")}},
                page,
                intents);
    const std::string finish = words("not_today.finish");
    const FootButton next{"not_today.finish", finish, {}, ui::ButtonKind::primary};
    if (draw_foot(frame, bands.foot, {}, next).next) {
        intents.add(Do::finish);
    }
}

}  // namespace harmony::kiosk
