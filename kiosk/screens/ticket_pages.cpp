#include "kiosk/screens/listen.h"
#include "kiosk/screens/ticket_screens.h"

namespace harmony::kiosk {
namespace {

using ui::Frame;
using ui::Rect;

constexpr double beside_number_pad = 8;

/// With less of each where the letters are large.
std::vector<Block> words_of(const Words& words,
                            const TicketEntryView& view,
                            std::string_view title,
                            int shorter) {
    std::vector<Block> blocks = {
        {shorter > 0 ? Block::Kind::again : Block::Kind::heading, "ticket.head", title}};
    if (!view.digits.empty()) {
        base::SecretText digits("\u2066");
        digits.append(view.digits.view());
        digits.append("\u2069");
        Block number(shorter > 1 ? Block::Kind::small_strong : Block::Kind::number,
                     "ticket.digits",
                     digits.view());
        number.spell = true;
        blocks.push_back(number);
    }
    if (!view.trouble.empty()) {
        const Block::Kind kind = shorter > 0 ? Block::Kind::small : Block::Kind::warning;
        blocks.push_back({kind, "ticket.trouble", view.trouble});
    } else if (shorter == 0) {
        blocks.push_back({Block::Kind::text, "ticket.hint", view.hint});
        blocks.push_back({Block::Kind::small, "ticket.scan", words("ticket.scan")});
    }
    return blocks;
}

/// Dates as tiles; the one that was touched.
std::optional<std::size_t> draw_dates(Frame& frame,
                                      const PageContext& context,
                                      Rect area,
                                      const std::vector<DateLine>& dates,
                                      std::string_view prefix,
                                      int page,
                                      Intents& intents) {
    std::vector<std::string> ids;
    for (const DateLine& date : dates) {
        ids.push_back(std::string(prefix) + date.id);
    }
    std::vector<ui::Tile> tiles;
    for (std::size_t i = 0; i < dates.size(); ++i) {
        ui::Tile tile{ids[i], dates[i].title, dates[i].when};
        tile.icon = ui::Icon::calendar;
        tile.enabled = dates[i].enabled;
        // In the largest letters the words have the width, and then the most important of them.
        const double room = area.h - pager_height - ui::sizes::gap;
        if (ui::tile_height(frame, area.w, tile) > room) {
            tile.icon = ui::Icon::none;
        }
        if (ui::tile_height(frame, area.w, tile) > room) {
            tile.second = {};
        }
        tiles.push_back(tile);
    }
    return draw_tiles(frame, context, area, tiles, page, intents);
}

}  // namespace

void draw_ticket_entry(Frame& frame,
                       const PageContext& context,
                       const TicketEntryView& view,
                       Intents& intents) {
    const Words& words = context.words;
    const std::string title = words(view.checks_in ? "checkin.title" : "ticket.title");
    const ui::Bands bands = begin_page(
        frame, context, view.checks_in ? "check_in" : "my_ticket", title, BarKind::full, intents);
    Rect area = ui::text_column(bands.content);
    const std::string backspace = words("keyboard.back");
    const std::string clear = words("keyboard.clear");
    ui::NumberPad pad{{}, backspace};
    pad.clear_label = clear;
    constexpr double narrow = 72.0;  // large letters need the room
    ui::Size size = ui::number_pad_size(pad);
    size.w = frame.capital(ui::Scale::body) > 6 ? std::min(size.w, narrow) : size.w;
    const Rect right = area.take_right(size.w, beside_number_pad);
    if (const auto press = ui::number_pad(frame, {right.x, right.y, size.w, size.h}, pad)) {
        intents.add(Do::type, *press);
    }
    std::vector<Block> blocks;
    for (int shorter = 0; shorter < 3; ++shorter) {
        blocks = words_of(words, view, title, shorter);
        if (blocks_height(frame, area.w, blocks) <= area.h) {
            break;
        }
    }
    draw_all(frame, area, blocks);
    const std::string back = words("nav.back");
    const std::string done = words("nav.continue");
    const ui::FootEvent pressed = draw_foot(
        frame, bands.foot, {"nav.back", back}, {"ticket.find", done, {}, ui::ButtonKind::primary});
    if (pressed.next) {
        intents.add(Do::go_on);
    } else if (pressed.back) {
        intents.add(Do::go_back);
    }
}

void draw_ticket_dates(Frame& frame,
                       const PageContext& context,
                       const TicketDatesView& view,
                       Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("ticket.which");
    const ui::Bands bands =
        begin_page(frame, context, "my_ticket.dates", title, BarKind::full, intents);
    Rect area = ui::text_column(bands.content);
    if (view.dates.empty()) {
        draw_blocks(frame,
                    context,
                    area,
                    {{Block::Kind::heading, "ticket.dates_head", title},
                     {Block::Kind::text, "ticket.no_dates", words("events.none")}},
                    view.page,
                    intents);
    } else {
        draw_tiles_heading(frame, area, "ticket.dates_head", title);
        if (const auto pressed =
                draw_dates(frame, context, area, view.dates, "ticket.date.", view.page, intents)) {
            intents.add(Do::ticket_date, view.dates[*pressed].id);
        }
    }
    const std::string back = words("nav.back");
    if (draw_foot(frame, bands.foot, {"nav.back", back}, {}).back) {
        intents.add(Do::go_back);
    }
}

void draw_ticket_found(Frame& frame,
                       const PageContext& context,
                       const TicketFoundView& view,
                       Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("ticket.title");
    const ui::Bands bands =
        begin_page(frame, context, "my_ticket.found", title, BarKind::full, intents);
    std::vector<Block> blocks = {{Block::Kind::heading, "ticket.head", view.title},
                                 {Block::Kind::text, "ticket.when", view.when},
                                 {Block::Kind::text, "ticket.where", view.where}};
    Block number(Block::Kind::number, "ticket.code", "\u2066" + view.code + "\u2069");
    number.spell = true;
    blocks.push_back(number);
    if (view.pictures) {
        blocks.push_back(picture_block(words, *view.pictures, "ticket.pictures"));
    }
    if (!view.state.empty()) {
        blocks.push_back({Block::Kind::strong, "ticket.state", view.state});
    }
    draw_blocks(frame, context, ui::text_column(bands.content), blocks, view.page, intents);
    const std::string back = words("nav.back");
    const std::string cancel = words("ticket.cancel");
    const FootButton next =
        view.may_cancel
            ? FootButton{"my_ticket.cancel", cancel, {}, ui::ButtonKind::plain, ui::Icon::undo}
            : FootButton{};
    const ui::FootEvent pressed = draw_listen_foot(
        frame, context, bands.foot, {"nav.back", back}, next, {"ticket.listen", "ticket"}, intents);
    if (pressed.next) {
        intents.add(Do::ticket_cancel);
    } else if (pressed.back) {
        intents.add(Do::go_back);
    }
}

void draw_ticket_cancel(Frame& frame,
                        const PageContext& context,
                        const TicketFoundView& view,
                        Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("ticket.cancel_title");
    const ui::Bands bands =
        begin_page(frame, context, "my_ticket.cancel", title, BarKind::full, intents);
    draw_blocks(frame,
                context,
                ui::text_column(bands.content),
                {{Block::Kind::heading, "ticket.cancel_head", title},
                 {Block::Kind::strong, "ticket.cancel_event", view.title + "\n" + view.when},
                 {Block::Kind::text, "ticket.cancel_text", words("ticket.cancel_text")}},
                view.page,
                intents);
    const std::string keep = words("ticket.keep");
    const std::string stop = words("ticket.cancel");
    const ui::FootEvent pressed = draw_foot(frame,
                                            bands.foot,
                                            {"ticket.really", stop, {}, ui::ButtonKind::danger},
                                            {"ticket.keep", keep, {}, ui::ButtonKind::primary});
    if (pressed.next) {
        intents.add(Do::go_back);
    } else if (pressed.back) {
        intents.add(Do::ticket_really_cancel);
    }
}

void draw_checked_in(Frame& frame,
                     const PageContext& context,
                     const CheckedInView& view,
                     Intents& intents) {
    const Words& words = context.words;
    const std::string title = words(view.good ? "checkin.good" : "checkin.ask");
    const ui::Bands bands =
        begin_page(frame, context, "check_in.done", title, BarKind::full, intents);
    draw_blocks(frame,
                context,
                ui::text_column(bands.content),
                {{Block::Kind::heading, "checkin.head", title},
                 {Block::Kind::text, "checkin.event", view.event}},
                view.page,
                intents);
    const std::string again = words("checkin.again");
    const std::string finish = words("thanks.finish");
    const ui::FootEvent pressed =
        draw_foot(frame,
                  bands.foot,
                  {"checkin.again", again, {}, ui::ButtonKind::plain, ui::Icon::again},
                  {"checkin.finish", finish, {}, ui::ButtonKind::primary});
    if (pressed.next) {
        intents.add(Do::finish);
    } else if (pressed.back) {
        intents.add(Do::go_back);
    }
}

void draw_event_slots(Frame& frame,
                      const PageContext& context,
                      const EventSlotsView& view,
                      Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("slots.title");
    const ui::Bands bands =
        begin_page(frame, context, "event.slots", title, BarKind::full, intents);
    Rect area = ui::text_column(bands.content);
    draw_tiles_heading(frame, area, "slots.head", title);
    constexpr double least = 90;  // for a time and the pager below it, in large letters
    const std::vector<Block> event = {
        {Block::Kind::small, "slots.event", view.title + ", " + view.when}};
    if (area.h - blocks_height(frame, area.w, event) > least) {
        draw_all(frame, area, event);
    }
    if (const auto pressed =
            draw_dates(frame, context, area, view.slots, "slot.", view.page, intents)) {
        intents.add(Do::choose_slot, view.slots[*pressed].id);
    }
    const std::string back = words("nav.back");
    if (draw_foot(frame, bands.foot, {"nav.back", back}, {}).back) {
        intents.add(Do::go_back);
    }
}

}  // namespace harmony::kiosk
