#pragma once

// Private to this room: what is left of a row when its pattern is decided. Only `suppress()` hands
// these on.

#include <cstdint>
#include <vector>

#include "summary/pattern.h"
#include "summary/publishable.h"
#include "summary/table.h"

namespace harmony::summary {

/// How much of a row with this base may be read.
[[nodiscard]] Reading reading_of(std::uint64_t base);

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

[[nodiscard]] NoAnswer publish_kinds(const Tabulation& counts, std::int64_t threshold);

/// The question as its table shows it: answers only.
[[nodiscard]] Question shown_question(const Question& question);

/// The row of a question that has fewer answers in all than the threshold.
[[nodiscard]] PublishedRow too_few(std::size_t choices);

/// Numbers of the table that are hidden. What follows from others (the first two, means) is not
/// counted again.
[[nodiscard]] std::size_t count_hidden(const PublishedTable& table);

}  // namespace harmony::summary
