#include "kiosk/faults/device_watch.h"

namespace harmony::kiosk {

using std::chrono::milliseconds;
using std::chrono::seconds;

void DeviceWatch::note_touch(bool there, std::optional<milliseconds> other_input) {
    other_input_ = other_input;
    if (there) {
        touch_gone_since_.reset();
    } else if (!touch_gone_since_) {
        touch_gone_since_ = clock_.monotonic();
    }
}

seconds DeviceWatch::touch_gone_for() const {
    return touch_gone_since_ ? std::chrono::ceil<seconds>(clock_.monotonic() - *touch_gone_since_)
                             : seconds{0};
}

bool DeviceWatch::has_other_way() const {
    return other_input_ && clock_.monotonic() - *other_input_ <= other_way;
}

DeviceWatch::Found DeviceWatch::found() const {
    const bool lost = touch_gone_for() > touch_patience;
    return {lost, lost && has_other_way(), stuck_, display_gone_ || display_was_gone_, sound_};
}

bool DeviceWatch::changed() const {
    return found() != told_;
}

void DeviceWatch::tell(ScreenFacts& screen) {
    screen.touch_gone_for = touch_gone_for();
    screen.other_input = has_other_way();
    screen.touch_stuck = stuck_;
    screen.display_gone = display_gone_ || display_was_gone_;
    screen.sound = screen.sound && sound_;
    told_ = found();
    display_was_gone_ = false;
    told_.display_gone = screen.display_gone;
}

}  // namespace harmony::kiosk
