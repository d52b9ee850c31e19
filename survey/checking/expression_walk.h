#pragma once

#include <optional>
#include <utility>

#include "survey/checking/lint.h"
#include "survey/expression/syntax.h"

namespace harmony::survey {

/// An expression of a form and the cell it stands in.
struct OwnedExpression {
    const Node& node;
    LogicColumn column;
    const Expression& expression;
};

/// The parsed expression of a column; null when the cell is empty.
[[nodiscard]] const Expression* parsed(const NodeLogic& logic, LogicColumn column);

/// Calls `visit(OwnedExpression)` for every expression of the form, in sheet order.
template <typename Visit>
void for_each_expression(const LintInput& in, const Visit& visit) {
    for (const Node& node : in.check.content.nodes) {
        for (const LogicColumn column : logic_columns) {
            if (const Expression* found = parsed(in.logic->of(node.index), column)) {
                visit(OwnedExpression{node, column, *found});
            }
        }
    }
}

/// Where in an expression a part of it stands.
struct Standing {
    NodeIndex self;        ///< the question that the expression belongs to
    bool in_item = false;  ///< in a predicate or choice filter, where a relative path is a column
};

/// The question that a path leads to when it is a plain one, as `${name}`, `.` and `../name` are;
/// nothing for groups, for other expressions and for paths with predicates.
[[nodiscard]] std::optional<NodeIndex> question_of(const Expression& expression,
                                                   const FormContent& content,
                                                   const Shape& shape,
                                                   const Standing& standing);

/// A comparison: `=`, `!=`, `<` and the like.
[[nodiscard]] bool is_comparison(Operator how);

/// `+ - * div mod`.
[[nodiscard]] bool is_arithmetic(Operator how);

/// As a call, when it is one of that function.
[[nodiscard]] const Call* call_of(const Expression& expression, Function function);

[[nodiscard]] const LiteralText* text_literal(const Expression& expression);

/// Whether the literal is a text of nothing: `''`.
[[nodiscard]] bool is_empty_text(const Expression& expression);

/// Whether a function is called anywhere in an expression.
[[nodiscard]] bool uses(const Expression& expression, Function function);

/// Calls `visit(child, in_item)` for the parts of an expression, predicates included; `in_item`
/// tells whether the part is a predicate.
template <typename Visit>
void for_each_part(const Expression& expression, const Visit& visit) {
    if (const auto* binary = std::get_if<Binary>(&expression.what)) {
        visit(*binary->left, false);
        visit(*binary->right, false);
    } else if (const auto* negation = std::get_if<Negation>(&expression.what)) {
        visit(*negation->of, false);
    } else if (const auto* call = std::get_if<Call>(&expression.what)) {
        for (const ExpressionOwner& argument : call->arguments) {
            visit(*argument, false);
        }
    } else if (const auto* path = std::get_if<Path>(&expression.what)) {
        if (path->start) {
            visit(*path->start, false);
        }
        for (const ExpressionOwner& predicate : path->start_predicates) {
            visit(*predicate, true);
        }
        for (const Step& step : path->steps) {
            for (const ExpressionOwner& predicate : step.predicates) {
                visit(*predicate, true);
            }
        }
    }
}

}  // namespace harmony::survey
