#include "ui/semantic.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"

namespace harmony::ui::sem {
namespace {

constexpr std::array<std::string_view, role_count> role_names{"screen",
                                                              "heading",
                                                              "text",
                                                              "button",
                                                              "radio",
                                                              "checkbox",
                                                              "text_field",
                                                              "key",
                                                              "list",
                                                              "list_item",
                                                              "group",
                                                              "progress",
                                                              "image",
                                                              "dialog",
                                                              "alert",
                                                              "map"};
constexpr std::array<std::string_view, 6> group_names{
    "bar", "head", "main", "foot", "keyboard", "dialog"};
constexpr std::array<std::string_view, 9> state_names{"focused",
                                                      "checked",
                                                      "disabled",
                                                      "pressed",
                                                      "offscreen",
                                                      "required",
                                                      "invalid",
                                                      "live",
                                                      "expanded"};

std::string states_of(const Node& node) {
    std::string states;
    for (std::size_t bit = 0; bit < state_names.size(); ++bit) {
        if ((node.state >> bit & 1U) != 0) {
            states += states.empty() ? "" : ",";
            states += state_names[bit];
        }
    }
    return states;
}

// A dump is one line a node.
std::string one_line(std::string_view text) {
    std::string line(text);
    std::replace(line.begin(), line.end(), '\n', ' ');
    std::replace(line.begin(), line.end(), '\t', ' ');
    return line;
}

std::string shown(const base::SecretText& text, bool personal) {
    if (!personal || text.empty()) {
        return one_line(text.view());
    }
    return fmt::format("*{}", base::code_points(text.view()));
}

}  // namespace

std::string_view name_of(Role role) {
    return role_names[static_cast<std::size_t>(role)];
}

std::string_view name_of(Group group) {
    return group_names[static_cast<std::size_t>(group)];
}

std::string_view Tree::screen() const {
    return nodes_.empty() ? std::string_view{} : std::string_view{nodes_.front().id};
}

const Node* Tree::find(std::string_view id) const {
    const auto found = std::find_if(
        nodes_.begin(), nodes_.end(), [id](const Node& node) { return node.id == id; });
    return found == nodes_.end() ? nullptr : &*found;
}

bool Tree::shows(std::string_view words) const {
    return std::any_of(nodes_.begin(), nodes_.end(), [words](const Node& node) {
        return node.name.view().find(words) != std::string_view::npos ||
               node.value.view().find(words) != std::string_view::npos;
    });
}

std::vector<std::string> Tree::near(std::string_view id) const {
    std::vector<std::pair<std::size_t, std::string>> found;
    for (const Node& node : nodes_) {
        const std::size_t distance = base::edit_distance(id, node.id);
        if (node.action != Action::none && distance * 2 < std::max(id.size(), node.id.size())) {
            found.emplace_back(distance, node.id);
        }
    }
    std::sort(found.begin(), found.end());
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < std::min<std::size_t>(3, found.size()); ++i) {
        ids.push_back(found[i].second);
    }
    return ids;
}

std::string Tree::dump() const {
    std::string lines;
    for (const Node& node : nodes_) {
        lines += fmt::format("{}\t{}\t{}\t{:.1f} {:.1f} {:.1f} {:.1f}\t{}\t{}\n",
                             node.id,
                             name_of(node.role),
                             states_of(node),
                             node.rect.x,
                             node.rect.y,
                             node.rect.w,
                             node.rect.h,
                             shown(node.name, node.personal && node.role != Role::text_field),
                             shown(node.value, node.personal));
    }
    return lines;
}

Node& Tree::add(Node node) {
    node.order = static_cast<int>(nodes_.size());
    nodes_.push_back(std::move(node));
    return nodes_.back();
}

void Tree::clear() {
    nodes_.clear();
    keys_ = {};
}

const Node* Tree::focused() const {
    const auto found = std::find_if(
        nodes_.begin(), nodes_.end(), [](const Node& node) { return node.is(State::focused); });
    return !keys_.in_use || found == nodes_.end() ? nullptr : &*found;
}

}  // namespace harmony::ui::sem
