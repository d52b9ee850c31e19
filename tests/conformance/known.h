#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "base/error.h"

namespace harmony::conformance {

/// Ids of cases that are known to fail, each with its reason.
using Known = std::map<std::string, std::string>;

/// Reads a list of known differences: an id and its reason a line; `#` begins a comment.
/// Errors: absent, unreadable (a line without a reason, an id that is there twice).
[[nodiscard]] base::Result<Known> read_known(const std::filesystem::path& path);

}  // namespace harmony::conformance
