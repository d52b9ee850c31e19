#include <fmt/format.h>

#include <algorithm>

#include "kiosk/screens/code_page.h"
#include "kiosk/screens/code_square.h"
#include "kiosk/screens/event_screens.h"
#include "kiosk/screens/listen.h"

namespace harmony::kiosk {
namespace {

using events::SignUpDecision;
using ui::Frame;
using ui::Rect;

constexpr double beside_code = 6;
constexpr double card_pad = 5;

bool is_coming(SignUpDecision decision) {
    return decision == SignUpDecision::confirmed || decision == SignUpDecision::on_the_list;
}

std::string_view title_key(SignUpDecision decision) {
    switch (decision) {
        case SignUpDecision::confirmed: return "signup.confirmed";
        case SignUpDecision::on_the_list: return "signup.on_list";
        case SignUpDecision::waiting: return "signup.waiting";
        default: return "signup.sent";
    }
}

/// A code with what it is for.
struct ShownCode {
    std::string id;
    std::string label;
    std::string name;
    QrCode code;
};

std::vector<ShownCode> codes_of(const Words& words, const SignUpDoneView& view) {
    std::vector<ShownCode> codes;
    if (!view.ticket.empty()) {
        const char* label = is_coming(view.decision) ? "signup.ticket" : "signup.no_ticket_yet";
        codes.push_back(
            {"done.ticket", words(label), words("signup.ticket_code"), make_qr(view.ticket)});
    }
    if (!view.calendar.empty()) {
        codes.push_back({"done.calendar",
                         words("event.calendar"),
                         words("event.calendar_code"),
                         make_qr(view.calendar, QrLevel::l)});
    }
    return codes;
}

Block event_block(const SignUpDoneView& view) {
    return {Block::Kind::text, "done.event", view.event + "\n" + view.when + "\n" + view.where};
}

std::vector<Block> blocks_of(const Words& words, const SignUpDoneView& view) {
    std::vector<Block> blocks;
    blocks.push_back({Block::Kind::small_strong, "done.code_label", words("signup.code")});
    // Digits run from left to right on every page, as one piece.
    blocks.push_back({Block::Kind::number, "done.code", fmt::format("\u2066{}\u2069", view.code)});
    if (view.pictures) {
        blocks.push_back(picture_block(words, *view.pictures, "done.pictures"));
    }
    if (!view.status.empty()) {
        blocks.push_back({Block::Kind::strong, "done.status", view.status});
    }
    blocks.push_back(event_block(view));
    blocks.push_back({Block::Kind::small_strong, "done.next_label", words("thanks.next")});
    blocks.push_back({Block::Kind::small, "done.next", view.next});
    blocks.push_back({Block::Kind::small, "done.delete", view.delete_line});
    return blocks;
}

ui::Icon icon_of(SignUpDecision decision) {
    if (is_coming(decision)) {
        return ui::Icon::tick;
    }
    return decision == SignUpDecision::waiting ? ui::Icon::clock : ui::Icon::chat;
}

/// A card with its label above the code.
double card_width(Frame& frame, const ShownCode& code) {
    return code_side(frame, code.code) + 2 * card_pad;
}

double card_height(Frame& frame, const ShownCode& code) {
    const double side = code_side(frame, code.code);
    return blocks_height(frame, side, {{Block::Kind::small_strong, code.id, code.label}}) + 2 +
           side + 2 * card_pad;
}

void draw_card(Frame& frame, Rect where, const ShownCode& code) {
    ui::card(frame, where);
    Rect inside = where.grown(-card_pad);
    draw_all(frame, inside, {{Block::Kind::small_strong, code.id + "_label", code.label}});
    draw_code(frame, {inside.x, inside.y}, code.code, code.id, code.name);
}

/// Everything on one page, the codes on cards side by side. False when it has no room.
bool draw_whole(Frame& frame,
                const Words& words,
                const SignUpDoneView& view,
                const std::vector<ShownCode>& codes,
                Rect area) {
    const std::string title = words(title_key(view.decision));
    const std::vector<Block> blocks = blocks_of(words, view);
    double cards = 0;
    double tallest = 0;
    for (const ShownCode& code : codes) {
        cards += card_width(frame, code) + beside_code;
        tallest = std::max(tallest, card_height(frame, code));
    }
    const double head = end_heading_height(frame, area.w, title);
    constexpr double narrowest = 90;
    const double left = area.w - cards;
    if (left < narrowest || head + tallest > area.h ||
        head + blocks_height(frame, left, blocks) > area.h) {
        return false;
    }
    draw_end_heading(
        frame, area, {"done.head", title, icon_of(view.decision), is_coming(view.decision)});
    for (auto code = codes.rbegin(); code != codes.rend(); ++code) {
        const Rect column = area.take_right(card_width(frame, *code), beside_code);
        draw_card(frame, {column.x, column.y, column.w, tallest}, *code);
    }
    draw_all(frame, area, blocks);
    return true;
}

/// In larger letters or on a small screen: the ticket beside the words of every page, the calendar
/// on a page of its own.
void draw_paged(Frame& frame,
                const PageContext& context,
                const SignUpDoneView& view,
                const std::vector<ShownCode>& codes,
                const Rect& area,
                Intents& intents) {
    const Words& words = context.words;
    std::vector<Block> blocks = {
        {Block::Kind::heading, "done.head", words(title_key(view.decision))}};
    for (Block& block : blocks_of(words, view)) {
        blocks.push_back(std::move(block));
    }
    const bool has_ticket = !view.ticket.empty();
    const bool has_calendar = !view.calendar.empty();
    Rect narrow = area;
    const Rect place =
        has_ticket ? narrow.take_right(code_side(frame, codes.front().code), beside_code) : Rect{};
    const int pages = draw_blocks_before(
        frame, context, narrow, blocks, view.page, has_calendar ? 1 : 0, intents);
    if (has_calendar && view.page >= pages) {
        const ShownCode& calendar = codes.back();
        Rect above = area;
        above.take_bottom(pager_height, ui::sizes::gap);
        Block event = event_block(view);
        event.kind = Block::Kind::small;
        draw_code_page(
            frame, above, {calendar.id, calendar.label, calendar.name, calendar.code, {event}});
    } else if (has_ticket) {
        draw_code(
            frame, {place.x, place.y}, codes.front().code, codes.front().id, codes.front().name);
    }
}

}  // namespace

/// Never a name, a number of a phone or an address: whoever comes next may still see this page.
void draw_sign_up_done(ui::Frame& frame,
                       const PageContext& context,
                       const SignUpDoneView& view,
                       Intents& intents) {
    const Words& words = context.words;
    const std::string title = words(title_key(view.decision));
    const ui::Bands bands =
        begin_page(frame, context, "signup.done", title, BarKind::full, intents);
    constexpr double widest = 320;
    const std::vector<ShownCode> codes = codes_of(words, view);
    if (!draw_whole(frame, words, view, codes, ui::text_column(bands.content, widest))) {
        draw_paged(frame, context, view, codes, ui::text_column(bands.content), intents);
    }
    const std::string finish = words("thanks.finish");
    const std::string another = words("signup.another");
    const std::string another_short = words("signup.another_short");
    // The seconds stand on the button that stops them.
    const std::string left = view.seconds_left ? fmt::format(" ({})", *view.seconds_left) : "";
    const std::string keep = words("thanks.keep") + left;
    const std::string keep_short = words("thanks.keep_short") + left;
    const FootButton first =
        view.seconds_left
            ? FootButton{"done.keep", keep, keep_short}
            : FootButton{
                  "done.another", another, another_short, ui::ButtonKind::plain, ui::Icon::again};
    const ui::FootEvent pressed =
        draw_listen_foot(frame,
                         context,
                         bands.foot,
                         first,
                         {"done.finish", finish, {}, ui::ButtonKind::primary},
                         {"done.listen", "done", view.seconds_left.has_value()},
                         intents);
    if (pressed.next) {
        intents.add(Do::finish);
    } else if (pressed.back) {
        intents.add(view.seconds_left ? Do::keep_on_screen : Do::another_sign_up);
    }
}

void draw_sign_up_closed(ui::Frame& frame,
                         const PageContext& context,
                         const SignUpClosedView& view,
                         Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("signup.not_signed_up");
    const ui::Bands bands =
        begin_page(frame, context, "signup.closed", title, BarKind::full, intents);
    const char* key = view.decision == SignUpDecision::cancelled ? "signup.cancelled"
                      : view.decision == SignUpDecision::full    ? "signup.full"
                                                                 : "signup.closed";
    const std::string why = words(key);
    const std::string ask = words("signup.ask", {{"organiser", view.organiser}});
    draw_blocks(frame,
                context,
                ui::text_column(bands.content),
                {{Block::Kind::heading, "closed.head", title},
                 {Block::Kind::text, "closed.why", why},
                 {Block::Kind::text, "closed.ask", ask}},
                view.page,
                intents);
    const std::string back = words("signup.to_events");
    if (draw_foot(frame, bands.foot, {}, {"closed.events", back, {}, ui::ButtonKind::primary})
            .next) {
        intents.add(Do::open_events);
    }
}

}  // namespace harmony::kiosk
