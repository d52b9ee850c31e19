#pragma once

#include "base/log.h"
#include "kiosk/command_line.h"

namespace harmony::kiosk {

/// Makes every resource, hands it down, and runs: enrolment, a script, or the kiosk itself. Returns
/// the exit code; what a person must know is on standard error.
[[nodiscard]] int run_program(const CommandLine& line, base::Log& log);

}  // namespace harmony::kiosk
