#pragma once

#include <string>

#include "admin/report/document.h"
#include "admin/report/report_input.h"

namespace harmony::admin {

/// The report as one HTML file that needs nothing else: no script, no font, no picture from
/// outside. docs/formats/report.md.
[[nodiscard]] std::string render_html(const ReportInput& input);

/// Any document of the office likewise.
[[nodiscard]] std::string draw_html(const Document& document);

}  // namespace harmony::admin
