#include <fmt/format.h>

#include "kiosk/key_names.h"
#include "kiosk/screens/staff_screens.h"

namespace harmony::kiosk {
namespace {

/// Heading and tiles of one page of the choice; the tile that was touched.
std::optional<std::size_t> draw_choice(ui::Frame& frame,
                                       const PageContext& context,
                                       const ui::Bands& bands,
                                       std::string_view title,
                                       std::vector<ui::Tile> tiles,
                                       int page,
                                       Intents& intents) {
    ui::Rect area = ui::text_column(bands.content);
    draw_tiles_heading(frame, area, "staff.engagement.head", title);
    return draw_tiles(frame, context, area, std::move(tiles), page, intents);
}

}  // namespace

void draw_staff_engagement(ui::Frame& frame,
                           const PageContext& context,
                           const StaffEngagementView& view,
                           Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("staff.engagement.title");
    const ui::Bands bands =
        begin_page(frame, context, "staff.engagement", title, BarKind::staff, intents);
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
    const auto pressed =
        draw_choice(frame, context, bands, title, std::move(tiles), view.page, intents);
    if (pressed) {
        intents.add(StaffDo::choose_engagement, view.engagements[*pressed].id);
    }
    const std::string back = words("nav.back");
    const std::string add = words("staff.engagement.add");
    const ui::FootEvent foot =
        draw_foot(frame, bands.foot, {"nav.back", back}, {"staff.engagement.add", add});
    if (foot.back) {
        intents.add(StaffDo::to_menu);
    } else if (foot.next) {
        intents.add(StaffDo::add_stall);
    }
}

void draw_staff_stall_kind(ui::Frame& frame,
                           const PageContext& context,
                           const StaffPlaceView& view,
                           Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("staff.stall.kind");
    const ui::Bands bands =
        begin_page(frame, context, "staff.stall.kind", title, BarKind::staff, intents);
    std::vector<std::string> ids;
    std::vector<std::string> labels;
    for (const std::string& kind : view.kinds) {
        ids.push_back("staff.stall." + kind);
        labels.push_back(words("staff.stall.kind." + kind));
    }
    std::vector<ui::Tile> tiles;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        tiles.push_back({ids[i], labels[i]});
    }
    const auto pressed =
        draw_choice(frame, context, bands, title, std::move(tiles), view.page, intents);
    if (pressed) {
        intents.add(StaffDo::stall_kind, view.kinds[*pressed]);
    }
    const std::string back = words("nav.back");
    if (draw_foot(frame, bands.foot, {"nav.back", back}, {}).back) {
        intents.add(StaffDo::back);
    }
}

void draw_staff_stall_place(ui::Frame& frame,
                            const PageContext& context,
                            const StaffPlaceView& view,
                            Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("staff.stall.place");
    const ui::Bands bands =
        begin_page(frame, context, "staff.stall.place", title, BarKind::staff, intents);
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < view.places.size(); ++i) {
        ids.push_back(fmt::format("staff.stall.place.{}", i + 1));
    }
    const std::string none = words("staff.stall.no_place");
    std::vector<ui::Tile> tiles;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        tiles.push_back({ids[i], view.places[i]});
    }
    tiles.push_back({"staff.stall.place.none", none});
    const auto pressed =
        draw_choice(frame, context, bands, title, std::move(tiles), view.page, intents);
    if (pressed) {
        intents.add(StaffDo::stall_place,
                    *pressed < view.places.size() ? view.places[*pressed] : std::string());
    }
    const std::string back = words("nav.back");
    if (draw_foot(frame, bands.foot, {"nav.back", back}, {}).back) {
        intents.add(StaffDo::back);
    }
}

void draw_typed_line(ui::Frame& frame,
                     const PageContext& context,
                     const TypedLine& line,
                     const ui::KeyboardLayouts& keyboards,
                     Intents& intents) {
    const Words& words = context.words;
    const ui::Bands bands =
        begin_page(frame, context, line.id, line.title, BarKind::staff, intents);
    ui::Rect area{bands.content.x,
                  bands.content.y,
                  bands.content.w,
                  bands.foot.bottom() - bands.content.y - 3};
    const KeyWords key_words(words);
    const ui::Rect keys = area.take_bottom(ui::keyboard_height(keyboards, line.keys), 3);
    ui::Rect column = ui::text_column(area);
    ui::TextField field{line.field, line.title};
    field.privacy = ui::Privacy::open;
    const double field_height = ui::text_field_height(frame, field);
    const double rest = column.h - field_height - 2;
    const std::string head = line.id + ".head";
    if (ui::heading_height(frame, column.w, line.title) <= rest) {
        column.take_top(ui::heading(frame, column, head, line.title), 2);
    } else {
        column.take_top(ui::paragraph(frame, column, {head, line.title}), 2);
    }
    if (const auto press =
            ui::text_field(frame, column.take_top(field_height), field, *line.text)) {
        intents.add(line.type, *press);
    }
    const ui::KeyboardEvent event =
        ui::keyboard(frame, keys, keyboards, line.keys, key_words.table());
    if (event.press && event.press->kind == ui::KeyPress::Kind::done) {
        intents.add(line.done);
    } else if (event.press) {
        intents.add(line.type, *event.press);
    }
    if (event.next != line.keys) {
        intents.add(line.show_keys, event.next);
    }
}

void draw_staff_stall_note(ui::Frame& frame,
                           const PageContext& context,
                           const StaffPlaceView& view,
                           const ui::KeyboardLayouts& keyboards,
                           Intents& intents) {
    TypedLine line;
    line.id = "staff.stall.note";
    line.title = context.words("staff.stall.note");
    line.field = "staff.stall.field";
    line.text = view.note;
    line.keys = view.keys;
    line.type = StaffDo::stall_type;
    line.show_keys = StaffDo::stall_keys;
    line.done = StaffDo::stall_done;
    draw_typed_line(frame, context, line, keyboards, intents);
}

}  // namespace harmony::kiosk
