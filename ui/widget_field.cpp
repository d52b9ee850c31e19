#include <algorithm>
#include <cmath>

#include "ui/widget_parts.h"
#include "ui/widgets.h"

namespace harmony::ui {
namespace {

constexpr double field_pad = 4.5;
constexpr double caret_w = 0.7;

TextLook look_of(const TextField& field) {
    return {.privacy = field.privacy, .language = field.language};
}

// Where the text's corner is: at the start, and moved up so that the caret's line is seen.
Point text_place(Frame& frame,
                 const Rect& inside,
                 const TextBox& box,
                 const TextField& field,
                 const EditBuffer& text) {
    Point at{inside.x, inside.y};
    if (box.height <= inside.h) {
        at.y += field.lines == 1 ? (inside.h - box.height) / 2 : 0;
        return at;
    }
    const auto caret = frame.text_engine().caret(box.id, text.caret());
    const double bottom = (caret.y_px + caret.height_px) / frame.px_per_mm();
    at.y -= std::clamp(bottom - inside.h, 0.0, box.height - inside.h);
    return at;
}

struct Placed {
    TextBox box;
    Point at;
    Rect inside;
    bool empty = false;
};

// The caret comes in the text's own pixels, which run from the left in every language.
void draw_caret(Frame& frame, const Placed& placed, const EditBuffer& text) {
    double x = placed.at.x;
    double y = placed.at.y;
    double height = placed.box.height;
    if (!placed.empty) {
        const auto caret = frame.text_engine().caret(placed.box.id, text.caret());
        const double from_left = caret.x_px / frame.px_per_mm();
        x += frame.right_to_left() ? placed.box.width - from_left : from_left;
        y += caret.y_px / frame.px_per_mm();
        height = caret.height_px / frame.px_per_mm();
    }
    const double slim = height * 0.14;
    frame.fill({x + 0.2, y + slim, caret_w, height - 2 * slim}, frame.theme()[Role::primary]);
}

std::optional<KeyPress> placed_caret(Frame& frame, const Placed& placed, const Touch& touch) {
    if (!touch.activated) {
        return std::nullopt;
    }
    if (placed.empty) {
        return KeyPress{KeyPress::Kind::place};  // the screen may open its keyboard
    }
    const double left =
        frame.right_to_left() ? frame.page().w - placed.at.x - placed.box.width : placed.at.x;
    const double scale = frame.px_per_mm();
    KeyPress press{KeyPress::Kind::place};
    press.at = frame.text_engine().byte_at(placed.box.id,
                                           static_cast<int>((touch.at.x - left) * scale),
                                           static_cast<int>((touch.at.y - placed.at.y) * scale));
    return press;
}

std::optional<KeyPress> typed_on_keys(Frame& frame, const TextField& field) {
    if (!field.active) {
        return std::nullopt;
    }
    const std::optional<KeyEvent> typed = frame.take_typed();
    if (!typed) {
        return std::nullopt;
    }
    return typed->key == Key::rub_out ? KeyPress{KeyPress::Kind::back}
                                      : KeyPress::typed(typed->letters());
}

void draw_frame(Frame& frame, const Rect& where, const TextField& field, const Touch& touch) {
    const Theme theme = frame.theme();
    const Role edge = field.invalid ? Role::danger : field.active ? Role::primary : Role::border;
    parts::draw_body(frame,
                     {.rect = where,
                      .fill = theme[Role::surface],
                      .border = theme[edge],
                      .border_mm = field.active || field.invalid ? 0.9 : 0.5,
                      .raised = false,
                      .focused = touch.focused});
}

}  // namespace

double text_field_height(Frame& frame, const TextField& field) {
    const double line = frame.lay_out("A", {.language = field.language}).height;
    return std::max(sizes::control + 1, field.lines * line + 2 * 2.5);
}

std::optional<KeyPress> text_field(Frame& frame,
                                   const Rect& where,
                                   const TextField& field,
                                   const EditBuffer& text) {
    const Touch touch = frame.touch({field.id, where});
    draw_frame(frame, where, field, touch);
    Placed placed;
    placed.inside = {where.x + field_pad, where.y + 2.5, where.w - 2 * field_pad, where.h - 5};
    placed.empty = text.empty();
    const TextLook look = placed.empty ? TextLook{.colour = Role::second_text} : look_of(field);
    const std::string_view words = placed.empty ? field.placeholder : text.text();
    placed.box =
        frame.lay_out(words.empty() ? std::string_view{" "} : words, look, placed.inside.w);
    placed.at = text_place(frame, placed.inside, placed.box, field, text);
    frame.clip(where.grown(-1));
    frame.text(placed.box, placed.at, frame.theme()[look.colour]);
    if (field.active) {
        draw_caret(frame, placed, text);
    }
    frame.unclip();
    sem::Node node = parts::control(sem::Role::text_field, field.id, field.label, where);
    node.action = sem::Action::type;
    node.personal = field.privacy == Privacy::personal;
    node.value.assign(text.text());
    node.language = field.language;
    node.hint.assign(field.hint);
    node.state |= field.invalid ? sem::invalid : 0U;
    node.typing = field.active;
    node.state |= field.active && !frame.keys_in_use() ? sem::focused : 0U;
    node.unknown_glyphs = placed.box.unknown_glyphs;
    frame.record(std::move(node));
    if (const std::optional<KeyPress> typed = typed_on_keys(frame, field)) {
        return typed;
    }
    return placed_caret(frame, placed, touch);
}

}  // namespace harmony::ui
