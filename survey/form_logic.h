#pragma once

#include <memory>
#include <string>
#include <vector>

#include "survey/expression/analysis.h"
#include "survey/expression/syntax.h"
#include "survey/filter_key.h"
#include "survey/form.h"
#include "survey/list_tree.h"

namespace harmony::survey {

/// The columns of a node that hold expressions.
enum class LogicColumn {
    relevant,
    required,
    constraint,
    calculation,
    read_only,
    choice_filter,
    default_value,  ///< a dynamic default
    seed,           ///< of a shuffled list
};

[[nodiscard]] std::string_view column_name(LogicColumn column);
[[nodiscard]] const std::string& expression_text(const Node& node, LogicColumn column);
inline constexpr LogicColumn logic_columns[] = {LogicColumn::relevant,
                                                LogicColumn::required,
                                                LogicColumn::constraint,
                                                LogicColumn::calculation,
                                                LogicColumn::read_only,
                                                LogicColumn::choice_filter,
                                                LogicColumn::default_value,
                                                LogicColumn::seed};

/// Those that stand in a column of their own.
inline constexpr LogicColumn plain_logic_columns[] = {LogicColumn::relevant,
                                                      LogicColumn::required,
                                                      LogicColumn::constraint,
                                                      LogicColumn::calculation,
                                                      LogicColumn::read_only,
                                                      LogicColumn::choice_filter};

/// The expressions of one node, parsed once; absent ones are null.
struct NodeLogic {
    ExpressionOwner relevant;
    ExpressionOwner required;
    ExpressionOwner constraint;
    ExpressionOwner calculation;
    ExpressionOwner read_only;
    ExpressionOwner choice_filter;
    ExpressionOwner default_value;
    ExpressionOwner seed;
    std::optional<FilterKey> filter_key;  ///< only for lists that are long enough to be indexed
    bool uses_clock = false;              ///< in relevance or calculation
};

/// Something wrong with an expression of a compiled form.
struct LogicFault {
    NodeIndex node;
    LogicColumn column = LogicColumn::relevant;
    bool blocks_only = false;
    std::string code;
    std::string what;
    std::string mend;
};

/// What a form does when an answer changes: expressions parsed, and the order in which relevance
/// and calculations are worked out.
class FormLogic {
public:
    [[nodiscard]] const NodeLogic& of(NodeIndex node) const { return nodes_[node.value]; }

    /// All nodes, each after those that its relevance and calculation refer to.
    [[nodiscard]] const std::vector<NodeIndex>& order() const { return order_; }
    [[nodiscard]] std::size_t rank(NodeIndex node) const { return rank_[node.value]; }

    /// The nodes that must be worked out again when this one changes.
    [[nodiscard]] const std::vector<NodeIndex>& dependants(NodeIndex node) const {
        return dependants_[node.value];
    }

    /// The nodes that this one triggers, in sheet order.
    [[nodiscard]] const std::vector<NodeIndex>& triggered_by(NodeIndex node) const {
        return triggered_[node.value];
    }

    [[nodiscard]] const std::vector<std::unique_ptr<const ListTree>>& lists() const {
        return lists_;
    }
    [[nodiscard]] const Shape& shape() const { return shape_; }

private:
    friend class LogicBuilder;
    explicit FormLogic(Shape shape) : shape_(std::move(shape)) {}

    Shape shape_;
    std::vector<NodeLogic> nodes_;
    std::vector<NodeIndex> order_;
    std::vector<std::size_t> rank_;
    std::vector<std::vector<NodeIndex>> dependants_;
    std::vector<std::vector<NodeIndex>> triggered_;
    std::vector<std::unique_ptr<const ListTree>> lists_;
};

struct BuiltLogic {
    std::unique_ptr<const FormLogic> logic;  ///< null when a fault is more than a block
    std::vector<LogicFault> faults;
};

/// Parses and checks every expression. `content` must outlive the result.
[[nodiscard]] BuiltLogic build_logic(const FormContent& content);

}  // namespace harmony::survey
