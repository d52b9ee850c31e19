#include <algorithm>

#include "ui/widget_parts.h"
#include "ui/widgets.h"

namespace harmony::ui {
namespace {

using parts::pad;

struct Colours {
    Colour fill;
    Colour border;
    Colour text;
    double border_mm;
    bool raised;
};

Colours colours_of(const Frame& frame, ButtonKind kind, bool enabled) {
    const Theme theme = frame.theme();
    if (!enabled) {
        const Colour ground = theme[Role::background];
        return {ground, theme[Role::border], theme[Role::second_text], 0.5, false};
    }
    switch (kind) {
        case ButtonKind::primary:
            return {theme[Role::primary], theme[Role::primary], theme[Role::on_primary], 0, true};
        case ButtonKind::danger:
            return {theme[Role::danger], theme[Role::danger], theme[Role::on_danger], 0, true};
        case ButtonKind::done:
            return {theme[Role::done], theme[Role::done], theme[Role::on_done], 0, true};
        case ButtonKind::quiet:
            return {theme[Role::background], {}, theme[Role::primary], 0, false};
        case ButtonKind::plain: break;
    }
    return {theme[Role::surface], theme[Role::border], theme[Role::primary], 0.5, true};
}

TextLook label_look(const Button& button) {
    return {.scale = Scale::body,
            .weight = Weight::bold,
            .align = Align::centre,
            .language = button.language};
}

bool has_icon(const Button& button) {
    return button.icon != Icon::none;
}

double extra_width(const Frame& frame, const Button& button) {
    return 2 * pad + 2 + (has_icon(button) ? parts::icon_size(frame) + 3 : 0);
}

// Icon and label stand together in the middle.
void draw_label(
    Frame& frame, const Rect& rect, const Button& button, Colour colour, sem::Node& node) {
    const double icon_size = parts::icon_size(frame);
    if (button.icon_only) {
        const double side = std::min(icon_size + 1, std::min(rect.w, rect.h) - 4);
        frame.icon(button.icon,
                   {rect.centre().x - side / 2, rect.centre().y - side / 2, side, side},
                   colour);
        return;
    }
    const TextLook look = parts::within_height(frame, label_look(button), rect.h);
    const TextBox box = frame.lay_out(button.label, look, rect.w - extra_width(frame, button));
    const double icon_part = has_icon(button) ? icon_size + 3 : 0;
    const double whole = box.width + icon_part;
    double x = rect.x + (rect.w - whole) / 2;
    const double icon_y = rect.centre().y - icon_size / 2;
    if (has_icon(button) && !button.icon_at_end) {
        frame.icon(button.icon, {x, icon_y, icon_size, icon_size}, colour);
        x += icon_part;
    }
    const Point at{x, parts::placed(box, rect, Align::start).y};
    frame.text(box, at, colour);
    parts::note_text(node, box, at);
    if (has_icon(button) && button.icon_at_end) {
        frame.icon(button.icon, {x + box.width + 3, icon_y, icon_size, icon_size}, colour);
    }
    if (button.kind == ButtonKind::quiet) {
        const double low = at.y + box.height - 1.2;
        frame.fill({at.x, low, box.width, 0.4}, colour);
    }
}

sem::Node node_of(const Button& button, const Rect& where) {
    sem::Node node =
        parts::control(sem::Role::button, button.id, button.label, where, button.enabled);
    node.speak.assign(button.speak);
    node.language = button.language;
    return node;
}

}  // namespace

bool button(Frame& frame, const Rect& where, const Button& button) {
    const Touch touch = frame.touch({button.id, where, button.enabled});
    const Colours colours = colours_of(frame, button.kind, button.enabled);
    parts::draw_body(frame,
                     {.rect = where,
                      .fill = colours.fill,
                      .border = colours.border,
                      .border_mm = colours.border_mm,
                      .raised = colours.raised,
                      .pressed = touch.held_down,
                      .focused = touch.focused});
    sem::Node node = node_of(button, where);
    draw_label(frame, where, button, colours.text, node);
    frame.record(std::move(node));
    return touch.activated;
}

Size button_size(Frame& frame, const Button& button, double widest) {
    const bool main = button.kind == ButtonKind::primary || button.kind == ButtonKind::done;
    const double least_w = main ? sizes::main_button_w : sizes::control;
    const double least_h = main ? sizes::main_button_h : sizes::control;
    if (button.icon_only) {
        return {least_w, least_h};
    }
    const double extra = extra_width(frame, button);
    const TextBox box = frame.lay_out(button.label, label_look(button), widest - extra);
    // A hundredth more: the same text in a width rounded down to pixels would break.
    return {std::max(least_w, box.width + extra + 0.4),
            std::max({least_h, box.height + 4, box.ink.h + 4})};
}

bool hold_button(Frame& frame,
                 const Rect& where,
                 const Button& button,
                 std::chrono::milliseconds hold) {
    const Touch touch = frame.touch({button.id, where, button.enabled, hold});
    const Colours colours = colours_of(frame, button.kind, button.enabled);
    parts::draw_body(frame,
                     {.rect = where,
                      .fill = colours.fill,
                      .border = colours.border,
                      .border_mm = colours.border_mm,
                      .raised = colours.raised,
                      .focused = touch.focused});
    if (touch.held_down && hold.count() > 0) {
        const double share = std::min(
            1.0, static_cast<double>(touch.held_for.count()) / static_cast<double>(hold.count()));
        const Rect part{where.x + 1, where.y + 1, (where.w - 2) * share, where.h - 2};
        frame.fill(part, parts::shade(frame, colours.fill, 60), sizes::corner - 1);
        frame.wake_after(std::chrono::milliseconds{50});
    }
    sem::Node node = node_of(button, where);
    node.action = sem::Action::hold;
    draw_label(frame, where, button, colours.text, node);
    frame.record(std::move(node));
    return touch.activated;
}

Touch hot_area(
    Frame& frame, const Rect& where, std::string_view id, std::string_view name, HotFor whom) {
    const bool touch_only = whom == HotFor::fingers;
    const Touch touch = frame.touch({id, where, true, std::chrono::milliseconds{0}, touch_only});
    if (touch.focused) {
        frame.focus_ring(where.grown(-3.5), 0);  // it reaches to the edges of the page
    }
    sem::Node node = parts::control(sem::Role::button, id, name, where);
    node.touch_only = touch_only;
    frame.record(std::move(node));
    return touch;
}

}  // namespace harmony::ui
