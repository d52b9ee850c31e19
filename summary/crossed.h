#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/error.h"
#include "summary/publishable.h"

// People who named one answer of each of three questions (problem, place, time), where people could
// name several. Such squares add up to nothing: one person stands in many. What gives somebody away
// is a small square, or a square that nearly everybody who named an answer stands in.

namespace harmony::summary {

/// Counts of three questions crossed.
struct CrossedCounts {
    std::array<std::size_t, 3> answers{};  ///< of each question
    /// Square (a, b, c) at (a * answers[1] + b) * answers[2] + c.
    std::vector<std::uint64_t> squares;
    /// Who named each answer, as the release prints it; nothing where it hides that.
    std::array<std::vector<std::optional<std::uint64_t>>, 3> alone;
};

/// The squares as an audience may see them, in their order. For others than the office no small one
/// is shown, and none that leaves few of those who named one of its answers outside it; where it is
/// hidden how many named an answer, or few did, all squares of that answer are. Audited as tables
/// are. Errors: refused (counts that do not fit together).
[[nodiscard]] base::Result<std::vector<Cell>> protect_crossed(const CrossedCounts& counts,
                                                              const Policy& policy);

}  // namespace harmony::summary
