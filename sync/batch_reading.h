#pragma once

#include <optional>

#include "base/bytes.h"
#include "sync/batch_check.h"

namespace harmony::sync {

// The two halves of `check_batch`: what a file is by itself, and where it belongs. The first needs
// no history, so that many files can be read at once; the second is asked in their order.

/// `ok` with a batch when length, form and signature are right; any other verdict without one.
struct ReadBatch {
    BatchVerdict verdict = BatchVerdict::badfmt;
    std::optional<Batch> batch;
};

/// `trust`: batches of other computers of this office are taken as well, by whoever may publish;
/// nullptr: of kiosks alone.
[[nodiscard]] ReadBatch read_arriving(base::Bytes file,
                                      const Registry& registry,
                                      const TrustChain* trust = nullptr);

/// What becomes of a batch that `read_arriving` found right. REQUIRES: its kiosk is in `registry`,
/// or it is an office's.
[[nodiscard]] BatchVerdict judge_batch(const Batch& batch,
                                       const Registry& registry,
                                       const TrustChain& trust,
                                       BatchHistory& history);

}  // namespace harmony::sync
