#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
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
    bool down = false;       // shift is on
    bool small = false;      // words, not a letter
    std::string speak = {};  // said instead of the name, in the language of the page
};

// Keys keep their size, whatever the size of letters: their words take what room there is.
TextLook within_key(Frame& frame, std::string_view label, TextLook words, const Rect& where) {
    words = parts::within_height(frame, words, where.h);
    constexpr double air = 1;
    const double width = frame.lay_out(label, words).width;
    words.share *= std::min(1.0, (where.w - 2 * air) / std::max(width, 1.0));
    return words;
}

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
    node.language = look.speak.empty() ? look.language : std::string_view();
    node.speak.assign(look.speak);
    if (look.icon != Icon::none) {
        const double side = std::min(7.0, where.h - 4);
        frame.icon(
            look.icon, {where.centre().x - side / 2, where.centre().y - side / 2, side, side}, ink);
    } else {
        const TextLook words{.scale = look.special || look.small ? Scale::small : Scale::body,
                             .weight = look.main ? Weight::bold : Weight::regular,
                             .language = look.language};
        const TextBox box = frame.lay_out(look.label, within_key(frame, look.label, words, where));
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
    const KeyLayer& layer;
    const KeyboardState& state;
    const KeyboardWords& words;
    double pitch_x = 0;
    double pitch_y = 0;
};

// The language that {lang} came from.
std::string_view own_language(const Board& board) {
    const auto own = board.layouts.find(board.state.layout);
    return own == board.layouts.end() ? "en" : std::string_view(own->second.language);
}

std::string_view language_name(const Board& board) {
    return language_of(board.state.other_language ? own_language(board) : "en").own_name;
}

KeyLook look_of(const Board& board, const KeyFace& face, std::string_view id) {
    KeyLook look{id, face.label, face.label};
    look.language = board.layer.language;
    look.special = face.act != KeyAct::text;
    switch (face.act) {
        case KeyAct::text:
            look.label = face.label.empty() ? face.text : face.label;
            look.name = face.name == "zwnj" ? look.label : std::string_view(face.text);
            look.small = base::code_points(look.label) > 3;
            if (board.words.spoken) {
                look.speak = board.words.spoken(face.text);
            }
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
            look.language = board.state.other_language ? own_language(board) : "en";
            break;
        case KeyAct::other_layer:
            look.speak = face.layer == "123" ? board.words.numbers : board.words.letters;
            break;
    }
    // Words are in the page's language, letters in the layout's.
    if (face.act == KeyAct::space || face.act == KeyAct::done || face.act == KeyAct::shift ||
        face.act == KeyAct::back) {
        look.language = {};
    }
    return look;
}

constexpr std::chrono::milliseconds again_within{1000};

void forget_touched(KeyboardState& state) {
    state.touched_row = state.touched_column = -1;
    state.touched_at = std::chrono::milliseconds{0};
    state.strip = false;
}

/// A key of the board, and where it is in its layer.
struct PlacedKey {
    const KeyFace& face;
    int row;
    int column;
};

