#include "survey/expression/operand.h"

#include "survey/expression/convert.h"
#include "survey/expression/evaluate.h"

namespace harmony::survey {
namespace {

std::optional<std::uint32_t> stepped(const Step& step, const Tree& tree, std::uint32_t from) {
    switch (step.axis) {
        case Axis::self: return from;
        case Axis::parent: return tree.parent(from);
        case Axis::child: break;
    }
    return tree.child_called(from, step.name);
}

}  // namespace

std::optional<NodeRef> single_node(const Path& path, const World& world, const Focus& focus) {
    if (path.always) {
        return NodeRef{0, *path.always};
    }
    if (!path.is_plain) {
        return std::nullopt;
    }
    NodeRef at = path.from_document ? NodeRef{0, 0} : focus.context;
    const Tree& tree = world.tree(at.tree);
    for (const Step& step : path.steps) {
        const std::optional<std::uint32_t> next = stepped(step, tree, at.node);
        if (!next) {
            return std::nullopt;
        }
        at.node = *next;
    }
    return at;
}

Value operand(const Expression& expression, const World& world, const Focus& focus) {
    if (const auto* path = std::get_if<Path>(&expression.what)) {
        const std::optional<NodeRef> node = single_node(*path, world, focus);
        // A group is true although its text is empty.
        if (node && !world.tree(node->tree).has_children(node->node)) {
            return Words::borrowed(text_of(world, *node));
        }
    }
    return evaluate(expression, world, focus);
}

}  // namespace harmony::survey
