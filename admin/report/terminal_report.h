#pragma once

#include <cstddef>
#include <string>

#include "admin/report/report_input.h"

namespace harmony::admin {

/// How bars are drawn: blocks on a terminal, nothing when the text goes into a file or a pipe.
enum class Bars { none, blocks };

/// Key figures of all questions as plain text: caveat, base sizes, shares and ranges. Lines are at
/// most `width` columns wide (at least 60). docs/formats/report.md.
[[nodiscard]] std::string render_terminal(const ReportInput& input, std::size_t width, Bars bars);

}  // namespace harmony::admin
