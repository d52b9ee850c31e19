#include "kiosk/screens/staff_screens.h"

namespace harmony::kiosk {
namespace {

std::string trouble_text(const Words& words, const StaffPinView& view) {
    switch (view.trouble) {
        case PinTrouble::none: return {};
        case PinTrouble::wrong: return words("staff.pin.wrong");
        case PinTrouble::wait:
            return words("staff.pin.wait", {{"n", std::to_string(view.seconds)}});
        case PinTrouble::closed: return words("staff.pin.closed");
        case PinTrouble::not_set: return words("staff.pin.none");
    }
    return {};
}

/// One dot a digit; how many digits a PIN has is not shown before it is typed.
void draw_dots(ui::Frame& frame, const ui::Rect& where, int digits) {
    const ui::Colour colour = frame.theme()[ui::Role::text];
    for (int i = 0; i < digits; ++i) {
        frame.disc({where.x + 4 + i * 9.0, where.centre().y}, 2.5, colour);
    }
}

}  // namespace

void draw_staff_pin(ui::Frame& frame,
                    const PageContext& context,
                    const StaffPinView& view,
                    Intents& intents) {
    const Words& words = context.words;
    const std::string title = words(view.setup ? "staff.pin.setup_title" : "staff.pin.title");
    const ui::Bands bands = begin_page(frame, context, "staff.pin", title, BarKind::staff, intents);
    const std::string enter = words("staff.pin.enter");
    const std::string back = words("keyboard.back");
    const ui::NumberPad pad{enter, back};
    ui::Rect area = ui::text_column(bands.content);
    const ui::Size pad_size = ui::number_pad_size(pad);
    ui::Rect right = area.take_right(pad_size.w, 6);
    area.take_top(ui::heading(frame, area, "staff.pin.head", title), 4);
    const std::string typed = words("staff.pin.dots", {{"n", std::to_string(view.digits)}});
    area.take_top(ui::paragraph(frame, area, {"staff.pin.dots", typed}), 2);
    draw_dots(frame, area.take_top(10, 4), view.digits);
    const std::string trouble = trouble_text(words, view);
    if (!trouble.empty()) {
        ui::notice(frame, area, "staff.pin.trouble", trouble);
    }
    if (view.trouble == PinTrouble::none || view.trouble == PinTrouble::wrong) {
        if (const auto press = ui::number_pad(frame, right.take_top(pad_size.h), pad)) {
            if (press->kind == ui::KeyPress::Kind::done) {
                intents.add(StaffDo::pin_try);
            } else {
                intents.add(StaffDo::pin_key, *press);
            }
        }
    }
    const std::string cancel = words("staff.pin.cancel");
    if (draw_foot(frame, bands.foot, {"staff.pin.cancel", cancel}, {}).back) {
        intents.add(StaffDo::leave);
    }
}

}  // namespace harmony::kiosk
