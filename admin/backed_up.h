#pragma once

#include <cstdint>
#include <map>
#include <span>

#include "base/error.h"
#include "db/office_store.h"

namespace harmony::admin {

/// Up to which batch each stream lies in a finished backup: what an acknowledgement of level 3
/// rests on (docs/formats/hk1.md, 11.4).
[[nodiscard]] std::map<db::StreamKey, std::uint64_t> backed_up(db::OfficeStore& store);

/// A backup was finished and opened again; `heads` stood in the store before it was begun. Errors:
/// full.
[[nodiscard]] base::Result<void> note_backed_up(db::OfficeStore& store,
                                                std::span<const db::StreamHead> heads);

}  // namespace harmony::admin
