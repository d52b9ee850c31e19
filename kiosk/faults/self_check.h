#pragma once

#include <iosfwd>

#include "base/time.h"
#include "kiosk/phrases.h"
#include "kiosk/staff/staff_desk.h"

namespace harmony::kiosk {

/// `harmony-kiosk --self-check`: looks at everything once and says what it found, a line a fault or
/// as JSON. Returns the exit code: 0 well, 1 warnings, 2 do not use.
[[nodiscard]] int run_self_check(StaffDesk& desk,
                                 const errand::CheckFaults& check,
                                 const base::Clock& clock,
                                 bool json,
                                 std::ostream& say);

}  // namespace harmony::kiosk
