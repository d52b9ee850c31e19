#include "ui/focus.h"

#include <algorithm>
#include <cmath>

namespace harmony::ui {
namespace {

using sem::Node;
using Stops = std::vector<const Node*>;

bool is_start(const Node& node) {
    return node.role == sem::Role::heading || node.role == sem::Role::alert;
}

bool is_read(const Node& node) {
    const bool ground = node.role == sem::Role::screen || node.role == sem::Role::group ||
                        node.role == sem::Role::dialog || node.role == sem::Role::list;
    return !ground && !node.touch_only && !(node.name.empty() && node.value.empty());
}

std::size_t place_of(const Stops& stops, std::string_view id) {
    const auto found =
        std::find_if(stops.begin(), stops.end(), [id](const Node* node) { return node->id == id; });
    return static_cast<std::size_t>(found - stops.begin());
}

/// The field that letters go to.
const Node* typed_field(const sem::Tree& tree) {
    for (const Node& node : tree.nodes()) {
        if (node.role == sem::Role::text_field && node.typing && node.enabled()) {
            return &node;
        }
    }
    return nullptr;
}

sem::Group group_of(const Node& node) {
    return is_start(node) && node.group == sem::Group::main ? sem::Group::head : node.group;
}

/// The alert of the page, else its heading, else its first stop.
const Node* start_of(const Stops& stops) {
    for (const sem::Role role : {sem::Role::alert, sem::Role::heading}) {
        const auto found = std::find_if(
            stops.begin(), stops.end(), [role](const Node* node) { return node->role == role; });
        if (found != stops.end()) {
            return *found;
        }
    }
    return stops.empty() ? nullptr : stops.front();
}

std::string alert_of(const Stops& stops) {
    for (const Node* node : stops) {
        if (node->role == sem::Role::alert) {
            return node->id;
        }
    }
    return {};
}

bool acts(const Node& node) {
    return node.enabled() && node.action != sem::Action::hold;
}

/// Whether the space bar writes a space here: where nothing else would act.
bool takes_space(const Node* focused, const Node* field) {
    return field != nullptr && (focused == nullptr || focused == field || !acts(*focused));
}

/// A map that has taken hold of the arrow keys: they move what it shows (kiosk.md 5.4).
bool holds_arrows(const Node* focused, Key key) {
    return focused != nullptr && focused->role == sem::Role::map && focused->is(sem::expanded) &&
           key <= Key::up;
}

}  // namespace

Stops focus_stops(const sem::Tree& tree, bool read_aloud, bool desk) {
    Stops stops;
    for (const Node& node : tree.nodes()) {
        const bool control =
            node.enabled() && !node.touch_only && (desk || !node.is(sem::offscreen));
        if (control || (is_start(node) && !desk) || (read_aloud && is_read(node))) {
            stops.push_back(&node);
        }
    }
    return stops;
}

bool same_group(const Node& a, const Node& b) {
    if (group_of(a) != group_of(b)) {
        return false;
    }
    constexpr double one_row_mm = 3.0;
    return a.group != sem::Group::keyboard || std::abs(a.rect.y - b.rect.y) < one_row_mm;
}

void Focus::step(const Page& page, bool forward) {
    const Stops stops = focus_stops(page.tree, page.read_aloud, page.desk);
    if (stops.empty()) {
        return;
    }
    const std::size_t at = place_of(stops, id_);
    std::size_t next = 0;
    if (at == stops.size()) {
        next = place_of(stops, start_of(stops)->id);
    } else if (forward) {
        next = (at + 1) % stops.size();
        wraps_ += next == 0 ? 1 : 0;
    } else {
        next = at == 0 ? stops.size() - 1 : at - 1;
        wraps_ += at == 0 ? 1 : 0;
    }
    id_ = stops[next]->id;
}

void Focus::step_group(const Page& page, bool forward) {
    const Stops stops = focus_stops(page.tree, page.read_aloud, page.desk);
    const std::size_t at = place_of(stops, id_);
    if (at == stops.size()) {
        return step(page, forward);
    }
    std::vector<std::size_t> starts = {0};
    std::size_t mine = 0;
    for (std::size_t i = 1; i < stops.size(); ++i) {
        if (!same_group(*stops[i - 1], *stops[i])) {
            starts.push_back(i);
        }
        mine = i == at ? starts.size() - 1 : mine;
    }
    const bool over = forward ? mine + 1 == starts.size() : mine == 0;
    wraps_ += over ? 1 : 0;
    const std::size_t next =
        forward ? (mine + 1) % starts.size() : (mine + starts.size() - 1) % starts.size();
    id_ = stops[starts[next]]->id;
}

/// To the next stop that is not of the same list.
void Focus::leave_list(const Page& page, bool forward) {
    const Node* from = page.tree.find(id_);
    const bool item = from != nullptr && from->role == sem::Role::list_item;
    const int list = item ? from->parent : -1;
    const std::size_t most = page.tree.nodes().size();
    for (std::size_t i = 0; i < most; ++i) {
        step(page, forward);
        const Node* at = page.tree.find(id_);
        if (!item || at == nullptr || at->role != sem::Role::list_item || at->parent != list) {
            return;
        }
    }
}

std::optional<Stroke> Focus::take_at_desk(const KeyEvent& stroke, const Page& page) {
    const Node* focused = page.tree.find(id_);
    if (stroke.key == Key::tab || stroke.key == Key::back_tab) {
        visible_ = true;
        leave_list(page, stroke.key == Key::tab);
        return Stroke::taken;
    }
    const bool pages = stroke.key >= Key::home && stroke.key <= Key::page_down;
    const bool edits = stroke.key == Key::left || stroke.key == Key::right ||
                       stroke.key == Key::home || stroke.key == Key::end ||
                       stroke.key == Key::remove || stroke.key == Key::select;
    if (edits && focused != nullptr && focused->role == sem::Role::text_field) {
        return Stroke::types;
    }
    const bool arrow = stroke.key <= Key::up;
    if (arrow && focused != nullptr && focused->role == sem::Role::list_item) {
        visible_ = true;
        const bool forward = stroke.key == Key::down || stroke.key == Key::right;
        const std::string before = id_;
        const int list = focused->parent;
        const std::uint32_t wraps = wraps_;
        step(page, forward);
        const Node* at = page.tree.find(id_);
        const bool same = at != nullptr && at->role == sem::Role::list_item && at->parent == list &&
                          wraps_ == wraps;
        if (!same) {
            id_ = before;
            wraps_ = wraps;
        }
        return same ? Stroke::taken : Stroke::open;
    }
    const bool app = pages || stroke.key == Key::command || stroke.key == Key::remove;
    return app ? std::optional(Stroke::open) : std::nullopt;
}

Stroke Focus::take(const KeyEvent& stroke, const Page& page) {
    if (page.desk) {
        if (const std::optional<Stroke> taken = take_at_desk(stroke, page)) {
            return *taken;
        }
    }
    const Node* field = typed_field(page.tree);
    const Node* focused = page.tree.find(id_);
    if (visible_ && holds_arrows(focused, stroke.key)) {
        return Stroke::open;
    }
    const bool types = stroke.key == Key::letters || stroke.key == Key::rub_out ||
                       (!stroke.letters().empty() && takes_space(focused, field));
    if (types) {
        if (field == nullptr) {
            return Stroke::open;
        }
        id_ = field->id;
        visible_ = true;
        return Stroke::types;
    }
    const bool moves =
        stroke.key <= Key::select || stroke.key == Key::tab || stroke.key == Key::back_tab;
    if (!moves) {
        return Stroke::open;
    }
    if (!visible_) {
        visible_ = true;
        return Stroke::taken;
    }
    const bool in_field = focused != nullptr && focused->role == sem::Role::text_field;
    switch (stroke.key) {
        case Key::right: step(page, !page.right_to_left); break;
        case Key::left: step(page, page.right_to_left); break;
        case Key::tab: step(page, true); break;
        case Key::back_tab: step(page, false); break;
        case Key::down:
        case Key::up:
            if (!in_field) {
                step_group(page, stroke.key == Key::down);
            }
            break;
        default: return focused != nullptr && acts(*focused) ? Stroke::presses : Stroke::taken;
    }
    return Stroke::taken;
}

/// The stop of a page that has just come: where it was left when what lay over it is gone, else
/// its start.
std::string Focus::arrive(const Page& page, int depth) {
    const Stops stops = focus_stops(page.tree, page.read_aloud, page.desk);
    std::string wanted;
    for (; depth_ < depth; ++depth_) {
        below_.push_back({screen_, id_});
    }
    for (; depth_ > depth && !below_.empty(); --depth_) {
        wanted = below_.back().screen == page.tree.screen() ? below_.back().id : std::string();
        below_.pop_back();
    }
    depth_ = depth;
    if (!wanted.empty() && place_of(stops, wanted) < stops.size()) {
        return wanted;
    }
    const Node* start = start_of(stops);
    return start == nullptr ? std::string() : start->id;
}

bool Focus::settle(const Page& page, int depth) {
    const std::string before = id_;
    const Stops stops = focus_stops(page.tree, page.read_aloud, page.desk);
    const std::string alert = alert_of(stops);
    if (page.tree.screen() != screen_ || depth != depth_) {
        id_ = arrive(page, depth);
        screen_ = page.tree.screen();
    } else if (visible_ && !alert.empty() && alert != alert_) {
        id_ = alert;
    } else if (place_of(stops, id_) == stops.size()) {
        const Node* start = start_of(stops);
        id_ = start == nullptr ? std::string() : start->id;
    }
    alert_ = alert;
    return visible_ && id_ != before;
}

void Focus::go_to_keys(const sem::Tree& tree) {
    for (const Node& node : tree.nodes()) {
        if (node.role == sem::Role::key && node.enabled()) {
            id_ = node.id;
            return;
        }
    }
}

void Focus::touched(std::string_view id) {
    visible_ = false;
    if (!id.empty()) {
        id_ = id;
    }
}

}  // namespace harmony::ui
