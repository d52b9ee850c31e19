#pragma once

// Private to this room: what is left of a row when its pattern is decided. Only `suppress()` hands
// these on.

#include <cstdint>
#include <vector>

#include "summary/publishable.h"
#include "summary/table.h"

namespace harmony::summary {

/// Which numbers of one row are hidden. A row whose base is hidden is hidden whole.
struct RowPattern {
    bool base_hidden = false;
    std::vector<bool> choice_hidden;  ///< one an answer, in the order of `answer_choices`

    bool operator==(const RowPattern&) const = default;
};

using Pattern = std::vector<RowPattern>;

/// Which of the numbers of a ranking over all units are hidden: by answer, then place, both in the
/// order of `answer_choices`.
using PlacesPattern = std::vector<std::vector<bool>>;

/// How much of a row with this base may be read.
[[nodiscard]] Reading reading_of(std::uint64_t base);

/// Which answers are the top and the bottom of a question whose answers have an order: two and two,
/// of three answers one and one, of fewer none. Indices into the choices of the question.
struct EndChoices {
    std::vector<std::size_t> top;
    std::vector<std::size_t> bottom;
};

[[nodiscard]] EndChoices end_choices(const Question& question);

/// A row of a table that is no ranking.
[[nodiscard]] PublishedRow publish_row(const Table& table,
                                       std::size_t row,
                                       const RowPattern& pattern);

/// Where people put the choices of a ranking, in one row of its table.
[[nodiscard]] std::vector<PublishedPlaces> publish_places(const Table& ranking,
                                                          std::size_t row,
                                                          const PlacesPattern& pattern);

/// A pattern that hides nothing.
[[nodiscard]] PlacesPattern nothing_hidden(const Question& ranking);

/// A ranking as a question with one answer a unit: what was put first.
[[nodiscard]] Table first_places(const Table& ranking);

/// `hidden`: don't know, prefer not to say, skipped, not asked.
[[nodiscard]] NoAnswer publish_kinds(const Tabulation& counts, const std::vector<bool>& hidden);

/// The question as its table shows it: answers only.
[[nodiscard]] Question shown_question(const Question& question);

/// The row of a question that has fewer answers in all than the threshold.
[[nodiscard]] PublishedRow too_few(std::size_t choices);

/// What changed from wave to wave, of a table by wave: of the top where answers have an order, else
/// of every answer; only of numbers that both rows show. `context` may name two waves.
[[nodiscard]] std::vector<PublishedChange> publish_changes(const Table& table,
                                                           const PublishedTable& published,
                                                           const ReleaseContext& context);

/// Rounds counts and bases, and takes shares from what is left of them; means and the ends of
/// ranges stay, and weighted shares too. 1 changes nothing.
void round_counts(PublishedTable& table, std::uint64_t step, bool weighted);

/// Numbers of the table that are hidden. What follows from others (the first two, means) is not
/// counted again.
[[nodiscard]] std::size_t count_hidden(const PublishedTable& table);

}  // namespace harmony::summary
