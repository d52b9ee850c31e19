#include "survey/expression/analysis.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "survey/expression/pattern.h"
#include "survey/expression/value.h"
#include "survey/list_tree.h"

namespace harmony::survey {
namespace {

constexpr std::uint32_t node_offset = 2;
constexpr std::uint32_t item_node = 2;
constexpr std::uint32_t column_offset = 3;
/// Among more names than these none is suggested: comparing them all would cost more than it helps.
constexpr std::size_t most_compared = 1'000;

void tidy(NodeSet& places) {
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
}

/// Whether an expression can give a node-set.
bool can_be_nodes(const Expression& expression) {
    if (std::holds_alternative<Path>(expression.what)) {
        return true;
    }
    if (const auto* binary = std::get_if<Binary>(&expression.what)) {
        return binary->how == Operator::join_sets;
    }
    if (const auto* call = std::get_if<Call>(&expression.what)) {
        switch (call->function) {
            case Function::current:
            case Function::instance:
            case Function::randomize:
            case Function::condition:
            case Function::coalesce: return true;
            default: return false;
        }
    }
    return false;
}

class Reader {
public:
    Reader(const Shape& shape, NodeRef self) : shape_(shape), self_(self) {}

    /// Where the value of the expression can lie in the trees.
    NodeSet read(const Expression& expression, const NodeSet& context) {
        if (const auto* path = std::get_if<Path>(&expression.what)) {
            NodeSet places = read_path(*path, context);
            note(places);
            return places;
        }
        if (const auto* binary = std::get_if<Binary>(&expression.what)) {
            return read_binary(*binary, context);
        }
        if (const auto* call = std::get_if<Call>(&expression.what)) {
            return read_call(*call, context);
        }
        if (const auto* negation = std::get_if<Negation>(&expression.what)) {
            read(*negation->of, context);
        }
        return {};
    }

    Reading take() {
        std::sort(result_.nodes.begin(), result_.nodes.end());
        result_.nodes.erase(std::unique(result_.nodes.begin(), result_.nodes.end()),
                            result_.nodes.end());
        return std::move(result_);
    }

private:
    NodeSet read_binary(const Binary& binary, const NodeSet& context) {
        NodeSet left = read(*binary.left, context);
        const NodeSet right = read(*binary.right, context);
        if (binary.how != Operator::join_sets) {
            return {};
        }
        for (const Expression* side : {binary.left.get(), binary.right.get()}) {
            if (!can_be_nodes(*side)) {
                fault(
                    "X707", "\"|\" joins something that is not a path", "put a path on both sides");
            }
        }
        left.insert(left.end(), right.begin(), right.end());
        tidy(left);
        return left;
    }

    NodeSet read_call(const Call& call, const NodeSet& context) {
        const FunctionRow& row = row_of(call.function);
        result_.clock |= call.function == Function::today || call.function == Function::now;
        result_.random |= call.function == Function::random || call.function == Function::uuid ||
                          (call.function == Function::randomize && call.arguments.size() == 1);
        result_.choice_name |= call.function == Function::choice_name;
        NodeSet all;
        for (const ExpressionOwner& argument : call.arguments) {
            const NodeSet places = read(*argument, context);
            all.insert(all.end(), places.begin(), places.end());
        }
        if (row.first_is_nodes && !call.arguments.empty() && !can_be_nodes(*call.arguments[0])) {
            fault("X707",
                  fmt::format("{}() is given something that is not a path", row.name),
                  "give it a path, for example ${name}");
        }
        check_literals(call);
        if (call.function == Function::current) {
            note({self_});
            return {self_};
        }
        if (call.function == Function::instance) {
            return read_instance(call);
        }
        const bool passes_on = call.function == Function::randomize ||
                               call.function == Function::condition ||
                               call.function == Function::coalesce;
        tidy(all);
        return passes_on ? all : NodeSet{};
    }

    void check_literals(const Call& call) {
        const auto* literal = call.arguments.size() == 2
                                  ? std::get_if<LiteralText>(&call.arguments[1]->what)
                                  : nullptr;
        if (call.function == Function::regex && literal != nullptr) {
            if (const auto wrong = pattern_fault(literal->text)) {
                fault("X706",
                      fmt::format("the pattern '{}' cannot be used: {}", literal->text, *wrong),
                      "write a simpler pattern");
            }
        }
        if (call.function == Function::choice_name && literal == nullptr) {
            fault("X707",
                  "the second value of jr:choice-name() is not a quoted reference",
                  "write it like jr:choice-name(${q}, '${q}')");
        }
    }

