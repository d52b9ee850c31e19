#include "kiosk/script/ears.h"

#include "kiosk/key_names.h"
#include "kiosk/phrases.h"

namespace harmony::kiosk {
namespace {

constexpr std::size_t most_things = 200;  // on a page, with every line of its text

/// The last line: what the focus is on. What comes before it is of the page.
std::string last_line(std::string_view text) {
    while (text.ends_with('\n')) {
        text.remove_suffix(1);
    }
    const std::size_t at = text.rfind('\n');
    return std::string(at == std::string_view::npos ? text : text.substr(at + 1));
}

}  // namespace

void Ears::begin() {
    stage_.app().plug_headphones(true);
    stage_.driver().step();
    ui::Look look = stage_.app().look();
    look.access.blank = true;
    stage_.app().set_look(look);
}

std::string Ears::strike(ui::Key key) {
    static_cast<void>(stage_.speech().take());
    stage_.driver().key(key);
    stage_.driver().wait(std::chrono::milliseconds{300});
    said_ = std::string(stage_.speech().text().view());
    here_ = last_line(said_);
    return here_;
}

std::string Ears::next() {
    return strike(is_right_to_left(language_) ? ui::Key::left : ui::Key::right);
}

std::string Ears::select() {
    return strike(ui::Key::select);
}

std::vector<std::string> Ears::hear_page() {
    for (std::size_t i = 0; i < most_things; ++i) {
        next();
        if (said("speech.top")) {
            break;
        }
    }
    std::vector<std::string> things;
    std::string thing = here_;
    while (things.size() < most_things) {
        things.push_back(thing);
        thing = next();
        if (said("speech.top")) {
            break;
        }
    }
    return things;
}

bool Ears::said(std::string_view key) const {
    return said_.find(word(key)) != std::string::npos;
}

std::string Ears::word(std::string_view key) const {
    return stage_.app().phrases().text(language_, key);
}

std::string Ears::with_stop(std::string_view text) const {
    return std::string(ui::with_stop(language_, text).view());
}

std::string Ears::key(std::string_view typed) const {
    if (typed == " ") {
        return word("keyboard.space");
    }
    const std::string name = key_name({stage_.app().phrases(), language_}, typed);
    return name.empty() ? std::string(typed) : name;
}

bool Ears::is_button(std::string_view thing, std::string_view key) const {
    const std::string name = with_stop(word(key));
    return thing.starts_with(name) &&
           thing.find(with_stop(word("speech.button")), name.size()) != std::string_view::npos;
}

}  // namespace harmony::kiosk
