#include "ui/keys.h"

#include <algorithm>
#include <array>
#include <string>

namespace harmony::ui {

using std::chrono::milliseconds;

namespace {

constexpr std::array<std::string_view, key_count> names{
    "right",  "left",   "down",    "up",        "select",  "back",    "repeat",   "read",
    "softer", "louder", "tab",     "back_tab",  "rub_out", "letters", "switch_1", "switch_2",
    "home",   "end",    "page_up", "page_down", "remove",  "command"};
static_assert(names[static_cast<std::size_t>(Key::command)] == "command");

bool repeats(Key key) {
    return key == Key::right || key == Key::left || key == Key::down || key == Key::up ||
           key == Key::rub_out;
}

}  // namespace

std::string_view name_of(Key key) {
    return names.at(static_cast<std::size_t>(key));
}

std::optional<Key> key_named(std::string_view name) {
    const auto* const found = std::find(names.begin(), names.end(), name);
    if (found == names.end() || name == name_of(Key::letters) || name == name_of(Key::command)) {
        return std::nullopt;
    }
    return static_cast<Key>(found - names.begin());
}

KeyEvent KeyEvent::typed(std::string_view letters, milliseconds when) {
    KeyEvent event{Key::letters, true, when};
    const std::size_t size = std::min(letters.size(), sizeof(event.text) - 1);
    std::copy_n(letters.data(), size, event.text);
    return event;
}

KeyEvent KeyEvent::commanded(std::string_view letter, milliseconds when) {
    KeyEvent event = typed(letter, when);
    event.key = Key::command;
    return event;
}

bool KeyReader::struck_twice(const KeyEvent& event, milliseconds double_strike) const {
    return last_.has_value() && last_->key == event.key && last_->letters() == event.letters() &&
           event.when - last_->when < double_strike;
}

void KeyReader::take(const KeyEvent& event, milliseconds double_strike) {
    if (!event.down) {
        if (held_ == event.key) {
            held_.reset();
            repeat_at_.reset();
        }
        return;
    }
    held_.reset();
    repeat_at_.reset();
    if (struck_twice(event, double_strike)) {
        return;
    }
    last_ = event;
    strokes_.push_back(event);
    if (repeats(event.key)) {
        held_ = event.key;
        repeat_at_ = event.when + first_repeat;
    }
}

void KeyReader::look(milliseconds now) {
    if (repeat_at_.has_value() && now >= *repeat_at_) {
        strokes_.push_back({*held_, true, now});
        repeat_at_ = now + next_repeat;
    }
}

KeyEvent KeyReader::next_stroke() {
    const KeyEvent stroke = strokes_.front();
    strokes_.front() = {};  // its letters leave no copy in the queue
    strokes_.pop_front();
    return stroke;
}

void KeyReader::reset() {
    for (KeyEvent& stroke : strokes_) {
        stroke = {};
    }
    strokes_.clear();
    last_ = KeyEvent{};  // its letters, too
    last_.reset();
    held_.reset();
    repeat_at_.reset();
}

}  // namespace harmony::ui
