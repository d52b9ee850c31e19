#include <algorithm>
#include <array>

#include "kiosk/app.h"

// What a key means that neither the page's focus nor its field took (kiosk.md 7.3, 4.9).
namespace harmony::kiosk {
namespace {

using ui::Key;

/// The control that Back stands for on this page: the way back, or out of a sheet. Empty: none.
std::string way_back(const ui::sem::Tree& tree) {
    constexpr std::array<std::string_view, 3> ends{"nav.back", ".close", "page.back"};
    for (const std::string_view end : ends) {
        for (const ui::sem::Node& node : tree.nodes()) {
            if (node.enabled() && node.id.ends_with(end)) {
                return node.id;
            }
        }
    }
    return {};
}

}  // namespace

bool App::wakes_on_any_key() const {
    return idle_ || curtain_ || screen_ == Screen::attract;
}

/// How many pages lie under this one.
int App::depth() const {
    return static_cast<int>(behind_.size()) + (idle_ || curtain_ ? 1 : 0);
}

void App::apply_key(ui::Frame& frame, bool page_acted) {
    const ui::KeyEvent* key = frame.key();
    if (key == nullptr) {
        return;
    }
    if (wakes_on_any_key()) {
        if (!page_acted) {
            apply({screen_ == Screen::attract ? Do::begin : Do::stay});
        }
        return;
    }
    const ui::KeyEvent* open = frame.open_key();
    if (open == nullptr) {
        return;
    }
    if (open->key == Key::back) {
        if (backs_.leaves(now_) && in_session_) {
            apply({Do::leave});
        } else {
            frame.press_next(way_back(parts_.toolkit.tree()));
        }
    } else if (in_session_) {
        serve(open->key);
    }
}

/// The keys beside the five: help, the voice and its volume.
void App::serve(Key key) {
    ui::Access& access = look_.access;
    switch (key) {
        case Key::repeat:
            if (!access.read_aloud) {  // else the voice says the item again
                apply({Do::open_help});
            }
            return;
        case Key::read: access.read_aloud = !access.read_aloud; return;
        case Key::softer: access.volume = std::max(0, access.volume - 1); return;
        case Key::louder: access.volume = std::min(10, access.volume + 1); return;
        default: return;
    }
}

}  // namespace harmony::kiosk
