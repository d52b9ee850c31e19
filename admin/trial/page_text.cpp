#include "admin/trial/page_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "admin/cli/text_table.h"
#include "admin/trial/reply.h"
#include "admin/trial/texts.h"
#include "base/text.h"
#include "survey/kiosk_words.h"

namespace harmony::admin {

using survey::Node;
using survey::NodeIndex;
using survey::NodeState;
using survey::NodeType;

namespace {

// A list of places can be long; the rest is found by typing a part of its name.
constexpr std::size_t most_choices = 40;

constexpr const char* not_answered = "not answered";

/// Every line of a text moved to the right.
std::string indented(std::string_view text, std::size_t by) {
    std::string result(by, ' ');
    for (const char letter : text) {
        result += letter;
        if (letter == '\n') {
            result.append(by, ' ');
        }
    }
    return result;
}

std::string_view example_cell(unsigned grid_m) {
    return grid_m == 10 ? "SK12344567" : grid_m == 100 ? "SK123456" : "SK1245";
}

std::string one_line(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

/// `, Polish (draft)`; nothing when there is only one language.
std::string language_of(const survey::Draft& draft) {
    if (draft.form().languages().size() == 1) {
        return {};
    }
    for (const survey::Language& language : draft.form().languages()) {
        if (language.tag == draft.language()) {
            return ", " + language.name + (language.is_draft() ? " (draft)" : "");
        }
    }
    return ", " + draft.language();
}

/// `(x)`, `[x]`, or the place of a choice in a ranking; empty when it was not chosen.
std::string mark_of(const survey::Offered& offered, NodeType type, const std::string& value) {
    if (type == NodeType::select_one) {
        return offered.chosen ? "(x)" : "( )";
    }
    if (type != NodeType::rank || !offered.chosen) {
        return offered.chosen ? "[x]" : "[ ]";
    }
    const std::vector<std::string> order = base::words(value);
    const auto place = std::find(order.begin(), order.end(), offered.name) - order.begin();
    return fmt::format("[{}]", place + 1);
}

bool can_answer(const survey::Draft& draft, NodeIndex index) {
    const NodeState state = draft.state(index);
    return draft.form().node(index).type != NodeType::note && state.relevant && !state.read_only;
}

}  // namespace

std::string problem_in_words(const survey::Draft& draft, const survey::Problem& problem) {
    const Node& node = draft.form().node(problem.question);
    const bool required = problem.kind == survey::Invalid::required;
    std::string own = shown_text(draft, required ? node.required_message : node.constraint_message);
    if (!own.empty()) {
        return own;
    }
    if (!required) {
        return "Please check this answer (? says what it must fit).";
    }
    return node.has_choices() ? "Choose an answer." : "Type an answer.";
}

std::vector<NodeIndex> answerable(const survey::Draft& draft) {
    std::vector<NodeIndex> result;
    for (const NodeIndex index : draft.page().nodes) {
        if (can_answer(draft, index)) {
            result.push_back(index);
        }
    }
    return result;
}

const Node& PageText::node(NodeIndex index) const {
    return draft_.form().node(index);
}

std::string PageText::page(std::optional<NodeIndex> current) const {
    const survey::Page& page = draft_.page();
    if (page.kind == survey::PageKind::check_answers) {
        return check_answers();
    }
    if (page.kind == survey::PageKind::end) {
        return "\n" + ink_.strong("The end: nothing is left to ask.") + "\n";
    }
    std::string text = "\n" + ink_.quiet(place()) + "\n";
    for (const NodeIndex heading : page.headings) {
        const std::string label = shown_text(draft_, node(heading).label);
        text += label.empty() ? "" : "\n" + ink_.quiet(label) + "\n";
    }
    if (page.group) {
        const std::string label = shown_text(draft_, node(*page.group).label);
        text += label.empty() ? "" : "\n" + ink_.strong(label) + "\n";
    }
    return text + (page.group && node(*page.group).is_table() ? table(*page.group, current)
                                                              : questions(current));
}

std::string PageText::place() const {
    const survey::Page& page = draft_.page();
    return fmt::format("--- {}{} of {}{}{} ---",
                       page.equality ? "About you: page " : "Page ",
                       page.number,
                       page.of,
                       language_of(draft_),
                       page.changing ? ", changing an answer" : "");
}

std::string PageText::questions(std::optional<NodeIndex> current) const {
    std::string text;
    const bool several = answerable(draft_).size() > 1;
    for (const NodeIndex index : draft_.page().nodes) {
        const bool here = several && current == index;
        text += "\n" + (here ? ink_.chosen("> " + node(index).name) + "\n" : std::string());
        text += question(index);
    }
    return text;
}

std::string PageText::question(NodeIndex index) const {
    const NodeState state = draft_.state(index);
    std::string text = ink_.strong(shown_text(draft_, node(index).label)) + "\n";
    const std::string hint = shown_text(draft_, node(index).hint);
    text += hint.empty() ? "" : hint + "\n";
    text += state.image.empty()
                ? ""
                : ink_.quiet(fmt::format("[picture: {}]", printable(state.image))) + "\n";
    if (node(index).type == NodeType::note) {
        return text;
    }
    text += node(index).has_choices() ? choices(index) : written_answer(index);
    return text + footnote(index);
}

std::string PageText::choices(NodeIndex index) const {
    const NodeState state = draft_.state(index);
    const survey::ChoiceList& list = draft_.form().list_of(index);
    const std::string value(state.value.view());
    const std::vector<std::string> keys = keys_of(state.offered);
    std::string text;
    for (std::size_t i = 0; i < std::min(state.offered.size(), most_choices); ++i) {
        const survey::Offered& offered = state.offered[i];
        const std::string mark = mark_of(offered, node(index).type, value);
        const std::string label = shown_text(draft_, list.choices[offered.choice].label);
        const std::string line =
            fmt::format("  {} {:>2}  {}",
                        mark,
                        keys[i],
                        label.empty() ? std::string(offered.name) : in_line(label));
        text += (offered.chosen ? ink_.chosen(line) : line) + "\n";
    }
    if (state.offered.size() > most_choices) {
        text += fmt::format("      and {} more: type a part of the name\n",
                            state.offered.size() - most_choices);
    }
    return text;
}

std::string PageText::written_answer(NodeIndex index) const {
    const NodeState state = draft_.state(index);
    if (node(index).type == NodeType::acknowledge) {
        return state.value.empty() ? "  [ ]  1  I have read this\n"
                                   : ink_.chosen("  [x]  1  I have read this") + "\n";
    }
    return state.value.empty() ? std::string()
                               : "  Answer: " + ink_.chosen(answer_in_words(draft_, index)) + "\n";
}

std::string PageText::footnote(NodeIndex index) const {
    const NodeState state = draft_.state(index);
    if (state.read_only) {
        return ink_.quiet("(Worked out; it cannot be changed here.)") + "\n";
    }
    std::string text = how_to_answer(draft_, index);
    text += state.required ? " It needs an answer." : "";
    text += node(index).kiosk.widget == survey::Widget::place_map
                ? fmt::format(
                      " On a kiosk it is a place on the map; here, type a square of {} m, "
                      "such as {}.",
                      node(index).kiosk.grid_m,
                      example_cell(node(index).kiosk.grid_m))
                : "";
    text += state.needs_attention ? " An earlier answer is no longer offered." : "";
    return ink_.quiet(text) + "\n";
}

std::string PageText::shared_choices(NodeIndex row) const {
    const NodeState state = draft_.state(row);
    const survey::ChoiceList& list = draft_.form().list_of(row);
    const std::vector<std::string> keys = keys_of(state.offered);
    std::string text = "\n";
    for (std::size_t i = 0; i < state.offered.size(); ++i) {
        const survey::Choice& choice = list.choices[state.offered[i].choice];
        text += fmt::format("  {:>2}  {}\n", keys[i], in_line(shown_text(draft_, choice.label)));
    }
    return text + "\n";
}

std::string PageText::table_row(NodeIndex row, bool is_current) const {
    const std::string name = fmt::format("{:<14}", node(row).name);
    const std::string answer = answer_in_words(draft_, row);
    return (is_current ? ink_.chosen("> " + name) : "  " + name) + " " +
           in_line(one_line(shown_text(draft_, node(row).label))) + ": " +
           (answer.empty() ? ink_.quiet(not_answered) : ink_.chosen(in_line(answer))) + "\n";
}

std::string PageText::table(NodeIndex group, std::optional<NodeIndex> current) const {
    std::string text;
    bool has_choices = false;
    for (const NodeIndex index : draft_.page().nodes) {
        if (!node(index).has_choices()) {
            text += "\n" + question(index);
            continue;
        }
        text += has_choices ? "" : shared_choices(index);
        has_choices = true;
        text += table_row(index, current == index);
    }
    const std::string hint = shown_text(draft_, node(group).hint);
    return text + (hint.empty() ? "" : hint + "\n") +
           ink_.quiet("Type a number for each line; change NAME goes to another line.") + "\n";
}

std::string PageText::check_answers() const {
    std::string text = "\n" + ink_.strong("Check your answers before you send them") + "\n";
    for (const survey::CheckRow& row : draft_.check_answers()) {
        const std::string answer = answer_in_words(draft_, row.question);
        text += fmt::format("\n{} {}\n",
                            in_line(shown_text(draft_, node(row.question).label)),
                            ink_.quiet("[" + node(row.question).name + "]"));
        text += indented(answer.empty() ? ink_.quiet(not_answered) : ink_.chosen(answer), 4) + "\n";
    }
    return text;
}

std::string PageText::problems() const {
    const std::vector<survey::Problem> problems = draft_.problems();
    std::string text;
    for (const survey::Problem& problem : problems) {
        text += ink_.wrong(fmt::format("{}: {}",
                                       node(problem.question).name,
                                       in_line(problem_in_words(draft_, problem)))) +
                "\n";
    }
    return text;
}

std::string PageText::answered(NodeIndex question) const {
    const std::string answer = answer_in_words(draft_, question);
    return "  " + ink_.quiet(node(question).name + ":") + " " +
           (answer.empty() ? ink_.quiet(not_answered) : ink_.chosen(in_line(one_line(answer)))) +
           "\n";
}

std::string PageText::list() const {
    TextTable table({{"name"}, {"type"}, {"asked"}, {"value"}});
    for (const Node& one : draft_.form().nodes()) {
        std::size_t depth = 0;
        for (auto parent = one.parent; parent; parent = node(*parent).parent) {
            ++depth;
        }
        const bool group = one.type == NodeType::group;
        const NodeState state = draft_.state(one.index);
        table.add({std::string(2 * depth, ' ') + one.name,
                   std::string(survey::type_name(one.type)),
                   state.relevant ? "yes" : "no",
                   group ? std::string() : one_line(printable(state.value.view()))});
    }
    return "\n" + table.text();
}

}  // namespace harmony::admin
