#include <fmt/format.h>

#include "kiosk/screens/screens.h"

namespace harmony::kiosk {

void draw_staff_status(ui::Frame& frame,
                       const PageContext& context,
                       const StaffStatusView& view,
                       Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("staff.status.title");
    const ui::Bands bands =
        begin_page(frame, context, "staff.status", title, BarKind::staff, intents);
    ui::Rect area = ui::text_column(bands.content);
    area.take_top(ui::heading(frame, area, "staff.status.head", title), 3);
    for (const StatusLine& line : view.lines) {
        const std::string id = fmt::format("staff.status.{}", line.key);
        const std::string text = fmt::format("{}: {}", words(id), line.value);
        ui::TextLook look;
        look.scale = ui::Scale::small;
        area.take_top(ui::paragraph(frame, area, {id, text, look}), 1.5);
    }
    const std::string back = words("nav.back");
    if (draw_foot(frame, bands.foot, {"nav.back", back}, {}).back) {
        intents.add(Do::go_back);
    }
}

}  // namespace harmony::kiosk
