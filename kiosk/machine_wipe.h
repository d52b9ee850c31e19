#pragma once

#include "base/error.h"
#include "base/files.h"
#include "kiosk/state_folder.h"

namespace harmony::kiosk {

// The wipe of a whole machine (kiosk.md 9.2), so that a power cut at any moment leaves either the
// machine as it was or one that goes on with the wipe when it starts:
//  1. The note for the office has been handed over before anything here is called.
//  2. A mark is written, durably. From then on the machine is to be wiped.
//  3. The program ends. Whenever it starts and finds the mark, it removes everything but the mark
//     and kiosk.toml, before it opens anything; the mark goes last.

/// Step 2. What lies for a courier that runs by itself stays when `keep_spool`.
enum class WipeSpool { remove, keep };
[[nodiscard]] base::Result<void> mark_for_wipe(base::Files& files,
                                               const StateFolder& folder,
                                               WipeSpool spool);

[[nodiscard]] bool is_marked_for_wipe(base::Files& files, const StateFolder& folder);

/// Step 3; nothing when there is no mark. Errors: those of removing; the mark then stays, and the
/// next start goes on.
[[nodiscard]] base::Result<void> finish_wipe(base::Files& files, const StateFolder& folder);

}  // namespace harmony::kiosk
