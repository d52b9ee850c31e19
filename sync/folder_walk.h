#pragma once

// Not a public header: how a place with folders is listed, whatever they lie on.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "sync/courier.h"

namespace harmony::sync {

/// Names of what lies in one folder (a path below the organisation's folder), without their way.
using ListFolder = std::function<base::Result<std::vector<std::string>>(const std::string& folder)>;

/// Everything of ours below `folder` that comes after `after`, ascending. Folders that are none of
/// ours are not looked into. Refused above 100,000 names; else the errors of `list` at `folder`.
[[nodiscard]] base::Result<Listing> walk_folders(const ListFolder& list,
                                                 const std::string& folder,
                                                 std::string_view after);

}  // namespace harmony::sync
