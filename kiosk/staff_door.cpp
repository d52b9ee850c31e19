#include "kiosk/staff_door.h"

#include <array>
#include <charconv>
#include <string>

namespace harmony::kiosk {
namespace {

using std::chrono::milliseconds;

constexpr std::array pins = {StaffPin::staff, StaffPin::setup};
constexpr std::string_view epoch_name = "pin_epoch";

std::string_view name_of(StaffPin which) {
    return which == StaffPin::staff ? "staff" : "setup";
}

std::string waited_name(StaffPin which) {
    return std::string("pin_waited_") + std::string(name_of(which));
}

std::int64_t number_at(db::KioskState& state, std::string_view name) {
    const std::optional<base::Bytes> bytes = state.value(name);
    const std::string_view text = bytes ? base::as_text(*bytes) : std::string_view();
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// At worst a pause is longer than it had to be.
void put_number(db::KioskState& state, std::string_view name, std::int64_t number) {
    static_cast<void>(state.set_value(name, base::as_bytes(std::to_string(number))));
}

}  // namespace

StaffDoor::StaffDoor(PinCheck check, db::KioskState& state, const base::Clock& clock)
    : check_(std::move(check)), state_(state), clock_(clock) {
    for (const StaffPin which : pins) {
        pauses_[which] = {milliseconds{number_at(state_, waited_name(which))}, clock_.monotonic()};
    }
}

milliseconds StaffDoor::waited(const Pause& pause) const {
    return pause.before + (clock_.monotonic() - pause.from);
}

PinVerdict StaffDoor::verdict(StaffPin which) {
    const auto tries = static_cast<int>(state_.pin_tries(name_of(which)).tries);
    return may_try(tries, waited(pauses_[which]));
}

void StaffDoor::start_pause(StaffPin which) {
    pauses_[which] = {milliseconds{0}, clock_.monotonic()};
    put_number(state_, waited_name(which), 0);
}

void StaffDoor::keep(StaffPin which) {
    const std::uint32_t tries = state_.pin_tries(name_of(which)).tries;
    if (pause_after(static_cast<int>(tries)) > std::chrono::seconds{0}) {
        put_number(state_, waited_name(which), waited(pauses_[which]).count());
    }
}

void StaffDoor::tend() {
    for (const StaffPin which : pins) {
        keep(which);
    }
}

void StaffDoor::new_pins(std::uint64_t epoch) {
    if (static_cast<std::int64_t>(epoch) <= number_at(state_, epoch_name)) {
        return;
    }
    for (const StaffPin which : pins) {
        if (!state_.clear_pin_tries(name_of(which))) {
            return;  // tried again at the next start
        }
    }
    put_number(state_, epoch_name, static_cast<std::int64_t>(epoch));
}

PinTried StaffDoor::knock(const base::SecretText& pin, StaffPin which) {
    const std::string_view name = name_of(which);
    const PinVerdict before = verdict(which);
    if (before.door != PinDoor::open) {
        return {PinAnswer::not_now, before, which};
    }
    start_pause(which);  // first: a kill between the two must not leave an old wait that is over
    if (!state_.count_pin_try(name, clock_.now()).ok()) {
        const auto tries = static_cast<int>(state_.pin_tries(name).tries);
        return {PinAnswer::not_now, {PinDoor::wait, pause_after(1 + tries)}, which};
    }
    const std::optional<bool> right = check_(which, pin.view());
    if (right && !*right) {
        return {PinAnswer::wrong, verdict(which), which};
    }
    [[maybe_unused]] const bool cleared = state_.clear_pin_tries(name).ok();  // at worst a pause
    return {right ? PinAnswer::right : PinAnswer::not_set, {}, which};
}

}  // namespace harmony::kiosk
