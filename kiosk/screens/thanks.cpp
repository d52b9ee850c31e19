#include <fmt/format.h>

#include "kiosk/receipt.h"
#include "kiosk/screens/screens.h"

namespace harmony::kiosk {
namespace {

/// Digits run from left to right on every page, as one piece.
std::string isolated(std::string_view digits) {
    return fmt::format("\u2066{}\u2069", grouped_in_fours(digits));
}

}  // namespace

void draw_thanks(ui::Frame& frame,
                 const PageContext& context,
                 const ThanksView& view,
                 Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("thanks.title");
    const ui::Bands bands = begin_page(frame, context, "thanks", title, BarKind::full, intents);
    std::vector<Block> blocks = {{Block::Kind::heading, "thanks.head", title}};
    if (!view.receipt.empty()) {
        blocks.push_back(
            {Block::Kind::small_strong, "thanks.receipt_label", words("thanks.receipt")});
        blocks.push_back({Block::Kind::number, "thanks.receipt", isolated(view.receipt.view())});
        blocks.push_back({Block::Kind::small, "thanks.receipt_note", words("thanks.receipt_note")});
    }
    std::string next = view.what_next;
    if (view.look_again) {
        const std::string date = words.date(*view.look_again);
        next += (next.empty() ? "" : " ") + words("thanks.look_again", {{"date", date}});
    }
    if (!next.empty()) {
        blocks.push_back({Block::Kind::small_strong, "thanks.next_label", words("thanks.next")});
        blocks.push_back({Block::Kind::small, "thanks.next", next});
    }
    draw_blocks(frame, context, ui::text_column(bands.content), blocks, view.page, intents);
    const std::string finish = words("thanks.finish");
    // The seconds stand on the button that stops them.
    const std::string left = view.seconds_left ? fmt::format(" ({})", *view.seconds_left) : "";
    const std::string keep = words("thanks.keep") + left;
    const std::string shorter = words("thanks.keep_short") + left;
    const std::string_view keep_id = view.seconds_left ? "thanks.keep" : "";
    const ui::FootEvent pressed = draw_foot(frame,
                                            bands.foot,
                                            {keep_id, keep, shorter},
                                            {"thanks.finish", finish, {}, ui::ButtonKind::primary});
    if (pressed.next) {
        intents.add(Do::finish);
    } else if (pressed.back) {
        intents.add(Do::keep_on_screen);
    }
}

}  // namespace harmony::kiosk
