#include <algorithm>
#include <array>
#include <span>

#include "kiosk/screens/door_screens.h"

namespace harmony::kiosk {
namespace {

using ui::Frame;
using ui::Rect;
namespace sizes = ui::sizes;

constexpr double cell_height = 18.5;

/// A button of the door, in a grid of three columns.
struct Cell {
    std::string_view id;
    std::string_view word;
    ui::Icon icon;
    StaffDo what;
    std::string_view key;
};

void draw_cells(Frame& frame,
                const PageContext& context,
                Rect& area,
                std::span<const Cell> cells,
                std::string_view chosen,
                Intents& intents) {
    const auto columns = static_cast<double>(cells.size());
    const double width = (area.w - (columns - 1) * sizes::gap) / columns;
    Rect row = area.take_top(cell_height, sizes::gap);
    for (const Cell& cell : cells) {
        const std::string label = context.words(cell.word);
        ui::Tile tile{cell.id, label};
        tile.icon = cell.icon;
        if (!chosen.empty()) {
            tile.kind = ui::TileKind::radio;
            tile.chosen = chosen == cell.key;
        }
        if (ui::tile(frame, row.take_left(width, sizes::gap), tile)) {
            intents.add(cell.what, std::string(cell.key));
        }
    }
}

}  // namespace

void draw_door_dates(Frame& frame,
                     const PageContext& context,
                     const DoorDatesView& view,
                     Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("staff.door.dates");
    const ui::Bands bands =
        begin_page(frame, context, "staff.door_dates", title, BarKind::staff, intents);
    Rect area = ui::text_column(bands.content);
    if (view.dates.empty()) {
        draw_blocks(frame,
                    context,
                    area,
                    {{Block::Kind::heading, "staff.door_dates.head", title},
                     {Block::Kind::text, "staff.door_dates.none", words("staff.door.no_dates")}},
                    view.page,
                    intents);
    } else {
        draw_tiles_heading(frame, area, "staff.door_dates.head", title);
        std::vector<std::string> ids;
        std::vector<ui::Tile> tiles;
        for (const DoorDateLine& date : view.dates) {
            ids.push_back("staff.door_date." + date.id);
        }
        for (std::size_t i = 0; i < view.dates.size(); ++i) {
            ui::Tile tile{ids[i], view.dates[i].title, view.dates[i].when};
            tile.icon = ui::Icon::calendar;
            tiles.push_back(tile);
        }
        if (const auto pressed = draw_tiles(frame, context, area, tiles, view.page, intents)) {
            intents.add(StaffDo::door_date, view.dates[*pressed].id);
        }
    }
    const std::string back = words("nav.back");
    if (draw_foot(frame, bands.foot, {"staff.door.back", back}, {}).back) {
        intents.add(StaffDo::door_next);
    }
}

void draw_door(Frame& frame, const PageContext& context, const DoorView& view, Intents& intents) {
    const Words& words = context.words;
    const ui::Bands bands =
        begin_page(frame, context, "staff.door", view.title, BarKind::staff, intents);
    Rect area = ui::text_column(bands.content, 240);
    std::vector<Block> blocks = {
        {Block::Kind::again, "staff.door.head", view.title + ", " + view.when},
        {Block::Kind::strong, "staff.door.totals", view.totals}};
    if (!view.trouble.empty()) {
        blocks.push_back({Block::Kind::small_strong, "staff.door.trouble", view.trouble});
    } else if (!view.gathering.empty()) {
        blocks.push_back({Block::Kind::small_strong, "staff.door.gathering", view.gathering});
    } else {
        blocks.push_back({Block::Kind::small, "staff.door.scan", words("staff.door.scan")});
    }
    draw_all(frame, area, blocks);
    constexpr std::array walk_ins = {
        Cell{"staff.door.adult", "staff.door.adult", ui::Icon::up, StaffDo::door_walk_in, "adult"},
        Cell{"staff.door.child", "staff.door.child", ui::Icon::up, StaffDo::door_walk_in, "child"}};
    constexpr std::array first = {Cell{"staff.door.first_yes",
                                       "staff.door.first_yes",
                                       ui::Icon::none,
                                       StaffDo::door_first,
                                       "yes"},
                                  Cell{"staff.door.first_no",
                                       "staff.door.first_no",
                                       ui::Icon::none,
                                       StaffDo::door_first,
                                       "no"}};
    constexpr std::array clicks = {
        Cell{"staff.door.in", "staff.door.in", ui::Icon::forward, StaffDo::door_click, "in"},
        Cell{"staff.door.out", "staff.door.out", ui::Icon::back, StaffDo::door_click, "out"}};
    draw_cells(frame, context, area, walk_ins, {}, intents);
    if (view.may_undo) {
        draw_cells(frame, context, area, first, view.first_time, intents);
    } else {
        draw_cells(frame, context, area, clicks, {}, intents);
    }
    if (!view.in_room.empty() && !view.may_undo) {
        const Block::Kind kind = view.room_full ? Block::Kind::strong : Block::Kind::small;
        draw_all(frame, area, {{kind, "staff.door.room", view.in_room}});
    }
    const std::string back = words("nav.back");
    const std::string number = words("staff.door.number");
    const std::string undo = words("staff.door.undo");
    const FootButton start =
        view.may_undo
            ? FootButton{"staff.door.undo", undo, {}, ui::ButtonKind::plain, ui::Icon::undo}
            : FootButton{"staff.door.back", back};
    const ui::FootEvent pressed =
        draw_foot(frame,
                  bands.foot,
                  start,
                  {"staff.door.number", number, {}, ui::ButtonKind::primary, ui::Icon::more});
    if (pressed.next) {
        intents.add(StaffDo::door_number);
    } else if (pressed.back) {
        intents.add(view.may_undo ? StaffDo::door_undo : StaffDo::door_next);
    }
}

void draw_door_number(Frame& frame,
                      const PageContext& context,
                      const DoorNumberView& view,
                      Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("staff.door.number");
    const ui::Bands bands =
        begin_page(frame, context, "staff.door_number", title, BarKind::staff, intents);
    Rect area = ui::text_column(bands.content);
    const std::string done = words("staff.pin.enter");
    const std::string backspace = words("keyboard.back");
    const ui::NumberPad pad{done, backspace};
    const ui::Size size = ui::number_pad_size(pad);
    const Rect right = area.take_right(size.w, 6);
    std::vector<Block> blocks = {{Block::Kind::heading, "staff.door_number.head", title}};
    if (!view.digits.empty()) {
        blocks.push_back({Block::Kind::number, "staff.door_number.digits", view.digits});
    }
    if (!view.trouble.empty()) {
        blocks.push_back({Block::Kind::warning, "staff.door_number.trouble", view.trouble});
    }
    draw_all(frame, area, blocks);
    if (const auto press = ui::number_pad(frame, {right.x, right.y, size.w, size.h}, pad)) {
        if (press->kind == ui::KeyPress::Kind::done) {
            intents.add(StaffDo::door_find);
        } else {
            intents.add(StaffDo::door_key, *press);
        }
    }
    const std::string back = words("nav.back");
    const std::string name = words("staff.door.name");
    const FootButton by_name =
        view.has_list
            ? FootButton{"staff.door.name", name, {}, ui::ButtonKind::plain, ui::Icon::more}
            : FootButton{};
    const ui::FootEvent pressed = draw_foot(frame, bands.foot, {"staff.door.back", back}, by_name);
    if (pressed.next) {
        intents.add(StaffDo::door_name);
    } else if (pressed.back) {
        intents.add(StaffDo::door_next);
    }
}

void draw_door_choose(Frame& frame,
                      const PageContext& context,
                      const DoorChooseView& view,
                      Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("staff.door.choose");
    const ui::Bands bands =
        begin_page(frame, context, "staff.door_choose", title, BarKind::staff, intents);
    Rect area = ui::text_column(bands.content);
    draw_tiles_heading(frame, area, "staff.door_choose.head", title);
    std::vector<std::string> ids;
    std::vector<base::SecretText> names;
    std::vector<std::string> hints;
    for (const DoorChooseLine& person : view.people) {
        ids.push_back("staff.door_choose." + person.id);
        names.push_back(person.name.empty() ? base::SecretText(words("staff.door.no_name"))
                                            : person.name);
        hints.push_back(words("staff.door.party",
                              {{"n", std::to_string(person.party)}, {"code", person.code}}));
    }
    std::vector<ui::Tile> tiles;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        tiles.push_back(ui::Tile{ids[i], names[i].view(), hints[i]});
    }
    if (const auto pressed = draw_tiles(frame, context, area, tiles, view.page, intents)) {
        intents.add(StaffDo::door_choose, view.people[*pressed].id);
    }
    const std::string back = words("nav.back");
    if (draw_foot(frame, bands.foot, {"staff.door.back", back}, {}).back) {
        intents.add(StaffDo::door_next);
    }
}

