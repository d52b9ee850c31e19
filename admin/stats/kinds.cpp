#include "admin/stats/kind.h"

namespace harmony::admin::stats {

// The table of kinds: one line a kind.
std::vector<Kind> all_kinds() {
    return {
        proportion_kind(),
        mean_kind(),
        ratio_kind(),
        quantile_kind(),
        frequency_kind(),
        likert_kind(),
        multiple_response_kind(),
        count_intervals_kind(),
        wave_change_kind(),
        chisq_kind(),
        kish_kind(),
        rake_kind(),
        trim_kind(),
        jackknife_kind(),
        suppress_kind(),
        audit_kind(),
        release_guard_kind(),
        display_kind(),
        hotspots_kind(),
    };
}

}  // namespace harmony::admin::stats
