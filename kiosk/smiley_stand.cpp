#include "kiosk/smiley_stand.h"

#include <algorithm>
#include <utility>

namespace harmony::kiosk {

void SmileyStand::touch(std::string_view choice, Time now) {
    const bool repeats = counted_at_ && now - *counted_at_ < repeat_within;
    if (repeats && !waiting_) {
        return;
    }
    waiting_.emplace(choice);
    touched_at_ = now;
    passed_ = false;
}

void SmileyStand::undo() {
    waiting_.reset();
    passed_ = false;
}

void SmileyStand::touch_past(Time now) {
    passed_ = waiting_ && now - touched_at_ >= repeat_within;
}

std::optional<base::SecretText> SmileyStand::due(Time now) {
    if (!waiting_ || (!passed_ && now - touched_at_ < thanks_for)) {
        return std::nullopt;
    }
    counted_at_ = touched_at_;
    passed_ = false;
    return std::exchange(waiting_, std::nullopt);
}

std::optional<SmileyStand::Time> SmileyStand::left(Time now) const {
    if (!waiting_) {
        return std::nullopt;
    }
    return std::max(Time{0}, thanks_for - (now - touched_at_));
}

}  // namespace harmony::kiosk
