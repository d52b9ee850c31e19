#pragma once

#include <functional>
#include <vector>

#include "survey/expression/syntax.h"

namespace harmony::survey {

/// A part of an expression, one step down.
struct ExpressionPart {
    const Expression* expression;
    bool is_predicate = false;
};

/// In the order in which they are written.
[[nodiscard]] std::vector<ExpressionPart> parts_of(const Expression& expression);

/// Every expression inside `expression`, itself first, each before its parts.
void visit_expressions(const Expression& expression,
                       const std::function<void(const Expression&)>& see);

/// Every call of a function inside `expression`.
void visit_calls(const Expression& expression, const std::function<void(const Call&)>& see);

}  // namespace harmony::survey
