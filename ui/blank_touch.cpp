#include "ui/blank_touch.h"

namespace harmony::ui {

Key BlankTouch::zone(Point at, const Size& page) {
    if (at.x < page.w * edge) {
        return Key::left;
    }
    if (at.x >= page.w * (1 - edge)) {
        return Key::right;
    }
    if (at.y < page.h * edge) {
        return Key::up;
    }
    return at.y >= page.h * (1 - edge) ? Key::down : Key::select;
}

std::optional<Key> BlankTouch::take(const InputQueue::Step& step, Point at, const Size& page) {
    if (!step.transition) {
        return std::nullopt;
    }
    const Key here = zone(at, page);
    if (step.down) {
        pressed_ = here;
        return std::nullopt;
    }
    const bool counts = pressed_ == here && !step.cancelled;
    pressed_.reset();
    if (!counts) {
        return std::nullopt;
    }
    if (here != Key::select) {
        middle_.reset();
        return here;
    }
    if (middle_.has_value() && step.when - *middle_ <= double_touch) {
        middle_.reset();
        return here;
    }
    middle_ = step.when;
    return std::nullopt;
}

}  // namespace harmony::ui
