#pragma once

#include <cstdint>

#include "summary/circulation.h"

namespace harmony::summary {

/// That nobody can work out from the shown numbers what is hidden (rule `interval`, attacker
/// minimum as each arc says, singleton rule):
/// 1. every hidden number could be another one,
/// 2. every small hidden number could be `threshold` or more,
/// 3. and 1 holds for small ones even for whoever is the one person behind a hidden 1.
///
/// The seam of the audit: what decides whether a pattern may be published is this function alone.
[[nodiscard]] bool is_safe(Circulation table, std::int64_t threshold);

/// Hides further numbers, cheapest first, until the table is safe; then shows again what turned out
/// not to be needed. False when nothing helps; the table must then not be published.
[[nodiscard]] bool protect(Circulation& table, std::int64_t threshold);

}  // namespace harmony::summary
