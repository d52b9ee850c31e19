#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "survey/expression/local_moment.h"
#include "survey/expression/value.h"

namespace harmony::survey {

/// A tree of named nodes with text. Node 0 is the document; numbers rise in document order.
class Tree {
public:
    Tree() = default;
    Tree(const Tree&) = delete;
    Tree& operator=(const Tree&) = delete;
    virtual ~Tree() = default;

    [[nodiscard]] virtual std::optional<std::uint32_t> parent(std::uint32_t node) const = 0;
    virtual void children(std::uint32_t node, std::vector<std::uint32_t>& out) const = 0;

    /// The children of that name, in document order. Trees with many children know a quicker way.
    virtual void children_called(std::uint32_t node,
                                 std::string_view wanted,
                                 std::vector<std::uint32_t>& out) const {
        children(node, out);
        std::erase_if(out, [&](std::uint32_t child) { return name(child) != wanted; });
    }

    /// The child of that name when there is just one.
    [[nodiscard]] virtual std::optional<std::uint32_t> child_called(std::uint32_t node,
                                                                    std::string_view wanted) const {
        std::vector<std::uint32_t> found;
        children_called(node, wanted, found);
        return found.size() == 1 ? std::optional(found.front()) : std::nullopt;
    }

    [[nodiscard]] virtual bool has_children(std::uint32_t node) const = 0;

    /// Empty for the document.
    [[nodiscard]] virtual std::string_view name(std::uint32_t node) const = 0;

    /// Empty for a node with children, and for one that is not relevant. Lives until an answer
    /// changes.
    [[nodiscard]] virtual std::string_view text(std::uint32_t node) const = 0;
};

/// Everything that an expression may read.
class World {
public:
    World() = default;
    World(const World&) = delete;
    World& operator=(const World&) = delete;
    virtual ~World() = default;

    [[nodiscard]] virtual const Tree& tree(std::uint32_t index) const = 0;
    [[nodiscard]] virtual std::optional<std::uint32_t> instance(std::string_view name) const = 0;

    /// Local time, with a time of day.
    [[nodiscard]] virtual LocalMoment now() const = 0;
    [[nodiscard]] virtual std::chrono::minutes offset() const = 0;
    [[nodiscard]] virtual base::RandomSource& random() const = 0;

    /// Label of a choice in the active language; `question` is what stands in the quotes.
    [[nodiscard]] virtual Words choice_label(std::string_view question,
                                             std::string_view choice) const = 0;
};

/// Where in the trees an expression is worked out.
struct Focus {
    NodeRef context;
    NodeRef current;           ///< the question the expression belongs to
    std::size_t position = 1;  ///< in the node-set being filtered
};

}  // namespace harmony::survey
