#pragma once

#include <chrono>
#include <cstdint>

#include "base/time.h"
#include "sync/names.h"

namespace harmony::kiosk {

/// The version of this program, as packs and enrolment name it. Kept equal to CMakeLists.txt.
inline constexpr std::uint32_t app_version = sync::app_version(0, 1, 0);

/// No clock of a machine that runs this program is before this day, nor 400 days after it. Moved
/// with every release.
inline constexpr base::Day app_made{std::chrono::year{2026} / 3 / 1};

}  // namespace harmony::kiosk
