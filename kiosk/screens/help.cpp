#include "kiosk/screens/screens.h"

namespace harmony::kiosk {

void draw_help(ui::Frame& frame,
               const PageContext& context,
               const HelpView& view,
               Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("help.title");
    const ui::Bands bands = begin_page(frame, context, "help", title, BarKind::full, intents);
    std::vector<Block> blocks = {{Block::Kind::heading, "help.head", title},
                                 {Block::Kind::warning, "help.danger", words("help.danger")}};
    for (const std::string key :
         {"help.silent", "help.deaf", "help.not_urgent", "help.no_name", "help.here"}) {
        blocks.push_back({Block::Kind::small, key, words(key)});
    }
    draw_blocks(frame, context, ui::text_column(bands.content), blocks, view.page, intents);
    const std::string close = words("help.close");
    const FootButton next{"help.close", close, {}, ui::ButtonKind::primary};
    if (draw_foot(frame, bands.foot, {}, next).next) {
        intents.add(Do::close_help);
    }
}

}  // namespace harmony::kiosk
