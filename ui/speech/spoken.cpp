#include "ui/speech/spoken.h"

#include <algorithm>

#include "base/text.h"

namespace harmony::ui {
namespace {

using sem::Node;
using sem::Role;

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

bool may_say(const Node& node, Listening listening) {
    return !node.personal || listening == Listening::headphones;
}

/// A text whose words a voice says as they are, or digit by digit.
base::SecretText as_said(const Node& node, std::string_view text) {
    base::SecretText said = heard(text);
    return node.spell ? spelled(said.view()) : said;
}

std::string_view name_of(const Node& node) {
    return node.speak.empty() ? node.name.view() : node.speak.view();
}

/// The place of a choice among those of its kind: as the screen told it, else counted on the page.
struct Place {
    int position = 0;
    int total = 0;
};

Place place_of(const sem::Tree& tree, const Node& node) {
    if (node.position > 0) {
        return {node.position, node.total};
    }
    Place place;
    for (const Node& other : tree.nodes()) {
        if (other.role != node.role || other.group != node.group) {
            continue;
        }
        ++place.total;
        if (other.order <= node.order) {
            ++place.position;
        }
    }
    return place;
}

void add_chosen(Utterance& said, const Node& node, const SpeechWords& words, Listening listening) {
    const bool on = node.is(sem::checked);
    if (!may_say(node, listening)) {
        return;
    }
    if (node.ranked && node.value.empty()) {
        said.add(words[Word::not_placed]);
    } else if (node.ranked) {
        said.add(with_value(words[Word::placed], "n", node.value.view()));
    } else if (node.role == Role::radio) {
        said.add(words[on ? Word::chosen : Word::not_chosen]);
    } else if (node.role == Role::checkbox) {
        said.add(words[on ? Word::ticked : Word::not_ticked]);
    }
}

void add_choice(Utterance& said,
                const Node& node,
                const Place& place,
                const SpeechWords& words,
                Listening listening) {
    const Word kind = node.role == Role::radio ? Word::choice : Word::box;
    said.add(words.count(kind, place.position, place.total));
    add_chosen(said, node, words, listening);
    if (!node.value.empty() && !node.ranked) {
        said.add(heard(node.value.view()).view());  // the smaller line of a tile
    }
}

/// "Name, 12 letters typed": what everybody may hear of what was typed.
base::SecretText typed_so_far(const Node& node, const SpeechWords& words) {
    const auto letters = static_cast<int>(base::code_points(node.value.view()));
    return base::SecretText(
        with_value(words.count(Word::typed, letters), "name", heard(name_of(node)).view()));
}

Utterance spoken_field(const Node& node, const SpeechWords& words, Listening listening) {
    Utterance said{words.language(), {}, false};
    if (node.value.empty()) {
        said.add(heard(name_of(node)).view());
        said.add(words[Word::field]);
        said.add(words[Word::empty]);
    } else if (!may_say(node, listening)) {
        said.add(typed_so_far(node, words).view());
        said.add(words[Word::field]);
    } else {
        said.add(heard(name_of(node)).view());
        said.add(words[Word::field]);
        said.add(as_said(node, node.value.view()).view());
        said.personal = node.personal;
    }
    return said;
}

void add_role(Utterance& said, const Node& node, const SpeechWords& words) {
    switch (node.role) {
        case Role::button: said.add(words[Word::button]); return;
        case Role::heading: said.add(words[Word::heading]); return;
        case Role::image: said.add(words[Word::picture]); return;
        case Role::map: said.add(words[Word::map]); return;
        default: return;  // the words of a text, a row, a key say it all
    }
}

void add_states(Utterance& said, const Node& node, const SpeechWords& words) {
    if (node.is(sem::disabled)) {
        said.add(words[Word::unavailable]);
    }
    if (node.is(sem::required)) {
        said.add(words[Word::required]);
    }
    if (node.is(sem::expanded)) {
        said.add(words[Word::open]);
    }
}

/// The name; a code digit by digit, and once more.
void add_name(Utterance& said, const Node& node, const SpeechWords& words) {
    const base::SecretText name = as_said(node, name_of(node));
    said.add(name.view());
    if (node.spell && is_code(name_of(node))) {
        said.add(words[Word::again]);
        said.add(name.view());
    }
}

/// The value of what is neither a choice nor a field: an answer on the check page, a setting.
void add_value(Utterance& said, const Node& node, const SpeechWords& words, Listening listening) {
    if (node.value.empty() || node.role == Role::progress) {
        return;
    }
    if (!may_say(node, listening)) {
        said.add(words[Word::hidden]);
        return;
    }
    said.add(as_said(node, node.value.view()).view());
    said.personal = said.personal || node.personal;
}

Utterance spoken_other(const Node& node, const SpeechWords& words, Listening listening) {
    Utterance said{words.language(), {}, false};
    // Of a row the label is the form's; the words of any other personal node are the resident's.
    const bool name_is_theirs = node.personal && node.role != Role::list_item;
    if (name_is_theirs && !may_say(node, listening)) {
        said.add(words[Word::hidden]);
    } else {
        add_name(said, node, words);
        said.personal = name_is_theirs;
    }
    add_role(said, node, words);
    add_value(said, node, words, listening);
    return said;
}

const Node* heading_of(const sem::Tree& tree) {
    for (const Node& node : tree.nodes()) {
        if (node.role == Role::heading) {
            return &node;
        }
    }
    return nullptr;
}

}  // namespace

base::SecretText heard(std::string_view text) {
    base::SecretText said;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t from = at;
        const char32_t letter = base::next_code_point(text, at);
        const bool marks = (letter >= 0x2066 && letter <= 0x2069) ||
                           (letter >= 0x202A && letter <= 0x202E) || letter == 0x200E ||
                           letter == 0x200F || letter == 0x061C || letter == 0x200B;
        if (letter == '\n') {
            said.append(" ");
        } else if (!marks) {
            said.append(text.substr(from, at - from));
        }
    }
    return said;
}

