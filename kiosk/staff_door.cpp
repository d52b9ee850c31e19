#include "kiosk/staff_door.h"

namespace harmony::kiosk {
namespace {

constexpr std::string_view staff = "staff";

PinTries tries_of(db::KioskState& state) {
    const db::KioskState::PinTries kept = state.pin_tries(staff);
    return {static_cast<int>(kept.tries), kept.last};
}

}  // namespace

PinTried StaffDoor::knock(const base::SecretText& pin) {
    const base::Moment now = clock_.now();
    const PinTries before = tries_of(state_);
    const PinVerdict verdict = may_try(before, now);
    if (verdict.door != PinDoor::open) {
        return {PinAnswer::not_now, verdict};
    }
    if (!state_.count_pin_try(staff, now).ok()) {
        return {PinAnswer::not_now, {PinDoor::wait, pause_after(1 + before.wrong)}};
    }
    const std::optional<bool> right = check_(pin.view());
    if (right && !*right) {
        return {PinAnswer::wrong, may_try(tries_of(state_), now)};
    }
    [[maybe_unused]] const bool cleared = state_.clear_pin_tries(staff).ok();  // at worst a pause
    return {right ? PinAnswer::right : PinAnswer::not_set, {}};
}

}  // namespace harmony::kiosk
