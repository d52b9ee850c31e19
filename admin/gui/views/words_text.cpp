#include "admin/gui/views/words_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "ui/desk.h"

namespace harmony::admin::gui {

using ui::Rect;

namespace {

constexpr double line_height = 16;
constexpr double word_gap = 3.5;
constexpr double around = 1.5;  ///< ground at either end of a word
constexpr ui::TextLook word_look{.scale = ui::Scale::large, .privacy = ui::Privacy::personal};

/// Whether it is written from right to left: by its first letter that says so. Hebrew and Arabic
/// letters of U+0590 to U+08FF begin with these bytes of UTF-8.
bool runs_leftwards(std::string_view text) {
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if (byte >= 0xD6 && byte <= 0xDF) {
            return true;
        }
        const bool latin = (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
        if (latin || byte >= 0xE1 || (byte >= 0xC3 && byte <= 0xD5)) {
            return false;
        }
    }
    return false;
}

/// One word on its ground.
struct Word {
    Rect rect;
    ui::TextBox box;
    ui::Point at;  ///< of its letters
    std::string id;
    std::string_view text;
    bool out = false;
    bool marked = false;
};

ui::Touch touch_word(ui::Frame& frame, const Word& word) {
    const ui::Touch touch =
        word.marked ? ui::Touch{} : frame.touch({.id = word.id, .rect = word.rect});
    ui::sem::Node node;
    node.id = word.id;
    node.role = word.marked ? ui::sem::Role::text : ui::sem::Role::checkbox;
    node.action = word.marked ? ui::sem::Action::none : ui::sem::Action::press;
    node.state = word.out ? ui::sem::checked : 0U;
    node.name.assign(word.text);
    node.value.assign(word.out ? "taken out" : "");
    node.personal = true;
    node.rect = word.rect;
    node.ink = ui::Frame::ink_at(word.box, word.at);
    node.unknown_glyphs = word.box.unknown_glyphs;
    frame.record(std::move(node));
    return touch;
}

void paint_word(ui::Frame& frame, const Word& word, const ui::Touch& touch) {
    const ui::Theme theme = frame.theme();
    const ui::Colour ground = theme[ui::Role::surface];
    const ui::Colour sign = theme[word.marked ? ui::Role::danger : ui::Role::primary];
    if (word.out) {
        frame.fill(word.rect, ui::mixed(ground, sign, 46), 2);
    } else if (frame.hovers(word.rect)) {
        frame.fill(word.rect, ui::mixed(ground, sign, 20), 2);
    }
    frame.text(word.box, word.at, word.out ? sign : theme[ui::Role::text]);
    if (word.out) {
        const double middle = word.rect.y + word.rect.h / 2 + 0.5;
        frame.line({word.rect.x + around, middle}, {word.rect.right() - around, middle}, sign, 0.8);
    }
    if (touch.focused && frame.keys_in_use()) {
        frame.focus_ring(word.rect, 2);
    }
}

}  // namespace

double draw_words_text(ui::Frame& frame,
                       const Rect& where,
                       const FreeWords& words,
                       const std::vector<WordPiece>& pieces,
                       std::set<std::size_t>& taken) {
    const bool leftwards = runs_leftwards(words.text);
    double x = 0;
    double y = where.y;
    for (std::size_t at = 0; at < pieces.size(); ++at) {
        const WordPiece& piece = pieces[at];
        Word word;
        word.text = std::string_view(words.text).substr(piece.first, piece.length);
        word.box = frame.lay_out(word.text, word_look);
        word.id = fmt::format("words.word.{}", at + 1);
        word.marked = piece.marked;
        word.out = piece.marked || taken.contains(at);
        const double width = word.box.width + 2 * around;
        if (x > 0 && x + width > where.w) {
            x = 0;
            y += line_height;
        }
        word.rect = {
            leftwards ? where.right() - x - width : where.x + x, y, width, line_height - 2};
        word.at = {word.rect.x + around, y + (word.rect.h - word.box.height) / 2};
        const ui::Touch touch = touch_word(frame, word);
        paint_word(frame, word, touch);
        if (touch.activated && taken.erase(at) == 0) {
            taken.insert(at);
        }
        x += width + word_gap - 2 * around;
        if (piece.ends_line) {
            x = 0;
            y += line_height;
        }
    }
    return y + line_height - where.y;
}

}  // namespace harmony::admin::gui
