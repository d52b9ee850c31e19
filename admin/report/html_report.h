#pragma once

#include <string>

#include "admin/report/report_input.h"

namespace harmony::admin {

/// The report as one HTML file that needs nothing else: no script, no font, no picture from
/// outside. docs/formats/report.md.
[[nodiscard]] std::string render_html(const ReportInput& input);

}  // namespace harmony::admin
