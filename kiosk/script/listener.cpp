#include "kiosk/script/listener.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kiosk/phrases.h"

// How the way is found by ear: strike the key to the next thing until something is said that leads
// on ("Continue. Button."); take one choice of a page on the way.
namespace harmony::kiosk {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr int most_strikes = 8000;
constexpr unsigned most_choices_considered = 6;

/// The last line: what the focus is on. What comes before it is of the page.
std::string last_line(std::string_view text) {
    while (text.ends_with('\n')) {
        text.remove_suffix(1);
    }
    const std::size_t at = text.rfind('\n');
    return std::string(at == std::string_view::npos ? text : text.substr(at + 1));
}

}  // namespace

Listener::Listener(Stage& stage, const ResidentPlan& plan, std::function<void()> thanked)
    : stage_(stage), plan_(plan), thanked_(std::move(thanked)), random_(plan.seed) {}

std::string Listener::word(std::string_view key) const {
    return stage_.app().phrases().text(language_, key);
}

std::string Listener::strike(ui::Key key) {
    static_cast<void>(stage_.speech().take());
    stage_.driver().key(key);
    stage_.driver().wait(std::chrono::milliseconds{300});
    const base::SecretText said = stage_.speech().text();
    heard_.append(said.view());
    must_ = must_ || said.view().find(word("speech.problem")) != std::string_view::npos;
    return last_line(said.view());
}

std::string Listener::next_thing() {
    return strike(is_right_to_left(language_) ? ui::Key::left : ui::Key::right);
}

/// "Continue. Button.", in the words of the language.
bool Listener::is_button(std::string_view thing, std::string_view key) const {
    const std::string name(ui::with_stop(language_, word(key)).view());
    const std::string button(ui::with_stop(language_, word("speech.button")).view());
    return thing.starts_with(name) && thing.find(button, name.size()) != std::string_view::npos;
}

bool Listener::is_way_on(std::string_view thing) const {
    const bool wants = plan_.equality != EqualityAnswers::no;
    const std::array<std::string_view, 8> ways = {"nav.continue",
                                                  "home.survey",
                                                  "age.yes",
                                                  "privacy.start",
                                                  "check.send",
                                                  wants ? "equality.yes" : "equality.no",
                                                  "thanks.finish",
                                                  "idle.stay"};
    return std::any_of(
        ways.begin(), ways.end(), [&](std::string_view key) { return is_button(thing, key); });
}

/// A choice is taken by its number, drawn when the first of them is heard.
bool Listener::is_choice_to_take(std::string_view thing) {
    const bool open = thing.ends_with(ui::with_stop(language_, word("speech.not_chosen")).view()) ||
                      thing.ends_with(ui::with_stop(language_, word("speech.not_ticked")).view());
    if (took_ || !open) {
        return false;
    }
    ++passed_;
    if (wanted_ == 0) {
        wanted_ = 1 + static_cast<int>(random_.below(most_choices_considered));
    }
    return must_ || passed_ == wanted_;
}

void Listener::begin_page() {
    passed_ = 0;
    wanted_ = 0;
    took_ = false;
}

void Listener::take_choice() {
    static_cast<void>(strike(ui::Key::select));
    took_ = true;
    must_ = false;
}

void Listener::go_on(std::string_view thing) {
    if (is_button(thing, "thanks.finish")) {
        thanked_();
        finished_ = true;
    }
    begin_page();
    static_cast<void>(strike(ui::Key::select));
}

Result<void> Listener::walk() {
    stage_.app().plug_headphones(true);
    stage_.driver().step();
    ui::Look look = stage_.app().look();
    look.access.blank = true;
    stage_.app().set_look(look);
    const std::string own_language = fmt::format("language.{}", plan_.language);
    std::string thing;
    bool chosen = false;
    for (int i = 0; i < most_strikes && !finished_; ++i) {
        thing = next_thing();
        if (!chosen && thing.starts_with(own_name(plan_.language))) {
            static_cast<void>(strike(ui::Key::select));
            language_ = plan_.language;
            chosen = true;
        } else if (is_choice_to_take(thing)) {
            take_choice();
        } else if (is_way_on(thing)) {
            go_on(thing);
        }
    }
    return finished_
               ? Result<void>{}
               : Result<void>(Error{
                     ErrorKind::refused,
                     fmt::format("the listener is lost; the last thing said was \"{}\"", thing)});
}

}  // namespace harmony::kiosk
