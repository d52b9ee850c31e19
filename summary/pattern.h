#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "summary/column.h"
#include "summary/tabulate.h"

namespace harmony::summary {

/// Which numbers of one row are hidden. A row whose base is hidden is hidden whole.
struct RowPattern {
    bool base_hidden = false;
    std::vector<bool> choice_hidden;  ///< one an answer, in the order of `answer_choices`

    bool operator==(const RowPattern&) const = default;
};

using Pattern = std::vector<RowPattern>;

/// The choices that are answers: what a table shows and what has to be protected.
[[nodiscard]] std::vector<std::size_t> answer_choices(const Question& question);

/// Which of the numbers of responses by group are hidden; nothing when they cannot be protected.
/// Their sum is known.
[[nodiscard]] std::optional<std::vector<bool>> hide_units(const std::vector<std::uint64_t>& units,
                                                          std::int64_t threshold);

/// The pattern of a question over all units (one row, base shown); nothing when it cannot be
/// protected. REQUIRES: the base is not below the threshold.
[[nodiscard]] std::optional<Pattern> hide_whole(const Question& question,
                                                const Tabulation& counts,
                                                std::int64_t threshold);

/// The pattern of a question by a grouping, beside the shown table over all units, whose pattern is
/// `total`. Rows in `hidden_units` are hidden whole. Nothing when it cannot be protected.
[[nodiscard]] std::optional<Pattern> hide_rows(const Question& question,
                                               const Tabulation& counts,
                                               const std::vector<bool>& hidden_units,
                                               const RowPattern& total,
                                               std::int64_t threshold);

/// Which of the numbers of a ranking over all units are hidden: by answer, then place, both in the
/// order of `answer_choices`.
using PlacesPattern = std::vector<std::vector<bool>>;

/// The pattern of a ranking: everybody who answered has one choice at each place, so the sums of
/// answers and of places are known. Nothing when it cannot be protected. REQUIRES: the base is not
/// below the threshold.
[[nodiscard]] std::optional<PlacesPattern> hide_places(const Question& question,
                                                       const Tabulation& counts,
                                                       std::int64_t threshold);

/// Which of the kinds of no answer are hidden: don't know, prefer not to say, skipped, not asked.
/// Their sum is known.
[[nodiscard]] std::vector<bool> hide_kinds(const std::vector<std::int64_t>& kinds,
                                           std::int64_t threshold);

}  // namespace harmony::summary
