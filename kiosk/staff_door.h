#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string_view>

#include "base/secret.h"
#include "base/time.h"
#include "db/kiosk_state.h"
#include "kiosk/pin_ladder.h"

namespace harmony::kiosk {

/// Which PIN: `setup` is for what changes the machine (measuring, help numbers, ending).
enum class StaffPin { staff, setup };

/// Whether a typed PIN is the one the office set; nothing when no such PIN is set on this machine.
using PinCheck = std::function<std::optional<bool>(StaffPin which, std::string_view typed)>;

enum class PinAnswer { right, wrong, not_now, not_set };

struct PinTried {
    PinAnswer answer = PinAnswer::not_now;
    PinVerdict verdict;  ///< whether the next try may be made now
    StaffPin which = StaffPin::staff;
};

/// The way in for staff: counts each try, durably, before it says whether it was right, so pulling
/// the plug between two tries gives nobody a free one.
///
/// A pause counts while the program runs, whatever the wall clock says: setting the clock does not
/// shorten it. How much of it is over is kept once a minute, so a restart costs a minute at most.
class StaffDoor {
public:
    /// All but `check` must outlive this.
    StaffDoor(PinCheck check, db::KioskState& state, const base::Clock& clock);

    [[nodiscard]] PinTried knock(const base::SecretText& pin, StaffPin which = StaffPin::staff);

    /// Keeps how much of a pause is over. Once a minute.
    void tend();

    /// New PINs came from the office: what was counted for the old ones is over.
    void new_pins(std::uint64_t epoch);

private:
    struct Pause {
        std::chrono::milliseconds before{0};  ///< waited in earlier runs of the program
        std::chrono::milliseconds from{0};    ///< monotonic time since when this run waits
    };

    [[nodiscard]] PinVerdict verdict(StaffPin which);
    [[nodiscard]] std::chrono::milliseconds waited(const Pause& pause) const;
    void start_pause(StaffPin which);
    void keep(StaffPin which);

    PinCheck check_;
    db::KioskState& state_;
    const base::Clock& clock_;
    std::map<StaffPin, Pause> pauses_;
};

}  // namespace harmony::kiosk
