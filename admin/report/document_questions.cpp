#include <fmt/format.h>

#include <algorithm>

#include "admin/report/document_parts.h"
#include "admin/report/trend_chart.h"
#include "admin/report/words.h"

// A question as a section of a document.

namespace harmony::admin {

namespace {

using Look = TableCell::Look;

TableRow answer_row(const LineView& line, bool with_shares) {
    TableRow row{{words_cell(line.label), count_cell(line.cell)}};
    if (with_shares) {
        row.cells.push_back(share_cell(line.cell, percent_text(line.cell)));
        row.cells.push_back(count_cell(line.cell));
        row.cells.back().text = line.cell.count ? range_text(line.cell) : "hidden";
    }
    return row;
}

TableBlock answers_table(const QuestionView& question, const ReportTexts& texts) {
    const bool with_shares = question.reading != summary::Reading::counts;
    TableBlock table;
    table.caption = fmt::format("{} {} {}. Below the line: {} who gave no answer.",
                                question.ranking ? "First places of" : "Answers of",
                                grouped_digits(*question.base.count),
                                unit_word(texts, *question.base.count),
                                unit_word(texts, 2));
    table.columns = {{"Answer"}, {texts.businesses ? "Businesses" : "People", true}};
    if (with_shares) {
        table.columns.push_back({"Share", true});
        table.columns.push_back({"Range, %", true});
    }
    for (const LineView& line : question.answers) {
        table.rows.push_back(answer_row(line, with_shares));
    }
    for (const LineView& line : question.no_answer) {
        if (line.cell.count == std::optional<std::uint64_t>(0)) {
            continue;
        }
        TableRow row{{words_cell(line.label), count_cell(line.cell)}, true};
        row.cells.resize(table.columns.size());
        table.rows.push_back(std::move(row));
    }
    return table;
}

/// The names of some choices of a question's own table.
std::vector<std::string> choice_names(const QuestionView& question,
                                      const ReportInput& input,
                                      bool of_top) {
    std::vector<std::string> names;
    for (const summary::PublishedTable& table : input.numbers.tables()) {
        if (table.question.name != question.name || !table.grouping.empty()) {
            continue;
        }
        for (std::size_t i = 0; i < table.question.choices.size(); ++i) {
            const bool top = std::find(table.top.begin(), table.top.end(), i) != table.top.end();
            if (top || !of_top) {
                names.push_back(table.question.choices[i].name);
            }
        }
    }
    if (of_top) {
        std::sort(names.begin(), names.end());
    }
    return names;
}

/// Bars with the figures of others that may stand beside them: at the one answer that they count,
/// or at the top answers together.
std::shared_ptr<const Chart> bars_of(const QuestionView& question, const ReportInput& input) {
    std::vector<LineView> lines = question.answers;
    std::vector<BarChart::Outside> outside;
    const auto figures = input.texts.outside.find(question.name);
    if (figures == input.texts.outside.end()) {
        return std::make_shared<BarChart>(lines);
    }
    const std::vector<std::string> names = choice_names(question, input, false);
    bool together = false;
    for (const OutsideFigure& figure : figures->second) {
        std::vector<std::string> counted = figure.answers;
        std::sort(counted.begin(), counted.end());
        const auto one =
            counted.size() == 1 ? std::find(names.begin(), names.end(), counted[0]) : names.end();
        if (figure.shown != OutsideFigure::Shown::beside) {
            continue;
        }
        if (one != names.end()) {
            outside.push_back(
                {static_cast<std::size_t>(one - names.begin()), figure.percent, figure.label});
        } else if (question.ends && question.ends->top.share &&
                   counted == choice_names(question, input, true)) {
            if (!together) {
                lines.push_back({question.ends->top_words + ", together", question.ends->top});
                together = true;
            }
            outside.push_back({lines.size() - 1, figure.percent, figure.label});
        }
    }
    return std::make_shared<BarChart>(lines, std::move(outside));
}

/// What others found, with how it differs; never a comparison of ours.
void add_outside(const QuestionView& question, const ReportInput& input, Section& section) {
    const auto figures = input.texts.outside.find(question.name);
    if (figures == input.texts.outside.end()) {
        return;
    }
    for (const OutsideFigure& figure : figures->second) {
        section.blocks.push_back(ParagraphBlock{fmt::format(
            "{}. {}{}",
            figure.label,
            figure.question.empty()
                ? ""
                : fmt::format("We asked “{}”, they asked “{}”. ", question.label, figure.question),
            figure.caveat)});
    }
}

/// Where a day lies among waves: 0 at the left edge, 1 at the right one; nothing outside of them.
std::optional<double> place_among(const std::vector<std::string>& keys,
                                  const ReportInput& input,
                                  base::Day day) {
    for (std::size_t i = 0; i < keys.size(); ++i) {
        for (const summary::Wave& wave : input.numbers.provenance().fieldwork.waves) {
            if (wave.id == keys[i] && day >= wave.first && day <= wave.last) {
                const double days = static_cast<double>((wave.last - wave.first).count()) + 1;
                const double in = (static_cast<double>((day - wave.first).count()) + 0.5) / days;
                return (static_cast<double>(i) + in) / static_cast<double>(keys.size());
            }
        }
    }
    return std::nullopt;
}

/// The top answers over waves, with what happened meanwhile. Nothing where two waves cannot be
/// seen.
void add_trend(const QuestionView& question,
               const BreakdownView& view,
               const ReportInput& input,
               Section& section) {
    std::vector<TrendChart::At> waves;
    std::vector<std::string> keys;
    std::size_t seen = 0;
    for (const summary::PublishedTable& table : input.numbers.tables()) {
        if (table.question.name == question.name && table.grouping == view.grouping) {
            for (const summary::PublishedRow& row : table.rows) {
                keys.push_back(row.key);
            }
        }
    }
    for (const GroupView& group : view.groups) {
        waves.push_back({group.label, group.ends ? group.ends->top.share : std::nullopt});
        seen += waves.back().share ? 1 : 0;
    }
    if (seen < 2) {
        return;
    }
    std::vector<TrendChart::Mark> marks;
    std::vector<std::string> notes = view.changes;
    for (const ActivityMarker& marker : input.texts.markers) {
        if (const auto where = place_among(keys, input, marker.day)) {
            marks.push_back({*where, std::to_string(marks.size() + 1)});
            notes.push_back(
                fmt::format("{}: {}, {}.", marks.size(), long_date(marker.day), marker.text));
        }
    }
    const std::string what = question.ends ? question.ends->top_words : question.label;
    section.blocks.push_back(
        ChartBlock{std::make_shared<TrendChart>(what, std::move(waves), marks),
                   "trend-" + anchor_of(question),
                   question.label + " Over time",
                   fmt::format("“{}” over time, in percent. The upright line is the range.{}",
                               what,
                               marks.empty() ? ""
                                             : " Markers show what happened, not what caused a "
                                               "change.")});
    if (!notes.empty()) {
        section.blocks.push_back(NotesBlock{std::move(notes)});
    }
}

ChartBlock answers_chart(const QuestionView& question, const ReportInput& input) {
    const bool with_shares = question.reading != summary::Reading::counts;
    return {bars_of(question, input),
            "chart-" + anchor_of(question),
            question.label,
            !with_shares ? "Number of people."
            : question.ranking
                ? "Share of those who answered who put it first, in percent. The thin line is the "
                  "range."
                : "Share of those who answered, in percent. The thin line is the range."};
}

/// A share with its range and count, shaded by the share.
TableCell matrix_cell(const CellView& cell, const std::optional<summary::Mean>& place = {}) {
    if (!cell.count || !cell.share) {
        return count_cell(cell);
    }
    TableCell drawn = share_cell(cell, percent_text(cell));
    drawn.small = fmt::format("{}; {}{}",
                              range_text(cell),
                              count_text(cell),
                              place ? "; mean place " + mean_text(*place) : "");
    drawn.shade = cell.share->percent / 100.0;
    return drawn;
}

/// A mean with its range; empty where there is none.
TableCell mean_cell(const std::optional<summary::Mean>& mean) {
    TableCell cell;
    if (mean) {
        cell.text = mean_text(*mean);
        cell.look = Look::number;
        cell.small = mean_range_text(*mean);
    }
    return cell;
}

std::optional<summary::Mean> mean_place(const GroupView& group, std::size_t choice) {
    return choice < group.mean_places.size() ? group.mean_places[choice] : std::nullopt;
}

TableBlock matrix(const std::string& name,
                  std::string caption,
                  const std::string& corner,
                  const std::vector<std::string>& heads) {
    TableBlock table{name, std::move(caption), {{corner}}, {}, true};
    for (const std::string& head : heads) {
        table.columns.push_back({head, true});
    }
    return table;
}

/// Groups down, answers across.
void groups_down(const BreakdownView& view, TableBlock& table) {
    table.columns = {{column_head(view.grouping)}, {"Answers", true}};
    for (const std::string& choice : view.choices) {
        table.columns.push_back({choice, true});
    }
    const bool with_means = has_means(view);
    if (with_means) {
        table.columns.push_back({"Mean", true});
    }
    for (const GroupView& group : view.groups) {
        TableRow row{{words_cell(group.label), count_cell(group.base)}};
        for (std::size_t i = 0; i < group.cells.size(); ++i) {
            row.cells.push_back(matrix_cell(group.cells[i], mean_place(group, i)));
        }
        if (with_means) {
            row.cells.push_back(mean_cell(group.mean));
        }
        table.rows.push_back(std::move(row));
    }
}

/// Answers down, groups across: for long lists of answers and few groups.
void answers_down(const BreakdownView& view, TableBlock& table) {
    table.columns = {{"Answer"}};
    TableRow bases{{words_cell("Answers")}};
    TableRow means{{words_cell("Mean")}};
    for (const GroupView& group : view.groups) {
        table.columns.push_back({group.label, true});
        bases.cells.push_back(count_cell(group.base));
        means.cells.push_back(mean_cell(group.mean));
    }
    table.rows.push_back(std::move(bases));
    for (std::size_t i = 0; i < view.choices.size(); ++i) {
        TableRow row{{words_cell(view.choices[i])}};
        for (const GroupView& group : view.groups) {
            row.cells.push_back(matrix_cell(group.cells[i], mean_place(group, i)));
        }
        table.rows.push_back(std::move(row));
    }
    if (has_means(view)) {
        table.rows.push_back(std::move(means));
    }
}

FoldBlock breakdown_fold(const QuestionView& question, const BreakdownView& view) {
    FoldBlock fold{view.title, "", {}};
    if (view.withheld) {
        fold.words = "Too few answers to show these numbers safely.";
        return fold;
    }
    fold.table = matrix(
        fmt::format("{}, {}", question.label, view.title),
        fmt::format(
            "{} {}. Share of those who answered{}, its range and the number of people.{}",
            question.label,
            view.title,
            question.ranking ? " who put it first" : "",
            view.hidden_cells > 0
                ? fmt::format(" {} hidden.", counted(view.hidden_cells, "number is", "numbers are"))
                : ""),
        "",
        {});
    view.choices.size() > view.groups.size() ? answers_down(view, fold.table)
                                             : groups_down(view, fold.table);
    return fold;
}

/// Answers down, places across.
TableBlock places_table(const QuestionView& question) {
    std::vector<std::string> heads;
    for (std::size_t place = 1; place <= question.places.front().places.size(); ++place) {
        heads.push_back(ordinal(place));
    }
    const bool with_two = heads.size() > 2;
    if (with_two) {
        heads.emplace_back("First two");
    }
    heads.emplace_back("Mean place");
    TableBlock table =
        matrix(question.label + ", places",
               "Where people put each answer. Share of those who answered, its range and the "
               "number of people; the mean place with its range, 1 is first.",
               "Answer",
               heads);
    for (const PlacesView& answer : question.places) {
        TableRow row{{words_cell(answer.label)}};
        for (const CellView& cell : answer.places) {
            row.cells.push_back(matrix_cell(cell));
        }
        if (with_two) {
            row.cells.push_back(matrix_cell(answer.first_two));
        }
        row.cells.push_back(mean_cell(answer.place));
        table.rows.push_back(std::move(row));
    }
    return table;
}

void add_words(const QuestionView& question, const ReportInput& input, Section& section) {
    if (!question.hint.empty()) {
        section.blocks.push_back(ParagraphBlock{question.hint, ParagraphBlock::Look::hint});
    }
    for (const std::string& words : {base_sentence(question, input), mean_sentence(question)}) {
        if (!words.empty()) {
            section.blocks.push_back(ParagraphBlock{words, ParagraphBlock::Look::base});
        }
    }
    if (std::vector<std::string> notes = notes_of(question, input); !notes.empty()) {
        section.blocks.push_back(NotesBlock{std::move(notes)});
    }
}

}  // namespace

TableCell words_cell(std::string words) {
    return {std::move(words)};
}

TableCell count_cell(const CellView& cell) {
    return {count_text(cell), cell.count ? Look::number : Look::hidden};
}

TableCell share_cell(const CellView& cell, const std::string& text) {
    return cell.count ? TableCell{text, Look::share} : TableCell{"hidden", Look::hidden};
}

std::string anchor_of(const QuestionView& question) {
    return fmt::format("question-{}", question.number);
}

Section question_section(const QuestionView& question, const ReportInput& input) {
    Section section{3,
                    anchor_of(question),
                    fmt::format("Question {}", question.number),
                    question.label,
                    {},
                    Section::Frame::card};
    add_words(question, input, section);
    if (question.withheld || !question.base.count) {
        return section;
    }
    section.blocks.push_back(
        PairBlock{answers_chart(question, input), answers_table(question, input.texts)});
    if (!question.places.empty()) {
        section.blocks.push_back(places_table(question));
    }
    add_outside(question, input, section);
    for (const BreakdownView& view : question.breakdowns) {
        section.blocks.push_back(breakdown_fold(question, view));
        if (view.grouping == "wave") {
            add_trend(question, view, input, section);
        }
    }
    return section;
}

Section responses_section(const ResponsesView& view) {
    Section section{
        3, "responses-by-" + view.grouping, "", view.title, {}, Section::Frame::half_card};
    if (view.withheld) {
        section.blocks.push_back(
            ParagraphBlock{"Too few responses to show safely.", ParagraphBlock::Look::hidden});
        return section;
    }
    section.blocks.push_back(ChartBlock{
        std::make_shared<BarChart>(view.lines), "chart-by-" + view.grouping, view.title, ""});
    TableBlock table{
        "", "Number of responses.", {{column_head(view.grouping)}, {"Responses", true}}, {}};
    for (const LineView& line : view.lines) {
        table.rows.push_back(answer_row(line, false));
    }
    section.blocks.push_back(std::move(table));
    return section;
}

}  // namespace harmony::admin
