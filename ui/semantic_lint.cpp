#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <string_view>

#include "ui/semantic.h"
#include "ui/theme.h"

namespace harmony::ui::sem {
namespace {

// Rectangles are snapped to pixels when drawn: half a pixel of the coarsest panel is no fault.
constexpr double tolerance_mm = 0.15;

using Sentences = std::vector<std::string>;

void check_ids(const Tree& tree, Sentences& found) {
    std::map<std::string_view, int> seen;
    for (const Node& node : tree.nodes()) {
        if (++seen[node.id] == 2) {
            found.push_back(fmt::format("two nodes have the id {}", node.id));
        }
        const bool known = node.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.-") ==
                           std::string::npos;
        if (node.id.empty() || node.id.size() > 96 || !known) {
            found.push_back(fmt::format("'{}' is no id", node.id));
        }
    }
}

void check_frame(const Tree& tree, Sentences& found) {
    const auto count = [&tree](Role role) {
        return std::count_if(tree.nodes().begin(), tree.nodes().end(), [role](const Node& node) {
            return node.role == role;
        });
    };
    if (tree.empty() || tree.nodes().front().role != Role::screen || count(Role::screen) != 1) {
        found.emplace_back("a page begins with its one screen node");
    }
    if (count(Role::heading) != 1) {
        found.push_back(
            fmt::format("a page has one heading, this one has {}", count(Role::heading)));
    }
}

/// Keys and switches see one place at a time, and it is one where something can be heard or done.
void check_focus(const Tree& tree, Sentences& found) {
    const auto focused = std::count_if(tree.nodes().begin(),
                                       tree.nodes().end(),
                                       [](const Node& node) { return node.is(State::focused); });
    if (tree.keys().in_use ? focused != 1 : focused > 1) {
        found.push_back(fmt::format("the focus is on {} nodes", focused));
    }
    const Node* at = tree.focused();
    if (at == nullptr) {
        return;
    }
    if (at->role == Role::screen || at->role == Role::group || at->touch_only ||
        (at->action != Action::none && at->is(disabled))) {
        found.push_back(fmt::format("the focus is on {}, where nothing can be done", at->id));
    }
    if (at->name.empty() && at->value.empty() && at->speak.empty()) {
        found.push_back(fmt::format("the focus is on {}, which has no words", at->id));
    }
}

/// Nothing before a dialog can be reached while it is open.
void check_dialog(const Tree& tree, Sentences& found) {
    const auto& nodes = tree.nodes();
    const auto dialog = std::find_if(
        nodes.begin(), nodes.end(), [](const Node& node) { return node.role == Role::dialog; });
    if (dialog == nodes.end()) {
        return;
    }
    for (auto node = nodes.begin(); node != dialog; ++node) {
        if (node->enabled() && !node->touch_only && node->id != "bar.leave") {
            found.push_back(fmt::format("{} can be reached behind {}", node->id, dialog->id));
        }
    }
}

bool is_key(const Node& node) {
    return node.role == Role::key;
}

void check_target(const Node& node, const Rect& page, Sentences& found) {
    const double least = is_key(node) ? sizes::key : sizes::control;
    constexpr double rounding_mm = 0.05;  // rectangles are recorded to a tenth of a millimetre
    if (node.rect.w + rounding_mm < least || node.rect.h + rounding_mm < least) {
        found.push_back(fmt::format(
            "{} is {:.1f} x {:.1f} mm, less than {} mm", node.id, node.rect.w, node.rect.h, least));
    }
    const Rect around = page.grown(tolerance_mm);
    if (node.rect.x < around.x || node.rect.y < around.y || node.rect.right() > around.right() ||
        node.rect.bottom() > around.bottom()) {
        found.push_back(fmt::format("{} leaves the page", node.id));
    }
    if (node.name.empty()) {
        found.push_back(fmt::format("{} has no name", node.id));
    }
}

void check_pair(const Node& a, const Node& b, Sentences& found) {
    if (a.rect.grown(-tolerance_mm).overlaps(b.rect.grown(-tolerance_mm))) {
        found.push_back(fmt::format("{} and {} overlap", a.id, b.id));
        return;
    }
    const double least = is_key(a) && is_key(b) ? sizes::key_gap : sizes::gap;
    const double x = std::max(a.rect.x - b.rect.right(), b.rect.x - a.rect.right());
    const double y = std::max(a.rect.y - b.rect.bottom(), b.rect.y - a.rect.bottom());
    const double apart = std::max(x, y);
    if (apart + tolerance_mm < least) {
        found.push_back(fmt::format(
            "{} and {} are {:.1f} mm apart, less than {} mm", a.id, b.id, apart, least));
    }
}

void check_text(const Node& node, Sentences& found) {
    if (!node.ink.empty()) {
        const Rect around = node.rect.grown(tolerance_mm);
        if (node.ink.x < around.x || node.ink.y < around.y || node.ink.right() > around.right() ||
            node.ink.bottom() > around.bottom()) {
            found.push_back(fmt::format(
                "the ink of {} ({:.1f} {:.1f} {:.1f} {:.1f}) leaves its rectangle ({:.1f} {:.1f} "
                "{:.1f} {:.1f})",
                node.id,
                node.ink.x,
                node.ink.y,
                node.ink.w,
                node.ink.h,
                node.rect.x,
                node.rect.y,
                node.rect.w,
                node.rect.h));
        }
    }
    if (node.cut) {
        found.push_back(fmt::format("the text of {} is cut", node.id));
    }
    if (node.unknown_glyphs > 0) {
        found.push_back(
            fmt::format("{} has {} letters that no font can draw", node.id, node.unknown_glyphs));
    }
}

}  // namespace

std::vector<std::string> lint(const Tree& tree, const Rect& page) {
    Sentences found;
    check_ids(tree, found);
    check_frame(tree, found);
    check_focus(tree, found);
    check_dialog(tree, found);
    std::vector<const Node*> controls;
    for (const Node& node : tree.nodes()) {
        check_text(node, found);
        if (node.enabled() && !node.is(offscreen)) {
            check_target(node, page, found);
            controls.push_back(&node);
        }
    }
    for (std::size_t i = 0; i < controls.size(); ++i) {
        for (std::size_t j = i + 1; j < controls.size(); ++j) {
            check_pair(*controls[i], *controls[j], found);
        }
    }
    return found;
}

}  // namespace harmony::ui::sem
