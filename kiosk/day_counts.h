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

    /// Fills in `today`, `sign_ups_today` and `by_engagement`.
    void tell(base::Day today, OutboxCounts& counts) const;

private:
    db::KioskState& state_;
};

}  // namespace harmony::kiosk
