#pragma once

#include <string>
#include <vector>

#include "admin/office.h"
#include "base/error.h"

namespace harmony::admin {

/// The surveys with answers that ask `question` (empty: any), or `survey` alone where it is named.
/// Errors: absent.
[[nodiscard]] base::Result<std::vector<std::string>> surveys_asking(Office& office,
                                                                    const std::string& survey,
                                                                    const std::string& question);

}  // namespace harmony::admin
