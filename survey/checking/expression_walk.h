#pragma once

#include <optional>
#include <vector>

#include "survey/checking/lint.h"
#include "survey/expression/syntax.h"
#include "survey/expression/visit.h"

namespace harmony::survey {

/// An expression of a form and the cell it stands in.
struct OwnedExpression {
    const Node& node;
    LogicColumn column;
    const Expression& expression;
};

/// The parsed expression of a column; null when the cell is empty.
[[nodiscard]] const Expression* parsed(const NodeLogic& logic, LogicColumn column);

/// Every expression of the form, in sheet order.
[[nodiscard]] std::vector<OwnedExpression> expressions_of(const LintInput& in);

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

}  // namespace harmony::survey
