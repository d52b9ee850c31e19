#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "survey/expression/syntax.h"
#include "survey/form.h"

namespace harmony::survey {

/// A list as far as its columns, for finding names that lead nowhere.
struct InstanceShape {
    std::string name;
    std::vector<std::string> columns;
};

/// The survey as far as its names, without answers. Tree 0: document 0, root 1, node i is i + 2.
/// Tree k + 1 is instance k: document 0, root 1, item 2, column c is c + 3.
class Shape {
public:
    explicit Shape(const FormContent& content);

    /// A root alone with nothing below it.
    explicit Shape(std::string root)
        : root_(std::move(root)), children_(2), by_name_(2), parents_(2, 0) {
        children_[0] = {1};
        by_name_[0] = {1};
    }

    [[nodiscard]] const std::vector<InstanceShape>& instances() const { return instances_; }
    [[nodiscard]] std::optional<std::uint32_t> instance(std::string_view name) const;
    [[nodiscard]] std::optional<std::uint32_t> parent(std::uint32_t tree, std::uint32_t node) const;
    [[nodiscard]] std::vector<std::uint32_t> children(std::uint32_t tree, std::uint32_t node) const;
    [[nodiscard]] std::vector<std::uint32_t> children_called(std::uint32_t tree,
                                                             std::uint32_t node,
                                                             std::string_view name) const;
    [[nodiscard]] std::string_view name(std::uint32_t tree, std::uint32_t node) const;

private:
    std::string root_;
    std::vector<std::string> names_;
    std::vector<std::vector<std::uint32_t>> children_;
    std::vector<std::vector<std::uint32_t>> by_name_;  ///< the same, sorted by name
    std::vector<std::uint32_t> parents_;
    std::vector<InstanceShape> instances_;
};

/// What is wrong with the sense of an expression that parses.
struct SenseFault {
    bool blocks_only = false;  ///< a block, not an error
    std::string code;
    std::string what;
    std::string mend;
};

/// What an expression reads.
struct Reading {
    std::vector<NodeIndex> nodes;  ///< ascending, none twice
    bool names_self = false;       ///< refers to its own question by its path, not by `.`
    bool clock = false;
    bool random = false;
    bool choice_name = false;
    std::vector<SenseFault> faults;
};

/// Finds what an expression reads by walking its paths over the shape.
///
/// `self` is the question it belongs to. A choice filter is read with an item of `filtered_list`
/// (a place in `Shape::instances`) as its context.
[[nodiscard]] Reading read_by(const Expression& expression,
                              const Shape& shape,
                              NodeIndex self,
                              std::optional<std::size_t> filtered_list);

}  // namespace harmony::survey
