#include "survey/form_logic.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <variant>

#include "base/error.h"
#include "survey/expression/parser.h"
#include "survey/expression/visit.h"

namespace harmony::survey {
namespace {

constexpr std::array<std::string_view, std::size(logic_columns)> names = {"relevant",
                                                                          "required",
                                                                          "constraint",
                                                                          "calculation",
                                                                          "read_only",
                                                                          "choice_filter",
                                                                          "default",
                                                                          "parameters"};

/// Longer lists are looked up by a column of their filter.
constexpr std::size_t longest_plain_list = 64;

/// References of all expressions together: far more than a survey has, and what a few bytes of `*`
/// could grow to.
constexpr std::size_t most_edges = 1'000'000;

enum class Mark { unseen, open, done };

}  // namespace

std::string_view column_name(LogicColumn column) {
    return names.at(static_cast<std::size_t>(column));
}

const std::string& expression_text(const Node& node, LogicColumn column) {
    switch (column) {
        case LogicColumn::relevant: return node.relevant;
        case LogicColumn::required: return node.required;
        case LogicColumn::constraint: return node.constraint;
        case LogicColumn::calculation: return node.calculation;
        case LogicColumn::read_only: return node.read_only;
        case LogicColumn::choice_filter: return node.choice_filter;
        case LogicColumn::default_value: return node.dynamic_default;
        case LogicColumn::seed: return node.seed;
    }
    throw base::BrokenPromise("a column of logic that does not exist");
}

/// Builds the logic of one form; lives for one call of `build_logic`.
class LogicBuilder {
public:
    explicit LogicBuilder(const FormContent& content)
        : content_(content),
          logic_(new FormLogic(Shape(content))),
          hard_(content.nodes.size()),
          marks_(content.nodes.size(), Mark::unseen) {}

    BuiltLogic run() {
        const std::size_t count = content_.nodes.size();
        logic_->nodes_.resize(count);
        logic_->dependants_.resize(count);
        logic_->triggered_.resize(count);
        for (const Node& node : content_.nodes) {
            for (const LogicColumn column : logic_columns) {
                read_column(node, column);
            }
            if (edges_ > most_edges) {
                too_many_edges(node);
                break;
            }
            if (node.parent) {
                depends(node.index, *node.parent, true);
            }
            for (const NodeIndex trigger : node.triggers) {
                logic_->triggered_[trigger.value].push_back(node.index);
            }
        }
        for (std::vector<NodeIndex>& list : logic_->dependants_) {
            std::sort(list.begin(), list.end());
            list.erase(std::unique(list.begin(), list.end()), list.end());
        }
        find_order();
        make_lists();
        const bool refused = std::any_of(
            faults_.begin(), faults_.end(), [](const LogicFault& f) { return !f.blocks_only; });
        return {refused ? nullptr : std::move(logic_), std::move(faults_)};
    }

private:
    void make_lists() {
        std::vector<std::unique_ptr<ListTree>> trees;
        for (const ChoiceList& list : content_.lists) {
            trees.push_back(std::make_unique<ListTree>(list, content_.languages.front().tag));
        }
        for (const Node& node : content_.nodes) {
            NodeLogic& logic = logic_->nodes_[node.index.value];
            if (!logic.choice_filter || !node.list ||
                content_.lists[*node.list].choices.size() <= longest_plain_list) {
                continue;
            }
            logic.filter_key = filter_key(*logic.choice_filter, content_.lists[*node.list]);
            if (logic.filter_key) {
                trees[*node.list]->index(logic.filter_key->column);
            }
        }
        for (std::unique_ptr<ListTree>& tree : trees) {
            logic_->lists_.push_back(std::move(tree));
        }
    }

    ExpressionOwner& slot(NodeIndex node, LogicColumn column) {
        NodeLogic& logic = logic_->nodes_[node.value];
        switch (column) {
            case LogicColumn::relevant: return logic.relevant;
            case LogicColumn::required: return logic.required;
            case LogicColumn::constraint: return logic.constraint;
            case LogicColumn::calculation: return logic.calculation;
            case LogicColumn::read_only: return logic.read_only;
            case LogicColumn::choice_filter: return logic.choice_filter;
            case LogicColumn::default_value: return logic.default_value;
            case LogicColumn::seed: break;
        }
        return logic.seed;
    }

    void read_column(const Node& node, LogicColumn column) {
        const std::string& text = expression_text(node, column);
        if (text.empty()) {
            return;
        }
        auto parsed = parse_expression(text);
        if (const auto* fault = std::get_if<SyntaxFault>(&parsed)) {
            add_fault(node.index, column, {false, fault->code, fault->what, fault->mend});
            return;
        }
        ExpressionOwner expression = std::get<ExpressionOwner>(std::move(parsed));
        const auto list = column == LogicColumn::choice_filter ? node.list : std::nullopt;
        const Reading reading = read_by(*expression, logic_->shape(), node.index, list);
        for (const SenseFault& fault : reading.faults) {
            add_fault(node.index, column, fault);
        }
        note_reading(node, column, reading);
        find_fixed_paths(*expression);
        slot(node.index, column) = std::move(expression);
    }

