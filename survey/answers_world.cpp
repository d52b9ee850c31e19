// What expressions see of the answers: the main tree, the lists beside it, labels of choices.
#include "base/text.h"
#include "survey/answers.h"

namespace harmony::survey {
namespace {

constexpr std::uint32_t node_offset = 2;
constexpr std::uint32_t main_tree = 0;

}  // namespace

NodeRef place_of(NodeIndex node) {
    return {main_tree, node.value + node_offset};
}

const Tree& Answers::tree(std::uint32_t index) const {
    if (index == main_tree) {
        return *this;
    }
    return *form_.logic().lists()[index - 1];
}

std::optional<std::uint32_t> Answers::instance(std::string_view name) const {
    const auto found = form_.logic().shape().instance(name);
    return found ? std::optional(*found + 1) : std::nullopt;
}

Words Answers::choice_label(std::string_view question, std::string_view choice) const {
    const std::optional<NodeIndex> node = form_.find(base::trim(question));
    if (!node || !form_.node(*node).list) {
        return {};
    }
    const ChoiceList& list = form_.list_of(*node);
    const auto shown = offered_choice(*node, choice);
    const std::optional<std::size_t> index = shown ? shown : list.find(choice);
    const Line* line = index ? form_.line(list.choices[*index].label, language_) : nullptr;
    return line == nullptr ? Words() : Words(filled(*line));
}

std::optional<std::uint32_t> Answers::parent(std::uint32_t node) const {
    return form_.logic().shape().parent(main_tree, node);
}

void Answers::children(std::uint32_t node, std::vector<std::uint32_t>& out) const {
    out = form_.logic().shape().children(main_tree, node);
}

void Answers::children_called(std::uint32_t node,
                              std::string_view wanted,
                              std::vector<std::uint32_t>& out) const {
    out = form_.logic().shape().children_called(main_tree, node, wanted);
}

bool Answers::has_children(std::uint32_t node) const {
    return node < node_offset || form_.nodes()[node - node_offset].type == NodeType::group;
}

std::string_view Answers::name(std::uint32_t node) const {
    return form_.logic().shape().name(main_tree, node);
}

std::string_view Answers::text(std::uint32_t node) const {
    return node < node_offset ? std::string_view() : text(NodeIndex{node - node_offset});
}

}  // namespace harmony::survey
