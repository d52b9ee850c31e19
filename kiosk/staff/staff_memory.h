#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "base/bytes.h"
#include "base/ids.h"
#include "base/time.h"

namespace harmony::kiosk {

/// A stall that staff added on the machine: no engagement of the pack.
struct Stall {
    base::EngagementId id;
    std::string kind;   ///< "stall", "drop_in", "warm_welcome", "visit"
    std::string place;  ///< a venue of the pack; may be empty
    std::string note;   ///< up to 40 letters

    bool operator==(const Stall&) const = default;
};

/// What staff decided on this machine and a restart must not forget. No word of a resident.
struct StaffMemory {
    bool paused = false;
    std::optional<base::Moment> asleep_since;  ///< sent to sleep by hand, until the next opening
    std::optional<base::Moment> open_until;    ///< kept open beyond the hours
    /// Where it stands, chosen by hand; holds for that day alone. Zero: nowhere.
    std::optional<base::EngagementId> engagement;
    std::optional<base::Day> engagement_day;
    std::optional<Stall> stall;     ///< when `engagement` names it
    std::optional<int> brightness;  ///< percent, chosen by hand; holds for that day alone
    std::optional<base::Day> brightness_day;
    std::string help_checked;  ///< short name of the help lines that staff ticked; empty: none
    std::optional<base::Day> help_checked_on;

    bool operator==(const StaffMemory&) const = default;
};

[[nodiscard]] base::Bytes write_staff_memory(const StaffMemory& memory);

/// What cannot be read counts as nothing remembered.
[[nodiscard]] StaffMemory read_staff_memory(base::ByteView bytes);

/// The longest note of a stall, in letters.
inline constexpr std::size_t stall_note_letters = 40;

}  // namespace harmony::kiosk
