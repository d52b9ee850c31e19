#include "admin/stats/kind.h"

namespace harmony::admin::stats {

// The table of kinds: one line a kind.
std::vector<Kind> all_kinds() {
    return {
        proportion_kind(),
        count_intervals_kind(),
        kish_kind(),
        suppress_kind(),
        audit_kind(),
        release_guard_kind(),
        display_kind(),
        hotspots_kind(),
    };
}

}  // namespace harmony::admin::stats
