#pragma once

#include <string>

#include "admin/office.h"
#include "base/error.h"
#include "base/time.h"
#include "sync/courier.h"
#include "sync/registry.h"

namespace harmony::admin {

/// Errors: absent, with the nearest label there is.
[[nodiscard]] base::Result<sync::RegisteredKiosk> kiosk_called(const sync::Registry& registry,
                                                               const std::string& label);

/// What ended a kiosk's work for this office, and where its streams were cut.
struct EndedKiosk {
    base::KioskId kiosk;
    std::size_t streams = 0;  ///< cut at the newest batch that was taken in
    bool told = false;        ///< its own part says so, where kiosks fetch
    std::string trouble;      ///< why it could not be told
};

/// Reports a kiosk lost (`revoked`) or takes it out of service (`retired`). At once nothing that it
/// sends beyond what was taken in counts; its own part tells it to stop, as soon as it fetches.
/// Doing it again tells the kiosk again.
///
/// The list of kiosks is written first: a stick that is not there must not delay a revocation.
/// Errors: absent (no kiosk of that label), those of the store.
[[nodiscard]] base::Result<EndedKiosk> end_kiosk(Office& office,
                                                 const std::string& label,
                                                 sync::KioskState state,
                                                 const sync::SignKeyPair& publisher,
                                                 sync::Courier& courier,
                                                 base::Day today);

}  // namespace harmony::admin
