#pragma once

#include <span>
#include <vector>

#include "base/bytes.h"
#include "sync/batch.h"
#include "sync/wire.h"

namespace harmony::sync {

/// The body of a batch from parts that are sorted already.
[[nodiscard]] base::Bytes write_batch_body(const BatchHead& head,
                                           std::span<const EpochBlock> epochs,
                                           std::span<const BatchRecord> records);

/// The first 146 bytes.
[[nodiscard]] BatchHead read_batch_head(WireReader& from);

}  // namespace harmony::sync
