#pragma once

#include "base/time.h"
#include "events/event.h"
#include "kiosk/library.h"

namespace harmony::kiosk {

/// What a resident who made a report is asked to agree to so that somebody may tell them what came
/// of it, in every language of the pack: the phrase `consent.case`. Kept as an event without a name
/// and with a consent text, which is all that the contact pages of a sign-up need.
[[nodiscard]] events::Event hear_back_consent(const Library& library, base::Day today);

}  // namespace harmony::kiosk
