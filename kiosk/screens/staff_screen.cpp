#include <algorithm>
#include <array>
#include <cstdlib>

#include "kiosk/screens/staff_screens.h"
#include "kiosk/staff/measure.h"

// Measuring the screen: a bank card, nine crosses, the height, the sound (kiosk.md 7.7).
namespace harmony::kiosk {
namespace {

using ui::Frame;
using ui::Rect;
namespace sizes = ui::sizes;

struct Step {
    std::string_view label;
    int pixels;
};
constexpr std::array steps = {Step{"−10", -10}, Step{"−1", -1}, Step{"+1", 1}, Step{"+10", 10}};

/// "Wider" and "taller" in pixels: what moves one edge of the frame.
void draw_steps(Frame& frame,
                Rect row,
                std::string_view name,
                const std::string& id,
                StaffDo what,
                Intents& intents) {
    const double width = (row.w - 3 * sizes::gap) / 4;
    for (const Step& step : steps) {
        const std::string speak = std::string(name) + " " + std::string(step.label);
        const std::string its_id =
            id + (step.pixels < 0 ? ".less_" : ".more_") + std::to_string(std::abs(step.pixels));
        ui::Button button{its_id, step.label};
        button.speak = speak;
        if (ui::button(frame, row.take_left(width, sizes::gap), button)) {
            intents.add(what, {}, step.pixels);
        }
    }
}

/// Edge buttons below their names. Returns what is left below.
Rect draw_edges(Frame& frame, Rect side, const Words& words, Intents& intents) {
    const std::string width = words("staff.card.width");
    side.take_top(ui::paragraph(frame, side, {"staff.card.width", width}), 1);
    draw_steps(frame,
               side.take_top(sizes::control, 3),
               width,
               "staff.card.width",
               StaffDo::card_width,
               intents);
    const std::string height = words("staff.card.height");
    side.take_top(ui::paragraph(frame, side, {"staff.card.height", height}), 1);
    draw_steps(frame,
               side.take_top(sizes::control, 3),
               height,
               "staff.card.height",
               StaffDo::card_height,
               intents);
    return side;
}

/// A number pad with a heading, a text and what was typed.
struct PadPage {
    std::string id;
    std::string title;
    std::string text;
    std::string typed;
    std::string trouble;     ///< empty: none
    FootButton other;        ///< beside Back
    ui::Button action = {};  ///< below the text; without an id: none
};
struct PadEvent {
    std::optional<ui::KeyPress> press;
    bool back = false;
    bool other = false;
    bool action = false;
};
PadEvent draw_pad(Frame& frame, const PageContext& context, const PadPage& page, Intents& intents) {
    const Words& words = context.words;
    const ui::Bands bands =
        begin_page(frame, context, page.id, page.title, BarKind::staff, intents);
    const std::string enter = words("staff.pin.enter");
    const std::string erase = words("keyboard.back");
    const ui::NumberPad pad{enter, erase};
    const ui::Size pad_size = ui::number_pad_size(pad);
    Rect area = ui::text_column(bands.content);
    Rect right = area.take_right(pad_size.w, 6);
    area.take_top(ui::heading(frame, area, page.id + ".head", page.title), 3);
    ui::TextLook small;
    small.scale = ui::Scale::small;
    area.take_top(ui::paragraph(frame, area, {page.id + ".text", page.text, small}), 4);
    ui::TextLook large;
    large.scale = ui::Scale::large;
    large.weight = ui::Weight::bold;
    area.take_top(ui::paragraph(frame, area, {page.id + ".typed", page.typed, large}), 3);
    PadEvent event;
    if (!page.action.id.empty()) {
        const ui::Size size = ui::button_size(frame, page.action, area.w);
        event.action = ui::button(frame, area.take_top(std::max(15.0, size.h), 3), page.action);
    }
    if (!page.trouble.empty()) {
        ui::notice(frame, area, page.id + ".trouble", page.trouble);
    }
    event.press = ui::number_pad(frame, right.take_top(pad_size.h), pad);
    const std::string back = words("nav.back");
    const ui::FootEvent foot = draw_foot(frame, bands.foot, {"nav.back", back}, page.other);
    event.back = foot.back;
    event.other = foot.next;
    return event;
}

void draw_cross(Frame& frame, const ui::Point& at) {
    const ui::Colour colour = frame.theme()[ui::Role::danger];
    constexpr double arm = 8;
    frame.line({at.x - arm, at.y}, {at.x + arm, at.y}, colour, 0.6);
    frame.line({at.x, at.y - arm}, {at.x, at.y + arm}, colour, 0.6);
    frame.ring(at, 4, colour, 0.6);
}

void draw_verdict(Frame& frame,
                  const PageContext& context,
                  const StaffMeasureView& view,
                  Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("staff.cross.title");
    const ui::Bands bands =
        begin_page(frame, context, "staff.screen.touched", title, BarKind::staff, intents);
    const auto kind = view.touch_good ? Block::Kind::strong : Block::Kind::warning;
    const std::string text = view.touch_good ? words("staff.cross.good", {{"mm", view.worst}})
                                             : words("staff.cross.bad", {{"mm", view.worst}});
    draw_blocks(
        frame,
        context,
        ui::text_column(bands.content),
        {{Block::Kind::heading, "staff.cross.head", title}, {kind, "staff.cross.verdict", text}},
        0,
        intents);
    const std::string again = words("staff.cross.again");
    const std::string go_on = words("nav.continue");
    const ui::FootEvent foot = draw_foot(frame,
                                         bands.foot,
                                         {"staff.cross.again", again},
                                         {"nav.continue", go_on, {}, ui::ButtonKind::primary});
    if (foot.back) {
        intents.add(StaffDo::crosses_again);
    } else if (foot.next) {
        intents.add(StaffDo::crosses_done);
    }
}

}  // namespace

void draw_staff_card(Frame& frame,
                     const PageContext& context,
                     const StaffMeasureView& view,
                     Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("staff.card.title");
    const ui::Bands bands =
        begin_page(frame, context, "staff.screen", title, BarKind::staff, intents);
    Rect area = bands.content;
    constexpr double side_width = 96;
    ui::TextLook bold;
    bold.weight = ui::Weight::bold;
    Rect side = area.take_right(side_width, 4);
    const Rect card{area.x, area.y + 2, view.card_width_mm, view.card_height_mm};
    frame.framed(card,
                 frame.theme()[ui::Role::surface],
                 frame.theme()[ui::Role::primary],
                 0.8,
                 3.2);  // a card's corners
    const Rect below{area.x, card.bottom() + 3, area.w, area.bottom() - card.bottom() - 3};
    ui::TextLook small;
    small.scale = ui::Scale::small;
    ui::paragraph(frame, below, {"staff.card.text", words("staff.card.text"), small});
    side.take_top(
        ui::paragraph(frame, side, {"staff.card.head", title, bold, ui::sem::Role::heading}), 3);
    const Rect rest = draw_edges(frame, side, words, intents);
    if (view.wrong || !view.sides_agree) {
        ui::paragraph(
            frame,
            rest,
            {"staff.card.trouble", words("staff.card.sides"), small, ui::sem::Role::alert, true});
    }
    const std::string back = words("nav.back");
    const std::string next = words("staff.card.fits");
    const ui::FootEvent foot = draw_foot(frame,
                                         bands.foot,
                                         {"nav.back", back},
                                         {"staff.card.fits", next, {}, ui::ButtonKind::primary});
    if (foot.back) {
        intents.add(StaffDo::to_menu);
    } else if (foot.next) {
        intents.add(StaffDo::card_done);
    }
}

void draw_staff_crosses(Frame& frame,
                        const PageContext& context,
                        const StaffMeasureView& view,
                        Intents& intents) {
    if (view.cross >= measure::cross_count) {
        draw_verdict(frame, context, view, intents);
        return;
    }
    const Words& words = context.words;
    const std::string name = words.count("staff.cross.touch",
                                         static_cast<int>(view.cross) + 1,
                                         static_cast<int>(measure::cross_count));
    // One screen a cross, so that a shaking hand does not touch two with one press.
    frame.begin_screen("staff.screen.cross." + std::to_string(view.cross + 1), name, context.look);
    const Rect page = frame.page();
    // The words stand in the third that the cross is not in.
    const bool low = view.aim.y > page.h / 2 + 1;
    const double words_height = page.h / 3 - sizes::gap;
    const double words_y = low ? 0 : page.h - words_height;
    const double touch_y = low ? words_height + sizes::gap : 0;
    const ui::Touch touch = ui::hot_area(
        frame, {0, touch_y, page.w, page.h - words_height - sizes::gap}, "staff.cross", name);
    ui::TextLook look;
    look.align = ui::Align::centre;
    ui::paragraph(frame,
                  {20, words_y + words_height / 3, page.w - 40, words_height / 2},
                  {"staff.cross.text", name, look, ui::sem::Role::heading});
    draw_cross(frame, view.aim);
    if (touch.activated) {
        intents.add(StaffDo::cross, touch.at);
    }
}

void draw_staff_edge(Frame& frame,
                     const PageContext& context,
                     const StaffMeasureView& view,
                     Intents& intents) {
    const Words& words = context.words;
    PadPage page{"staff.screen.edge",
                 words("staff.edge.title"),
                 words("staff.edge.text"),
                 words("staff.edge.typed", {{"n", view.digits.empty() ? "0" : view.digits}}),
                 view.wrong ? words("staff.edge.wrong") : "",
                 {}};
    const PadEvent event = draw_pad(frame, context, page, intents);
    if (event.back) {
        intents.add(StaffDo::to_menu);
    } else if (event.press && event.press->kind == ui::KeyPress::Kind::done) {
        intents.add(StaffDo::edge_done);
    } else if (event.press) {
        intents.add(StaffDo::edge_key, *event.press);
    }
}

void draw_staff_volume(Frame& frame,
                       const PageContext& context,
                       const StaffMeasureView& view,
                       Intents& intents) {
    const Words& words = context.words;
    const std::string none = words("staff.volume.none");
    const std::string tone = words("staff.volume.tone");
    PadPage page{"staff.screen.volume",
                 words("staff.volume.title"),
                 words("staff.volume.text"),
                 words("staff.volume.typed", {{"n", view.digits.empty() ? "0" : view.digits}}),
                 view.wrong ? words("staff.volume.wrong") : "",
                 {"staff.volume.none", none}};
    page.action = {"staff.volume.tone", tone};
    page.action.icon = ui::Icon::speaker;
    const PadEvent event = draw_pad(frame, context, page, intents);
    if (event.back) {
        intents.add(StaffDo::to_menu);
    } else if (event.action) {
        intents.add(StaffDo::tone);
    } else if (event.other) {
        intents.add(StaffDo::no_meter);
    } else if (event.press && event.press->kind == ui::KeyPress::Kind::done) {
        intents.add(StaffDo::sound_done);
    } else if (event.press) {
        intents.add(StaffDo::sound_key, *event.press);
    }
}

void draw_staff_measured(Frame& frame,
                         const PageContext& context,
                         const StaffMeasureView& view,
                         Intents& intents) {
    const Words& words = context.words;
    const std::string title =
        words(view.trouble.empty() ? "staff.measured.title" : "staff.measured.failed");
    const ui::Bands bands =
        begin_page(frame, context, "staff.screen.measured", title, BarKind::staff, intents);
    std::vector<Block> blocks = {{Block::Kind::heading, "staff.measured.head", title}};
    for (std::size_t i = 0; i < view.summary.size(); ++i) {
        blocks.emplace_back(
            Block::Kind::text, "staff.measured.line." + std::to_string(i + 1), view.summary[i]);
    }
    if (view.trouble.empty()) {
        blocks.emplace_back(
            Block::Kind::small, "staff.measured.restart", words("staff.measured.restart"));
    } else {
        blocks.emplace_back(Block::Kind::warning, "staff.measured.trouble", view.trouble);
    }
    draw_blocks(frame, context, ui::text_column(bands.content), blocks, view.page, intents);
    const std::string back = words("nav.back");
    if (draw_foot(frame, bands.foot, {"nav.back", back}, {}).back) {
        intents.add(StaffDo::to_menu);
    }
}

}  // namespace harmony::kiosk
