#include "ui/input.h"

#include <algorithm>

namespace harmony::ui {

using std::chrono::milliseconds;

void InputQueue::count_finger(const PointerEvent& event) {
    if (event.kind == PointerEvent::Kind::lost) {
        fingers_ = 0;  // the device or the focus is gone, and with it every finger
        return;
    }
    const auto begin = fingers_down_.begin();
    const auto end = begin + fingers_;
    const auto found = std::find(begin, end, event.finger);
    if (event.kind == PointerEvent::Kind::down && found == end && fingers_ < 10) {
        *end = event.finger;
        ++fingers_;
    } else if (event.kind != PointerEvent::Kind::move && found != end &&
               event.kind != PointerEvent::Kind::down) {
        *found = *(end - 1);
        --fingers_;
    }
}

bool InputQueue::accepts(const PointerEvent& event) {
    if (event.kind == PointerEvent::Kind::down) {
        if (fingers_ == 1) {
            first_finger_ = event.finger;
            first_down_ = event.when;
            return true;
        }
        return false;
    }
    if (event.kind == PointerEvent::Kind::lost) {
        return first_finger_.has_value();
    }
    return !first_finger_.has_value() ? event.kind == PointerEvent::Kind::move && fingers_ == 0
                                      : *first_finger_ == event.finger;
}

void InputQueue::push(const PointerEvent& event) {
    count_finger(event);
    const bool palm = event.kind == PointerEvent::Kind::down && fingers_ >= 3 &&
                      first_finger_.has_value() && event.when - first_down_ <= milliseconds{100};
    if (palm) {
        PointerEvent lost = event;
        lost.kind = PointerEvent::Kind::lost;
        events_.push_back(lost);
        first_finger_.reset();
        return;
    }
    if (!accepts(event)) {
        return;
    }
    const bool moves = event.kind == PointerEvent::Kind::move;
    if (moves && !events_.empty() && events_.back().kind == PointerEvent::Kind::move) {
        events_.back() = event;  // only the last of several moves matters
    } else {
        events_.push_back(event);
    }
    if (!moves && event.kind != PointerEvent::Kind::down) {
        first_finger_.reset();
    }
}

InputQueue::Step InputQueue::take() {
    const PointerEvent event = events_.front();
    events_.pop_front();
    Step step{event.at_px, last_.down, false, false, event.when};
    switch (event.kind) {
        case PointerEvent::Kind::down:
            step.down = true;
            step.transition = true;
            break;
        case PointerEvent::Kind::up:
            step.down = false;
            step.transition = true;
            break;
        case PointerEvent::Kind::lost:
            step.down = false;
            step.transition = true;
            step.cancelled = true;
            break;
        case PointerEvent::Kind::move: break;
    }
    last_ = step;
    return step;
}

void InputQueue::clear() {
    events_.clear();
    first_finger_.reset();
    fingers_ = 0;
    last_ = {};
}

void PressRules::screen_changed(milliseconds now) {
    changed_once_ = true;
    changed_ = now;
    cancelled_ = true;
    last_id_.clear();
}

bool PressRules::dead(milliseconds now) const {
    return changed_once_ && now - changed_ < dead_time;
}

void PressRules::began(milliseconds now) {
    began_ = now;
    cancelled_ = false;
}

void PressRules::cancel() {
    cancelled_ = true;
}

milliseconds PressRules::pressed_for(milliseconds now) const {
    return now - began_;
}

bool PressRules::acts(std::string_view id, milliseconds now) {
    if (cancelled_ || pressed_for(now) > longest_press) {
        return false;
    }
    if (id == last_id_ && now - last_acted_ < debounce) {
        return false;
    }
    last_id_ = id;
    last_acted_ = now;
    return true;
}

void PressRules::reset() {
    *this = PressRules{};
}

}  // namespace harmony::ui
