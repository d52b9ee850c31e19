#pragma once

#include <functional>

#include "survey/expression/syntax.h"

namespace harmony::survey {

/// Every expression inside `expression`, itself first, each before its parts.
void visit_expressions(const Expression& expression,
                       const std::function<void(const Expression&)>& see);

/// Every call of a function inside `expression`.
void visit_calls(const Expression& expression, const std::function<void(const Call&)>& see);

}  // namespace harmony::survey
