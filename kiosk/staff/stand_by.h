#pragma once

#include <chrono>
#include <optional>

#include "base/time.h"
#include "kiosk/staff/opening_hours.h"
#include "kiosk/staff/staff_memory.h"

namespace harmony::kiosk {

/// What stands on the screen while nobody is in a session.
enum class StandByPage { attract, sleep, paused, cleaning };

/// Decides between the attract page and those that staff or the opening hours put in its place.
/// What must survive a restart is in the memory that the caller keeps.
class StandBy {
public:
    static constexpr std::chrono::seconds cleaning_time{120};
    static constexpr std::chrono::seconds telling_time{10};

    /// `clock` must outlive this.
    explicit StandBy(const base::Clock& clock) : clock_(clock) {}

    [[nodiscard]] StandByPage page(const OpeningHours& hours, const StaffMemory& memory) const;

    /// The glass is wiped: nothing answers to touch, until it is ended or its time is over.
    void start_cleaning() { cleaning_until_ = clock_.monotonic() + cleaning_time; }
    void end_cleaning() { cleaning_until_.reset(); }
    [[nodiscard]] bool cleaning() const {
        return cleaning_until_ && clock_.monotonic() < *cleaning_until_;
    }

    /// The sleeping screen was touched: it says when it opens, for a while.
    void tell() { telling_until_ = clock_.monotonic() + telling_time; }
    [[nodiscard]] bool telling() const;

    /// When the page must be looked at again at the latest.
    [[nodiscard]] std::chrono::milliseconds look_again() const;

private:
    const base::Clock& clock_;
    std::optional<std::chrono::milliseconds> cleaning_until_;
    std::optional<std::chrono::milliseconds> telling_until_;
};

/// Whether it is kept awake or sent to sleep by hand, or by its hours alone.
[[nodiscard]] bool is_asleep(const OpeningHours& hours,
                             const StaffMemory& memory,
                             base::Moment now,
                             const base::Clock& clock);

}  // namespace harmony::kiosk
