#pragma once

#include <string>

#include "admin/report/report_input.h"
#include "admin/report/table_view.h"

// The parts of the HTML report; html_report.h puts them together.

namespace harmony::admin {

/// The style sheet of screen and print.
[[nodiscard]] std::string style_sheet();

/// One question: words, base, chart, its table, tables by place and the rest.
[[nodiscard]] std::string question_section(const QuestionView& question, const ReportInput& input);

/// Responses by place, month or language: bars and table.
[[nodiscard]] std::string responses_section(const ResponsesView& view);

/// Where a question is found in the document.
[[nodiscard]] std::string anchor_of(const QuestionView& question);

}  // namespace harmony::admin
