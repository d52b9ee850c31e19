#include "kiosk/page_faults.h"

#include <fmt/format.h>

#include <algorithm>

namespace harmony::kiosk {
namespace {

bool is_ground(const ui::sem::Node& node) {
    return node.id == "bar.logo" || node.id.starts_with("attract.") ||
           node.id.starts_with("curtain");
}

/// Words of the page that lie over a control, over other words, or leave the page. A line of
/// Nastaliq reaches a little into its neighbours'.
std::vector<std::string> words_in_the_way(const ui::sem::Tree& tree) {
    constexpr double reach = 3.0;
    std::vector<std::string> found;
    const auto& nodes = tree.nodes();
    for (const ui::sem::Node& words : nodes) {
        const bool is_text = words.action == ui::sem::Action::none && !words.ink.empty() &&
                             words.group == ui::sem::Group::main && !is_ground(words);
        for (const ui::sem::Node& other : nodes) {
            if (!is_text || &words == &other || is_ground(other)) {
                continue;
            }
            const bool is_control = other.action != ui::sem::Action::none;
            const ui::Rect& rect = is_control ? other.rect : other.ink;
            const double under =
                std::min(words.ink.bottom(), rect.bottom()) - std::max(words.ink.y, rect.y);
            if (words.ink.overlaps(rect) && under > reach) {
                found.push_back(fmt::format("the words of {} lie over {}", words.id, other.id));
            }
        }
        if (is_text && !nodes.front().rect.grown(1).contains({words.ink.x, words.ink.bottom()})) {
            found.push_back(fmt::format("the words of {} leave the page", words.id));
        }
    }
    return found;
}

}  // namespace

std::vector<std::string> page_faults(const ui::sem::Tree& tree, const ui::Panel& panel) {
    std::vector<std::string> found =
        ui::sem::lint(tree, {0, 0, panel.width_mm(), panel.height_mm()});
    const std::vector<std::string> words = words_in_the_way(tree);
    found.insert(found.end(), words.begin(), words.end());
    return found;
}

void LookedAt::add(const ui::sem::Tree& tree) {
    ++pages;
    for (const ui::sem::Node& node : tree.nodes()) {
        controls += node.action != ui::sem::Action::none ? 1 : 0;
        texts += node.ink.empty() ? 0 : 1;
    }
}

}  // namespace harmony::kiosk
