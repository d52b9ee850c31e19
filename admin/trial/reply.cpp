#include "admin/trial/reply.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "admin/trial/texts.h"
#include "base/text.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;
using base::SecretText;
using survey::AnswerKind;
using survey::Draft;
using survey::Node;
using survey::NodeIndex;
using survey::NodeType;
using survey::Offered;

namespace {

constexpr std::size_t most_suggested = 5;
constexpr std::size_t most_quoted = 40;  // letters

Error refused(std::string why) {
    return {ErrorKind::refused, std::move(why)};
}

/// A choice was named that is not there; the sentence says what to type instead.
Error no_choice(std::string why) {
    return {ErrorKind::absent, std::move(why)};
}

/// In quotes, cut where it would fill the screen.
std::string quoted(std::string_view typed) {
    std::string text;
    for (std::size_t at = 0, letters = 0; at < typed.size(); ++letters) {
        if (letters == most_quoted) {
            text += "...";
            break;
        }
        const std::size_t start = at;
        static_cast<void>(base::next_code_point(typed, at));
        text += printable(typed.substr(start, at - start));
    }
    return "'" + text + "'";
}

bool is_whole_number(std::string_view text) {
    return !text.empty() && text.size() < 10 &&
           std::all_of(text.begin(), text.end(), [](char at) { return at >= '0' && at <= '9'; });
}

std::string plain_label(const Offered& offered) {
    return base::lower_ascii(printable(offered.label.view()));
}

/// The choices whose name or label is `typed`, else those whose label holds it.
std::vector<std::size_t> matching(const std::vector<Offered>& offered, std::string_view typed) {
    const std::string wanted = base::lower_ascii(typed);
    std::vector<std::size_t> whole;
    std::vector<std::size_t> parts;
    for (std::size_t i = 0; i < offered.size(); ++i) {
        if (offered[i].name == typed || plain_label(offered[i]) == wanted) {
            whole.push_back(i);
        } else if (plain_label(offered[i]).find(wanted) != std::string::npos) {
            parts.push_back(i);
        }
    }
    return whole.empty() ? parts : whole;
}

Error unclear(const std::vector<Offered>& offered,
              const std::vector<std::size_t>& found,
              std::string_view typed) {
    const std::vector<std::string> keys = keys_of(offered);
    std::string list;
    for (std::size_t i = 0; i < std::min(found.size(), most_suggested); ++i) {
        list += fmt::format("{}{} {}",
                            i == 0 ? "" : ", ",
                            keys[found[i]],
                            printable(offered[found[i]].label.view()));
    }
    list += found.size() > most_suggested ? ", ..." : "";
    return no_choice(fmt::format("{} could be {}; type the number", quoted(typed), list));
}

/// The choice that one word, or a whole label, stands for.
Result<std::size_t> choice_for(const std::vector<Offered>& offered, std::string_view typed) {
    const std::vector<std::string> keys = keys_of(offered);
    const auto key = std::find(keys.begin(), keys.end(), typed);
    if (key != keys.end()) {
        return static_cast<std::size_t>(key - keys.begin());
    }
    if (is_whole_number(typed)) {
        return no_choice(fmt::format(
            "there is no choice {}; the choices are {} to {}", typed, keys.front(), keys.back()));
    }
    const std::vector<std::size_t> found = matching(offered, typed);
    if (found.size() == 1) {
        return found.front();
    }
    return found.empty()
               ? no_choice(fmt::format("no choice is called {}; type its number", quoted(typed)))
               : unclear(offered, found, typed);
}

std::string without_commas(std::string_view typed) {
    std::string text(typed);
    std::replace(text.begin(), text.end(), ',', ' ');
    return text;
}

Result<std::vector<std::string>> choices_for(const std::vector<Offered>& offered,
                                             std::string_view typed) {
    std::vector<std::string> names;
    for (const std::string& word : base::words(without_commas(typed))) {
        const Result<std::size_t> choice = choice_for(offered, word);
        if (!choice) {
            // It may be one label of several words.
            const Result<std::size_t> whole = choice_for(offered, typed);
            return whole ? Result<std::vector<std::string>>(
                               std::vector<std::string>{std::string(offered[*whole].name)})
                         : choice.error();
        }
        names.emplace_back(offered[*choice].name);
    }
    return names;
}

Result<void> give_choices(Draft& draft, NodeIndex question, std::string_view typed) {
    const survey::NodeState state = draft.state(question);
    if (state.offered.empty()) {
        return refused("there is nothing to choose here with the answers so far");
    }
    if (draft.form().node(question).type == NodeType::select_one) {
        const Result<std::size_t> choice = choice_for(state.offered, typed);
        return choice ? draft.set(question, SecretText(state.offered[*choice].name))
                      : Result<void>(choice.error());
    }
    const Result<std::vector<std::string>> names = choices_for(state.offered, typed);
    return names ? draft.set(question, *names) : Result<void>(names.error());
}

Result<void> give_part_of_day(Draft& draft, NodeIndex question, std::string_view typed) {
    const std::vector<std::string> parts = parts_of_day();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (typed == std::to_string(i + 1) || base::lower_ascii(typed) == parts[i]) {
            return draft.set(question, SecretText(std::to_string(i)));
        }
    }
    return refused(fmt::format("{} is no part of the day", quoted(typed)));
}