    NodeSet read_instance(const Call& call) {
        const auto* name = std::get_if<LiteralText>(&call.arguments[0]->what);
        if (name == nullptr) {
            fault("R506",
                  "instance() is not given a quoted name",
                  "write it like instance('places')");
            return {};
        }
        if (const auto index = shape_.instance(name->text)) {
            return {NodeRef{*index + 1, 0}};
        }
        std::vector<std::string> known;
        for (const InstanceShape& instance : shape_.instances()) {
            known.push_back(instance.name);
        }
        const auto near = base::nearest(name->text, known);
        fault("R506",
              fmt::format("there is no list or data file called \"{}\"", name->text),
              near ? fmt::format("write instance('{}')", *near)
                   : "use the name of a list on the choices sheet or of a data file");
        return {};
    }

    NodeSet read_path(const Path& path, const NodeSet& context) {
        NodeSet places;
        if (path.start) {
            if (!can_be_nodes(*path.start)) {
                fault("X707", "a path goes on from something that is not a path", "take it apart");
            }
            places = read(*path.start, context);
        } else if (path.from_document) {
            places = {NodeRef{0, 0}};
        } else {
            places = context;
        }
        read_predicates(path.start_predicates, places);
        for (const Step& step : path.steps) {
            places = walk(places, step);
            read_predicates(step.predicates, places);
        }
        const bool reaches_self = std::find(places.begin(), places.end(), self_) != places.end();
        result_.names_self |= path.from_document && reaches_self;
        return places;
    }

    void read_predicates(const std::vector<ExpressionOwner>& predicates, const NodeSet& places) {
        for (const ExpressionOwner& predicate : predicates) {
            read(*predicate, places);
        }
    }

    NodeSet walk(const NodeSet& places, const Step& step) {
        NodeSet reached;
        for (const NodeRef place : places) {
            for (const std::uint32_t next : step_from(place, step)) {
                reached.push_back({place.tree, next});
            }
        }
        tidy(reached);
        if (reached.empty() && !places.empty()) {
            leads_nowhere(places, step);
        }
        return reached;
    }

    std::vector<std::uint32_t> step_from(NodeRef place, const Step& step) const {
        if (step.axis == Axis::child && !step.name.empty()) {
            return shape_.children_called(place.tree, place.node, step.name);
        }
        std::vector<std::uint32_t> found = candidates(place, step.axis);
        std::erase_if(found, [&](std::uint32_t next) {
            return step.any_element
                       ? next == 0
                       : !step.name.empty() && shape_.name(place.tree, next) != step.name;
        });
        return found;
    }

    std::vector<std::uint32_t> candidates(NodeRef place, Axis axis) const {
        if (axis == Axis::self) {
            return {place.node};
        }
        if (axis == Axis::child) {
            return shape_.children(place.tree, place.node);
        }
        const auto parent = shape_.parent(place.tree, place.node);
        return parent ? std::vector<std::uint32_t>{*parent} : std::vector<std::uint32_t>{};
    }

    void leads_nowhere(const NodeSet& places, const Step& step) {
        std::vector<std::string> known;
        for (const NodeRef place : places) {
            const std::vector<std::uint32_t> nodes = candidates(place, step.axis);
            for (std::size_t i = 0; i < nodes.size() && nodes.size() <= most_compared; ++i) {
                known.emplace_back(shape_.name(place.tree, nodes[i]));
            }
        }
        const auto near = base::nearest(step.name, known);
        const bool in_list = places.front().tree != 0 && places.front().node == item_node;
        const std::string what = in_list ? fmt::format("\"{}\" is no column of the list", step.name)
                                         : fmt::format("a path leads nowhere at \"{}\"", step.name);
        const std::string mend = near      ? fmt::format("write {}", *near)
                                 : in_list ? "use a column of the list, or ${name} for a question"
                                           : "write ${name} for a question";
        result_.faults.push_back({true, in_list ? "R510" : "R507", what, mend});
    }