    /// An absolute path by names alone always means the same node.
    void find_fixed_paths(const Expression& expression) const {
        visit_expressions(expression, [&](const Expression& part) {
            const auto* path = std::get_if<Path>(&part.what);
            if (path == nullptr || !path->is_plain || !path->from_document) {
                return;
            }
            std::uint32_t node = 0;
            for (const Step& step : path->steps) {
                const auto found = step.axis == Axis::child
                                       ? logic_->shape_.children_called(0, node, step.name)
                                       : std::vector<std::uint32_t>();
                if (found.size() != 1) {
                    return;
                }
                node = found.front();
            }
            path->always = node;
        });
    }

    void note_reading(const Node& node, LogicColumn column, const Reading& reading) {
        const bool triggered = column == LogicColumn::calculation && !node.triggers.empty();
        const bool orders =
            column == LogicColumn::relevant || (column == LogicColumn::calculation && !triggered);
        const bool offers = column == LogicColumn::choice_filter || column == LogicColumn::seed;
        if (!orders && !offers) {
            return;
        }
        logic_->nodes_[node.index.value].uses_clock |= reading.clock;
        for (const NodeIndex read : reading.nodes) {
            if (read != node.index) {
                depends(node.index, read, orders);
            } else if (column == LogicColumn::relevant) {
                add_fault(
                    node.index,
                    column,
                    {!reading.names_self,  // `.` is empty until it is asked: odd, but no circle
                     "X705",
                     fmt::format("whether \"{}\" is asked depends on its own answer", node.name),
                     "refer to another question"});
            }
        }
    }

    /// `hard`: the order must respect it; else it is only worked out again.
    void depends(NodeIndex node, NodeIndex on, bool hard) {
        ++edges_;
        logic_->dependants_[on.value].push_back(node);
        if (hard) {
            hard_[node.value].push_back(on);
        }
    }

    void too_many_edges(const Node& node) {
        const bool is_calculation = node.relevant.empty();
        add_fault(node.index,
                  is_calculation ? LogicColumn::calculation : LogicColumn::relevant,
                  {false,
                   "X704",
                   "the expressions up to here refer to more than 1,000,000 questions together",
                   "name the questions that matter in place of *"});
    }

    void find_order() {
        for (const Node& node : content_.nodes) {
            visit(node.index);
        }
        logic_->rank_.resize(content_.nodes.size());
        for (std::size_t i = 0; i < logic_->order_.size(); ++i) {
            logic_->rank_[logic_->order_[i].value] = i;
        }
    }

    /// Depth first with a stack of its own: a chain of 10,000 questions must not end the program.
    void visit(NodeIndex first) {
        if (marks_[first.value] != Mark::unseen) {
            return;
        }
        struct Visit {
            NodeIndex node;
            std::size_t next = 0;
        };
        std::vector<Visit> stack = {{first}};
        marks_[first.value] = Mark::open;
        while (!stack.empty()) {
            Visit& top = stack.back();
            if (top.next == hard_[top.node.value].size()) {
                marks_[top.node.value] = Mark::done;
                logic_->order_.push_back(top.node);
                stack.pop_back();
                continue;
            }
            const NodeIndex due = hard_[top.node.value][top.next++];
            if (marks_[due.value] == Mark::unseen) {
                marks_[due.value] = Mark::open;
                stack.push_back({due});
            } else if (marks_[due.value] == Mark::open) {
                std::vector<NodeIndex> circle;
                for (const Visit& visit : stack) {
                    circle.push_back(visit.node);
                }
                report_circle(circle, due);
            }
        }
    }

    void report_circle(const std::vector<NodeIndex>& stack, NodeIndex closing) {
        std::vector<NodeIndex> members(std::find(stack.begin(), stack.end(), closing), stack.end());
        std::sort(members.begin(), members.end());
        if (std::find(circles_.begin(), circles_.end(), members) != circles_.end()) {
            return;
        }
        circles_.push_back(members);
        std::string list;
        for (std::size_t i = 0; i < members.size(); ++i) {
            const char* before = i == 0 ? "" : i + 1 == members.size() ? " and " : ", ";
            list += fmt::format("{}\"{}\"", before, content_.nodes[members[i].value].name);
        }
        const Node& node = content_.nodes[members.front().value];
        const LogicColumn column =
            node.relevant.empty() ? LogicColumn::calculation : LogicColumn::relevant;
        add_fault(node.index,
                  column,
                  {false,
                   "X705",
                   fmt::format("{} depend on each other in a circle", list),
                   "let one of them not refer to the others"});
    }

    void add_fault(NodeIndex node, LogicColumn column, const SenseFault& fault) {
        faults_.push_back({node, column, fault.blocks_only, fault.code, fault.what, fault.mend});
    }

    const FormContent& content_;
    std::unique_ptr<FormLogic> logic_;
    std::vector<std::vector<NodeIndex>> hard_;
    std::vector<Mark> marks_;
    std::vector<std::vector<NodeIndex>> circles_;
    std::size_t edges_ = 0;
    std::vector<LogicFault> faults_;
};

BuiltLogic build_logic(const FormContent& content) {
    return LogicBuilder(content).run();
}

}  // namespace harmony::survey