Result<void> give_tick(Draft& draft, NodeIndex question, std::string_view typed) {
    const std::string word = base::lower_ascii(typed);
    if (word != "1" && word != "ok" && word != "yes") {
        return refused(fmt::format("{} does not say that it was read", quoted(typed)));
    }
    return draft.set(question, SecretText("OK"));
}

/// `2026-03-14 10:15` is written with a space by most people.
std::string with_t(std::string_view typed) {
    std::string text(typed);
    const std::size_t space = text.find(' ');
    if (space != std::string::npos) {
        text[space] = 'T';
    }
    return text;
}

Result<void> give_typed(Draft& draft, NodeIndex question, std::string_view typed) {
    const Node& node = draft.form().node(question);
    if (node.has_choices()) {
        return give_choices(draft, question, typed);
    }
    switch (node.type) {
        case NodeType::acknowledge: return give_tick(draft, question, typed);
        case NodeType::text:
        case NodeType::integer:
        case NodeType::decimal:
        case NodeType::range: return draft.type(question, typed);
        case NodeType::time:
            return node.kiosk.part_of_day ? give_part_of_day(draft, question, typed)
                                          : draft.set(question, SecretText(typed));
        case NodeType::date_time: return draft.set(question, SecretText(with_t(typed)));
        default: return draft.set(question, SecretText(typed));
    }
}

/// The label of a choice, else its name.
std::string choice_in_words(const Draft& draft, NodeIndex question, const std::string& name) {
    const survey::ChoiceList& list = draft.form().list_of(question);
    const auto choice = list.find(name);
    const std::string label =
        choice ? shown_text(draft, list.choices[*choice].label) : std::string();
    return label.empty() ? name : label;
}

std::string range_sentence(const survey::Range& range) {
    return fmt::format("Type a number from {} to {}{}.",
                       range.start,
                       range.end,
                       range.step == "1" ? "" : " in steps of " + range.step);
}

}  // namespace

std::vector<std::string> keys_of(const std::vector<Offered>& offered) {
    const bool numbers = std::all_of(offered.begin(), offered.end(), [](const Offered& choice) {
        return is_whole_number(choice.name);
    });
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < offered.size(); ++i) {
        keys.push_back(numbers ? std::string(offered[i].name) : std::to_string(i + 1));
    }
    return keys;
}

std::vector<std::string> parts_of_day() {
    return {"morning", "afternoon", "evening", "night"};
}

std::string how_to_answer(const Draft& draft, NodeIndex question) {
    const Node& node = draft.form().node(question);
    switch (node.type) {
        case NodeType::select_one: return "Type the number of one choice.";
        case NodeType::select_multiple:
            return node.kiosk.max
                       ? fmt::format("Type the numbers of up to {} choices, such as 1 3.",
                                     *node.kiosk.max)
                       : std::string("Type the numbers of all that fit, such as 1 3.");
        case NodeType::rank: return "Type all numbers in your order, such as 2 1 3.";
        case NodeType::acknowledge: return "Type 1 when it was read.";
        case NodeType::integer: return "Type a whole number, such as 3.";
        case NodeType::decimal: return "Type a number, such as 2.5.";
        case NodeType::range: return range_sentence(*node.range);
        case NodeType::date: return "Type a date like 2026-03-14.";
        case NodeType::time:
            return node.kiosk.part_of_day ? "Type 1 morning, 2 afternoon, 3 evening or 4 night."
                                          : "Type a time like 14:30.";
        case NodeType::date_time: return "Type a date and a time like 2026-03-14 14:30.";
        default: return "Type your answer.";
    }
}

Result<void> give(Draft& draft, NodeIndex question, std::string_view typed) {
    if (!base::is_utf8(typed)) {
        return refused("what was typed is not UTF-8; set the terminal to UTF-8");
    }
    const std::string_view words = base::trim(typed);
    if (words.empty()) {
        draft.clear(question);
        return {};
    }
    Result<void> given = give_typed(draft, question, words);
    if (given || given.error().kind == ErrorKind::absent) {
        return given;
    }
    const std::string hint = how_to_answer(draft, question);
    return refused(given.error().message + ". " + hint.substr(0, hint.size() - 1));
}

Result<void> give_value(Draft& draft, NodeIndex question, std::string_view value) {
    if (!base::is_utf8(value)) {
        return refused("the value is not UTF-8");
    }
    const Node& node = draft.form().node(question);
    const bool typed = node.type == NodeType::text || node.type == NodeType::integer ||
                       node.type == NodeType::decimal || node.type == NodeType::range;
    return typed ? draft.type(question, value) : draft.set(question, SecretText(value));
}

std::string answer_in_words(const Draft& draft, NodeIndex question) {
    const Node& node = draft.form().node(question);
    const std::string value = printable(draft.state(question).value.view());
    if (node.type == NodeType::select_one) {
        return value.empty() ? value : choice_in_words(draft, question, value);
    }
    if (node.has_choices()) {
        std::string words;
        for (const std::string& name : base::words(value)) {
            words += words.empty() ? "" : node.type == NodeType::rank ? ", then " : ", ";
            words += choice_in_words(draft, question, name);
        }
        return words;
    }
    const bool part = node.kiosk.part_of_day && node.type == NodeType::time && value.size() == 1;
    return part ? parts_of_day().at(static_cast<std::size_t>(value[0] - '0')) : value;
}

}  // namespace harmony::admin
