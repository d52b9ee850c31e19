#include <algorithm>

#include "kiosk/screens/code_screens.h"
#include "kiosk/screens/listen.h"

namespace harmony::kiosk {
namespace {

using ui::Frame;
using ui::Rect;

constexpr double beside_number_pad = 8;

/// The heading, what was typed and what is wrong with it: with less of each where the letters are
/// large.
std::vector<Block> words_of(const Words& words, const CodeLookupView& view, int shorter) {
    const std::string title = words("code.title");
    std::vector<Block> blocks = {
        {shorter > 0 ? Block::Kind::again : Block::Kind::heading, "code.head", title}};
    if (!view.digits.empty()) {
        base::SecretText digits("\u2066");
        digits.append(view.digits.view());
        digits.append("\u2069");
        const Block::Kind kind = shorter > 1 ? Block::Kind::small_strong : Block::Kind::number;
        Block number(kind, "code.digits", digits.view());
        number.spell = true;
        blocks.push_back(number);
    }
    if (!view.trouble.empty()) {
        const Block::Kind kind = shorter > 0 ? Block::Kind::small : Block::Kind::warning;
        blocks.push_back({kind, "code.trouble", view.trouble});
    } else if (shorter == 0 && view.may_try) {
        blocks.push_back({Block::Kind::small, "code.hint", words("code.hint")});
    }
    return blocks;
}

}  // namespace

void draw_code_lookup(Frame& frame,
                      const PageContext& context,
                      const CodeLookupView& view,
                      Intents& intents) {
    const Words& words = context.words;
    const ui::Bands bands =
        begin_page(frame, context, "you_said.code", words("code.title"), BarKind::full, intents);
    Rect area = ui::text_column(bands.content);
    const std::string done = words("nav.continue");
    const std::string backspace = words("keyboard.back");
    const std::string clear = words("keyboard.clear");
    ui::NumberPad pad{{}, backspace};
    pad.clear_label = clear;
    if (view.may_try) {
        constexpr double narrow = 72.0;  // large letters need the room
        ui::Size size = ui::number_pad_size(pad);
        size.w = frame.capital(ui::Scale::body) > 6 ? std::min(size.w, narrow) : size.w;
        const Rect right = area.take_right(size.w, beside_number_pad);
        if (const auto press = ui::number_pad(frame, {right.x, right.y, size.w, size.h}, pad)) {
            intents.add(Do::type, *press);
        }
    }
    std::vector<Block> blocks;
    for (int shorter = 0; shorter < 3; ++shorter) {
        blocks = words_of(words, view, shorter);
        if (blocks_height(frame, area.w, blocks) <= area.h) {
            break;
        }
    }
    draw_all(frame, area, blocks);
    const std::string back = words("nav.back");
    const FootButton next =
        view.may_try ? FootButton{"code.find", done, {}, ui::ButtonKind::primary} : FootButton{};
    const ui::FootEvent pressed = draw_foot(frame, bands.foot, {"nav.back", back}, next);
    if (pressed.next) {
        intents.add(Do::go_on);
    } else if (pressed.back) {
        intents.add(Do::go_back);
    }
}

void draw_code_result(Frame& frame,
                      const PageContext& context,
                      const CodeResultView& view,
                      Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("code.result");
    const ui::Bands bands =
        begin_page(frame, context, "you_said.result", title, BarKind::full, intents);
    std::vector<Block> blocks = {{Block::Kind::heading, "code.head", title},
                                 {Block::Kind::strong, "code.state", view.state}};
    if (!view.text.empty()) {
        blocks.push_back({Block::Kind::text, "code.text", view.text, "en"});
    }
    if (!view.reference.empty()) {
        blocks.push_back(
            {Block::Kind::small_strong, "code.reference_label", words("code.reference")});
        blocks.push_back({Block::Kind::text, "code.reference", view.reference, "en"});
    }
    if (!view.as_of.empty()) {
        blocks.push_back({Block::Kind::small, "code.as_of", view.as_of});
    }
    bool yes = false;
    bool partly = false;
    bool no = false;
    if (view.asks_if_helped) {
        blocks.push_back({Block::Kind::strong, "code.helped", words("code.helped")});
        const auto link = [&](const char* id, const char* key, bool& pressed) {
            Block block(Block::Kind::link, id, words(key));
            block.pressed = &pressed;
            blocks.push_back(block);
        };
        link("code.helped.yes", "age.yes", yes);
        link("code.helped.partly", "code.partly", partly);
        link("code.helped.no", "age.no", no);
    }
    draw_blocks(frame, context, ui::text_column(bands.content), blocks, view.page, intents);
    const std::string back = words("nav.back");
    const std::string stop = words("code.stop");
    const FootButton next =
        view.may_take_back
            ? FootButton{"code.stop", stop, {}, ui::ButtonKind::plain, ui::Icon::undo}
            : FootButton{};
    const ui::FootEvent pressed = draw_listen_foot(
        frame, context, bands.foot, {"nav.back", back}, next, {"code.listen", "code"}, intents);
    if (yes || partly || no) {
        intents.add(Do::code_helped, yes ? "yes" : partly ? "partly" : "no");
    } else if (pressed.next) {
        intents.add(Do::code_stop);
    } else if (pressed.back) {
        intents.add(Do::go_back);
    }
}

void draw_code_stop(Frame& frame, const PageContext& context, int page, Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("code.stop_title");
    const ui::Bands bands =
        begin_page(frame, context, "you_said.stop", title, BarKind::full, intents);
    draw_blocks(frame,
                context,
                ui::text_column(bands.content),
                {{Block::Kind::heading, "code.stop_head", title},
                 {Block::Kind::text, "code.stop_text", words("code.stop_text")}},
                page,
                intents);
    const std::string keep = words("code.keep");
    const std::string stop = words("code.stop");
    const ui::FootEvent pressed = draw_foot(frame,
                                            bands.foot,
                                            {"code.really", stop, {}, ui::ButtonKind::danger},
                                            {"code.keep", keep, {}, ui::ButtonKind::primary});
    if (pressed.next) {
        intents.add(Do::go_back);
    } else if (pressed.back) {
        intents.add(Do::code_really_stop);
    }
}

void draw_code_done(Frame& frame,
                    const PageContext& context,
                    const CodeDoneView& view,
                    Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("code.thanks");
    const ui::Bands bands =
        begin_page(frame, context, "you_said.done", title, BarKind::full, intents);
    draw_blocks(frame,
                context,
                ui::text_column(bands.content),
                {{Block::Kind::heading, "code.done_head", title},
                 {Block::Kind::text, "code.done_text", view.text}},
                view.page,
                intents);
    const std::string finish = words("thanks.finish");
    if (draw_foot(frame, bands.foot, {}, {"code.finish", finish, {}, ui::ButtonKind::primary})
            .next) {
        intents.add(Do::finish);
    }
}

}  // namespace harmony::kiosk
