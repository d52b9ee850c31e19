#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "summary/publishable.h"

namespace harmony::admin {

/// The numbers that may be seen, as JSON: `harmony-report/1` (docs/formats/report.md, JSON). Hidden
/// cells hold a reason and no number.
[[nodiscard]] nlohmann::json findings_json(const std::string& survey,
                                           const summary::Publishable& numbers);

}  // namespace harmony::admin
