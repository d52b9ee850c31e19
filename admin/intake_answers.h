#pragma once

#include <span>

#include "admin/office.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/time.h"
#include "sync/courier.h"

namespace harmony::admin {

/// What the office tells a kiosk after an intake.
struct Answers {
    std::size_t acknowledgements = 0;  ///< new ones
    std::size_t own_parts = 0;         ///< kiosks that were told they are copies
};

/// Writes an acknowledgement for every kiosk whose batches are in the store, and tells those in
/// `cloned` to stop. Whoever must stop hears it each time. What did not change is only delivered
/// again: the courier may be another stick. Errors: those of the courier and the store.
[[nodiscard]] base::Result<Answers> answer_kiosks(Office& office,
                                                  std::span<const base::KioskId> cloned,
                                                  const sync::SignKeyPair& publisher,
                                                  sync::Courier& courier,
                                                  base::Day today);

/// From now on kiosks may believe what this office no longer knows (it was restored, or its
/// publisher's key was stolen): the next `answer_kiosks` writes to every kiosk, under new versions,
/// what is here and what is not. Errors: those of the store.
[[nodiscard]] base::Result<void> answer_everybody_anew(db::OfficeStore& store);

}  // namespace harmony::admin
