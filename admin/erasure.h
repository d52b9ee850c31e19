#pragma once

#include <span>
#include <string>
#include <vector>

#include "admin/intake.h"
#include "admin/office.h"
#include "admin/receipt_search.h"
#include "sync/redaction.h"

namespace harmony::admin {

/// What was erased of one batch, as its note says.
struct ErasedFrom {
    db::StreamKey stream;
    std::uint64_t seq = 0;
    std::vector<sync::ErasedRecord> records;
};

/// Erases records for good (docs/formats/hk1.md, 11.6): each batch that holds one is rewritten
/// without it, with a signed note; all tables are made anew; nothing of it is left in the store's
/// files. An old stick cannot bring it back. What lies in older backups stays there.
///
/// Doing it again changes nothing. Errors: those of the store and of opening batches; what was
/// erased before the error stays erased.
[[nodiscard]] base::Result<void> erase(Office& office,
                                       std::span<const FoundRecord> records,
                                       sync::ErasureReason reason,
                                       const sync::SignKeyPair& publisher,
                                       const IntakeTools& tools);

/// Records that were erased, and stand whole in a batch that came since: on an old stick, from a
/// dead kiosk's disk, in a file that was adopted. They count nowhere; `erase` takes them out.
[[nodiscard]] std::vector<FoundRecord> came_again(db::OfficeStore& store);

/// Every erasure so far. Unreadable when a note was changed.
[[nodiscard]] base::Result<std::vector<ErasedFrom>> erasures(Office& office);

}  // namespace harmony::admin
