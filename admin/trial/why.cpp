#include "admin/trial/why.h"

#include <fmt/format.h>

#include "admin/trial/texts.h"
#include "survey/kiosk_words.h"

namespace harmony::admin {

using survey::Draft;
using survey::Node;
using survey::NodeIndex;

namespace {

/// `    age is 34`, for everything that an expression asks about.
std::string values_of(const Draft& draft, const WrittenExpression& expression) {
    std::string text;
    for (const NodeIndex index : expression.asks_about) {
        const survey::NodeState state = draft.state(index);
        const std::string value = printable(state.value.view());
        text += fmt::format("      {} is {}\n",
                            draft.form().node(index).name,
                            !state.relevant ? "not asked"
                            : value.empty() ? "empty"
                                            : value);
    }
    return text;
}

std::string rule(const Draft& draft, const char* says, const std::string& expression) {
    if (expression.empty()) {
        return {};
    }
    const WrittenExpression written = as_written(draft.form(), expression);
    return fmt::format("  {}: {}\n", says, written.text) + values_of(draft, written);
}

std::string conditions(const Draft& draft, const Node& node) {
    std::string text;
    for (auto group = node.parent; group; group = draft.form().node(*group).parent) {
        const Node& above = draft.form().node(*group);
        text += rule(draft, ("With its group " + above.name + " only if").c_str(), above.relevant);
    }
    text += rule(draft, "Asked only if", node.relevant);
    return text.empty() ? "  Always asked.\n" : text;
}

std::string choices(const Draft& draft, const Node& node) {
    if (!node.has_choices()) {
        return {};
    }
    const survey::ChoiceList& list = draft.form().list_of(node.index);
    const std::string count = fmt::format("  {} of the {} choices of {} are offered.\n",
                                          draft.state(node.index).offered.size(),
                                          list.choices.size(),
                                          list.name);
    return rule(draft, "Offers the choices with", node.choice_filter) + count;
}

}  // namespace

std::string why(const Draft& draft, NodeIndex question) {
    const Node& node = draft.form().node(question);
    const std::string guidance = shown_text(draft, node.guidance);
    std::string text =
        fmt::format("{} is a question of type {}.\n", node.name, survey::type_name(node.type));
    text += conditions(draft, node);
    text += rule(draft, "Needs an answer if", node.required);
    text += rule(draft, "Its answer must fit", node.constraint);
    text += rule(draft, "Cannot be changed if", node.read_only);
    text += rule(draft, "Worked out as", node.calculation);
    text += choices(draft, node);
    return text + (guidance.empty() ? "" : "  For staff: " + guidance + "\n");
}

}  // namespace harmony::admin
