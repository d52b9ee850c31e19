#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/error.h"
#include "summary/publishable.h"
#include "summary/release_history.h"
#include "summary/table.h"

// A release beside those that are out: what anybody could learn from all of them together.

namespace harmony::summary {

/// A release that is out, as the office keeps it.
struct ReleasedTables {
    EarlierRelease release;
    /// It was about the very same responses: its numbers and those of the next one are the same
    /// numbers. Else responses came or went between the two.
    bool same_responses = false;
};

/// All releases of a survey that are out, oldest first.
struct EarlierReleases {
    std::vector<ReleasedTables> all;
    bool removed = false;  ///< responses went since the last of them
};

/// What may be published, and what the office has to keep of it: exact counts and what is hidden.
struct Release {
    Publishable numbers;
    EarlierRelease kept;
};

/// `suppress()` for what is going to be published: the audit is about this release and all that
/// `context.earlier` names, read together. A table that would give something away beside them is
/// withheld. Errors: as `suppress()`; refused (nothing could be left out to mend it).
[[nodiscard]] base::Result<Release> make_release(std::span<const Table> tables,
                                                 const Policy& policy,
                                                 Fieldwork fieldwork,
                                                 const ReleaseContext& context);

}  // namespace harmony::summary
