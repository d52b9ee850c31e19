#pragma once

#include <string>

#include "admin/report/document.h"

// The parts of the HTML report; html_report.h puts them together.

namespace harmony::admin {

/// The style sheet of screen and print.
[[nodiscard]] std::string style_sheet();

/// A block of a section.
[[nodiscard]] std::string html_of(const Block& block);

}  // namespace harmony::admin
