#pragma once

// Private to this room: which rows go into which batch. Pure, so that the k rule can be tested row
// by row without a file.

#include <cstdint>
#include <vector>

#include "base/ids.h"
#include "db/batch_cut.h"
#include "db/journal_values.h"

namespace harmony::db {

/// A loose row, without its bytes.
struct LooseRow {
    base::RecordId rid;
    std::int64_t epoch = 0;
    std::int64_t group = 0;
    std::size_t bytes = 0;
};

struct PlannedBatch {
    std::vector<LooseRow> rows;
    bool forced = false;
    bool split = false;
    bool small = false;
};

struct CutPlan {
    std::vector<PlannedBatch> batches;
    std::vector<HeldGroup> held;
};

/// A group goes when it has k rows, when staff force it, or when it has waited `small_after` days.
/// Groups stay together in one batch as long as they fit; a larger one is dealt out evenly, so that
/// no part of it is small.
[[nodiscard]] CutPlan plan_cut(std::vector<LooseRow> rows,
                               const GroupOf& group_of,
                               const CutOrder& order);

/// Rows one after the other, as many to a batch as fit: for contacts, which have no groups.
[[nodiscard]] std::vector<PlannedBatch> deal_out(const std::vector<LooseRow>& rows,
                                                 const CutOrder& order);

}  // namespace harmony::db
