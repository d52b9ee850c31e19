#pragma once

#include <vector>

#include "admin/counted_rows.h"
#include "admin/numbers/selection.h"
#include "db/office_store.h"
#include "summary/publishable.h"
#include "survey/form.h"

namespace harmony::admin {

/// Where and when: from the engagements; answers without one are dated by their month alone.
[[nodiscard]] summary::Fieldwork fieldwork(db::OfficeStore& store,
                                           const survey::Form& form,
                                           const Counted& by_month);

/// Waves with responses, in order.
[[nodiscard]] std::vector<summary::Wave> waves_met(const Counted& by_wave, const DayIndex& days);

}  // namespace harmony::admin
