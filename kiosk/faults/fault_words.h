#pragma once

#include <string>

#include "base/time.h"
#include "kiosk/faults/fault.h"
#include "kiosk/words.h"

namespace harmony::kiosk {

/// What staff read about a fault: one sentence, and the one thing to do. Dates are spelled in the
/// language of `words`; `clock` tells local time alone.
[[nodiscard]] std::string fault_text(FaultId id,
                                     const FaultDetails& details,
                                     const Words& words,
                                     const base::Clock& clock);

/// "30 March 2026, 14:30" in local time.
[[nodiscard]] std::string moment_text(base::Moment moment,
                                      const Words& words,
                                      const base::Clock& clock);

}  // namespace harmony::kiosk
