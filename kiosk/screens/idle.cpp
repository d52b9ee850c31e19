#include "kiosk/screens/screens.h"

namespace harmony::kiosk {

// A plain page of its own, not a card over the old one: nothing of what was answered shows through.
void draw_idle(ui::Frame& frame,
               const PageContext& context,
               const IdleView& view,
               Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("idle.title");
    const ui::Bands bands = begin_page(frame, context, "idle", title, BarKind::typing, intents);
    const std::string left = std::to_string(view.seconds_left);
    draw_blocks(frame,
                context,
                ui::text_column(bands.content),
                {{Block::Kind::heading, "idle.head", title},
                 {Block::Kind::text, "idle.text", words("idle.text")},
                 {Block::Kind::number, "idle.seconds", left}},
                view.page,
                intents);
    const std::string stay = words("idle.stay");
    const FootButton next{"idle.stay", stay, {}, ui::ButtonKind::primary};
    if (draw_foot(frame, bands.foot, {}, next).next) {
        intents.add(Do::stay);
    }
}

void draw_curtain(ui::Frame& frame, const PageContext& context, Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("curtain.title");
    const ui::Bands bands = begin_page(frame, context, "curtain", title, BarKind::typing, intents);
    const double top = bands.bar.bottom() + ui::sizes::gap;
    const double bottom = bands.foot.bottom() - ui::sizes::margin;
    const ui::Rect everywhere{bands.content.x, top, bands.content.w, bottom - top};
    if (ui::hot_area(frame, everywhere, "curtain.go_on", title).activated) {
        intents.add(Do::stay);
    }
    // The whole page is the button, so there is no room for a pager: the second text may go.
    std::vector<Block> blocks = {{Block::Kind::heading, "curtain.head", title},
                                 {Block::Kind::text, "curtain.text", words("curtain.text")}};
    ui::Rect area = ui::text_column(bands.content);
    if (blocks_height(frame, area.w, blocks) > area.h) {
        blocks.pop_back();
    }
    draw_all(frame, area, blocks);
}

}  // namespace harmony::kiosk
