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

}  // namespace

Listener::Listener(Stage& stage, const ResidentPlan& plan, std::function<void()> thanked)
    : ears_(stage), plan_(plan), thanked_(std::move(thanked)), random_(plan.seed) {}

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
    return std::any_of(ways.begin(), ways.end(), [&](std::string_view key) {
        return ears_.is_button(thing, key);
    });
}

/// A choice is taken by its number, drawn when the first of them is heard.
bool Listener::is_choice_to_take(std::string_view thing) {
    const bool open = thing.ends_with(ears_.with_stop(ears_.word("speech.not_chosen"))) ||
                      thing.ends_with(ears_.with_stop(ears_.word("speech.not_ticked")));
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
    ears_.select();
    took_ = true;
    must_ = false;
}

void Listener::go_on(std::string_view thing) {
    if (ears_.is_button(thing, "thanks.finish")) {
        thanked_();
        finished_ = true;
    }
    begin_page();
    ears_.select();
    must_ = must_ || ears_.said("speech.problem");
}

Result<void> Listener::walk() {
    ears_.begin();
    std::string thing;
    bool chosen = false;
    for (int i = 0; i < most_strikes && !finished_; ++i) {
        thing = ears_.next();
        must_ = must_ || ears_.said("speech.problem");
        if (!chosen && thing.starts_with(own_name(plan_.language))) {
            ears_.select();
            ears_.speak(plan_.language);
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
