#pragma once

#include <optional>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "db/kiosk_state.h"
#include "kiosk/outbox.h"

namespace harmony::kiosk {

/// How many responses and sign-ups a day brought, and at which engagement: numbers alone, for the
/// status page. Losing one to a power cut loses no answer.
class DayCounts {
public:
    /// `state` must outlive this.
    explicit DayCounts(db::KioskState& state) : state_(state) {}

    void add_response(base::Day day, const std::optional<base::EngagementId>& engagement);
    void add_sign_up(base::Day day, const std::optional<base::EngagementId>& engagement);
    /// Which of those who began to wait for this date on this day the next one is, from 1.
    [[nodiscard]] int next_turn(base::Day day, const events::OccurrenceId& date);

    /// Fills in `today`, `sign_ups_today` and `by_engagement`.
    void add_at_door(base::Day day, const events::OccurrenceId& date, const DoorTotals& more);
    [[nodiscard]] DoorTotals at_door(base::Day day, const events::OccurrenceId& date) const;
    void tell(base::Day today, OutboxCounts& counts) const;

private:
    db::KioskState& state_;
};

}  // namespace harmony::kiosk
