#pragma once

#include <vector>

#include "admin/stats/workspace.h"
#include "summary/proportion.h"

// What the kinds with shares have in common: methods of ranges, and how a share is written.

namespace harmony::admin::stats {

/// How the ranges of an analysis are made: `ci`, `n_eff_cap`.
struct ShareRanges {
    std::vector<summary::IntervalMethod> methods;
    summary::RangeRule rule;
};

/// The members `ci` and `n_eff_cap` of an analysis.
[[nodiscard]] ShareRanges read_share_ranges(const SpecObject& spec, const Common& common);

/// {method: [low, high]}
[[nodiscard]] Json json_ranges(const summary::Proportion& share, const ShareRanges& ranges);

/// {n_yes, p, se, ci}
[[nodiscard]] Json json_share(const summary::Proportion& share, const ShareRanges& ranges);

/// {name: 1.5, ...}, null where there is nothing.
[[nodiscard]] Json json_optional(const std::optional<double>& number);

/// Which names of a text column are among `codes`: 1 for each.
[[nodiscard]] std::vector<std::uint8_t> codes_among(const TextColumn& column,
                                                    const std::vector<std::string>& codes);

}  // namespace harmony::admin::stats
