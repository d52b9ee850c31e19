#include "survey/expression/evaluate.h"

#include <algorithm>
#include <cmath>

#include "survey/expression/call.h"
#include "survey/expression/convert.h"
#include "survey/expression/operand.h"

namespace harmony::survey {
namespace {

enum class Sense { equal, not_equal, less, less_or_equal, greater, greater_or_equal };

bool compare_numbers(Sense sense, double a, double b) {
    if (std::isnan(a) || std::isnan(b)) {
        return sense == Sense::not_equal;
    }
    switch (sense) {
        case Sense::equal: return equal_numbers(a, b);
        case Sense::not_equal: return !equal_numbers(a, b);
        case Sense::less: return a < b;
        case Sense::less_or_equal: return a < b || equal_numbers(a, b);
        case Sense::greater: return a > b;
        case Sense::greater_or_equal: return a > b || equal_numbers(a, b);
    }
    return false;
}

bool is_ordering(Sense sense) {
    return sense != Sense::equal && sense != Sense::not_equal;
}

bool is_numeric(const Value& value) {
    return std::holds_alternative<double>(value) || std::holds_alternative<LocalMoment>(value);
}

/// Compares two values that are no node-sets.
bool compare_single(Sense sense, const Value& a, const Value& b, const World& world) {
    if (is_ordering(sense)) {
        return compare_numbers(sense, to_number(world, a), to_number(world, b));
    }
    const bool wants_equal = sense == Sense::equal;
    if (std::holds_alternative<bool>(a) || std::holds_alternative<bool>(b)) {
        return (to_truth(world, a) == to_truth(world, b)) == wants_equal;
    }
    if (is_numeric(a) || is_numeric(b)) {
        return compare_numbers(sense, to_number(world, a), to_number(world, b));
    }
    return (to_words(world, a).view() == to_words(world, b).view()) == wants_equal;
}

Value node_text(const World& world, NodeRef node) {
    return Words::borrowed(text_of(world, node));
}

/// True when the comparison holds for at least one node, or for one pair.
bool compare(Sense sense, const Value& a, const Value& b, const World& world) {
    const auto* left = std::get_if<NodeSet>(&a);
    const auto* right = std::get_if<NodeSet>(&b);
    const bool with_truth = std::holds_alternative<bool>(a) || std::holds_alternative<bool>(b);
    if ((left == nullptr && right == nullptr) || (with_truth && !is_ordering(sense))) {
        return compare_single(sense, a, b, world);
    }
    if (left != nullptr) {
        return std::any_of(left->begin(), left->end(), [&](NodeRef node) {
            const Value text = node_text(world, node);
            return right != nullptr ? compare(sense, text, b, world)
                                    : compare_single(sense, text, b, world);
        });
    }
    return std::any_of(right->begin(), right->end(), [&](NodeRef node) {
        return compare_single(sense, a, node_text(world, node), world);
    });
}

Value joined_sets(Value left, Value right) {
    auto* a = std::get_if<NodeSet>(&left);
    const auto* b = std::get_if<NodeSet>(&right);
    if (a == nullptr || b == nullptr) {
        return NodeSet{};
    }
    a->insert(a->end(), b->begin(), b->end());
    std::sort(a->begin(), a->end());
    a->erase(std::unique(a->begin(), a->end()), a->end());
    return left;
}

Value arithmetic(Operator how, double a, double b) {
    switch (how) {
        case Operator::plus: return a + b;
        case Operator::minus: return a - b;
        case Operator::times: return a * b;
        case Operator::divide: return a / b;
        default: return std::fmod(a, b);
    }
}

std::optional<Sense> sense_of(Operator how) {
    switch (how) {
        case Operator::equal: return Sense::equal;
        case Operator::not_equal: return Sense::not_equal;
        case Operator::less: return Sense::less;
        case Operator::less_or_equal: return Sense::less_or_equal;
        case Operator::greater: return Sense::greater;
        case Operator::greater_or_equal: return Sense::greater_or_equal;
        default: return std::nullopt;
    }
}

Value evaluate_binary(const Binary& binary, const World& world, const Focus& focus) {
    if (binary.how == Operator::both || binary.how == Operator::either) {
        const bool left = evaluate_truth(*binary.left, world, focus);
        const bool knows = left == (binary.how == Operator::either);
        return knows ? left : evaluate_truth(*binary.right, world, focus);
    }
    if (binary.how == Operator::join_sets) {
        return joined_sets(evaluate(*binary.left, world, focus),
                           evaluate(*binary.right, world, focus));
    }
    const Value left = operand(*binary.left, world, focus);
    const Value right = operand(*binary.right, world, focus);
    if (const auto sense = sense_of(binary.how)) {
        return compare(*sense, left, right, world);
    }
    return arithmetic(binary.how, to_number(world, left), to_number(world, right));
}

bool fits(const Step& step, std::string_view name, bool is_document) {
    if (step.any_element) {
        return !is_document;
    }
    return step.name.empty() || step.name == name;
}

/// The nodes one step away from `from`, in document order.
NodeSet reached(const Step& step, NodeRef from, const World& world) {
    const Tree& tree = world.tree(from.tree);
    NodeSet result;
    const auto add = [&](std::uint32_t node) {
        if (fits(step, tree.name(node), node == 0)) {
            result.push_back({from.tree, node});
        }
    };
    switch (step.axis) {
        case Axis::self: add(from.node); break;
        case Axis::parent:
            if (const auto parent = tree.parent(from.node)) {
                add(*parent);
            }
            break;
        case Axis::child: {
            std::vector<std::uint32_t> children;
            if (step.name.empty()) {
                tree.children(from.node, children);
            } else {
                tree.children_called(from.node, step.name, children);
            }
            for (const std::uint32_t child : children) {
                result.push_back({from.tree, child});
            }
            break;
        }
    }
    return result;
}

NodeSet walked(NodeSet nodes, const Step& step, const World& world, const Focus& focus) {
    NodeSet result;
    for (const NodeRef node : nodes) {
        const NodeSet found = filtered(reached(step, node, world), step.predicates, world, focus);
        result.insert(result.end(), found.begin(), found.end());
    }
    if (nodes.size() > 1) {
        std::sort(result.begin(), result.end());
        result.erase(std::unique(result.begin(), result.end()), result.end());
    }
    return result;
}

Value evaluate_path(const Path& path, const World& world, const Focus& focus) {
    if (const std::optional<NodeRef> node = single_node(path, world, focus)) {
        return NodeSet{*node};
    }
    NodeSet nodes;
    if (path.start) {
        Value start = evaluate(*path.start, world, focus);
        auto* found = std::get_if<NodeSet>(&start);
        if (found == nullptr) {
            return NodeSet{};
        }
        nodes = filtered(std::move(*found), path.start_predicates, world, focus);
    } else {
        // An absolute path means the answers, also where an item of a list is the context.
        nodes = {path.from_document ? NodeRef{0, 0} : focus.context};
    }
    for (const Step& step : path.steps) {
        nodes = walked(std::move(nodes), step, world, focus);
    }
    return nodes;
}

}  // namespace

NodeSet filtered(NodeSet nodes,
                 const std::vector<ExpressionOwner>& predicates,
                 const World& world,
                 const Focus& focus) {
    for (const ExpressionOwner& predicate : predicates) {
        NodeSet kept;
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            const Focus inner{nodes[i], focus.current, i + 1};
            const Value value = evaluate(*predicate, world, inner);
            const auto* place = std::get_if<double>(&value);
            const bool keep =
                place != nullptr ? *place == static_cast<double>(i + 1) : to_truth(world, value);
            if (keep) {
                kept.push_back(nodes[i]);
            }
        }
        nodes = std::move(kept);
    }
    return nodes;
}

Value evaluate(const Expression& expression, const World& world, const Focus& focus) {
    if (const auto* path = std::get_if<Path>(&expression.what)) {
        return evaluate_path(*path, world, focus);
    }
    if (const auto* text = std::get_if<LiteralText>(&expression.what)) {
        return Words::borrowed(text->text);
    }
    if (const auto* number = std::get_if<LiteralNumber>(&expression.what)) {
        return number->number;
    }
    if (const auto* binary = std::get_if<Binary>(&expression.what)) {
        return evaluate_binary(*binary, world, focus);
    }
    if (const auto* call = std::get_if<Call>(&expression.what)) {
        return evaluate_call(*call, world, focus);
    }
    const auto& negation = std::get<Negation>(expression.what);
    return -to_number(world, operand(*negation.of, world, focus));
}

bool evaluate_truth(const Expression& expression, const World& world, const Focus& focus) {
    return to_truth(world, operand(expression, world, focus));
}

Words evaluate_words(const Expression& expression, const World& world, const Focus& focus) {
    return to_words(world, operand(expression, world, focus));
}

}  // namespace harmony::survey
