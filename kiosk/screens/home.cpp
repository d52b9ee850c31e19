#include <fmt/format.h>

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
    draw_tiles_heading(frame, area, "home.head", title);
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
    if (const auto pressed = draw_tiles(frame, context, area, tiles, view.page, intents)) {
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
