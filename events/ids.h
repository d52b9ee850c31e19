#pragma once

#include "base/ids.h"

namespace harmony::events {

/// One date of an event: 8 bytes, stable when the date moves. The engagement at which a kiosk
/// stands, when there is one, has the same bytes.
using OccurrenceId = base::Id<struct OccurrenceTag, 8>;
/// One sign-up, drawn at random when it is begun; shares nothing with any survey response.
using SignUpId = base::Id<struct SignUpTag, 16>;

}  // namespace harmony::events
