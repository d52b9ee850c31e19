#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "ui/widget_parts.h"
#include "ui/widgets.h"

namespace harmony::ui {
namespace {

using sizes::key_gap;

struct KeyLook {
    std::string_view id;
    std::string_view label;  // drawn, unless there is an icon
    std::string_view name;   // recorded
    Icon icon = Icon::none;
    std::string_view language = {};
    bool special = false;
    bool main = false;
    bool down = false;  // shift is on
};

bool key(Frame& frame, const Rect& where, const KeyLook& look) {
    const Touch touch = frame.touch({look.id, where});
    const Theme theme = frame.theme();
    const Colour surface = theme[Role::surface];
    const Colour fill = look.main || look.down ? theme[Role::primary]
                        : look.special         ? mixed(surface, theme[Role::primary], 30)
                                               : surface;
    const Colour ink = theme[look.main || look.down ? Role::on_primary : Role::text];
    parts::draw_body(frame,
                     {.rect = where,
                      .fill = fill,
                      .border = theme[Role::border],
                      .border_mm = look.main || look.down ? 0 : 0.3,
                      .corner = 2.2,
                      .pressed = touch.held_down,
                      .focused = touch.focused});
    sem::Node node = parts::control(sem::Role::key, look.id, look.name, where);
    node.language = look.language;
    if (look.icon != Icon::none) {
        const double side = std::min(7.0, where.h - 4);
        frame.icon(
            look.icon, {where.centre().x - side / 2, where.centre().y - side / 2, side, side}, ink);
    } else {
        const TextBox box = frame.lay_out(look.label,
                                          {.scale = look.special ? Scale::small : Scale::body,
                                           .weight = look.main ? Weight::bold : Weight::regular,
                                           .language = look.language});
        const Point at = parts::placed(box, where, Align::centre);
        frame.text(box, at, ink);
        parts::note_text(node, box, at);
    }
    frame.record(std::move(node));
    return touch.activated;
}

// The layout on the screen: the language's own, or English after {lang}.
const KeyboardLayout& shown_layout(const KeyboardLayouts& layouts, const KeyboardState& state) {
    const auto own = layouts.find(state.layout);
    const auto english = layouts.find("gb");
    base::promise(english != layouts.end(), "the English keyboard is there");
    return state.other_language || own == layouts.end() ? english->second : own->second;
}

// The English keyboard has no key back to the resident's language: it gets one beside the space.
std::vector<KeyFace> row_with_way_back(const std::vector<KeyFace>& row, bool other_language) {
    std::vector<KeyFace> keys;
    for (const KeyFace& face : row) {
        keys.push_back(face);
        if (other_language && face.act == KeyAct::space) {
            keys.back().columns -= 1.5;
            keys.push_back({KeyAct::language, "", "", "lang", "", 1.5});
        }
    }
    return keys;
}

struct Board {
    const KeyboardLayouts& layouts;
    const KeyboardLayout& layout;
    const KeyboardState& state;
    const KeyboardWords& words;
    double pitch_x = 0;
    double pitch_y = 0;
};

std::string_view language_name(const Board& board) {
    if (!board.state.other_language) {
        return language_of("en").own_name;
    }
    const auto own = board.layouts.find(board.state.layout);
    return language_of(own == board.layouts.end() ? "en" : own->second.language).own_name;
}

KeyLook look_of(const Board& board, const KeyFace& face, std::string_view id) {
    KeyLook look{id, face.label, face.label};
    look.language = board.layout.language;
    look.special = face.act != KeyAct::text;
    switch (face.act) {
        case KeyAct::text:
            look.label = face.label.empty() ? face.text : face.label;
            look.name = face.text;
            break;
        case KeyAct::shift:
            look.icon = Icon::shift;
            look.name = board.words.shift;
            look.down = board.state.layer == "shift";
            break;
        case KeyAct::back:
            look.icon = Icon::backspace;
            look.name = board.words.back;
            break;
        case KeyAct::space: look.label = look.name = board.words.space; break;
        case KeyAct::done:
            look.label = look.name = board.words.done;
            look.main = true;
            break;
        case KeyAct::language:
            look.label = look.name = language_name(board);
            look.language =
                board.state.other_language ? language_of(board.state.layout).code : "en";
            break;
        case KeyAct::other_layer: break;
    }
    // Words are in the page's language, letters in the layout's.
    if (face.act == KeyAct::space || face.act == KeyAct::done || face.act == KeyAct::shift ||
        face.act == KeyAct::back) {
        look.language = {};
    }
    return look;
}

void act(const KeyFace& face, KeyboardEvent& event) {
    switch (face.act) {
        case KeyAct::text:
        case KeyAct::space:
            event.press = KeyPress::typed(face.text);
            if (event.next.layer == "shift") {
                event.next.layer = "base";  // shift is for one letter
            }
            break;
        case KeyAct::shift:
            event.next.layer = event.next.layer == "shift" ? "base" : "shift";
            break;
        case KeyAct::other_layer: event.next.layer = face.layer; break;
        case KeyAct::back: event.press = KeyPress{KeyPress::Kind::back}; break;
        case KeyAct::done: event.press = KeyPress{KeyPress::Kind::done}; break;
        case KeyAct::language:
            event.next.other_language = !event.next.other_language;
            event.next.layer = "base";
            break;
    }
}

double columns_of(const std::vector<KeyFace>& row) {
    double columns = 0;
    for (const KeyFace& face : row) {
        columns += face.columns;
    }
    return columns;
}

}  // namespace

double keyboard_height(const KeyboardLayouts& layouts, const KeyboardState& state) {
    const auto rows = static_cast<double>(shown_layout(layouts, state).rows());
    return rows * sizes::key + (rows - 1) * key_gap;
}

KeyboardEvent keyboard(Frame& frame,
                       const Rect& where,
                       const KeyboardLayouts& layouts,
                       const KeyboardState& state,
                       const KeyboardWords& words) {
    const Frame::Scope group = frame.in_group(sem::Group::keyboard);
    const Frame::Scope straight = frame.without_mirroring();
    const KeyboardLayout& layout = shown_layout(layouts, state);
    const KeyLayer* layer = layout.layer(state.layer);
    layer = layer != nullptr ? layer : &layout.layers.front();
    const Board board{layouts,
                      layout,
                      state,
                      words,
                      (where.w + key_gap) / layout.columns,
                      (where.h + key_gap) / static_cast<double>(layout.rows())};
    KeyboardEvent event{std::nullopt, state};
    double y = where.y;
    for (const auto& faces : layer->rows) {
        const auto row = row_with_way_back(faces, state.other_language);
        double x = where.x + (layout.columns - columns_of(row)) * board.pitch_x / 2;
        for (const KeyFace& face : row) {
            const double width = face.columns * board.pitch_x;
            const std::string id = fmt::format("key.{}.{}", layout.id, face.name);
            const Rect place{x, y, width - key_gap, board.pitch_y - key_gap};
            if (key(frame, place, look_of(board, face, id))) {
                act(face, event);
            }
            x += width;
        }
        y += board.pitch_y;
    }
    return event;
}

namespace {

constexpr double pad_key_w = 28.0;
constexpr double pad_key_h = 16.0;
constexpr std::array<std::string_view, 10> digit_ids{"key.num.0",
                                                     "key.num.1",
                                                     "key.num.2",
                                                     "key.num.3",
                                                     "key.num.4",
                                                     "key.num.5",
                                                     "key.num.6",
                                                     "key.num.7",
                                                     "key.num.8",
                                                     "key.num.9"};
constexpr std::string_view digits = "0123456789";

}  // namespace

Size number_pad_size(const NumberPad& pad) {
    const int rows = pad.point || pad.minus ? 5 : 4;
    return {3 * pad_key_w + 2 * sizes::gap, rows * pad_key_h + (rows - 1) * sizes::gap};
}

std::optional<KeyPress> number_pad(Frame& frame, const Rect& where, const NumberPad& pad) {
    const Frame::Scope group = frame.in_group(sem::Group::keyboard);
    const Frame::Scope straight = frame.without_mirroring();
    // Kept in the middle of its place, so that a mirrored page leaves it where it is.
    const Size whole = number_pad_size(pad);
    const double key_w =
        std::max(sizes::control, std::min(pad_key_w, (where.w - 2 * sizes::gap) / 3));
    const double used_w = 3 * key_w + 2 * sizes::gap;
    const double rows = pad.point || pad.minus ? 5 : 4;
    const double key_h = std::min(pad_key_h, (where.h - (rows - 1) * sizes::gap) / rows);
    const double left = frame.right_to_left() ? frame.page().w - where.right() : where.x;
    const Rect area{left + (where.w - used_w) / 2, where.y, used_w, whole.h};
    const auto place = [&](int row, int column) {
        return Rect{area.x + column * (key_w + sizes::gap),
                    area.y + row * (key_h + sizes::gap),
                    key_w,
                    key_h};
    };
    std::optional<KeyPress> press;
    const auto digit = [&](std::size_t which, int row, int column) {
        const std::string_view text = digits.substr(which, 1);
        if (key(frame, place(row, column), {digit_ids[which], text, text, Icon::none, "en"})) {
            press = KeyPress::typed(text);
        }
    };
    for (std::size_t which = 1; which <= 9; ++which) {
        digit(which, static_cast<int>(which - 1) / 3, static_cast<int>(which - 1) % 3);
    }
    if (key(frame, place(3, 0), {"key.num.back", "", pad.back_label, Icon::backspace, "", true})) {
        press = KeyPress{KeyPress::Kind::back};
    }
    digit(0, 3, 1);
    if (!pad.done_label.empty() &&
        key(frame,
            place(3, 2),
            {"key.num.done", pad.done_label, pad.done_label, Icon::none, "", true, true})) {
        press = KeyPress{KeyPress::Kind::done};
    }
    if (pad.point && key(frame, place(4, 2), {"key.num.point", ".", ".", Icon::none, "en"})) {
        press = KeyPress::typed(".");
    }
    if (pad.minus && key(frame, place(4, 0), {"key.num.minus", "-", "-", Icon::none, "en"})) {
        press = KeyPress::typed("-");
    }
    return press;
}

}  // namespace harmony::ui
