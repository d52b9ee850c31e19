#include "kiosk/screens/screens.h"

namespace harmony::kiosk {

void draw_equality_intro(ui::Frame& frame,
                         const PageContext& context,
                         const EqualityIntroView& view,
                         Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("equality_intro.title");
    const ui::Bands bands =
        begin_page(frame, context, "equality_intro", title, BarKind::full, intents);
    const std::vector<Block> blocks = {
        {Block::Kind::heading, "equality_intro.head", title},
        {Block::Kind::text, "equality_intro.why", words("equality_intro.why")},
        {Block::Kind::text, "equality_intro.who", words("equality_intro.who")},
        {Block::Kind::text, "equality_intro.law", words("equality_intro.law")},
        {Block::Kind::strong, "equality_intro.choice", words("equality_intro.choice")}};
    draw_blocks(frame, context, ui::text_column(bands.content), blocks, view.page, intents);
    const std::string skip = words("equality.no");
    const std::string yes = words("equality.yes");
    const std::string shorter = words("equality.yes_short");
    const ui::FootEvent pressed =
        draw_foot(frame,
                  bands.foot,
                  {"equality.no", skip},
                  {"equality.yes", yes, shorter, ui::ButtonKind::primary});
    if (pressed.next) {
        intents.add(Do::equality_yes);
    } else if (pressed.back) {
        intents.add(Do::equality_no);
    }
}

}  // namespace harmony::kiosk
