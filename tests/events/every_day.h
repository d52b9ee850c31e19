#pragma once

#include <vector>

#include "base/random.h"
#include "events/recurrence.h"

// A second implementation of repeating, as plain as can be: walk every day and ask the rule.
namespace harmony::tests {

/// The same as `events::floating_dates`, without libical.
[[nodiscard]] std::vector<events::WallTime> walk_every_day(const events::Rule& rule,
                                                           events::WallTime start,
                                                           std::size_t most,
                                                           events::WallTime last);

/// A rule of the subset, and a start between 2024 and 2026 at any quarter of an hour.
struct DrawnRule {
    events::Rule rule;
    events::WallTime start;
};
[[nodiscard]] DrawnRule draw_rule(base::RandomSource& random);

}  // namespace harmony::tests
