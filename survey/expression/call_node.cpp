#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/bytes.h"
#include "survey/expression/call.h"
#include "survey/expression/convert.h"
#include "survey/expression/shuffle.h"

namespace harmony::survey {
namespace {

constexpr std::size_t uuid_bytes = 16;
constexpr double longest_code = 256;

double count_non_empty(const Arguments& given) {
    const NodeSet nodes = given.nodes(0);
    return static_cast<double>(std::count_if(nodes.begin(), nodes.end(), [&](NodeRef node) {
        return !text_of(given.world, node).empty();
    }));
}

/// The place of the node among the siblings of its name, from 1.
double place_among_siblings(const World& world, NodeRef node) {
    const Tree& tree = world.tree(node.tree);
    const auto parent = tree.parent(node.node);
    if (!parent) {
        return 1;
    }
    std::vector<std::uint32_t> siblings;
    tree.children(*parent, siblings);
    double place = 1;
    for (const std::uint32_t sibling : siblings) {
        if (sibling == node.node) {
            break;
        }
        place += tree.name(sibling) == tree.name(node.node) ? 1 : 0;
    }
    return place;
}

Value position(const Arguments& given) {
    if (given.count() == 0) {
        return static_cast<double>(given.focus.position);
    }
    const NodeSet nodes = given.nodes(0);
    return nodes.empty() ? std::nan("") : place_among_siblings(given.world, nodes.front());
}

NodeSet randomized(const Arguments& given) {
    const NodeSet nodes = given.nodes(0);
    const std::int64_t seed =
        given.count() > 1 ? shuffle_seed(given.number(1), given.words(1).view())
                          : static_cast<std::int64_t>(given.world.random().next_u64() >> 1U);
    NodeSet result;
    for (const std::uint32_t place : shuffled(nodes.size(), seed)) {
        result.push_back(nodes[place]);
    }
    return result;
}

/// The child called `name` of a node; nothing when there is none.
std::optional<std::uint32_t> child_called(const Tree& tree,
                                          std::uint32_t node,
                                          std::string_view name) {
    std::vector<std::uint32_t> children;
    tree.children(node, children);
    const auto found = std::find_if(children.begin(), children.end(), [&](std::uint32_t child) {
        return tree.name(child) == name;
    });
    return found == children.end() ? std::nullopt : std::optional(*found);
}

Value pulldata(const Arguments& given) {
    const Words file = given.words(0);
    const auto instance = given.world.instance(file.view());
    if (!instance) {
        return Words();
    }
    const Words column = given.words(1);
    const Words key_column = given.words(2);
    const Words key = given.words(3);
    const Tree& tree = given.world.tree(*instance);
    std::vector<std::uint32_t> items;
    if (const auto root = child_called(tree, 0, "root")) {
        tree.children(*root, items);
    }
    for (const std::uint32_t item : items) {
        const auto cell = child_called(tree, item, key_column.view());
        if (cell && tree.text(*cell) == key.view()) {
            const auto found = child_called(tree, item, column.view());
            return found ? Words::borrowed(tree.text(*found)) : Words();
        }
    }
    return Words();
}

Words uuid4(base::RandomSource& random) {
    std::array<std::byte, uuid_bytes> bytes{};
    random.fill(bytes);
    bytes[6] = (bytes[6] & std::byte{0x0f}) | std::byte{0x40};
    bytes[8] = (bytes[8] & std::byte{0x3f}) | std::byte{0x80};
    std::string hex = base::to_hex(bytes);
    for (const std::size_t dash : {20U, 16U, 12U, 8U}) {
        hex.insert(dash, 1, '-');
    }
    return Words::copied(hex);
}

Words random_code(base::RandomSource& random, double length) {
    constexpr std::string_view letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    if (!(length >= 0 && length <= longest_code)) {
        return {};
    }
    std::string code;
    for (auto left = static_cast<std::size_t>(length); left > 0; --left) {
        code += letters[random.below(letters.size())];
    }
    return Words::copied(code);
}

}  // namespace

std::optional<Value> call_on_nodes(Function function, const Arguments& given) {
    switch (function) {
        case Function::count: return static_cast<double>(given.nodes(0).size());
        case Function::count_non_empty: return count_non_empty(given);
        case Function::position: return position(given);
        case Function::current: return NodeSet{given.focus.current};
        case Function::instance: {
            const Words name = given.words(0);
            const auto tree = given.world.instance(name.view());
            return tree ? NodeSet{NodeRef{*tree, 0}} : NodeSet{};
        }
        case Function::randomize: return randomized(given);
        case Function::pulldata: return pulldata(given);
        case Function::uuid:
            return given.count() == 0 ? uuid4(given.world.random())
                                      : random_code(given.world.random(), given.number(0));
        default: return std::nullopt;
    }
}

}  // namespace harmony::survey
