#include "ui/input.h"

#include <algorithm>

namespace harmony::ui {

using std::chrono::milliseconds;

bool InputQueue::is_stuck(std::int64_t finger) const {
    return std::any_of(fingers_down_.begin(),
                       fingers_down_.begin() + fingers_,
                       [&](const auto& at) { return at.id == finger && at.stuck; });
}

/// Those that are not stuck.
int InputQueue::moving_fingers() const {
    const auto end = fingers_down_.begin() + fingers_;
    return static_cast<int>(std::count_if(
        fingers_down_.begin(), end, [](const Finger& finger) { return !finger.stuck; }));
}

bool InputQueue::stuck() const {
    return moving_fingers() < fingers_;
}

void InputQueue::count_finger(const PointerEvent& event) {
    if (event.kind == PointerEvent::Kind::lost) {
        fingers_ = 0;  // the device or the focus is gone, and with it every finger
        return;
    }
    auto* const begin = fingers_down_.begin();
    auto* const end = begin + fingers_;
    auto* const found =
        std::find_if(begin, end, [&](const Finger& finger) { return finger.id == event.finger; });
    if (event.kind == PointerEvent::Kind::down && found == end && fingers_ < 10) {
        *end = {event.finger, event.when, false};
        ++fingers_;
    } else if (event.kind == PointerEvent::Kind::up && found != end) {
        *found = *(end - 1);
        --fingers_;
    }
}

bool InputQueue::accepts(const PointerEvent& event) {
    if (event.kind == PointerEvent::Kind::down) {
        if (moving_fingers() == 1 && !is_stuck(event.finger)) {
            first_finger_ = event.finger;
            first_down_ = event.when;
            return true;
        }
        return false;
    }
    if (event.kind == PointerEvent::Kind::lost) {
        return first_finger_.has_value();
    }
    return !first_finger_.has_value() ? event.kind == PointerEvent::Kind::move &&
                                            moving_fingers() == 0 && !is_stuck(event.finger)
                                      : *first_finger_ == event.finger;
}

void InputQueue::push(const PointerEvent& event) {
    if (event.kind == PointerEvent::Kind::wheel) {
        events_.emplace_back(event);
        return;
    }
    look(event.when);
    count_finger(event);
    const bool palm = event.kind == PointerEvent::Kind::down && moving_fingers() >= 3 &&
                      first_finger_.has_value() && event.when - first_down_ <= milliseconds{100};
    if (palm) {
        PointerEvent lost = event;
        lost.kind = PointerEvent::Kind::lost;
        events_.emplace_back(lost);
        first_finger_.reset();
        return;
    }
    if (!accepts(event)) {
        return;
    }
    const bool moves = event.kind == PointerEvent::Kind::move;
    auto* const before = events_.empty() ? nullptr : std::get_if<PointerEvent>(&events_.back());
    if (moves && before != nullptr && before->kind == PointerEvent::Kind::move) {
        *before = event;  // only the last of several moves matters
    } else {
        events_.emplace_back(event);
    }
    if (!moves && event.kind != PointerEvent::Kind::down) {
        first_finger_.reset();
    }
}

void InputQueue::push(const KeyEvent& event) {
    events_.emplace_back(event);
}

void InputQueue::look(milliseconds now) {
    for (int i = 0; i < fingers_; ++i) {
        Finger& finger = fingers_down_.at(static_cast<std::size_t>(i));
        if (finger.stuck || now - finger.since < longest_finger) {
            continue;
        }
        finger.stuck = true;
        if (first_finger_ == finger.id) {
            events_.emplace_back(
                PointerEvent{PointerEvent::Kind::lost, last_.at_px, now, finger.id});
            first_finger_.reset();
        }
    }
}

std::optional<milliseconds> InputQueue::wake_at() const {
    std::optional<milliseconds> first;
    for (int i = 0; i < fingers_; ++i) {
        const Finger& finger = fingers_down_.at(static_cast<std::size_t>(i));
        if (!finger.stuck) {
            const milliseconds at = finger.since + longest_finger;
            first = std::min(first.value_or(at), at);
        }
    }
    return first;
}

InputQueue::Step InputQueue::step_of(const PointerEvent& event) const {
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
        case PointerEvent::Kind::wheel:
            step.at_px = last_.at_px;
            step.notches = event.notches;
            break;
        case PointerEvent::Kind::move: break;
    }
    return step;
}

InputQueue::Step InputQueue::take() {
    if (const auto* pointer = std::get_if<PointerEvent>(&events_.front())) {
        const Step step = step_of(*pointer);
        last_ = step;
        last_.notches = 0;
        events_.pop_front();
        return step;
    }
    auto& key = std::get<KeyEvent>(events_.front());
    Step step{last_.at_px, last_.down, false, false, key.when, 0, key};
    key = {};  // what was typed leaves no copy in the queue
    events_.pop_front();
    return step;
}

void InputQueue::clear() {
    for (auto& event : events_) {
        event = KeyEvent{};
    }
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
    return acts_by_key(id, now);
}

bool PressRules::acts_by_key(std::string_view id, milliseconds now) {
    if (id == last_id_ && now - last_acted_ < std::max(debounce, double_strike_)) {
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
