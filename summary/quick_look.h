#pragma once

// Private to this room.

#include "summary/sum_table.h"

namespace harmony::summary {

/// Sees in the sums alone that a pattern is not safe, without solving anything. The table and the
/// policy outlive it.
class QuickLook {
public:
    QuickLook(const SumTable& table, const DisclosurePolicy& policy)
        : table_(table), policy_(policy) {}

    /// True: certainly not safe. The sum that gave the last one away is looked at first.
    [[nodiscard]] bool gives_away(const HiddenCells& hidden);

private:
    [[nodiscard]] bool gives_away(const CellSum& sum, const HiddenCells& hidden) const;
    [[nodiscard]] bool stays_small(const CellSum& sum,
                                   const HiddenCells& hidden,
                                   std::int64_t room) const;

    const SumTable& table_;
    const DisclosurePolicy& policy_;
    std::size_t last_ = 0;
};

}  // namespace harmony::summary
