#include "survey/checking/expression_walk.h"

#include <array>

#include "survey/expression/visit.h"

namespace harmony::survey {
namespace {

constexpr std::uint32_t node_offset = 2;  // of the main tree: document, root, then the nodes

struct Slot {
    LogicColumn column;
    ExpressionOwner NodeLogic::*expression;
};

constexpr auto slots = std::to_array<Slot>({
    {LogicColumn::relevant, &NodeLogic::relevant},
    {LogicColumn::required, &NodeLogic::required},
    {LogicColumn::constraint, &NodeLogic::constraint},
    {LogicColumn::calculation, &NodeLogic::calculation},
    {LogicColumn::read_only, &NodeLogic::read_only},
    {LogicColumn::choice_filter, &NodeLogic::choice_filter},
    {LogicColumn::default_value, &NodeLogic::default_value},
    {LogicColumn::seed, &NodeLogic::seed},
});
static_assert(slots.size() == std::size(logic_columns));

/// Where a plain path of the main tree begins; nothing when it begins elsewhere.
std::optional<std::uint32_t> start_of(const Path& path, const Standing& standing) {
    if (!path.start_predicates.empty()) {
        return std::nullopt;
    }
    if (path.start) {
        return call_of(*path.start, Function::current) != nullptr
                   ? std::optional(standing.self.value + node_offset)
                   : std::nullopt;
    }
    if (path.from_document) {
        return 0;
    }
    return standing.in_item ? std::nullopt : std::optional(standing.self.value + node_offset);
}

std::optional<std::uint32_t> one_step(std::uint32_t from, const Step& step, const Shape& shape) {
    if (!step.predicates.empty() || step.any_element) {
        return std::nullopt;
    }
    if (step.axis == Axis::child) {
        const std::vector<std::uint32_t> found = step.name.empty()
                                                     ? std::vector<std::uint32_t>()
                                                     : shape.children_called(0, from, step.name);
        return found.size() == 1 ? std::optional(found.front()) : std::nullopt;
    }
    const auto reached = step.axis == Axis::self ? std::optional(from) : shape.parent(0, from);
    const bool fits = reached && (step.name.empty() || shape.name(0, *reached) == step.name);
    return fits ? reached : std::nullopt;
}

void add_expressions(const Node& node, const NodeLogic& logic, std::vector<OwnedExpression>& to) {
    for (const Slot& slot : slots) {
        if (const ExpressionOwner& found = logic.*slot.expression) {
            to.push_back({node, slot.column, *found});
        }
    }
}

}  // namespace

const Expression* parsed(const NodeLogic& logic, LogicColumn column) {
    for (const Slot& slot : slots) {
        if (slot.column == column) {
            return (logic.*slot.expression).get();
        }
    }
    return nullptr;
}

std::vector<OwnedExpression> expressions_of(const LintInput& in) {
    std::vector<OwnedExpression> result;
    for (const Node& node : in.check.content.nodes) {
        add_expressions(node, in.logic->of(node.index), result);
    }
    return result;
}

std::optional<NodeIndex> question_of(const Expression& expression,
                                     const FormContent& content,
                                     const Shape& shape,
                                     const Standing& standing) {
    const auto* path = std::get_if<Path>(&expression.what);
    std::optional<std::uint32_t> at = path != nullptr ? start_of(*path, standing) : std::nullopt;
    for (std::size_t i = 0; at && i < path->steps.size(); ++i) {
        at = one_step(*at, path->steps[i], shape);
    }
    if (!at || *at < node_offset || content.nodes[*at - node_offset].type == NodeType::group) {
        return std::nullopt;
    }
    return NodeIndex{*at - node_offset};
}

bool is_comparison(Operator how) {
    switch (how) {
        case Operator::equal:
        case Operator::not_equal:
        case Operator::less:
        case Operator::less_or_equal:
        case Operator::greater:
        case Operator::greater_or_equal: return true;
        default: return false;
    }
}

bool is_arithmetic(Operator how) {
    switch (how) {
        case Operator::plus:
        case Operator::minus:
        case Operator::times:
        case Operator::divide:
        case Operator::modulo: return true;
        default: return false;
    }
}

const Call* call_of(const Expression& expression, Function function) {
    const auto* call = std::get_if<Call>(&expression.what);
    return call != nullptr && call->function == function ? call : nullptr;
}

const LiteralText* text_literal(const Expression& expression) {
    return std::get_if<LiteralText>(&expression.what);
}

bool is_empty_text(const Expression& expression) {
    const LiteralText* literal = text_literal(expression);
    return literal != nullptr && literal->text.empty();
}

bool uses(const Expression& expression, Function function) {
    bool found = false;
    visit_calls(expression, [&](const Call& call) { found |= call.function == function; });
    return found;
}

}  // namespace harmony::survey
