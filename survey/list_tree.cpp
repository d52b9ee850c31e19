#include "survey/list_tree.h"

#include <algorithm>

namespace harmony::survey {
namespace {

constexpr std::uint32_t document = 0;
constexpr std::uint32_t root = 1;
constexpr std::uint32_t first_item = 2;

std::string label_text(const Choice& choice, const LanguageTag& language) {
    std::string result;
    const auto found = choice.label.find(language);
    if (found != choice.label.end()) {
        for (const Piece& piece : found->second) {
            result += piece.words;
        }
    }
    return result;
}

}  // namespace

std::vector<std::string> columns_of(const ChoiceList& list) {
    if (list.from_file) {
        return list.columns;
    }
    std::vector<std::string> columns = {"name", "label"};
    columns.insert(columns.end(), list.columns.begin(), list.columns.end());
    return columns;
}

std::string instance_name(const ChoiceList& list) {
    return list.from_file ? list.name.substr(0, list.name.rfind('.')) : list.name;
}

ListTree::ListTree(const ChoiceList& list, const LanguageTag& default_language)
    : list_(list), columns_(columns_of(list)) {
    texts_.reserve(list.choices.size() * columns_.size());
    for (const Choice& choice : list.choices) {
        for (const std::string& column : columns_) {
            const auto extra = choice.extra.find(column);
            if (column == (list.from_file ? list.file_value : "name")) {
                texts_.push_back(choice.name);
            } else if (column == (list.from_file ? list.file_label : "label")) {
                texts_.push_back(label_text(choice, default_language));
            } else {
                texts_.push_back(extra == choice.extra.end() ? std::string() : extra->second);
            }
        }
    }
}

std::uint32_t ListTree::item(std::size_t choice) const {
    return first_item + static_cast<std::uint32_t>(choice * (columns_.size() + 1));
}

void ListTree::index(std::size_t column) {
    const auto [at, fresh] = indexes_.try_emplace(column);
    if (!fresh) {
        return;
    }
    for (std::uint32_t choice = 0; choice < list_.choices.size(); ++choice) {
        at->second[texts_[choice * columns_.size() + column]].push_back(choice);
    }
}

std::span<const std::uint32_t> ListTree::choices_with(std::size_t column,
                                                      std::string_view text) const {
    const auto& by_text = indexes_.at(column);
    const auto found = by_text.find(text);
    return found == by_text.end() ? std::span<const std::uint32_t>() : found->second;
}

ListTree::Place ListTree::place(std::uint32_t node) const {
    const std::size_t width = columns_.size() + 1;
    const std::size_t at = (node - first_item) % width;
    return {(node - first_item) / width, at == 0 ? columns_.size() : at - 1};
}

std::optional<std::uint32_t> ListTree::parent(std::uint32_t node) const {
    if (node == document) {
        return std::nullopt;
    }
    if (node == root) {
        return document;
    }
    const Place at = place(node);
    return at.column == columns_.size() ? root : item(at.choice);
}

void ListTree::children(std::uint32_t node, std::vector<std::uint32_t>& out) const {
    if (node == document) {
        out.push_back(root);
        return;
    }
    if (node == root) {
        for (std::size_t choice = 0; choice < list_.choices.size(); ++choice) {
            out.push_back(item(choice));
        }
        return;
    }
    if (place(node).column == columns_.size()) {
        for (std::uint32_t column = 1; column <= columns_.size(); ++column) {
            out.push_back(node + column);
        }
    }
}

void ListTree::children_called(std::uint32_t node,
                               std::string_view wanted,
                               std::vector<std::uint32_t>& out) const {
    if (node < first_item) {
        Tree::children_called(node, wanted, out);
        return;
    }
    if (place(node).column != columns_.size()) {
        return;
    }
    for (std::uint32_t column = 0; column < columns_.size(); ++column) {
        if (columns_[column] == wanted) {
            out.push_back(node + column + 1);
        }
    }
}

std::optional<std::uint32_t> ListTree::child_called(std::uint32_t node,
                                                    std::string_view wanted) const {
    if (node < first_item) {
        return Tree::child_called(node, wanted);
    }
    if (place(node).column != columns_.size()) {
        return std::nullopt;
    }
    const auto column = std::find(columns_.begin(), columns_.end(), wanted);
    if (column == columns_.end() ||
        std::find(column + 1, columns_.end(), wanted) != columns_.end()) {
        return std::nullopt;
    }
    return node + 1 + static_cast<std::uint32_t>(column - columns_.begin());
}

bool ListTree::has_children(std::uint32_t node) const {
    if (node == root) {
        return !list_.choices.empty();
    }
    return node == document || (place(node).column == columns_.size() && !columns_.empty());
}

std::string_view ListTree::name(std::uint32_t node) const {
    if (node == document) {
        return {};
    }
    if (node == root) {
        return "root";
    }
    const Place at = place(node);
    return at.column == columns_.size() ? std::string_view("item") : columns_[at.column];
}

std::string_view ListTree::text(std::uint32_t node) const {
    if (node < first_item) {
        return {};
    }
    const Place at = place(node);
    return at.column == columns_.size() ? std::string_view()
                                        : texts_[at.choice * columns_.size() + at.column];
}

}  // namespace harmony::survey