void draw_door_verdict(Frame& frame,
                       const PageContext& context,
                       const DoorVerdictView& view,
                       Intents& intents) {
    using Tone = DoorVerdictView::Tone;
    const Words& words = context.words;
    const ui::Bands bands =
        begin_page(frame, context, "staff.door_verdict", view.word, BarKind::staff, intents);
    Rect area = ui::text_column(bands.content);
    const ui::Theme theme = frame.theme();
    // A colour, a shape, a word: each alone tells who may come in.
    const bool good = view.tone == Tone::good;
    const ui::Role ground = good ? ui::Role::done : ui::Role::danger;
    const ui::Role sign = good ? ui::Role::on_done : ui::Role::on_danger;
    const ui::Icon icon = good                      ? ui::Icon::tick
                          : view.tone == Tone::stop ? ui::Icon::cross
                                                    : ui::Icon::warning;
    constexpr double side = 34;
    Rect band = area.take_top(side, 6);
    const Rect mark = band.take_left(side, 8);
    if (good) {
        frame.disc(mark.centre(), side / 2, theme[ground]);
    } else {
        frame.fill(mark, theme[ground], 3);
    }
    frame.icon(icon, mark.grown(-side * 0.22), theme[sign]);
    const double height = ui::heading_height(frame, band.w, view.word);
    ui::heading(frame,
                {band.x, band.y + std::max(0.0, (side - height) / 2), band.w, height},
                "staff.door_verdict.head",
                view.word);
    if (!view.name.empty()) {
        draw_all(frame, area, {{Block::Kind::strong, "staff.door_verdict.name", view.name.view()}});
    }
    draw_all(frame, area, {{Block::Kind::strong, "staff.door_verdict.text", view.text}});
    if (view.pictures) {
        draw_all(
            frame, area, {picture_block(words, *view.pictures, "staff.door_verdict.pictures")});
    }
    const std::string next = words("staff.door.next");
    const std::string anyway = words("staff.door.anyway");
    const FootButton start =
        view.may_override
            ? FootButton{"staff.door.anyway", anyway, {}, ui::ButtonKind::plain, ui::Icon::more}
            : FootButton{};
    const ui::FootEvent pressed =
        draw_foot(frame, bands.foot, start, {"staff.door.next", next, {}, ui::ButtonKind::primary});
    if (pressed.next) {
        intents.add(StaffDo::door_next);
    } else if (pressed.back) {
        intents.add(StaffDo::door_override);
    }
}

void draw_door_reason(Frame& frame,
                      const PageContext& context,
                      const DoorReasonView& view,
                      Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("staff.door.why");
    const ui::Bands bands =
        begin_page(frame, context, "staff.door_reason", title, BarKind::staff, intents);
    Rect area = ui::text_column(bands.content);
    draw_tiles_heading(frame, area, "staff.door_reason.head", title);
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < view.reasons.size(); ++i) {
        ids.push_back("staff.door_reason." + std::to_string(i + 1));
    }
    std::vector<ui::Tile> tiles;
    for (std::size_t i = 0; i < view.reasons.size(); ++i) {
        tiles.push_back(ui::Tile{ids[i], view.reasons[i]});
    }
    if (const auto pressed = draw_tiles(frame, context, area, tiles, view.page, intents)) {
        intents.add(StaffDo::door_reason, view.reasons[*pressed]);
    }
    const std::string back = words("nav.back");
    if (draw_foot(frame, bands.foot, {"staff.door.back", back}, {}).back) {
        intents.add(StaffDo::door_next);
    }
}

}  // namespace harmony::kiosk
