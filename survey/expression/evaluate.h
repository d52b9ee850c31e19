#pragma once

#include "survey/expression/syntax.h"
#include "survey/expression/value.h"
#include "survey/expression/world.h"

namespace harmony::survey {

/// Works an expression out. Texts in the result may point into the trees of `world` and into
/// `expression`: read them before an answer changes.
[[nodiscard]] Value evaluate(const Expression& expression, const World& world, const Focus& focus);

[[nodiscard]] bool evaluate_truth(const Expression& expression,
                                  const World& world,
                                  const Focus& focus);

/// The text of the result.
[[nodiscard]] Words evaluate_words(const Expression& expression,
                                   const World& world,
                                   const Focus& focus);

/// Keeps the nodes for which all predicates hold; a number is a position.
[[nodiscard]] NodeSet filtered(NodeSet nodes,
                               const std::vector<ExpressionOwner>& predicates,
                               const World& world,
                               const Focus& focus);

}  // namespace harmony::survey
