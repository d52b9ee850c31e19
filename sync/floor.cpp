#include "sync/floor.h"

namespace harmony::sync {

FloorAnswer check_floor(const std::optional<Floor>& held, const Floor& offered) {
    if (!held || held->publisher_set != offered.publisher_set || offered.version > held->version) {
        return FloorAnswer::newer;
    }
    if (offered.version < held->version) {
        return FloorAnswer::rollback;
    }
    return offered.digest == held->digest ? FloorAnswer::same : FloorAnswer::fork;
}

}  // namespace harmony::sync
