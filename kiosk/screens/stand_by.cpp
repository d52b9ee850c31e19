#include <algorithm>
#include <array>

#include "kiosk/screens/staff_screens.h"

// What stands on the screen while nobody may use it: asleep, paused, being cleaned, starting.
namespace harmony::kiosk {
namespace {

using ui::Frame;
using ui::Rect;

constexpr std::chrono::seconds staff_hold{5};
constexpr std::chrono::seconds cleaning_hold{3};
constexpr ui::Colour black = ui::rgb(0x000000);

/// Staff hold the upper band, as on every page. Whether it was touched.
bool logo_touched(Frame& frame, const std::string& name, Intents& intents) {
    const Rect logo{0, 0, frame.page().w, ui::bands(frame).bar.bottom()};
    const ui::Touch held = ui::hot_area(frame, logo, "attract.logo", name, ui::HotFor::fingers);
    if (held.held_down && held.held_for >= staff_hold) {
        intents.add(Do::staff_door);
    } else if (held.held_down) {
        frame.wake_after(staff_hold - held.held_for);
    }
    return held.activated;
}

/// The rest of the page is one hot area.
bool rest_touched(Frame& frame, const std::string& name) {
    const Rect page = frame.page();
    const double top = ui::bands(frame).bar.bottom() + ui::sizes::gap;
    return ui::hot_area(frame, {0, top, page.w, page.h - top}, "attract.touch", name).activated;
}

}  // namespace

void draw_sleep(Frame& frame, const PageContext& context, const SleepView& view, Intents& intents) {
    const Words& words = context.words;
    PageContext dark = {words, context.look, context.organisation};
    dark.look.colours = ui::ColourMode::high_dark;
    frame.begin_screen("sleep", words("sleep.name"), dark.look);
    frame.fill(frame.page(), black);
    const std::string name = words("sleep.name");
    const bool logo = logo_touched(frame, name, intents);
    if (!view.telling) {
        if (rest_touched(frame, name) || logo) {
            intents.add(StaffDo::tell_hours);
        }
        // One tenth of white: enough to see that the machine is on.
        const ui::TextLook look{ui::Scale::small, ui::Weight::regular, ui::Align::centre};
        const ui::TextBox box = frame.lay_out(context.organisation, look, frame.page().w - 40);
        const ui::Point at{20, ui::bands(frame).bar.y + 6};
        frame.text(box, at, ui::rgb(0x1A1A1A));
        ui::sem::Node node;
        node.id = "sleep.name";
        node.role = ui::sem::Role::heading;
        node.name.assign(name);
        node.rect = {at.x, at.y, box.width, box.height};
        frame.record(std::move(node));
        return;
    }
    const Rect area = ui::text_column(ui::bands(frame).content);
    std::vector<Block> blocks = {{Block::Kind::heading, "sleep.opens", view.opens}};
    for (const char* key : {"help.danger", "help.not_urgent"}) {
        blocks.emplace_back(Block::Kind::text, std::string("sleep.") + key, words(key));
    }
    draw_blocks(frame, dark, area, blocks, view.page, intents);
}

void draw_paused(Frame& frame, const PageContext& context, Intents& intents) {
    const std::string text = context.words("paused.text");
    const ui::Bands bands = begin_page(frame, context, "paused", text, BarKind::none, intents);
    Rect area = ui::text_column(bands.content);
    frame.icon(ui::Icon::clock,
               {area.centre().x - 12, area.y + 6, 24, 24},
               frame.theme()[ui::Role::primary]);
    area.take_top(36);
    ui::TextLook look;
    look.scale = ui::Scale::large;
    look.weight = ui::Weight::bold;
    look.align = ui::Align::centre;
    ui::paragraph(frame, area, {"paused.text", text, look, ui::sem::Role::heading});
}

void draw_cleaning(Frame& frame, const PageContext& context, Intents& intents) {
    const std::string text = context.words("cleaning.text");
    const ui::Bands bands = begin_page(frame, context, "cleaning", text, BarKind::staff, intents);
    Rect area = ui::text_column(bands.content);
    ui::TextLook look;
    look.scale = ui::Scale::large;
    look.weight = ui::Weight::bold;
    look.align = ui::Align::centre;
    area.take_top(area.h * 0.1);
    area.take_top(ui::paragraph(frame, area, {"cleaning.text", text, look, ui::sem::Role::heading}),
                  8);
    const std::string label = context.words("cleaning.end");
    const ui::Button button{"cleaning.end", label, ui::ButtonKind::primary};
    const ui::Size size = ui::button_size(frame, button, area.w);
    const Rect where{area.centre().x - std::max(size.w, 60.0) / 2,
                     area.y,
                     std::max(size.w, 60.0),
                     std::max(size.h, 18.0)};
    if (ui::hold_button(frame, where, button, cleaning_hold)) {
        intents.add(StaffDo::end_cleaning);
    }
}

void draw_starting(Frame& frame, const PageContext& context) {
    const std::string text = context.words("starting.text");
    frame.begin_screen("starting", text, context.look);
    Rect area = ui::text_column(ui::bands(frame).content);
    area.take_top(area.h * 0.3);
    ui::TextLook look;
    look.scale = ui::Scale::title;
    look.weight = ui::Weight::bold;
    look.align = ui::Align::centre;
    look.colour = ui::Role::primary;
    ui::paragraph(frame, area, {"starting.text", text, look, ui::sem::Role::heading});
}

}  // namespace harmony::kiosk
