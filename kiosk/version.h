#pragma once

#include <cstdint>

#include "sync/names.h"

namespace harmony::kiosk {

/// The version of this program, as packs and enrolment name it. Kept equal to CMakeLists.txt.
inline constexpr std::uint32_t app_version = sync::app_version(0, 1, 0);

}  // namespace harmony::kiosk
