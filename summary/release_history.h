#pragma once

#include <cstdint>
#include <span>

#include "summary/linked.h"

// Releases of one wave, one after the other, as one table of cells and sums: a number and what it
// was in the release before differ by those who came and those who went. So the search and the
// audit protect a release, and those before it, from all of them together.

namespace harmony::summary {

/// A release that is out.
struct EarlierRelease {
    SumTable table;      ///< with exact counts, ids as those of the new release
    HiddenCells hidden;  ///< what it did not print
    std::uint64_t rounding = 1;
    /// Have responses been taken out since the release before? Else a reader may know that numbers
    /// only grow.
    bool removed_since = false;
};

/// `next` and all earlier releases, oldest first. Cells of `next` keep their indices, so that a
/// pattern of the whole begins with that of `next`. `removed`: responses were taken out since the
/// last earlier release. A number that an earlier release printed lies within its rounding, and is
/// 0 or at least the threshold; one that it hid stays hidden, and protected. What is sought for the
/// new release is exact, whether it is rounded in the end or not.
[[nodiscard]] SumTable with_history(const SumTable& next,
                                    bool removed,
                                    std::span<const EarlierRelease> earlier,
                                    const DisclosurePolicy& policy);

}  // namespace harmony::summary
