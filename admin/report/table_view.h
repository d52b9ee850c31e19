#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "admin/report/report_input.h"

// What every renderer draws of a table: the published cells with their words, and nothing that is
// not published.

namespace harmony::admin {

/// One cell with its words. `count` is absent where the number is hidden.
struct CellView {
    std::optional<std::uint64_t> count;
    std::optional<summary::Share> share;

    bool operator==(const CellView&) const = default;
};

/// "43 %"; empty without a share.
[[nodiscard]] std::string percent_text(const CellView& cell);
/// "36 to 50"; empty without a share.
[[nodiscard]] std::string range_text(const CellView& cell);
/// "78", or "hidden".
[[nodiscard]] std::string count_text(const CellView& cell);

[[nodiscard]] CellView view_of(const summary::Cell& cell);

/// One line of a table: an answer of a question, or a group of a grouping.
struct LineView {
    std::string label;
    CellView cell;

    bool operator==(const LineView&) const = default;
};

/// "2.3"; means have one decimal.
[[nodiscard]] std::string mean_text(const summary::Mean& mean);
/// "2.1 to 2.6".
[[nodiscard]] std::string mean_range_text(const summary::Mean& mean);
/// "2nd".
[[nodiscard]] std::string ordinal(std::size_t place);

/// Where people put one answer of a ranking.
struct PlacesView {
    std::string label;
    std::vector<CellView> places;  ///< first place first
    CellView first_two;
    std::optional<summary::Mean> place;  ///< nothing where one of them is hidden

    bool operator==(const PlacesView&) const = default;
};

/// Both ends of a list of answers that has an order.
struct EndsView {
    std::string top_words;  ///< "Very safe or Fairly safe"
    std::string bottom_words;
    CellView top;
    CellView bottom;
    std::optional<summary::Net> net;

    bool operator==(const EndsView&) const = default;
};

/// "+12 (range 4 to 20)"; empty without a net figure.
[[nodiscard]] std::string net_text(const summary::Net& net);

/// A group's answers, in the order of the question's choices.
struct GroupView {
    std::string label;
    CellView base;
    std::vector<CellView> cells;
    std::optional<summary::Mean> mean;                      ///< of a question on a scale
    std::vector<std::optional<summary::Mean>> mean_places;  ///< of a ranking, for the office alone
    std::optional<EndsView> ends = std::nullopt;            ///< of answers that have an order

    bool operator==(const GroupView&) const = default;
};

/// A question by a grouping.
struct BreakdownView {
    std::string grouping;  ///< "place"
    std::string title;     ///< "By place"
    std::vector<std::string> choices;
    std::vector<GroupView> groups;
    bool withheld = false;  ///< nothing of it may be shown
    std::size_t hidden_cells = 0;
    std::vector<std::string> changes = {};  ///< sentences: of a grouping by wave
};

/// Whether a mean stands beside any group.
[[nodiscard]] bool has_means(const BreakdownView& view);

/// A question with its table and breakdowns.
struct QuestionView {
    std::size_t number = 0;  ///< as asked, from 1; 0 when it is not in the list of questions
    std::string name;
    std::string label;
    std::string hint;
    bool several = false;
    bool ranking = false;  ///< `answers` are what people put first
    bool withheld = false;
    CellView base;
    summary::Reading reading = summary::Reading::counts;
    std::vector<LineView> answers;
    std::optional<summary::Mean> mean;  ///< of a question on a scale
    std::vector<PlacesView> places;     ///< of a ranking
    std::vector<LineView> no_answer;    ///< don't know, prefer not to say, skipped, not asked
    std::size_t hidden_cells = 0;
    std::vector<BreakdownView> breakdowns;
    std::optional<EndsView> ends = std::nullopt;  ///< of answers that have an order
};

/// How many responses by place, month, language.
struct ResponsesView {
    std::string grouping;
    std::string title;
    std::vector<LineView> lines;
    bool withheld = false;
};

/// All questions that have a table, in the order they were asked.
[[nodiscard]] std::vector<QuestionView> question_views(const ReportInput& input);

[[nodiscard]] std::vector<ResponsesView> responses_views(const ReportInput& input);

/// What must be said beside a question's numbers: few answers, more than one choice, rough ranges,
/// hidden numbers. Sentences.
[[nodiscard]] std::vector<std::string> notes_of(const QuestionView& question,
                                                const ReportInput& input);

/// "182 people answered." with those who did not.
[[nodiscard]] std::string base_sentence(const QuestionView& question, const ReportInput& input);

/// "On average 7.2 (range 6.9 to 7.5)."; empty without a mean.
[[nodiscard]] std::string mean_sentence(const QuestionView& question);

/// The answer most people gave, when it is certain from what is shown; nothing otherwise.
[[nodiscard]] std::optional<LineView> most_common(const QuestionView& question);

/// Label of a question; its name when it has none.
[[nodiscard]] std::string question_label(const ReportTexts& texts, const std::string& name);

}  // namespace harmony::admin
