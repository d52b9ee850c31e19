#pragma once

#include <optional>
#include <string>
#include <vector>

#include "admin/stats/workspace.h"
#include "summary/mean.h"

// What the kinds with numbers have in common: where a unit's number comes from, whose variance is
// meant, and how a mean is written.

namespace harmony::admin::stats {

/// A number a row: the cells of a number column, or the scores of answers. An answer without a
/// score is no number.
struct NumberSource {
    std::string column;
    std::optional<std::vector<std::pair<std::string, double>>> scores;
};

/// The members `column` and `scores`.
[[nodiscard]] NumberSource read_numbers(const SpecObject& spec);

/// A row each; not a number where there is none.
[[nodiscard]] std::vector<double> numbers_of(const NumberSource& source, const Frame& frame);

/// Rows with a number, and the numbers.
struct NumberedRows {
    Rows rows;
    std::vector<double> values;
};

/// Those of `rows` that lie in the design and have a number.
[[nodiscard]] NumberedRows numbered(const summary::Design& design,
                                    const Rows& rows,
                                    const std::vector<double>& numbers);

/// How the variance is worked out: `variance`.
struct VarianceRule {
    std::optional<std::string> calibrated_to;  ///< the id of a rake; nothing: weights as given
};

[[nodiscard]] VarianceRule read_variance(const SpecObject& spec);

/// Another variance of the mean of `y` in the domain, where the rule has one.
[[nodiscard]] std::optional<double> variance_by(const VarianceRule& rule,
                                                const Workspace& workspace,
                                                const summary::Design& design,
                                                const summary::Domain& domain,
                                                const std::vector<double>& y);

/// {est, se, ci: [low, high]}: the mean of `y`, for what is shown beside shares.
[[nodiscard]] Json json_estimate(const summary::Domain& domain,
                                 const std::vector<double>& y,
                                 const summary::RangeRule& rule);

/// "The numbers of '{id}' are too large to work with."
[[nodiscard]] Refusal too_large(const std::string& id);

}  // namespace harmony::admin::stats
