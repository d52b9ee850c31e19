#pragma once

// Private to this room: what acknowledgements do to the batches of one file.

#include <cstdint>
#include <vector>

#include "base/error.h"
#include "db/journal_values.h"
#include "db/sqlite.h"

namespace harmony::db {

/// Moves states by one entry, then frees what the rule allows; one transaction.
[[nodiscard]] base::Result<AckOutcome> apply_ack_entry(Database& database,
                                                       const AckEntry& entry,
                                                       const FreeRule& rule);

/// Frees what the rule allows; how many.
[[nodiscard]] base::Result<std::uint32_t> free_batches(Database& database, const FreeRule& rule);

[[nodiscard]] base::Result<void> mark_batch_delivered(Database& database,
                                                      std::uint64_t seq,
                                                      base::Day today);

[[nodiscard]] std::vector<WaitingBatch> unacknowledged_batches(Database& database);

/// Frees a batch that was not acknowledged; one transaction. Errors: absent, refused (it was).
[[nodiscard]] base::Result<DroppedBatch> drop_batch(Database& database,
                                                    std::uint64_t seq,
                                                    base::Day today);

/// A batch without its bytes; nothing when it has them, or was never made.
[[nodiscard]] std::optional<DroppedBatch> freed_batch(Database& database, std::uint64_t seq);

[[nodiscard]] base::Result<base::Bytes> bytes_of_batch(Database& database, std::uint64_t seq);

}  // namespace harmony::db