    void note(const NodeSet& places) {
        for (const NodeRef place : places) {
            if (place.tree == 0 && place.node >= node_offset) {
                result_.nodes.push_back({place.node - node_offset});
            }
        }
    }

    void fault(const char* code, std::string what, std::string mend) {
        result_.faults.push_back({false, code, std::move(what), std::move(mend)});
    }

    const Shape& shape_;
    NodeRef self_;
    Reading result_;
};

}  // namespace

Shape::Shape(const FormContent& content)
    : root_(content.root),
      children_(content.nodes.size() + node_offset),
      parents_(content.nodes.size() + node_offset, 0) {
    children_[0] = {1};
    for (std::uint32_t i = 0; i < content.nodes.size(); ++i) {
        const Node& node = content.nodes[i];
        const std::uint32_t parent = node.parent ? node.parent->value + node_offset : 1;
        parents_[i + node_offset] = parent;
        children_[parent].push_back(i + node_offset);
        names_.push_back(node.name);
    }
    by_name_ = children_;
    for (std::vector<std::uint32_t>& siblings : by_name_) {
        std::stable_sort(siblings.begin(), siblings.end(), [&](std::uint32_t a, std::uint32_t b) {
            return this->name(0, a) < this->name(0, b);
        });
    }
    for (const ChoiceList& list : content.lists) {
        instances_.push_back({instance_name(list), columns_of(list)});
    }
}

std::optional<std::uint32_t> Shape::instance(std::string_view name) const {
    const auto found = std::find_if(instances_.begin(),
                                    instances_.end(),
                                    [&](const InstanceShape& shape) { return shape.name == name; });
    if (found == instances_.end()) {
        return std::nullopt;
    }
    return static_cast<std::uint32_t>(found - instances_.begin());
}

std::optional<std::uint32_t> Shape::parent(std::uint32_t tree, std::uint32_t node) const {
    if (node == 0) {
        return std::nullopt;
    }
    return tree == 0 ? parents_[node] : std::min(node - 1, item_node);
}

std::vector<std::uint32_t> Shape::children(std::uint32_t tree, std::uint32_t node) const {
    if (tree == 0) {
        return children_[node];
    }
    if (node < item_node) {
        return {node + 1};
    }
    std::vector<std::uint32_t> columns;
    const std::size_t count = node == item_node ? instances_[tree - 1].columns.size() : 0;
    for (std::uint32_t i = 0; i < count; ++i) {
        columns.push_back(i + column_offset);
    }
    return columns;
}

std::vector<std::uint32_t> Shape::children_called(std::uint32_t tree,
                                                  std::uint32_t node,
                                                  std::string_view wanted) const {
    if (tree == 0) {
        const auto less = [&](std::uint32_t child, std::string_view than) {
            return name(0, child) < than;
        };
        const std::vector<std::uint32_t>& sorted = by_name_[node];
        auto at = std::lower_bound(sorted.begin(), sorted.end(), wanted, less);
        std::vector<std::uint32_t> found;
        for (; at != sorted.end() && name(0, *at) == wanted; ++at) {
            found.push_back(*at);
        }
        return found;
    }
    std::vector<std::uint32_t> all = children(tree, node);
    std::erase_if(all, [&](std::uint32_t child) { return name(tree, child) != wanted; });
    return all;
}

std::string_view Shape::name(std::uint32_t tree, std::uint32_t node) const {
    if (node == 0) {
        return {};
    }
    if (tree == 0) {
        return node == 1 ? root_ : names_[node - node_offset];
    }
    if (node >= column_offset) {
        return instances_[tree - 1].columns[node - column_offset];
    }
    return node == 1 ? "root" : "item";
}

Reading read_by(const Expression& expression,
                const Shape& shape,
                NodeIndex self,
                std::optional<std::size_t> filtered_list) {
    const NodeRef own{0, self.value + node_offset};
    NodeSet context = {own};
    if (filtered_list) {
        context = {NodeRef{static_cast<std::uint32_t>(*filtered_list) + 1, item_node}};
    }
    Reader reader(shape, own);
    reader.read(expression, context);
    return reader.take();
}

}  // namespace harmony::survey
