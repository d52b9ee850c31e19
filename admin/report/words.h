#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "admin/report/report_input.h"

// The report's own words. Fixed texts cannot be switched off or edited; what stands in them is
// filled from the numbers' provenance (statistics specification, section 11).

namespace harmony::admin {

/// "person" or "people", "business" or "businesses": whom the numbers count.
[[nodiscard]] std::string_view unit_word(const ReportTexts& texts, std::uint64_t n);

/// What every report says first. A paragraph.
[[nodiscard]] std::string caveat(const ReportInput& input);

/// The caveat in one line: "{n} people told us. They chose to answer; they are not everyone in
/// ...".
[[nodiscard]] std::string short_caveat(const ReportInput& input);

/// "Some numbers are hidden to protect people.", what it means and how many; empty when none are.
[[nodiscard]] std::string hidden_note(const ReportInput& input);

/// "INTERNAL" line of a report for the office alone; empty for others.
[[nodiscard]] std::string internal_mark(const ReportInput& input);

/// How the numbers came about, paragraph by paragraph.
[[nodiscard]] std::vector<std::string> method_paragraphs(const ReportInput& input);

/// For the terminal: how the percentages were weighted, or why they were not; empty where the
/// office has no weighting file. Warnings stand in it for the office alone.
[[nodiscard]] std::vector<std::string> weighting_paragraphs(const ReportInput& input);

/// "Asked as question 3; shown below" and the like.
[[nodiscard]] std::string treatment_text(summary::Treatment treatment);

/// "March 2026".
[[nodiscard]] std::string month_and_year(base::Day day);

/// "1 July 2026"
[[nodiscard]] std::string long_date(base::Day day);

/// "12,345"
[[nodiscard]] std::string grouped_digits(std::uint64_t n);

/// "1 answer", "12 answers"
[[nodiscard]] std::string counted(std::uint64_t n, std::string_view one, std::string_view many);

/// "Northgate, Eastfield and Mill Lane"
[[nodiscard]] std::string joined(const std::vector<std::string>& parts);

/// The title, or a plain one when the texts have none.
[[nodiscard]] std::string title_of(const ReportInput& input);

/// Label of a key of a grouping; the key itself when it has none.
[[nodiscard]] std::string group_label(const ReportTexts& texts,
                                      const std::string& grouping,
                                      const std::string& key);

/// "engagement" -> "event"; a grouping that is not known reads as its name.
[[nodiscard]] std::string grouping_title(const std::string& grouping);

/// The same at the head of a column: "Event".
[[nodiscard]] std::string column_head(const std::string& grouping);

}  // namespace harmony::admin
