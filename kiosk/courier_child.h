#pragma once

#include <filesystem>
#include <string>

#include "base/error.h"
#include "kiosk/state_folder.h"

namespace harmony::kiosk {

/// Starts `harmony-courier`, which lies beside this program, and waits for it. It is a process of
/// its own so that this one needs no network. A place that was not reached is no error here: the
/// news in the spool say so. Errors: absent (no such program), unreachable (it crashed).
[[nodiscard]] base::Result<void> run_courier_child(const std::filesystem::path& program,
                                                   const StateFolder& folder,
                                                   const std::string& address);

}  // namespace harmony::kiosk
