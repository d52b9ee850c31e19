#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "base/secret.h"
#include "base/time.h"
#include "db/kiosk_state.h"
#include "kiosk/pin_ladder.h"

namespace harmony::kiosk {

/// Whether a typed PIN is the one the office set; nothing when no PIN is set on this machine.
using PinCheck = std::function<std::optional<bool>(std::string_view typed)>;

enum class PinAnswer { right, wrong, not_now, not_set };

struct PinTried {
    PinAnswer answer = PinAnswer::not_now;
    PinVerdict verdict;  ///< whether the next try may be made now
};

/// The way in for staff: counts each try, durably, before it says whether it was right, so pulling
/// the plug between two tries gives nobody a free one.
class StaffDoor {
public:
    /// All but `check` must outlive this.
    StaffDoor(PinCheck check, db::KioskState& state, const base::Clock& clock)
        : check_(std::move(check)), state_(state), clock_(clock) {}

    [[nodiscard]] PinTried knock(const base::SecretText& pin);

private:
    PinCheck check_;
    db::KioskState& state_;
    const base::Clock& clock_;
};

}  // namespace harmony::kiosk
