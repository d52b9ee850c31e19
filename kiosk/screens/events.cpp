#include <fmt/format.h>

#include "kiosk/screens/code_page.h"
#include "kiosk/screens/event_screens.h"
#include "kiosk/screens/listen.h"

namespace harmony::kiosk {
namespace {

/// The tiles with the words they point into.
struct EventTiles {
    std::vector<std::string> ids;
    std::vector<std::string> labels;
    std::vector<std::string> seconds;
    std::vector<ui::Tile> tiles;
};

EventTiles tiles_of(const EventsView& view, const std::string& my_ticket) {
    EventTiles made;
    for (const EventLine& event : view.events) {
        made.ids.push_back("event." + event.id);
        // The day stands with the title: a second line may give way to more tiles on a page.
        made.labels.push_back(event.title + "\n" + event.when);
        made.seconds.push_back(event.facts);
    }
    for (std::size_t i = 0; i < view.events.size(); ++i) {
        ui::Tile tile{made.ids[i], made.labels[i]};
        tile.second = made.seconds[i];
        tile.icon = view.events[i].cancelled ? ui::Icon::cross : ui::Icon::calendar;
        made.tiles.push_back(tile);
    }
    ui::Tile ticket{"events.my_ticket", my_ticket};
    ticket.icon = ui::Icon::tick;
    made.tiles.push_back(ticket);
    return made;
}

/// A tile says as much as there is room for: all, the most important, when it is.
void shorten(ui::Frame& frame, const ui::Rect& area, const EventsView& view, EventTiles& made) {
    const double room = area.h - pager_height - ui::sizes::gap;
    for (std::size_t i = 0; i < view.events.size(); ++i) {
        const EventLine& event = view.events[i];
        for (const std::string& shorter : {event.brief, std::string()}) {
            if (ui::tile_height(frame, area.w, made.tiles[i]) > room) {
                made.seconds[i] = shorter;
                made.tiles[i].second = made.seconds[i];
            }
        }
        if (ui::tile_height(frame, area.w, made.tiles[i]) > room) {
            made.labels[i] = event.title;
            made.tiles[i].label = made.labels[i];
        }
        if (ui::tile_height(frame, area.w, made.tiles[i]) > room) {
            made.tiles[i].icon = ui::Icon::none;  // its title has the width
        }
    }
}

/// What there is to know, and on a last page the code for the calendar of a phone.
void draw_event_pages(ui::Frame& frame,
                      const PageContext& context,
                      const ui::Rect& area,
                      const std::vector<Block>& blocks,
                      const EventView& view,
                      Intents& intents) {
    if (view.calendar.empty()) {
        draw_blocks(frame, context, area, blocks, view.page, intents);
        return;
    }
    const int pages = draw_blocks_before(frame, context, area, blocks, view.page, 1, intents);
    if (view.page < pages) {
        return;
    }
    ui::Rect above = area;
    above.take_bottom(pager_height, ui::sizes::gap);
    draw_code_page(frame,
                   above,
                   {"event.calendar",
                    context.words("event.calendar"),
                    context.words("event.calendar_code"),
                    make_qr(view.calendar, QrLevel::l),
                    {{Block::Kind::small_strong, "event.calendar_event", view.title},
                     {Block::Kind::small, "event.calendar_when", view.when},
                     {Block::Kind::small, "event.calendar_where", view.where}}});
}

}  // namespace

void draw_events(ui::Frame& frame,
                 const PageContext& context,
                 const EventsView& view,
                 Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("events.title");
    const ui::Bands bands = begin_page(frame, context, "events", title, BarKind::full, intents);
    constexpr double widest = 320;  // a tile holds a title, a day and facts
    ui::Rect area = ui::text_column(bands.content, widest);
    if (view.events.empty()) {
        const char* key = view.filtered ? "events.none_fits" : "events.none";
        draw_blocks(frame,
                    context,
                    area,
                    {{Block::Kind::heading, "events.head", title},
                     {Block::Kind::text, "events.none", words(key)}},
                    view.page,
                    intents);
    } else {
        draw_tiles_heading(frame, area, "events.head", title);
        const std::string my_ticket = words("events.my_ticket");
        EventTiles made = tiles_of(view, my_ticket);
        shorten(frame, area, view, made);
        const auto pressed = draw_tiles(frame, context, area, made.tiles, view.page, intents);
        if (pressed && *pressed < view.events.size()) {
            intents.add(Do::open_event, view.events[*pressed].id);
        } else if (pressed) {
            intents.add(Do::open_ticket);
        }
    }
    const std::string back = words("nav.back");
    const std::string filter = words("events.filter");
    const std::string shorter = words("events.filter_short");
    const ui::FootEvent pressed =
        draw_foot(frame,
                  bands.foot,
                  {"nav.back", back},
                  {"events.filter", filter, shorter, ui::ButtonKind::plain, ui::Icon::more});
    if (pressed.next) {
        intents.add(Do::open_filter);
    } else if (pressed.back) {
        intents.add(Do::go_back);
    }
}

void draw_events_filter(ui::Frame& frame,
                        const PageContext& context,
                        const EventsFilterView& view,
                        Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("filter.title");
    const ui::Bands bands =
        begin_page(frame, context, "events.filter", title, BarKind::full, intents);
    ui::Rect area = ui::text_column(bands.content);
    draw_tiles_heading(frame, area, "events.filter.head", title);
    std::vector<std::string> ids;
    for (const FilterLine& filter : view.filters) {
        ids.push_back("filter." + filter.name);
    }
    std::vector<ui::Tile> tiles;
    for (std::size_t i = 0; i < view.filters.size(); ++i) {
        ui::Tile tile{ids[i], view.filters[i].label};
        tile.kind = ui::TileKind::checkbox;
        tile.chosen = view.filters[i].set;
        tiles.push_back(tile);
    }
    if (const auto pressed = draw_tiles(frame, context, area, tiles, view.page, intents)) {
        intents.add(Do::toggle_filter, view.filters[*pressed].name);
    }
    const std::string clear = words("filter.clear");
    const std::string show = words("filter.show", {{"n", std::to_string(view.count)}});
    const ui::FootEvent pressed =
        draw_foot(frame,
                  bands.foot,
                  {"filter.clear", clear, {}, ui::ButtonKind::plain, ui::Icon::again},
                  {"filter.show", show, {}, ui::ButtonKind::primary});
    if (pressed.next) {
        intents.add(Do::show_filtered);
    } else if (pressed.back) {
        intents.add(Do::clear_filter);
    }
}

void draw_event(ui::Frame& frame,
                const PageContext& context,
                const EventView& view,
                Intents& intents) {
    const Words& words = context.words;
    const ui::Bands bands = begin_page(frame, context, "event", view.title, BarKind::full, intents);
    std::vector<Block> blocks = {{Block::Kind::heading, "event.head", view.title}};
    blocks.back().shorter = words("events.title");
    if (!view.warning.empty()) {
        blocks.push_back({Block::Kind::warning, "event.warning", view.warning});
    }
    blocks.push_back({Block::Kind::text, "event.summary", view.summary});
    for (const EventPart& part : view.parts) {
        const std::string id = "event." + part.key;
        blocks.push_back({Block::Kind::small_strong, id + "_label", part.label});
        blocks.push_back({Block::Kind::text, id, part.text});
    }
    blocks.push_back({Block::Kind::strong, "event.sign_up_line", view.sign_up_line});
    if (!view.as_of.empty()) {
        blocks.push_back({Block::Kind::small, "event.as_of", view.as_of});
    }
    draw_event_pages(frame, context, ui::text_column(bands.content), blocks, view, intents);
    const std::string back = words("nav.back");
    const std::string sign_up = words(view.sign_up_button);
    const std::string shorter = words("event.sign_up_short");
    const std::string_view next = view.can_sign_up ? "event.sign_up" : "";
    const ui::FootEvent pressed =
        draw_listen_foot(frame,
                         context,
                         bands.foot,
                         {"nav.back", back},
                         {next, sign_up, shorter, ui::ButtonKind::primary},
                         {"event.listen", "event"},
                         intents);
    if (pressed.next) {
        intents.add(Do::sign_up);
    } else if (pressed.back) {
        intents.add(Do::go_back);
    }
}

}  // namespace harmony::kiosk
