#pragma once

#include <string>
#include <vector>

#include "admin/resources.h"

namespace harmony::admin {

/// Exit codes of harmony-admin.
inline constexpr int exit_done = 0;
inline constexpr int exit_refused = 1;  ///< with a sentence that says how to mend it
inline constexpr int exit_usage = 2;

/// The whole program behind `main`: reads the command line (without the program's name) and does
/// what it says. Returns the exit code.
[[nodiscard]] int run(std::vector<std::string> arguments, Resources& resources);

}  // namespace harmony::admin
