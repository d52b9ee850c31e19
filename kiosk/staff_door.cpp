#include "kiosk/staff_door.h"

namespace harmony::kiosk {

PinTried StaffDoor::knock(const base::SecretText& pin) {
    const base::Moment now = clock_.now();
    const PinTries before = tries_.load(now);
    const PinVerdict verdict = may_try(before, now);
    if (verdict.door != PinDoor::open) {
        return {PinAnswer::not_now, verdict};
    }
    const PinTries counted = one_more_wrong(before, now);
    if (!tries_.save(counted).ok()) {
        return {PinAnswer::not_now, {PinDoor::wait, pause_after(1 + before.wrong)}};
    }
    const std::optional<bool> right = check_(pin.view());
    if (!right) {
        [[maybe_unused]] const bool kept = tries_.save(before).ok();
        return {PinAnswer::not_set, {}};
    }
    if (!*right) {
        return {PinAnswer::wrong, may_try(counted, now)};
    }
    [[maybe_unused]] const bool cleared = tries_.save({}).ok();  // at worst a pause next time
    return {PinAnswer::right, {}};
}

}  // namespace harmony::kiosk
