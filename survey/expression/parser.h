#pragma once

#include <string_view>
#include <variant>

#include "survey/expression/lexer.h"
#include "survey/expression/syntax.h"

namespace harmony::survey {

/// Parses an expression whose `${}` were already replaced by paths. REQUIRES: well-formed UTF-8.
[[nodiscard]] std::variant<ExpressionOwner, SyntaxFault> parse_expression(std::string_view text);

}  // namespace harmony::survey
