#include <algorithm>
#include <string>

#include "base/text.h"
#include "ui/desk.h"
#include "ui/widget_parts.h"

namespace harmony::ui::desk {
namespace {

constexpr double line_pad = 5;
constexpr TextLook label_look{.scale = Scale::small, .weight = Weight::bold};
constexpr TextLook hint_look{.scale = Scale::small, .colour = Role::second_text};
constexpr double box_height = 16;

std::string dots(std::string_view text) {
    std::string shown;
    for (std::size_t i = 0; i < base::code_points(text); ++i) {
        shown += "•";
    }
    return shown;
}

/// Where the caret is in what is shown: of a secret every letter is a dot of three bytes.
std::size_t shown_caret(const Field& field, const EditBuffer& text) {
    constexpr std::size_t dot = 3;
    return field.secret ? dot * base::code_points(text.text().substr(0, text.caret()))
                        : text.caret();
}

std::size_t real_caret(const Field& field, const EditBuffer& text, std::size_t shown) {
    constexpr std::size_t dot = 3;
    if (!field.secret) {
        return shown;
    }
    std::size_t byte = 0;
    for (std::size_t i = 0; i < shown / dot && byte < text.text().size(); ++i) {
        static_cast<void>(base::next_code_point(text.text(), byte));
    }
    return byte;
}

struct Set {
    TextBox box;
    Point at;
    Rect inside;
    bool empty = false;
};

Set set_text(Frame& frame, const Rect& body, const Field& field, const EditBuffer& text) {
    Set set;
    set.inside = {body.x + line_pad, body.y + 2, body.w - 2 * line_pad, body.h - 4};
    if (field.icon != Icon::none) {
        frame.icon(field.icon,
                   {set.inside.x - 1, body.y + body.h / 2 - 4, 8, 8},
                   frame.theme()[Role::second_text]);
        set.inside.x += 11;
        set.inside.w -= 11;
    }
    set.empty = text.empty();
    TextLook look;
    look.privacy = field.secret || field.personal ? Privacy::personal : Privacy::open;
    const std::string shown = set.empty      ? std::string(field.placeholder) + " "
                              : field.secret ? dots(text.text())
                                             : std::string(text.text());
    if (field.lines > 1) {
        set.box = frame.lay_out(shown, look, set.inside.w);
    } else {
        set.box = frame.lay_out(shown, look);
    }
    set.at = {set.inside.x, set.inside.y};
    const auto caret =
        frame.text_engine().caret(set.box.id, set.empty ? 0 : shown_caret(field, text));
    if (field.lines == 1) {
        set.at.y += (set.inside.h - set.box.height) / 2;
        const double x = caret.x_px / frame.px_per_mm();
        set.at.x -= std::max(0.0, x - set.inside.w + 2);
    } else {
        const double low = (caret.y_px + caret.height_px) / frame.px_per_mm();
        set.at.y -= std::max(0.0, low - set.inside.h);
    }
    return set;
}

void draw_caret(Frame& frame, const Set& set, const Field& field, const EditBuffer& text) {
    const auto caret =
        frame.text_engine().caret(set.box.id, set.empty ? 0 : shown_caret(field, text));
    const double scale = frame.px_per_mm();
    frame.fill({set.at.x + caret.x_px / scale,
                set.at.y + caret.y_px / scale,
                0.8,
                caret.height_px / scale},
               frame.theme()[Role::primary]);
}

std::optional<KeyPress> press_of(const KeyEvent& typed, const Field& field, FieldEvent& event) {
    switch (typed.key) {
        case Key::rub_out: return KeyPress{KeyPress::Kind::back};
        case Key::remove: return KeyPress{KeyPress::Kind::remove};
        case Key::left: return KeyPress{KeyPress::Kind::left};
        case Key::right: return KeyPress{KeyPress::Kind::right};
        case Key::home: return KeyPress{KeyPress::Kind::start};
        case Key::end: return KeyPress{KeyPress::Kind::end};
        case Key::select:
            if (!typed.letters().empty()) {
                return KeyPress::typed(typed.letters());
            }
            if (field.lines > 1) {
                return KeyPress::typed("\n");
            }
            event.entered = true;
            return std::nullopt;
        default: break;
    }
    std::string letters(typed.letters());
    if (field.lines == 1) {
        std::replace(letters.begin(), letters.end(), '\n', ' ');
    }
    return KeyPress::typed(letters);
}

void take_typed(Frame& frame, const Field& field, EditBuffer& text, FieldEvent& event) {
    if (!frame.has_focus(field.id)) {
        return;
    }
    const std::optional<KeyEvent> typed = frame.take_typed();
    if (!typed.has_value()) {
        return;
    }
    if (const std::optional<KeyPress> press = press_of(*typed, field, event)) {
        const bool writes = press->kind == KeyPress::Kind::text ||
                            press->kind == KeyPress::Kind::back ||
                            press->kind == KeyPress::Kind::remove;
        event.changed = text.apply(*press) && writes;
    }
}

void record(Frame& frame, const Rect& body, const Field& field, const EditBuffer& text, bool on) {
    sem::Node node = parts::control(
        sem::Role::text_field, field.id, field.label.empty() ? field.name : field.label, body);
    node.action = sem::Action::type;
    node.personal = field.personal || field.secret;
    node.value.assign(field.secret ? "" : text.text());
    node.hint.assign(field.wrong.empty() ? field.hint : field.wrong);
    node.state |= field.wrong.empty() ? 0U : sem::invalid;
    node.typing = on;
    frame.record(std::move(node));
}

}  // namespace

double field_height(Frame& frame, const Field& field) {
    const double line = frame.lay_out("A", {}).height;
    double height = field.lines > 1 ? field.lines * line + 6 : box_height;
    if (!field.label.empty()) {
        height += frame.lay_out("A", label_look).height + 2;
    }
    if (!field.hint.empty() || !field.wrong.empty()) {
        height += frame.lay_out("A", hint_look).height + 2;
    }
    return height;
}

FieldEvent field(Frame& frame, const Rect& where, const Field& field, EditBuffer& text) {
    FieldEvent event;
    take_typed(frame, field, text, event);
    Rect rest{where.x, where.y, where.w, field_height(frame, field)};
    const Theme theme = frame.theme();
    if (!field.label.empty()) {
        const TextBox label = frame.lay_out(field.label, label_look);
        frame.text(label, {rest.x, rest.y}, theme[Role::text]);
        rest.take_top(label.height, 2);
    }
    const bool says = !field.hint.empty() || !field.wrong.empty();
    const double below = says ? frame.lay_out("A", hint_look).height : 0;
    const Rect hint = rest.take_bottom(below, says ? 2 : 0);
    const Touch touch = frame.touch({field.id, rest});
    const bool on = frame.has_focus(field.id);
    const Role edge = !field.wrong.empty() ? Role::danger : on ? Role::primary : Role::border;
    frame.framed(rest, theme[Role::surface], theme[edge], on ? 1.0 : 0.5, 3);
    const Set set = set_text(frame, rest, field, text);
    frame.clip(rest.grown(-1));
    frame.text(set.box, set.at, theme[set.empty ? Role::second_text : Role::text]);
    if (on) {
        draw_caret(frame, set, field, text);
    }
    frame.unclip();
    record(frame, rest, field, text, on);
    if (says) {
        const bool wrong = !field.wrong.empty();
        const TextBox box = frame.lay_out(
            shortened(frame, wrong ? field.wrong : field.hint, hint_look, hint.w), hint_look);
        frame.text(box, {hint.x, hint.y}, theme[wrong ? Role::danger : Role::second_text]);
    }
    if (touch.activated && !set.empty) {
        const double scale = frame.px_per_mm();
        KeyPress press{KeyPress::Kind::place};
        const std::size_t shown =
            frame.text_engine().byte_at(set.box.id,
                                        static_cast<int>((touch.at.x - set.at.x) * scale),
                                        static_cast<int>((touch.at.y - set.at.y) * scale));
        press.at = real_caret(field, text, shown);
        text.apply(press);
    }
    return event;
}

}  // namespace harmony::ui::desk