base::SecretText spelled(std::string_view text) {
    base::SecretText said;
    for (std::size_t at = 0; at < text.size();) {
        if (!is_digit(text[at])) {
            said.append(text.substr(at, 1));
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < text.size() && is_digit(text[end])) {
            ++end;
        }
        for (std::size_t digit = at; digit < end; ++digit) {
            said.append(text.substr(digit, 1));
            said.append(digit + 1 < end ? " " : "");
        }
        const bool next_group =
            end + 1 < text.size() && text[end] == ' ' && is_digit(text[end + 1]);
        said.append(next_group ? "," : "");
        at = end;
    }
    return said;
}

bool is_code(std::string_view text) {
    constexpr std::ptrdiff_t least = 5;
    const base::SecretText said = heard(text);
    const std::string_view view = said.view();
    const bool alone = std::all_of(
        view.begin(), view.end(), [](char letter) { return is_digit(letter) || letter == ' '; });
    return alone && std::count_if(view.begin(), view.end(), is_digit) >= least;
}

Utterance spoken_form(const sem::Tree& tree,
                      const Node& node,
                      const WordsOf& words_of,
                      Listening listening) {
    const SpeechWords& words = words_of(node.language);
    Utterance said;
    if (node.role == Role::text_field) {
        said = spoken_field(node, words, listening);
    } else if (node.role == Role::radio || node.role == Role::checkbox) {
        said.add(heard(name_of(node)).view());
        add_choice(said, node, place_of(tree, node), words, listening);
    } else {
        said = spoken_other(node, words, listening);
    }
    said.language = node.language;
    add_states(said, node, words);
    said.add(heard(node.hint.view()).view());
    return said;
}

Utterance spoken_state(const Node& node, const WordsOf& words_of, Listening listening) {
    const SpeechWords& words = words_of(node.language);
    Utterance said;
    if (node.role == Role::text_field) {
        said = spoken_field(node, words, listening);
    } else {
        said.add(heard(name_of(node)).view());
        add_chosen(said, node, words, listening);
    }
    said.language = node.language;
    return said;
}

Utterance spoken_problem(const sem::Tree& tree,
                         const Node& alert,
                         const WordsOf& words_of,
                         Listening listening) {
    const SpeechWords& words = words_of(alert.language);
    Utterance said;
    said.language = alert.language;
    const Node* heading = alert.is(sem::invalid) ? heading_of(tree) : nullptr;
    if (alert.is(sem::invalid)) {
        said.add(words[Word::problem]);
    }
    if (heading != nullptr && may_say(*heading, listening) && heading->language == alert.language) {
        const std::string_view item = heading->name.view();
        base::SecretText named = heard(item);
        const bool ends = !item.empty() && (item.back() == '?' || item.back() == '.');
        named.append(ends || named.empty() ? "" : ":");
        said.add(named.view());
    }
    said.add(as_said(alert, name_of(alert)).view());
    return said;
}

Utterance spoken_title(const sem::Tree& tree, const WordsOf& words_of) {
    Utterance said;
    if (tree.empty()) {
        return said;
    }
    const Node& screen = tree.nodes().front();
    const SpeechWords& words = words_of(screen.language);
    said.language = screen.language;
    said.add(heard(screen.name.view()).view());
    const auto things = static_cast<int>(
        std::count_if(tree.nodes().begin(), tree.nodes().end(), [](const Node& node) {
            return node.enabled() && node.group != sem::Group::bar &&
                   node.group != sem::Group::keyboard;
        }));
    if (things > 0) {
        said.add(things == 1 ? words[Word::one_thing] : words.count(Word::things, things));
    }
    return said;
}

bool belongs_to_reading(const sem::Tree& tree, const Node& node) {
    const bool apart = node.group == sem::Group::bar || node.group == sem::Group::keyboard;
    const bool silent = node.role == Role::screen || node.role == Role::progress ||
                        node.role == Role::group || node.role == Role::key || node.name.empty();
    const bool title = node.action == sem::Action::none && !tree.empty() &&
                       node.name.view() == tree.nodes().front().name.view();
    return !apart && !silent && !title;
}

}  // namespace harmony::ui
