#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "admin/report/report_input.h"
#include "admin/report/terminal_report.h"

namespace harmony::admin {

/// One question as an officer wants to see it: what people said, each group in one line, and what
/// changed from wave to wave. Lines are at most `width` columns wide (at least 60).
[[nodiscard]] std::string render_question(const ReportInput& input,
                                          const std::string& question,
                                          std::size_t width,
                                          Bars bars);

/// One wave or month a line with its range, and what happened between them. The table by
/// `grouping` must be there. `answers`: these alone, by name; none: the top answers where they have
/// an order, else each.
[[nodiscard]] std::string render_trend(const ReportInput& input,
                                       const std::string& question,
                                       const std::string& grouping,
                                       std::size_t width,
                                       const std::vector<std::string>& answers = {});

/// "went up by 7 points (range 2 to 12)", or why nothing can be said.
[[nodiscard]] std::string change_text(const summary::PublishedChange& change);

/// What a change is about: "Very safe or Fairly safe", or an answer.
[[nodiscard]] std::string changed_answers(const ReportTexts& texts,
                                          const summary::PublishedTable& table,
                                          const summary::PublishedChange& change);

/// One block a value, as high as it is among 0 to 100; a gap where there is none.
[[nodiscard]] std::string sparkline(const std::vector<std::optional<std::uint32_t>>& percents);

}  // namespace harmony::admin
