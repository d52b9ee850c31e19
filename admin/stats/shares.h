#pragma once

#include <string>
#include <variant>
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

/// What is to be said of the first-stage units that a share rests on.
[[nodiscard]] std::vector<std::string> warnings_of(const summary::Proportion& share);

/// {method: [low, high]}
[[nodiscard]] Json json_ranges(const summary::Proportion& share, const ShareRanges& ranges);

/// {n_yes, p, se, ci}
[[nodiscard]] Json json_share(const summary::Proportion& share, const ShareRanges& ranges);

/// {name: 1.5, ...}, null where there is nothing.
[[nodiscard]] Json json_optional(const std::optional<double>& number);

/// Which names of a text column are among `codes`: 1 for each.
[[nodiscard]] std::vector<std::uint8_t> codes_among(const TextColumn& column,
                                                    const std::vector<std::string>& codes);

/// Answers as places in a list of codes.
struct Listed {
    Rows rows;                         ///< in the design, with an answer of the list
    std::vector<std::uint32_t> level;  ///< of each: its place in the list
    std::size_t missing = 0;           ///< in the design, without an answer
};

/// The answers of `rows` as places in `levels`. Refused `unlisted_level` when one is in none.
[[nodiscard]] std::variant<Listed, Refusal> listed(const std::string& column,
                                                   const std::vector<std::string>& levels,
                                                   const Rows& rows,
                                                   const summary::Design& design,
                                                   const Frame& frame);

/// "{column} = '{code}' is in the answers ({people} people) but is not one of the listed answers."
[[nodiscard]] Refusal unlisted_level(const std::string& column,
                                     const std::string& code,
                                     std::size_t people);

/// That no text comes twice in the list `key`; a fault of the spec.
void check_differ(const SpecObject& spec,
                  std::string_view key,
                  const std::vector<std::string>& texts);

}  // namespace harmony::admin::stats
