#pragma once

#include <string>

#include "admin/report/report_input.h"

namespace harmony::admin {

/// Every number of a report, one a line: question, grouping, group, answer, people, percent, range,
/// and for a hidden one the reason in place of the number. docs/formats/report.md.
[[nodiscard]] std::string csv_report(const ReportInput& input);

/// What the words of that file mean: questions and answers with their labels.
[[nodiscard]] std::string csv_report_codebook(const ReportInput& input);

}  // namespace harmony::admin
