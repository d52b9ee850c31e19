#include "kiosk/screens/question.h"

namespace harmony::kiosk {
namespace {

using ui::Rect;

/// "Thank you", a way to take it back, and room for the next in the queue to touch.
void draw_thanks_page(ui::Frame& frame,
                      const PageContext& context,
                      const ui::Bands& bands,
                      Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("smiley.thanks");
    const std::string undo = words("smiley.undo");
    Rect area = ui::text_column(bands.content);
    area.take_top(area.h * 0.12);
    ui::TextLook look;
    look.scale = ui::Scale::title;
    look.weight = ui::Weight::bold;
    look.align = ui::Align::centre;
    look.colour = ui::Role::primary;
    area.take_top(ui::paragraph(frame, area, {"smiley.head", title, look, ui::sem::Role::heading}),
                  8);
    const ui::Button button{.id = "smiley.undo", .label = undo, .icon = ui::Icon::undo};
    const ui::Size size = ui::button_size(frame, button, area.w);
    const Rect place = area.take_top(std::max(size.h, ui::sizes::main_button_h), ui::sizes::gap);
    const double width = std::max(size.w, 60.0);
    if (ui::button(frame, {place.centre().x - width / 2, place.y, width, place.h}, button)) {
        intents.add(Do::stand_undo);
    }
    const std::string next = words("smiley.next");
    const Rect page = frame.page();
    if (ui::hot_area(frame, {0, area.y, page.w, page.h - area.y}, "smiley.next", next).activated) {
        intents.add(Do::stand_next);
    }
}

}  // namespace

void draw_smiley(ui::Frame& frame,
                 const PageContext& context,
                 const SmileyView& view,
                 const ui::KeyboardLayouts& layouts,
                 Intents& intents) {
    const QuestionPass pass{
        frame, context, view.question, layouts, intents, "q." + view.question.name};
    const std::string title = context.words("smiley.thanks");
    const std::string_view name =
        view.thanks ? std::string_view(title) : view.question.label.view();
    const ui::Bands bands = begin_page(
        frame, context, view.thanks ? "smiley.thanks" : "smiley", name, BarKind::none, intents);
    if (view.thanks) {
        return draw_thanks_page(frame, context, bands, intents);
    }
    std::vector<Block> head{{Block::Kind::heading, pass.id + ".head", view.question.label.view()}};
    Rect area = ui::text_column(bands.content);
    area.h = bands.foot.bottom() - area.y - ui::sizes::margin;  // nothing stands in the foot
    const QuestionPart whole{head, area, view.question.page, 0};
    if (faces_fit(pass, whole)) {
        head.emplace_back(Block::Kind::small, "smiley.promise", context.words("attract.promise"));
        if (!faces_fit(pass, {head, area, 0, 0})) {
            head.pop_back();
        }
    }
    draw_faces(pass, {head, area, view.question.page, 0});
}

}  // namespace harmony::kiosk
