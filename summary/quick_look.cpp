#include "summary/quick_look.h"

#include <algorithm>

namespace harmony::summary {

bool QuickLook::gives_away(const HiddenCells& hidden) {
    if (table_.sums.empty()) {
        return false;
    }
    for (std::size_t i = 0; i < table_.sums.size(); ++i) {
        const std::size_t at = (last_ + i) % table_.sums.size();
        if (gives_away(table_.sums[at], hidden)) {
            last_ = at;
            return true;
        }
    }
    return false;
}

bool QuickLook::gives_away(const CellSum& sum, const HiddenCells& hidden) const {
    const bool total_unknown = is_unknown(table_.cells[sum.total], hidden[sum.total]);
    std::size_t unknown = total_unknown ? 1 : 0;
    bool guarded = is_guarded(table_.cells[sum.total], hidden[sum.total], policy_);
    std::int64_t room = 0;
    for (const std::size_t part : sum.parts) {
        const SumCell& cell = table_.cells[part];
        if (is_unknown(cell, hidden[part])) {
            ++unknown;
            guarded = guarded || is_guarded(cell, hidden[part], policy_);
            room += cell.count - least_of(cell, policy_);
        }
    }
    if (unknown == 1) {
        return guarded;
    }
    return !total_unknown && policy_.rule == DisclosureRule::interval &&
           stays_small(sum, hidden, room);
}

/// All that is hidden in the sum could be one number, and that is still below the threshold.
bool QuickLook::stays_small(const CellSum& sum,
                            const HiddenCells& hidden,
                            std::int64_t room) const {
    return std::any_of(sum.parts.begin(), sum.parts.end(), [&](std::size_t part) {
        const SumCell& cell = table_.cells[part];
        return is_guarded(cell, hidden[part], policy_) && is_primary(cell, policy_) &&
               least_of(cell, policy_) + room < policy_.threshold;
    });
}

}  // namespace harmony::summary
