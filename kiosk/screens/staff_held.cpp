#include "kiosk/screens/staff_screens.h"

namespace harmony::kiosk {

void draw_staff_held(ui::Frame& frame,
                     const PageContext& context,
                     const StaffHeldView& view,
                     Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("staff.held.title");
    const ui::Bands bands =
        begin_page(frame, context, "staff.held", title, BarKind::staff, intents);
    std::vector<Block> blocks = {{Block::Kind::heading, "staff.held.head", title}};
    for (std::size_t i = 0; i < view.lines.size(); ++i) {
        blocks.emplace_back(
            Block::Kind::text, "staff.held.line." + std::to_string(i), view.lines[i]);
    }
    blocks.emplace_back(Block::Kind::text, "staff.held.why", words("staff.held.why"));
    blocks.emplace_back(Block::Kind::warning, "staff.held.ask", words("staff.held.ask"));
    blocks.back().problem = false;
    draw_blocks(frame, context, ui::text_column(bands.content), blocks, view.page, intents);
    const std::string keep = words("staff.held.keep");
    const std::string send = words("staff.held.send");
    const ui::FootEvent foot = draw_foot(frame,
                                         bands.foot,
                                         {"nav.back", keep},
                                         {"staff.held.send", send, {}, ui::ButtonKind::danger});
    if (foot.back) {
        intents.add(StaffDo::sync);
    } else if (foot.next) {
        intents.add(StaffDo::send_held);
    }
}

}  // namespace harmony::kiosk
