#pragma once

#include <vector>

#include "kiosk/settings.h"
#include "kiosk/staff/staff_desk.h"

namespace harmony::kiosk {

/// The settings that hold now, each with where it comes from (kiosk.md 13): kiosk.toml of the
/// machine, the pack, or the program. PINs are none of them.
[[nodiscard]] std::vector<ActiveSetting> active_settings(const Settings& local,
                                                         const FaultLimits& limits);

}  // namespace harmony::kiosk
