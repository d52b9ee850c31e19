#include "kiosk/staff/stand_by.h"

#include <algorithm>

namespace harmony::kiosk {

bool is_asleep(const OpeningHours& hours,
               const StaffMemory& memory,
               base::Moment now,
               const base::Clock& clock) {
    if (memory.open_until && now < *memory.open_until) {
        return false;
    }
    if (memory.asleep_since) {
        const auto opens = next_opening(hours, *memory.asleep_since, clock);
        if (!opens || now < *opens) {
            return true;
        }
    }
    return !is_open(hours, now, clock);
}

StandByPage StandBy::page(const OpeningHours& hours, const StaffMemory& memory) const {
    if (cleaning()) {
        return StandByPage::cleaning;
    }
    if (memory.paused) {
        return StandByPage::paused;
    }
    return is_asleep(hours, memory, clock_.now(), clock_) ? StandByPage::sleep
                                                          : StandByPage::attract;
}

bool StandBy::telling() const {
    return telling_until_ && clock_.monotonic() < *telling_until_;
}

std::chrono::milliseconds StandBy::look_again() const {
    // Hours change on a full minute; the wall clock may be set at any time.
    std::chrono::milliseconds next = std::chrono::seconds{30};
    for (const auto& until : {cleaning_until_, telling_until_}) {
        if (until && *until > clock_.monotonic()) {
            next = std::min(next, *until - clock_.monotonic());
        }
    }
    return next;
}

}  // namespace harmony::kiosk
