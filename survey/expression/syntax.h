#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "survey/expression/function_table.h"

namespace harmony::survey {

/// An expression as a tree (design: survey profile, section 7.1).
struct Expression;
using ExpressionOwner = std::unique_ptr<const Expression>;

enum class Operator {
    either,  ///< or
    both,    ///< and
    equal,
    not_equal,
    less,
    less_or_equal,
    greater,
    greater_or_equal,
    plus,
    minus,
    times,
    divide,
    modulo,
    join_sets,  ///< |
};

struct LiteralText {
    std::string text;
};

struct LiteralNumber {
    double number = 0;
};

struct Binary {
    Operator how = Operator::both;
    ExpressionOwner left;
    ExpressionOwner right;
};

struct Negation {
    ExpressionOwner of;
};

struct Call {
    Function function = Function::yes;
    std::vector<ExpressionOwner> arguments;
};

enum class Axis { child, parent, self };

struct Step {
    Axis axis = Axis::child;
    std::string name;          ///< empty: any node
    bool any_element = false;  ///< `*`: any node that has a name
    std::vector<ExpressionOwner> predicates;
    std::size_t at = 0;  ///< where it stands in the text, for messages
};

/// A way through a tree: from the document, from the context, or from what `start` gives.
struct Path {
    bool from_document = false;
    ExpressionOwner start;
    std::vector<ExpressionOwner> start_predicates;
    std::vector<Step> steps;
    std::size_t at = 0;

    /// Names, `.` and `..` without predicates: where it leads can be found node by node.
    bool is_plain = false;

    /// The node of the answers that the path always means; filled once, when a form is loaded, and
    /// spares looking names up at every evaluation.
    mutable std::optional<std::uint32_t> always;
};

struct Expression {
    std::variant<LiteralText, LiteralNumber, Binary, Negation, Call, Path> what;
};

}  // namespace harmony::survey
