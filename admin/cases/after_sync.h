#pragma once

#include <cstddef>

#include "admin/rights/person_erasure.h"
#include "base/error.h"

namespace harmony::admin {

/// What follows from what a sync brought.
struct AfterSync {
    std::size_t erased = 0;           ///< records that a restored office took out again
    std::size_t cases = 0;            ///< reports that became cases
    std::size_t without_receipt = 0;  ///< reports that cannot, since nobody could find them again
};

/// Takes out what was erased since the backup that this office was restored from, and opens a case
/// for each report of a little thing. Doing it again changes nothing. Errors: those of the store
/// and of writing facts; what was done stays done.
[[nodiscard]] base::Result<AfterSync> follow_sync(const Eraser& eraser);

}  // namespace harmony::admin
