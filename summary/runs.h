#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "base/error.h"
#include "summary/column.h"

namespace harmony::summary {

/// Rows [begin, end) of a chunk that lie in one group.
struct Run {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t group = 0;

    bool operator==(const Run&) const = default;
};

/// Number of groups of the crossed groupings; 1 for none.
[[nodiscard]] std::size_t crossed_groups(std::span<const Grouping> groupings);

/// Chunk `chunk` as runs of rows of one crossed group each. `rows` is the chunk's. Gives up when it
/// has more than `most` of them.
/// Errors: unreadable (a code beyond its grouping).
[[nodiscard]] base::Result<std::vector<Run>> find_runs(
    std::span<const Grouping> groupings,
    std::size_t chunk,
    std::size_t rows,
    std::size_t most = std::numeric_limits<std::size_t>::max());

/// The crossed group of each row of a chunk, for chunks whose runs are short.
/// Errors: unreadable (a code beyond its grouping).
[[nodiscard]] base::Result<std::vector<std::uint32_t>> group_rows(
    std::span<const Grouping> groupings, std::size_t chunk, std::size_t rows);

}  // namespace harmony::summary
