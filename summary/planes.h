#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "summary/column.h"

// Counting on bit planes. A code of P bits is one minterm of P planes: one AND a plane, one
// popcount a code, 64 rows at a time.

namespace harmony::summary {

/// The bits of rows [begin, end) that lie in word `word`. REQUIRES: they overlap.
[[nodiscard]] inline std::uint64_t row_mask(std::size_t word, std::size_t begin, std::size_t end) {
    std::uint64_t mask = ~std::uint64_t{0};
    if (begin > word * 64) {
        mask &= ~std::uint64_t{0} << (begin - word * 64);
    }
    if (end < word * 64 + 64) {
        mask &= ~std::uint64_t{0} >> (word * 64 + 64 - end);
    }
    return mask;
}

/// Counts of each code up to 31.
using CodeCounts = std::array<std::uint32_t, 32>;

/// Adds how often each code stands in rows [begin, end) of a chunk of 1 to 5 planes.
void count_codes(const ChunkView& chunk, std::size_t begin, std::size_t end, CodeCounts& counts);

/// The codes of all rows of a chunk of 1 to 5 planes, one byte each. `codes` is resized; what lies
/// beyond the rows is not meaningful.
void unpack_codes(const ChunkView& chunk, std::vector<std::uint8_t>& codes);

/// One word of a `several_choices` chunk, sorted into the five kinds of unit; rows outside `mask`
/// are in none. A unit that ticked an answer is in the base whatever else it ticked.
struct TickWord {
    std::uint64_t answered = 0;
    std::uint64_t dont_know = 0;
    std::uint64_t prefer_not = 0;
    std::uint64_t skipped = 0;
    std::uint64_t not_asked = 0;
};

[[nodiscard]] TickWord sort_ticks(const ChunkView& chunk,
                                  std::span<const Choice> choices,
                                  std::size_t word,
                                  std::uint64_t mask);

}  // namespace harmony::summary
