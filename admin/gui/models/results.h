#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "admin/findings.h"
#include "admin/gui/host.h"
#include "admin/report/table_view.h"
#include "base/error.h"

namespace harmony::admin::gui {

/// A survey of which answers have come.
struct SurveyLine {
    std::string id;
    std::string title;
    std::uint64_t responses = 0;
};

/// A question that is counted.
struct QuestionLine {
    std::string name;
    std::string label;
};

/// Something answers can be counted by, or selected by one of its values.
struct Grouping {
    std::string name;   ///< "place", or a question's name
    std::string label;  ///< "Place"
    std::vector<std::pair<std::string, std::string>> values = {};  ///< name and words
};

/// What there is to look at.
struct ResultsList {
    std::vector<SurveyLine> surveys;
    std::string survey;  ///< whose questions these are
    std::vector<QuestionLine> questions;
    std::vector<Grouping> groupings;
};

/// What an officer asks of one question.
struct ResultsQuery {
    std::string survey;  ///< empty: the one with most answers
    std::string question;
    std::string by;    ///< a grouping's name; empty: none
    std::string only;  ///< "place=northgate"; empty: everybody
    summary::Audience audience = summary::Audience::internal;
    bool weighted = true;

    bool operator==(const ResultsQuery&) const = default;
};

/// One question, ready to be drawn: nothing in it that its audience may not see.
struct ResultsAnswer {
    ResultsQuery query;
    QuestionView view;
    std::string base;                 ///< "182 people answered."
    std::string mean;                 ///< empty without one
    std::vector<std::string> notes;   ///< what must be said beside the numbers
    std::vector<std::string> hidden;  ///< why numbers are not shown, a sentence each reason
    std::string method;               ///< how the ranges are made, in a sentence
};

/// Errors: those of the store.
[[nodiscard]] base::Result<ResultsList> read_results_list(Reader& reader,
                                                          const std::string& survey);
/// Errors: those of `find_out`.
[[nodiscard]] base::Result<ResultsAnswer> read_results(Reader& reader, const ResultsQuery& query);

/// The numbers as a table of words for the clipboard and the screen: heads, then rows.
struct NumbersTable {
    std::vector<std::string> heads;
    std::vector<std::vector<std::string>> rows;
};
[[nodiscard]] NumbersTable numbers_table(const QuestionView& view);
[[nodiscard]] NumbersTable breakdown_table(const BreakdownView& view);
/// Tab-separated, for a spreadsheet.
[[nodiscard]] std::string as_tabs(const NumbersTable& table);

}  // namespace harmony::admin::gui
