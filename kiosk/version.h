#pragma once

#include <chrono>
#include <cstdint>

#include "base/time.h"
#include "sync/names.h"

namespace harmony::kiosk {

/// The version of this program, as packs and enrolment name it. Kept equal to CMakeLists.txt.
inline constexpr std::uint32_t app_version = sync::app_version(0, 1, 0);

/// The day that scripts, previews and tests take for the one the program was made on: theirs is the
/// spring of 2026. Programs that people use have `release_day()`.
inline constexpr base::Day app_made{std::chrono::year{2026} / 3 / 1};

/// The day this program was made on, from its release (cmake/release_day.cmake): no clock of a
/// machine that runs it is before, nor 400 days after it.
[[nodiscard]] base::Day release_day();

}  // namespace harmony::kiosk
