#pragma once

#include <string>
#include <vector>

#include "admin/office.h"
#include "admin/report/plan_input.h"
#include "base/error.h"

namespace harmony::admin {

/// Which problem, where and when: people who ticked all three, a grid each time of day. The
/// survey's questions `why_unsafe`, `where_unsafe` and `when_unsafe`, in the newest version that
/// has answers to them; none where it has no such questions.
///
/// For the office alone: squares hold few people, and nothing here protects them. Errors:
/// unreadable.
[[nodiscard]] base::Result<std::vector<GridView>> problem_grids(Office& office,
                                                                const std::string& survey);

}  // namespace harmony::admin
