#include "kiosk/screens/screens.h"

namespace harmony::kiosk {

void draw_saving(ui::Frame& frame, const PageContext& context, Intents& intents) {
    const std::string title = context.words("saving.title");
    const ui::Bands bands = begin_page(frame, context, "saving", title, BarKind::full, intents);
    draw_blocks(frame,
                context,
                ui::text_column(bands.content),
                {{Block::Kind::heading, "saving.head", title},
                 {Block::Kind::text, "saving.text", context.words("saving.text")}},
                0,
                intents);
}

void draw_save_failed(ui::Frame& frame, const PageContext& context, int page, Intents& intents) {
    const std::string title = context.words("save_failed.title");
    const ui::Bands bands =
        begin_page(frame, context, "save_failed", title, BarKind::full, intents);
    draw_blocks(frame,
                context,
                ui::text_column(bands.content),
                {{Block::Kind::heading, "save_failed.head", title},
                 {Block::Kind::warning, "save_failed.text", context.words("save_failed.text")}},
                page,
                intents);
    const std::string close = context.words("save_failed.finish");
    const FootButton next{"save_failed.finish", close, {}, ui::ButtonKind::primary};
    if (draw_foot(frame, bands.foot, {}, next).next) {
        intents.add(Do::finish);
    }
}

}  // namespace harmony::kiosk
