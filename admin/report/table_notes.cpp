#include <fmt/format.h>

#include <algorithm>

#include "admin/report/table_view.h"
#include "admin/report/words.h"

// The sentences beside a question's numbers.

namespace harmony::admin {

namespace {

using summary::RangeBasis;
using summary::Reading;

bool any_range(const QuestionView& question, RangeBasis basis) {
    return std::any_of(question.answers.begin(), question.answers.end(), [&](const auto& line) {
        return line.cell.share && line.cell.share->basis == basis;
    });
}

std::size_t hidden_in(const QuestionView& question) {
    std::size_t hidden = question.hidden_cells;
    for (const BreakdownView& breakdown : question.breakdowns) {
        hidden += breakdown.hidden_cells;
    }
    return hidden;
}

}  // namespace

std::vector<std::string> notes_of(const QuestionView& question, const ReportInput& input) {
    const std::uint32_t threshold = input.numbers.provenance().policy.threshold();
    if (question.withheld) {
        return {"Too few answers to show this question safely."};
    }
    if (!question.base.count) {
        return {fmt::format("Fewer than {} answers: nothing is shown.", threshold)};
    }
    std::vector<std::string> notes;
    if (question.reading == Reading::counts) {
        notes.emplace_back("Fewer than 30 answers: counts and no percentages.");
    } else if (question.reading == Reading::few_answers) {
        notes.emplace_back("Few answers: read the percentages with care.");
    }
    const auto& weighting = input.numbers.provenance().fieldwork.weighting;
    if (weighting && weighting->applied() && question.reading != Reading::counts) {
        notes.emplace_back("Percentages are weighted; numbers of answers are not.");
    }
    if (question.several) {
        notes.emplace_back(
            "People could choose more than one, so the figures add up to more than 100 %.");
    }
    if (question.ranking) {
        notes.emplace_back("People put these in order: the bars show what they put first.");
    }
    if (any_range(question, RangeBasis::one_cluster)) {
        notes.emplace_back(
            "Only one event: the range does not know how answers differ between events.");
    } else if (any_range(question, RangeBasis::few_clusters)) {
        notes.emplace_back("From a few events only: the range is rough.");
    }
    if (const std::size_t hidden = hidden_in(question); hidden > 0) {
        notes.push_back(fmt::format("{} hidden here to protect people.",
                                    counted(hidden, "number is", "numbers are")));
    }
    return notes;
}

std::string base_sentence(const QuestionView& question, const ReportInput& input) {
    if (!question.base.count) {
        return "";
    }
    const std::uint64_t responses = input.numbers.provenance().fieldwork.responses;
    std::string text = fmt::format("{} of {} {} answered this question.",
                                   grouped_digits(*question.base.count),
                                   grouped_digits(responses),
                                   unit_word(input.texts, responses));
    std::vector<std::string> parts;
    bool hidden = false;
    for (const LineView& line : question.no_answer) {
        hidden = hidden || !line.cell.count;
        if (line.cell.count.value_or(0) > 0) {
            parts.push_back(fmt::format("{}: {}", line.label, grouped_digits(*line.cell.count)));
        }
    }
    if (!parts.empty()) {
        text += " " + fmt::format("{}", fmt::join(parts, "; ")) + ".";
    }
    if (hidden) {
        text += parts.empty() ? " Why the others did not is hidden." : " Other reasons are hidden.";
    }
    return text;
}

std::string mean_sentence(const QuestionView& question) {
    return question.mean ? fmt::format("On average {} (range {}).",
                                       mean_text(*question.mean),
                                       mean_range_text(*question.mean))
                         : "";
}

std::optional<LineView> most_common(const QuestionView& question) {
    if (!question.base.count || question.reading == Reading::counts || question.answers.empty()) {
        return std::nullopt;
    }
    std::uint64_t shown = 0;
    bool hidden = false;
    const LineView* most = nullptr;
    for (const LineView& line : question.answers) {
        hidden = hidden || !line.cell.count;
        shown += line.cell.count.value_or(0);
        if (line.cell.count && (most == nullptr || *line.cell.count > *most->cell.count)) {
            most = &line;
        }
    }
    if (most == nullptr || *most->cell.count == 0) {
        return std::nullopt;
    }
    // What is hidden could be larger: among one-choice answers it is at most the rest of the base.
    if (hidden && (question.several || *most->cell.count <= *question.base.count - shown)) {
        return std::nullopt;
    }
    return *most;
}

}  // namespace harmony::admin
