#include "ui/switch_scan.h"

#include <algorithm>

#include "ui/focus.h"

namespace harmony::ui {

using std::chrono::milliseconds;

SwitchScan::Groups SwitchScan::groups_of(const sem::Tree& tree) {
    Groups groups;
    Groups bar;
    for (const sem::Node* node : focus_stops(tree, false)) {
        if (!node->enabled() || node->action == sem::Action::hold) {
            continue;
        }
        Groups& where = node->group == sem::Group::bar ? bar : groups;
        if (where.empty() || !same_group(*where.back().front(), *node)) {
            where.emplace_back();
        }
        where.back().push_back(node);
    }
    groups.insert(groups.end(), bar.begin(), bar.end());
    return groups;
}

void SwitchScan::begin_again(milliseconds now) {
    place_ = {};
    before_.reset();
    moved_ = now;
    rounds_ = 0;
    stopped_ = false;
}

void SwitchScan::move(const Groups& groups, milliseconds now) {
    before_ = place_;
    moved_ = now;
    std::size_t& at = place_.inside ? place_.item : place_.group;
    const std::size_t places = place_.inside ? groups[place_.group].size() + 1 : groups.size();
    at = (at + 1) % places;
    rounds_ += at == 0 ? 1 : 0;
    if (rounds_ >= most_rounds && !two_switches_) {
        begin_again(now);
        stopped_ = true;
    }
}

/// What the press on this place leads to.
std::string SwitchScan::choose(Place place, const Groups& groups, milliseconds now) {
    const auto& group = groups[place.group];
    if (!place.inside && group.size() > 1) {
        begin_again(now);
        place_ = {true, place.group, 0};
        return {};
    }
    if (place.inside && place.item >= group.size()) {
        begin_again(now);
        place_.group = (place.group + 1) % groups.size();
        return {};
    }
    const sem::Node& chosen = *group[place.inside ? place.item : 0];
    begin_again(now);
    if (chosen.role == sem::Role::key) {
        const auto row = std::find_if(groups.begin(), groups.end(), [](const auto& nodes) {
            return nodes.front()->role == sem::Role::key;
        });
        place_.group = static_cast<std::size_t>(row - groups.begin());
    }
    return chosen.id;
}

std::string SwitchScan::press(Key which, const sem::Tree& tree, milliseconds now) {
    const Groups groups = groups_of(tree);
    if (groups.empty()) {
        return {};
    }
    if (which == Key::switch_2) {
        two_switches_ = true;
        stopped_ = false;
    }
    if (stopped_) {
        begin_again(now);
        return {};
    }
    if (two_switches_ && which == Key::switch_1) {
        move(groups, now);
        return {};
    }
    const bool meant_before = before_.has_value() && now - moved_ < late && !two_switches_;
    return choose(meant_before ? *before_ : place_, groups, now);
}

void SwitchScan::look(const sem::Tree& tree, milliseconds step, milliseconds now) {
    const Groups groups = groups_of(tree);
    if (!groups.empty() && !stopped_ && !two_switches_ && now - moved_ >= step) {
        move(groups, now);
    }
}

void SwitchScan::settle(const sem::Tree& tree, milliseconds now) {
    const Groups groups = groups_of(tree);
    const bool gone = place_.group >= groups.size() ||
                      (place_.inside && place_.item > groups[place_.group].size());
    if (tree.screen() != screen_ || gone) {
        screen_ = tree.screen();
        begin_again(now);
    }
}

std::optional<milliseconds> SwitchScan::wake_at(milliseconds step) const {
    return stopped_ || two_switches_ ? std::nullopt : std::optional(moved_ + step);
}

std::string SwitchScan::highlighted(const sem::Tree& tree) const {
    const Groups groups = groups_of(tree);
    if (place_.group >= groups.size()) {
        return {};
    }
    const auto& group = groups[place_.group];
    if (place_.inside && place_.item >= group.size()) {
        return std::string(out_id);
    }
    return group[place_.inside ? place_.item : 0]->id;
}

Rect SwitchScan::ring(const sem::Tree& tree) const {
    const Groups groups = groups_of(tree);
    if (place_.group >= groups.size()) {
        return {};
    }
    const auto& group = groups[place_.group];
    const bool on_item = place_.inside && place_.item < group.size();
    Rect around;
    for (const sem::Node* node : group) {
        around = united(around, node->rect);
    }
    return on_item || group.size() == 1 ? Rect{} : around;
}

}  // namespace harmony::ui
