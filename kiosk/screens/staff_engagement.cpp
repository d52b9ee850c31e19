#include <fmt/format.h>

#include "kiosk/screens/screens.h"

namespace harmony::kiosk {

void draw_staff_engagement(ui::Frame& frame,
                           const PageContext& context,
                           const StaffEngagementView& view,
                           Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("staff.engagement.title");
    const ui::Bands bands =
        begin_page(frame, context, "staff.engagement", title, BarKind::staff, intents);
    ui::Rect area = ui::text_column(bands.content);
    draw_tiles_heading(frame, area, "staff.engagement.head", title);
    std::vector<std::string> ids;
    for (const EngagementOffer& offer : view.engagements) {
        ids.push_back(fmt::format("staff.engagement.{}", offer.id.empty() ? "none" : offer.id));
    }
    std::vector<ui::Tile> tiles;
    for (std::size_t i = 0; i < view.engagements.size(); ++i) {
        ui::Tile tile{ids[i], view.engagements[i].title};
        tile.second = view.engagements[i].day;
        tile.kind = ui::TileKind::radio;
        tile.chosen = view.engagements[i].chosen;
        tiles.push_back(tile);
    }
    const auto pressed = draw_tiles(frame, context, area, tiles, view.page, intents);
    if (pressed) {
        intents.add(Do::staff_engagement, view.engagements[*pressed].id);
    }
    const std::string back = words("nav.back");
    if (draw_foot(frame, bands.foot, {"nav.back", back}, {}).back) {
        intents.add(Do::go_back);
    }
}

}  // namespace harmony::kiosk
