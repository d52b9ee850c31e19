#include "ui/speech/narrator.h"

#include <algorithm>

#include "base/text.h"

namespace harmony::ui {
namespace {

using sem::Node;

/// What stands for the page: its parts that neither come and go nor frame it.
bool is_content(const Node& node) {
    return (node.group == sem::Group::head || node.group == sem::Group::main ||
            node.group == sem::Group::dialog) &&
           node.role != sem::Role::screen && !node.is(sem::live);
}

bool is_choice(const Node& node) {
    return node.role == sem::Role::radio || node.role == sem::Role::checkbox;
}

std::size_t mark_of(std::string_view text) {
    return std::hash<std::string_view>{}(text);
}

}  // namespace

Narrator::Narrator(Speaker& speaker, WordsOf words_of)
    : speaker_(speaker), words_of_(std::move(words_of)) {}

Listening Narrator::listening() const {
    return access_.headphones ? Listening::headphones : Listening::loudspeaker;
}

void Narrator::say(Utterance utterance) {
    if (access_.volume == 0) {
        return;
    }
    if (!access_.read_aloud || utterance.empty()) {
        return;
    }
    const bool foreign = utterance.language != page_language_ && !speaker_.can_say(utterance);
    const bool apologises = foreign && !apology_.empty() && speaker_.can_say(apology_);
    speaker_.say(std::move(utterance));
    if (apologises) {
        speaker_.say(apology_);
    }
}

void Narrator::serve(const Access& access) {
    const bool begins = access.read_aloud && !access_.read_aloud;
    const bool ends = !access.read_aloud && access_.read_aloud;
    const bool softer = access.volume == 0 && access_.volume != 0;
    access_ = access;
    speaker_.set({access.volume, access.speed_percent, listening()});
    say_all_ = say_all_ || begins;
    if (ends || softer) {
        first_.clear();
        last_.clear();
        speaker_.stop();
    }
}

void Narrator::announce(std::string_view language, std::string_view text, Turn turn) {
    Utterance utterance{std::string(language), {}, false};
    utterance.add(heard(text).view());
    (turn == Turn::first ? first_ : last_).push_back(std::move(utterance));
}

void Narrator::repeat() {
    repeat_ = true;
}

void Narrator::forget() {
    first_.clear();
    last_.clear();
    once_.clear();
    screen_.clear();
    focus_.clear();
    was_.clear();
    say_all_ = false;
    repeat_ = false;
    speaker_.stop();
    speaker_.forget();
}

void Narrator::input_came() {
    speaker_.stop();
}

/// Another screen, or another page of the same one: most of what was there is gone.
bool Narrator::is_new_page(const sem::Tree& tree) const {
    if (tree.screen() != screen_) {
        return true;
    }
    std::size_t content = 0;
    std::size_t stayed = 0;
    for (const Node& node : tree.nodes()) {
        if (is_content(node)) {
            ++content;
            stayed += was_.count(node.id);
        }
    }
    return stayed * 2 < content;
}

void Narrator::page_stands(const sem::Tree& tree) {
    if (tree.empty()) {
        return;
    }
    page_language_ = tree.nodes().front().language;
    say_asked(tree);
    if (!access_.read_aloud) {  // costs nothing while nobody listens
        first_.clear();
        last_.clear();
        was_.clear();
        repeat_ = false;
        return;
    }
    const bool new_page = say_all_ || is_new_page(tree);
    if (new_page) {
        speaker_.stop();  // what was said is about a page that has gone
    }
    for (Utterance& utterance : std::exchange(first_, {})) {
        say(std::move(utterance));
    }
    const Node* focus = tree.focused();
    if (new_page) {
        say_page(tree);
    } else if (repeat_ && focus == nullptr) {
        say_page(tree);
    } else if (repeat_) {
        say(spoken_form(tree, *focus, words_of_, listening()));
    } else {
        say_changes(tree);
        say_focus(tree, focus);
    }
    for (Utterance& utterance : std::exchange(last_, {})) {
        say(std::move(utterance));
    }
    say_all_ = false;
    repeat_ = false;
    remember(tree);
}

void Narrator::say_asked(const sem::Tree& tree) {
    const std::string asked = std::exchange(once_, {});
    if (asked.empty()) {
        return;
    }
    for (const Node& node : tree.nodes()) {
        const bool below = node.id.starts_with(asked + ".") && node.action == sem::Action::none &&
                           belongs_to_reading(tree, node);
        if (node.id == asked || below) {
            speaker_.say(spoken_form(tree, node, words_of_, listening()));
        }
    }
}

/// Where the keys went, and whether they went over the end of the page.
void Narrator::say_focus(const sem::Tree& tree, const Node* focus) {
    if (focus == nullptr || focus->id == focus_) {
        return;
    }
    if (tree.keys().wraps != wraps_) {
        Utterance top{focus->language, {}, false};
        top.add(words_of_(focus->language)[Word::top]);
        say(std::move(top));
    }
    say(spoken_form(tree, *focus, words_of_, listening()));
}

void Narrator::say_page(const sem::Tree& tree) {
    const Node* focus = tree.focused();
    for (const Node& node : tree.nodes()) {
        if (node.role == sem::Role::alert) {
            say(spoken_problem(tree, node, words_of_, listening()));
        }
    }
    say(spoken_title(tree, words_of_));
    for (const Node& node : tree.nodes()) {
        const bool wanted = focus == nullptr || &node == focus;
        if (wanted && node.role != sem::Role::alert && belongs_to_reading(tree, node)) {
            say(spoken_form(tree, node, words_of_, listening()));
        }
    }
}

/// What was chosen is said; what lost its mark by that is not.
void Narrator::say_changes(const sem::Tree& tree) {
    const auto was_of = [&](const Node& node) -> const Was* {
        const auto at = was_.find(node.id);
        return at == was_.end() ? nullptr : &at->second;
    };
    const auto turned = [&](const Node& node, bool on) {
        const Was* was = was_of(node);
        return was != nullptr && is_choice(node) && node.is(sem::checked) == on &&
               ((was->state & sem::checked) != 0) != on;
    };
    const bool some_on = std::any_of(tree.nodes().begin(),
                                     tree.nodes().end(),
                                     [&](const Node& node) { return turned(node, true); });
    for (const Node& node : tree.nodes()) {
        if (turned(node, true) || (turned(node, false) && !some_on)) {
            say(spoken_state(node, words_of_, listening()));
        } else {
            say_change(tree, node, was_of(node));
        }
    }
}

void Narrator::say_change(const sem::Tree& tree, const sem::Node& node, const Was* was) {
    if (node.is(sem::live) && (was == nullptr || was->value != mark_of(node.name.view()))) {
        say(node.role == sem::Role::alert ? spoken_problem(tree, node, words_of_, listening())
                                          : spoken_form(tree, node, words_of_, listening()));
    } else if (was != nullptr && node.role == sem::Role::text_field &&
               was->value != mark_of(node.value.view())) {
        say_typed(node, *was);
    }
}

/// The letter that was typed last is heard in headphones alone; a letter taken away is not named.
void Narrator::say_typed(const sem::Node& node, const Was& was) {
    const SpeechWords& words = words_of_(node.language);
    const std::size_t letters = base::code_points(node.value.view());
    Utterance said{node.language, {}, false};
    if (letters < was.letters) {
        said.add(words[Word::deleted]);
    } else if (node.personal && listening() == Listening::loudspeaker) {
        said.add(words[Word::letter]);
    } else {
        return say(spoken_state(node, words_of_, listening()));
    }
    say(std::move(said));
}

void Narrator::remember(const sem::Tree& tree) {
    screen_ = tree.screen();
    const Node* focus = tree.focused();
    focus_ = focus == nullptr ? std::string() : focus->id;
    wraps_ = tree.keys().wraps;
    was_.clear();
    for (const Node& node : tree.nodes()) {
        const std::string_view holds = node.is(sem::live) ? node.name.view() : node.value.view();
        was_[node.id] = {node.state, mark_of(holds), base::code_points(node.value.view())};
    }
}

}  // namespace harmony::ui
