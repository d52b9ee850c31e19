#pragma once

#include "base/error.h"
#include "base/files.h"
#include "kiosk/spool.h"
#include "sync/courier.h"

namespace harmony::kiosk {

/// One run of the carrier: what lies in the spool goes out, what the kiosk asked for comes in. It
/// holds no key and opens nothing; what it brings is checked by the kiosk. An object that fails is
/// left for the next run, and the others go on, except when the place cannot be reached.
///
/// The news are also written to the spool. Errors: absent (no kiosk wrote into this spool yet), and
/// those of the spool itself; trouble with the place is news, not an error.
[[nodiscard]] base::Result<CourierNews> carry_once(base::Files& files,
                                                   const StateFolder& folder,
                                                   const Wants& wants,
                                                   sync::Courier& place);

}  // namespace harmony::kiosk
