#include "kiosk/screens/screens.h"

namespace harmony::kiosk {

void draw_age_gate(ui::Frame& frame,
                   const PageContext& context,
                   const AgeView& view,
                   Intents& intents) {
    const std::string age = std::to_string(view.age);
    const std::string title = context.words("age_gate.title", {{"age", age}});
    const ui::Bands bands = begin_page(frame, context, "age_gate", title, BarKind::full, intents);
    ui::Rect area = ui::text_column(bands.content);
    draw_tiles_heading(frame, area, "age_gate.head", title, 2 * ui::sizes::tile_h);
    ui::TextLook quiet;
    quiet.scale = ui::Scale::small;
    quiet.colour = ui::Role::second_text;
    const std::string note = context.words("age_gate.note");
    const ui::Paragraph line{"age_gate.note", note, quiet};
    const double height = ui::paragraph_height(frame, area.w, line);
    if (area.h - height >= 2 * ui::sizes::tile_h + 10) {  // the answers come first
        area.take_top(ui::paragraph(frame, area, line), 5);
    }
    const std::string yes = context.words("age.yes");
    const std::string no = context.words("age.no");
    const std::vector<ui::Tile> tiles = {{"age.yes", yes}, {"age.no", no}};
    const auto pressed = draw_tiles(frame, context, area, tiles, view.page, intents);
    if (pressed) {
        intents.add(*pressed == 0 ? Do::age_yes : Do::age_no);
    }
    const std::string back = context.words("nav.back");
    if (draw_foot(frame, bands.foot, {"nav.back", back}, {}).back) {
        intents.add(Do::go_home);
    }
}

void draw_age_sorry(ui::Frame& frame,
                    const PageContext& context,
                    const AgeView& view,
                    Intents& intents) {
    const std::string title = context.words("age_sorry.title");
    const ui::Bands bands = begin_page(frame, context, "age_sorry", title, BarKind::full, intents);
    const std::string age = std::to_string(view.age);
    draw_blocks(
        frame,
        context,
        ui::text_column(bands.content),
        {{Block::Kind::heading, "age_sorry.head", title},
         {Block::Kind::text, "age_sorry.text", context.words("age_sorry.text", {{"age", age}})}},
        view.page,
        intents);
    const std::string finish = context.words("age_sorry.finish");
    const FootButton next{"age_sorry.finish", finish, {}, ui::ButtonKind::primary};
    if (draw_foot(frame, bands.foot, {}, next).next) {
        intents.add(Do::go_home);
    }
}

}  // namespace harmony::kiosk
