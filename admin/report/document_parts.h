#pragma once

#include <string>
#include <vector>

#include "admin/report/document.h"
#include "admin/report/table_view.h"

// The parts that documents are put together from.

namespace harmony::admin {

/// One question: words, base, notes, chart with its table, tables by groups.
[[nodiscard]] Section question_section(const QuestionView& question, const ReportInput& input);

/// Responses by place, month or language: bars and table.
[[nodiscard]] Section responses_section(const ResponsesView& view);

/// Where a question is found in the document.
[[nodiscard]] std::string anchor_of(const QuestionView& question);

/// Title, caveat and key figures.
[[nodiscard]] DocumentHead head_of(const ReportInput& input);

/// The answer most people gave to each question.
[[nodiscard]] Section glance_section(const std::vector<QuestionView>& questions);

/// "Who answered, where and when" with a card a grouping.
void add_who_answered(const ReportInput& input, std::vector<Section>& sections);

/// What is hidden, the method, and all questions that were asked: the end of every report.
/// `drawn` are the questions that have a section of their own.
void add_method(const ReportInput& input,
                const std::vector<QuestionView>& drawn,
                std::vector<Section>& sections);

/// A table of the office's books.
[[nodiscard]] TableBlock book_block(const BookTable& book);

/// A cell of words, of a count, of a share.
[[nodiscard]] TableCell words_cell(std::string words);
[[nodiscard]] TableCell count_cell(const CellView& cell);
[[nodiscard]] TableCell share_cell(const CellView& cell, const std::string& text);

}  // namespace harmony::admin
