#include "ui/widget_parts.h"

#include <algorithm>

namespace harmony::ui::parts {

double icon_size(const Frame& frame) {
    return std::clamp(frame.capital(Scale::body) * 1.54, 8.0, 12.5);
}

Colour shade(const Frame& frame, Colour colour, int share) {
    return mixed(colour, frame.theme()[Role::text], share);
}

void draw_body(Frame& frame, const Body& body) {
    if (body.raised && !body.pressed) {
        frame.shadow(body.rect, body.corner, 2.2);
    }
    const Colour fill = body.pressed ? shade(frame, body.fill, 38) : body.fill;
    if (body.border_mm > 0) {
        frame.framed(body.rect, fill, body.border, body.border_mm, body.corner);
    } else {
        frame.fill(body.rect, fill, body.corner);
    }
    if (body.focused) {
        frame.focus_ring(body.rect, body.corner);
    }
}

Body choice_body(const Frame& frame, const Rect& rect, bool chosen, const Touch& touch) {
    const Theme theme = frame.theme();
    return {.rect = rect,
            .fill = theme[chosen ? Role::chosen : Role::surface],
            .border = theme[chosen ? Role::primary : Role::border],
            .border_mm = chosen ? 1.5 : 0.4,
            .pressed = touch.held_down,
            .focused = touch.focused};
}

sem::Node control(
    sem::Role role, std::string_view id, std::string_view name, const Rect& rect, bool enabled) {
    sem::Node node;
    node.id = id;
    node.role = role;
    node.action = sem::Action::press;
    node.name.assign(name);
    node.rect = rect;
    node.state = enabled ? 0U : sem::disabled;
    return node;
}

namespace {

constexpr double air = 0.6;  // between letters and the edge of their control

// Moves a span by as little as keeps its ink inside; a larger ink goes into the middle.
double kept_inside(double at, double ink, double ink_size, double low, double high) {
    if (ink_size > high - low) {
        return (low + high - ink_size) / 2 - ink;
    }
    return at + std::max(0.0, low - (at + ink)) - std::max(0.0, at + ink + ink_size - high);
}

}  // namespace

TextLook within_height(Frame& frame, TextLook look, double height) {
    const Language& language =
        look.language.empty() ? frame.language() : language_of(look.language);
    const double ink = frame.lay_out(language.tall_word, look).ink.h;
    const double room = height - 2 * air;
    look.share = ink > room ? room / ink : 1;
    return look;
}

Point placed(const TextBox& box, const Rect& area, Align align) {
    const double share = align == Align::start ? 0 : align == Align::centre ? 0.5 : 1;
    Point at{area.x + (area.w - box.width) * share, area.y + (area.h - box.height) / 2};
    at.y = kept_inside(at.y, box.ink.y, box.ink.h, area.y + air, area.bottom() - air);
    if (align == Align::centre) {
        at.x = kept_inside(at.x, box.ink.x, box.ink.w, area.x + air, area.right() - air);
    }
    return at;
}

void note_text(sem::Node& node, const TextBox& box, Point at) {
    node.ink = united(node.ink, Frame::ink_at(box, at));
    node.cut = node.cut || box.cut || box.split_word;
    node.unknown_glyphs += box.unknown_glyphs;
}

}  // namespace harmony::ui::parts
