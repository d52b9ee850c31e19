#pragma once

#include <functional>

#include "admin/office.h"
#include "base/error.h"
#include "base/time.h"
#include "db/office_store.h"
#include "sync/own_part.h"

namespace harmony::admin {

/// The newest own part that the office wrote for a kiosk, whichever publisher signed it at the
/// time. Errors: absent (it never wrote one), unreadable.
[[nodiscard]] base::Result<sync::OwnPart> newest_own_part(Office& office,
                                                          const base::KioskId& kiosk);

/// The next version of it: with today's date, trust document and recipients, and with what `change`
/// does to it. The spaces that it may give away stay, unless its instance or its standing changes.
/// Kept in the store; delivering it is the caller's.
[[nodiscard]] base::Result<db::Published> issue_own_part(
    Office& office,
    const base::KioskId& kiosk,
    const std::function<void(sync::OwnPart&)>& change,
    const sync::SignKeyPair& publisher,
    base::Day today);

}  // namespace harmony::admin
