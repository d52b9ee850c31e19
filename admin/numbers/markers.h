#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "admin/report/report_input.h"
#include "base/error.h"
#include "db/office_store.h"

namespace harmony::admin {

/// What happened on which day, by day: patrols, days of action, orders, works. Kept in the store.
/// Errors: unreadable.
[[nodiscard]] base::Result<std::vector<ActivityMarker>> load_markers(db::OfficeStore& store);

[[nodiscard]] base::Result<void> save_markers(db::OfficeStore& store,
                                              std::vector<ActivityMarker> markers);

}  // namespace harmony::admin
