#include "kiosk/screens/screens.h"

namespace harmony::kiosk {

void draw_leave_task(ui::Frame& frame, const PageContext& context, int page, Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("leave_task.title");
    const ui::Bands bands = begin_page(frame, context, "leave_task", title, BarKind::full, intents);
    draw_blocks(frame,
                context,
                ui::text_column(bands.content),
                {{Block::Kind::heading, "leave_task.head", title},
                 {Block::Kind::text, "leave_task.text", words("leave_task.text")}},
                page,
                intents);
    const std::string stay = words("leave_task.no");
    const std::string stay_short = words("nav.continue");
    const std::string leave = words("leave_task.yes");
    const std::string leave_short = words("bar.leave_short");
    const ui::FootEvent pressed =
        draw_foot(frame,
                  bands.foot,
                  {"leave_task.yes", leave, leave_short, ui::ButtonKind::danger},
                  {"leave_task.no", stay, stay_short, ui::ButtonKind::primary});
    if (pressed.next) {
        intents.add(Do::stay);
    } else if (pressed.back) {
        intents.add(Do::leave_task);
    }
}

}  // namespace harmony::kiosk
