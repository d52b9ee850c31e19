#include <fmt/format.h>

#include <algorithm>

#include "kiosk/receipt.h"
#include "kiosk/screens/code_page.h"
#include "kiosk/screens/code_square.h"
#include "kiosk/screens/listen.h"
#include "kiosk/screens/screens.h"

namespace harmony::kiosk {
namespace {

using ui::Frame;
using ui::Rect;

constexpr double card_pad = 6;
constexpr double beside_code = 6;

/// Digits run from left to right on every page, as one piece.
std::string isolated(std::string_view digits) {
    return fmt::format("\u2066{}\u2069", grouped_in_fours(digits));
}

std::vector<Block> receipt_blocks(const Words& words, const ThanksView& view) {
    return {{Block::Kind::small_strong, "thanks.receipt_label", words("thanks.receipt")},
            {Block::Kind::number, "thanks.receipt", isolated(view.receipt.view())},
            {Block::Kind::small, "thanks.receipt_note", words("thanks.receipt_note")}};
}

std::vector<Block> next_blocks(const Words& words, const ThanksView& view) {
    std::string next = view.what_next;
    if (view.look_again) {
        const std::string date = words.date(*view.look_again);
        next += (next.empty() ? "" : " ") + words("thanks.look_again", {{"date", date}});
    }
    if (next.empty()) {
        return {};
    }
    return {{Block::Kind::small_strong, "thanks.next_label", words("thanks.next")},
            {Block::Kind::small, "thanks.next", next}};
}

/// Everything on one page: the number on a card with its code. False when it has no room.
bool draw_whole(
    Frame& frame, const Words& words, const ThanksView& view, const QrCode& code, Rect area) {
    const std::string title = words("thanks.title");
    const std::vector<Block> receipt = receipt_blocks(words, view);
    const std::vector<Block> next = next_blocks(words, view);
    const double side = code_side(frame, code);
    const double inside_w = area.w - 2 * card_pad - side - beside_code;
    const double inside_h = std::max(side, blocks_height(frame, inside_w, receipt));
    const double head = end_heading_height(frame, area.w, title);
    const double card_h = inside_h + 2 * card_pad;
    if (head + card_h + 6 + blocks_height(frame, area.w, next) > area.h) {
        return false;
    }
    draw_end_heading(frame, area, {"thanks.head", title});
    const Rect card = area.take_top(card_h, 6);
    ui::card(frame, card);
    Rect inside = card.grown(-card_pad);
    const Rect code_place = inside.take_right(side, beside_code);
    draw_all(frame, inside, receipt);
    draw_code(
        frame, {code_place.x, card.centre().y - side / 2}, code, "thanks.qr", words("thanks.qr"));
    draw_all(frame, area, next);
    return true;
}

void draw_paged(Frame& frame,
                const PageContext& context,
                const ThanksView& view,
                const QrCode& code,
                Rect area,
                Intents& intents) {
    const Words& words = context.words;
    std::vector<Block> blocks = {{Block::Kind::heading, "thanks.head", words("thanks.title")}};
    const std::vector<Block> next = next_blocks(words, view);
    if (code.modules > 0) {
        const std::vector<Block> receipt = receipt_blocks(words, view);
        blocks.insert(blocks.end(), receipt.begin(), receipt.end());
        const double side = code_side(frame, code);
        const Rect place = area.take_right(side, beside_code);
        draw_code(frame, {place.x, place.y}, code, "thanks.qr", words("thanks.qr"));
    }
    blocks.insert(blocks.end(), next.begin(), next.end());
    draw_blocks(frame, context, area, blocks, view.page, intents);
}

}  // namespace

void draw_thanks(Frame& frame,
                 const PageContext& context,
                 const ThanksView& view,
                 Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("thanks.title");
    const ui::Bands bands = begin_page(frame, context, "thanks", title, BarKind::full, intents);
    const Rect area = ui::text_column(bands.content);
    const QrCode code =
        view.receipt.empty() ? QrCode{} : make_qr(receipt_code(view.receipt.view()));
    const bool whole = code.modules > 0 && draw_whole(frame, words, view, code, area);
    if (!whole) {
        draw_paged(frame, context, view, code, area, intents);
    }
    const std::string finish = words("thanks.finish");
    // The seconds stand on the button that stops them.
    const std::string left = view.seconds_left ? fmt::format(" ({})", *view.seconds_left) : "";
    const std::string keep = words("thanks.keep") + left;
    const std::string shorter = words("thanks.keep_short") + left;
    const std::string more = words("thanks.more");
    FootButton back;
    if (view.seconds_left) {
        back = {"thanks.keep", keep, shorter};
    } else if (view.more) {
        back = {"thanks.more", more, {}, ui::ButtonKind::plain, ui::Icon::calendar};
    }
    const ui::FootEvent pressed = draw_listen_foot(
        frame,
        context,
        bands.foot,
        back,
        {"thanks.finish", finish, {}, ui::ButtonKind::primary},
        {"thanks.listen", whole ? "thanks.receipt" : "thanks", view.seconds_left.has_value()},
        intents);
    if (pressed.next) {
        intents.add(Do::finish);
    } else if (pressed.back) {
        intents.add(view.seconds_left ? Do::keep_on_screen : Do::thanks_more);
    }
}

}  // namespace harmony::kiosk
