#include "ui/widget_parts.h"

#include <algorithm>

namespace harmony::ui::parts {

Colour shade(const Frame& frame, Colour colour, int share) {
    return mixed(colour, frame.theme()[Role::text], share);
}

void draw_body(Frame& frame, const Body& body) {
    if (body.raised && !body.pressed) {
        frame.shadow(body.rect, body.corner, 2.2);
    }
    const Colour fill = body.pressed ? shade(frame, body.fill, 38) : body.fill;
    if (body.border_mm > 0) {
        frame.fill(body.rect, body.border, body.corner);
        frame.fill(
            body.rect.grown(-body.border_mm), fill, std::max(0.0, body.corner - body.border_mm));
    } else {
        frame.fill(body.rect, fill, body.corner);
    }
    if (body.focused) {
        frame.focus_ring(body.rect, body.corner);
    }
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

Point placed(const TextBox& box, const Rect& area, Align align) {
    const double y = area.y + (area.h - box.height) / 2;
    switch (align) {
        case Align::start: return {area.x, y};
        case Align::centre: return {area.x + (area.w - box.width) / 2, y};
        case Align::end: return {area.right() - box.width, y};
    }
    return {area.x, y};
}

void note_text(sem::Node& node, const TextBox& box, Point at) {
    node.ink = united(node.ink, Frame::ink_at(box, at));
    node.cut = node.cut || box.cut;
    node.unknown_glyphs += box.unknown_glyphs;
}

}  // namespace harmony::ui::parts
