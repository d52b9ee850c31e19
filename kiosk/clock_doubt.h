#pragma once

#include <chrono>
#include <optional>

#include "base/time.h"
#include "kiosk/version.h"

namespace harmony::kiosk {

/// A clock that differs from the monotonic one by more since it was looked at last was set.
inline constexpr std::chrono::minutes clock_jump{5};
/// A clock that is further ahead of the day this program was made is not believed.
inline constexpr std::chrono::days clock_ahead{400};

/// Whether the wall clock can be right: not before the program was made, not far ahead of it, and
/// not set by more than `clock_jump`. `moved`: against the monotonic clock.
[[nodiscard]] constexpr bool clock_is_doubtful(base::Moment now,
                                               base::Moment made,
                                               std::chrono::milliseconds moved) {
    return now < made || now > made + clock_ahead || std::chrono::abs(moved) > clock_jump;
}

/// Doubts the clock from the moment it was set until the program starts anew: what is deleted by
/// date waits until then (sync-protocol.md 11.5).
class ClockDoubt {
public:
    /// `clock` must outlive this; `made`: the day of the program.
    explicit ClockDoubt(const base::Clock& clock, base::Day made = app_made)
        : clock_(clock),
          made_(made),
          first_wall_(clock.now()),
          first_monotonic_(clock.monotonic()) {}

    [[nodiscard]] bool stands() const {
        const auto moved = (clock_.now() - first_wall_) - (clock_.monotonic() - first_monotonic_);
        return clock_is_doubtful(clock_.now(), base::Moment{made_}, moved);
    }

private:
    const base::Clock& clock_;
    base::Day made_;
    base::Moment first_wall_;
    std::chrono::milliseconds first_monotonic_;
};

}  // namespace harmony::kiosk