// A key with other letters offers them when it is touched again at once. The second letter is typed
// all the same, since words have double letters; choosing from the strip takes both back.
void note_touched(const PlacedKey& key, std::chrono::milliseconds now, KeyboardState& state) {
    const bool again = state.touched_row == key.row && state.touched_column == key.column &&
                       !state.strip && now - state.touched_at <= again_within;
    forget_touched(state);
    if (!key.face.others.empty()) {
        state.touched_row = key.row;
        state.touched_column = key.column;
        state.touched_at = now;
        state.strip = again;
    }
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
        case KeyAct::other_layer:
            event.next.layer = face.layer == "base" ? event.next.home : face.layer;
            break;
        case KeyAct::back: event.press = KeyPress{KeyPress::Kind::back}; break;
        case KeyAct::done: event.press = KeyPress{KeyPress::Kind::done}; break;
        case KeyAct::language:
            event.next.other_language = !event.next.other_language;
            event.next.layer = event.next.other_language ? "base" : event.next.home;
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

// The row in which the strip of other letters stands: above the touched key, or below the first.
int strip_row(const KeyboardState& state) {
    return !state.strip ? -1 : state.touched_row == 0 ? 1 : state.touched_row - 1;
}

// The key that was touched, when its other letters are to be shown.
const KeyFace* opened_key(const Board& board) {
    const auto row = static_cast<std::size_t>(board.state.touched_row);
    const auto column = static_cast<std::size_t>(board.state.touched_column);
    const auto& rows = board.layer.rows;
    const bool is_there = board.state.strip && row < rows.size() && column < rows[row].size();
    return is_there ? &rows[row][column] : nullptr;
}

void draw_strip(Frame& frame, const Board& board, const Rect& row, KeyboardEvent& event) {
    const KeyFace* const opened = opened_key(board);
    if (opened == nullptr) {
        return;
    }
    const double width = static_cast<double>(opened->others.size()) * board.pitch_x;
    const double wanted = row.x + board.state.touched_column * board.pitch_x;
    double x = std::min(wanted, row.right() + key_gap - width);
    for (const std::string& other : opened->others) {
        const KeyFace face = text_face(other);
        const std::string id = fmt::format("key.{}.{}", board.layout.id, face.name);
        const Rect place{x, row.y, board.pitch_x - key_gap, row.h};
        if (key(frame, place, look_of(board, face, id))) {
            event.press = KeyPress::typed(other);
            event.press->instead_of = 2 * opened->text.size();
            forget_touched(event.next);
        }
        x += board.pitch_x;
    }
}

void draw_row(Frame& frame, const Board& board, const Rect& place, int row, KeyboardEvent& event) {
    const auto keys = row_with_way_back(board.layer.rows[static_cast<std::size_t>(row)],
                                        board.state.other_language);
    double x = place.x + (board.layout.columns - columns_of(keys)) * board.pitch_x / 2;
    for (int column = 0; const KeyFace& face : keys) {
        const double width = face.columns * board.pitch_x;
        const std::string id = fmt::format("key.{}.{}", board.layout.id, face.name);
        const Rect where{x, place.y, width - key_gap, place.h};
        if (key(frame, where, look_of(board, face, id))) {
            note_touched({face, row, column}, frame.now(), event.next);
            act(face, event);
        }
        x += width;
        ++column;
    }
}

// Who goes over the keys one by one gets those in the order of how common letters are; who touches
// them, the keyboard of the language.
KeyboardState for_hands(const Frame& frame,
                        const KeyboardLayouts& layouts,
                        const KeyboardState& state) {
    const Access& access = frame.look().access;
    const std::string language(frame.language().code);
    const bool one_by_one = access.scanning || access.keypad;
    const auto scan = layouts.find("scan");
    const bool has_scan = scan != layouts.end() && scan->second.layer(language) != nullptr;
    KeyboardState served;
    if (one_by_one && has_scan && state.layout != "scan") {
        served.layout = "scan";
        // An address is Latin in every language.
        served.layer = served.home = state.layout == "email" ? "en" : language;
        return served;
    }
    if (!one_by_one && state.layout == "scan") {
        served.layout = frame.language().keyboard;
        return served;
    }
    return state;
}

}  // namespace

double keyboard_height(const KeyboardLayouts& layouts, const KeyboardState& state) {
    const auto rows = static_cast<double>(shown_layout(layouts, state).rows());
    return rows * sizes::key + (rows - 1) * key_gap;
}

KeyboardEvent keyboard(Frame& frame,
                       const Rect& where,
                       const KeyboardLayouts& layouts,
                       const KeyboardState& asked,
                       const KeyboardWords& words) {
    const KeyboardState state = for_hands(frame, layouts, asked);
    const Frame::Scope group = frame.in_group(sem::Group::keyboard);
    const Frame::Scope straight = frame.without_mirroring();
    const KeyboardLayout& layout = shown_layout(layouts, state);
    const KeyLayer* layer = layout.layer(state.layer);
    layer = layer != nullptr ? layer : &layout.layers.front();
    const Board board{layouts,
                      layout,
                      *layer,
                      state,
                      words,
                      (where.w + key_gap) / layout.columns,
                      (where.h + key_gap) / static_cast<double>(layout.rows())};
    KeyboardEvent event{std::nullopt, state};
    Rect row{where.x, where.y, where.w, board.pitch_y - key_gap};
    for (int at = 0; at < static_cast<int>(layer->rows.size()); ++at) {
        if (at == strip_row(state)) {
            draw_strip(frame, board, row, event);
        } else {
            draw_row(frame, board, row, at, event);
        }
        row.y += board.pitch_y;
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
    if (!pad.clear_label.empty() &&
        key(frame, place(3, 2), {"key.num.clear", "", pad.clear_label, Icon::cross, "", true})) {
        press = KeyPress{KeyPress::Kind::clear};
    }
    const auto sign =
        [&](int column, std::string_view id, std::string_view text, std::string_view spoken) {
            KeyLook look{id, text, text, Icon::none, "en"};
            look.speak = spoken;
            if (key(frame, place(4, column), look)) {
                press = KeyPress::typed(text);
            }
        };
    if (pad.point) {
        sign(2, "key.num.point", ".", pad.point_spoken);
    }
    if (pad.minus) {
        sign(0, "key.num.minus", "-", pad.minus_spoken);
    }
    return press;
}

}  // namespace harmony::ui
