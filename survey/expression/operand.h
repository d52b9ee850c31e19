#pragma once

#include <optional>

#include "survey/expression/syntax.h"
#include "survey/expression/value.h"
#include "survey/expression/world.h"

namespace harmony::survey {

/// The one node that a path leads to; nothing when it must be walked, or leads to none or several.
[[nodiscard]] std::optional<NodeRef> single_node(const Path& path,
                                                 const World& world,
                                                 const Focus& focus);

/// Works out an expression that is used as a single value: a path to one node gives the node's text
/// at once, which means the same to every conversion and comparison and needs no node-set.
[[nodiscard]] Value operand(const Expression& expression, const World& world, const Focus& focus);

}  // namespace harmony::survey
