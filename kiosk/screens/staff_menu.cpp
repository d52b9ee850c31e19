#include "kiosk/screens/screens.h"

namespace harmony::kiosk {

void draw_staff_menu(ui::Frame& frame, const PageContext& context, Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("staff.menu.title");
    const ui::Bands bands =
        begin_page(frame, context, "staff.menu", title, BarKind::staff, intents);
    ui::Rect area = ui::text_column(bands.content);
    draw_tiles_heading(frame, area, "staff.menu.head", title);
    const std::string status = words("staff.menu.status");
    const std::string sync = words("staff.menu.sync");
    const std::string engagement = words("staff.menu.engagement");
    const std::string exit = words("staff.menu.exit");
    const std::vector<ui::Tile> tiles = {{"staff.status", status},
                                         {"staff.sync", sync},
                                         {"staff.engagement", engagement},
                                         {"staff.exit", exit}};
    constexpr Do actions[] = {
        Do::staff_status, Do::staff_sync, Do::staff_engagements, Do::staff_exit};
    const auto pressed = draw_tiles(frame, context, area, tiles, 0, intents);
    if (pressed) {
        intents.add(actions[*pressed]);
    }
    const std::string leave = words("staff.menu.leave");
    if (draw_foot(frame, bands.foot, {"staff.menu.leave", leave}, {}).back) {
        intents.add(Do::staff_leave);
    }
}

}  // namespace harmony::kiosk
