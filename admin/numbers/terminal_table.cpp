#include "admin/numbers/terminal_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "admin/report/table_view.h"
#include "admin/report/words.h"
#include "base/text.h"

namespace harmony::admin {

namespace {

using summary::Cell;
using summary::PublishedRow;
using summary::PublishedTable;
using summary::Shown;

constexpr std::size_t narrowest = 60;
constexpr std::size_t most_columns = 6;
constexpr std::size_t bar_columns = 20;

std::string padded(const std::string& text, std::size_t columns) {
    const std::size_t length = base::code_points(text);
    return length < columns ? text + std::string(columns - length, ' ') : text;
}

std::string right(const std::string& text, std::size_t columns) {
    const std::size_t length = base::code_points(text);
    return length < columns ? std::string(columns - length, ' ') + text : text;
}

std::string cut(const std::string& text, std::size_t columns) {
    if (base::code_points(text) <= columns) {
        return text;
    }
    std::string kept;
    std::size_t at = 0;
    for (std::size_t i = 0; i + 1 < columns; ++i) {
        base::append_utf8(kept, base::next_code_point(text, at));
    }
    return kept + "…";
}

std::string wrapped(const std::string& text, std::size_t width) {
    std::string lines;
    std::string line;
    for (const std::string& word : base::words(text)) {
        if (!line.empty() && base::code_points(line) + 1 + base::code_points(word) > width) {
            lines += line + "\n";
            line.clear();
        }
        line += (line.empty() ? "" : " ") + word;
    }
    return lines + line + "\n";
}

std::string bar(std::uint32_t percent) {
    constexpr std::array<std::string_view, 8> eighths = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    const std::size_t parts = percent * bar_columns * 8 / 100;
    std::string text;
    for (std::size_t i = 0; i < parts / 8; ++i) {
        text += "█";
    }
    return padded(text + std::string(eighths[parts % 8]), bar_columns);
}

const Shown* shown(const Cell& cell) {
    return std::get_if<Shown>(&cell);
}

/// "43 %", a count where there are no percentages, "hidden".
std::string short_text(const Cell& cell) {
    const Shown* const number = shown(cell);
    if (number == nullptr) {
        return "hidden";
    }
    return number->share ? fmt::format("{} %", number->share->percent)
                         : grouped_digits(number->count);
}

std::string count_of(const Cell& cell) {
    const Shown* const number = shown(cell);
    return number == nullptr ? "hidden" : grouped_digits(number->count);
}

/// "  43 %  (36 to 50)".
std::string with_range(const Cell& cell) {
    const Shown* const number = shown(cell);
    return number != nullptr && number->share ? fmt::format("{:>4} %  ({} to {})",
                                                            number->share->percent,
                                                            number->share->low,
                                                            number->share->high)
                                              : right(short_text(cell), 6);
}

std::string choice_label(const ReportTexts& texts,
                         const std::string& question,
                         const std::string& choice) {
    const auto words = texts.questions.find(question);
    if (words == texts.questions.end()) {
        return choice;
    }
    const auto label = words->second.choices.find(choice);
    return label == words->second.choices.end() || label->second.empty() ? choice : label->second;
}

std::string choices_label(const ReportTexts& texts,
                          const PublishedTable& table,
                          const std::vector<std::size_t>& choices) {
    std::vector<std::string> labels;
    for (const std::size_t choice : choices) {
        labels.push_back(
            choice_label(texts, table.question.name, table.question.choices[choice].name));
    }
    return fmt::format("{}", fmt::join(labels, " or "));
}

const PublishedTable* table_of(const ReportInput& input,
                               const std::string& question,
                               const std::string& grouping) {
    for (const PublishedTable& table : input.numbers.tables()) {
        if (table.question.name == question && table.grouping == grouping) {
            return &table;
        }
    }
    return nullptr;
}

/// The answers over everybody: label, bar, share, range, people.
std::string whole_lines(const ReportInput& input,
                        const PublishedTable& table,
                        std::size_t width,
                        Bars bars) {
    const PublishedRow& row = table.rows.front();
    std::vector<std::pair<std::string, const Cell*>> lines;
    for (std::size_t i = 0; i < row.choices.size(); ++i) {
        lines.emplace_back(
            choice_label(input.texts, table.question.name, table.question.choices[i].name),
            &row.choices[i]);
    }
    if (row.ends) {
        lines.emplace_back(choices_label(input.texts, table, table.top), &row.ends->top);
        lines.emplace_back(choices_label(input.texts, table, table.bottom), &row.ends->bottom);
    }
    std::size_t label = 0;
    for (const auto& [text, cell] : lines) {
        label = std::max(label, base::code_points(text));
    }
    const std::size_t taken = 32 + (bars == Bars::blocks ? bar_columns + 1 : 0);
    label = std::min(label, width > taken + 10 ? width - taken : 10);
    std::string text;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto& [name, cell] = lines[i];
        text += i == row.choices.size() ? "\n" : "";
        text += "  " + padded(cut(name, label), label) + " ";
        if (bars == Bars::blocks) {
            const Shown* const number = shown(*cell);
            text += number != nullptr && number->share ? bar(number->share->percent)
                                                       : std::string(bar_columns, ' ');
        }
        text += padded(with_range(*cell), 20) + right(count_of(*cell), 7) + "\n";
    }
    if (row.ends && row.ends->net) {
        text += fmt::format("  Net {:+} points (range {:+} to {:+})\n",
                            row.ends->net->points,
                            row.ends->net->low,
                            row.ends->net->high);
    }
    return text;
}

/// The answers that stand as columns: all of few, else those that most people gave.
std::vector<std::size_t> column_choices(const PublishedTable& whole) {
    std::vector<std::size_t> choices;
    for (std::size_t i = 0; i < whole.question.choices.size(); ++i) {
        choices.push_back(i);
    }
    if (choices.size() <= most_columns || whole.rows.empty()) {
        return choices;
    }
    const PublishedRow& row = whole.rows.front();
    const auto people = [&](std::size_t choice) {
        const Shown* const number = shown(row.choices[choice]);
        return number == nullptr ? 0 : number->count;
    };
    std::stable_sort(choices.begin(), choices.end(), [&](std::size_t a, std::size_t b) {
        return people(a) > people(b);
    });
    choices.resize(most_columns);
    std::sort(choices.begin(), choices.end());
    return choices;
}

/// In time order waves and months stay; places and others stand by how many people there were.
std::vector<const PublishedRow*> rows_in_order(const PublishedTable& table) {
    std::vector<const PublishedRow*> rows;
    for (const PublishedRow& row : table.rows) {
        rows.push_back(&row);
    }
    const auto people = [](const PublishedRow* row) {
        const Shown* const number = shown(row->answered);
        return number == nullptr ? 0 : number->count;
    };
    if (table.grouping == "month") {
        std::stable_sort(
            rows.begin(), rows.end(), [](const auto* a, const auto* b) { return a->key < b->key; });
    } else if (table.grouping != summary::wave_grouping) {
        std::stable_sort(rows.begin(), rows.end(), [&](const auto* a, const auto* b) {
            return people(a) > people(b);
        });
    }
    return rows;
}

/// The share that a line is about where there is room for one.
const Cell* headline(const PublishedRow& row, const std::vector<std::size_t>& columns) {
    return row.ends ? &row.ends->top : columns.size() == 1 ? &row.choices[columns[0]] : nullptr;
}

std::string group_lines(const ReportInput& input,
                        const PublishedTable& whole,
                        const PublishedTable& table,
                        std::size_t width) {
    std::string text = fmt::format("\nBy {}\n", grouping_title(table.grouping));
    if (table.withheld) {
        return text + "  Too few answers to show safely.\n";
    }
    const std::vector<std::size_t> columns = column_choices(whole);
    const std::vector<const PublishedRow*> rows = rows_in_order(table);
    const bool has_ends = !table.top.empty();
    std::size_t label = 8;
    for (const PublishedRow* const row : rows) {
        label =
            std::max(label, base::code_points(group_label(input.texts, table.grouping, row->key)));
    }
    label = std::min<std::size_t>(label, 24);
    const std::size_t fixed = 2 + label + 8 + (has_ends ? 20 : 0);
    const std::size_t each =
        std::clamp<std::size_t>((width > fixed ? width - fixed : 0) / columns.size(), 8, 14);
    text += "  " + std::string(label, ' ') + right("people", 8);
    for (const std::size_t column : columns) {
        const std::string name =
            choice_label(input.texts, table.question.name, table.question.choices[column].name);
        text += right(cut(name, each - 1), each);
    }
    text += has_ends ? right("top answers", 18) + "\n" : "\n";
    for (const PublishedRow* const row : rows) {
        text += "  " +
                padded(cut(group_label(input.texts, table.grouping, row->key), label), label) +
                right(count_of(row->answered), 8);
        for (const std::size_t column : columns) {
            text += right(short_text(row->choices[column]), each);
        }
        text += row->ends ? "  " + with_range(row->ends->top) : "";
        text += "\n";
    }
    if (has_ends) {
        text += "  Top answers: " + choices_label(input.texts, table, table.top) + ".\n";
    }
    return text;
}

std::string change_lines(const ReportInput& input, const PublishedTable& table, std::size_t width) {
    std::string text;
    for (const summary::PublishedChange& change : table.changes) {
        text += wrapped(fmt::format("{} to {}: {} {}.",
                                    group_label(input.texts, table.grouping, change.from),
                                    group_label(input.texts, table.grouping, change.to),
                                    "\"" + changed_answers(input.texts, table, change) + "\"",
                                    change_text(change)),
                        width);
    }
    return text.empty() ? "" : "\n" + text;
}

std::string outside_lines(const ReportInput& input,
                          const std::string& question,
                          std::size_t width) {
    std::string text;
    const auto outside = input.texts.outside.find(question);
    if (outside == input.texts.outside.end()) {
        return text;
    }
    for (const OutsideFigure& figure : outside->second) {
        text +=
            "\n" +
            wrapped(fmt::format(
                        "{}. They asked: \"{}\" {}", figure.label, figure.question, figure.caveat),
                    width);
    }
    return text;
}

}  // namespace

std::string sparkline(const std::vector<std::optional<std::uint32_t>>& percents) {
    constexpr std::array<std::string_view, 8> heights = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    std::string text;
    for (const auto& percent : percents) {
        text += percent ? heights.at(std::min<std::size_t>(*percent * 8 / 100, 7)) : " ";
    }
    return text;
}

std::string change_text(const summary::PublishedChange& change) {
    const auto points = [](std::int32_t n) {
        return fmt::format("{} {}", n, n == 1 || n == -1 ? "point" : "points");
    };
    switch (change.direction) {
        case summary::Direction::went_up:
            return fmt::format(
                "went up by {} (range {} to {})", points(change.points), change.low, change.high);
        case summary::Direction::went_down:
            return fmt::format("went down by {} (range {} to {})",
                               points(-change.points),
                               -change.high,
                               -change.low);
        case summary::Direction::no_clear_change:
            return fmt::format(
                "no clear change ({}, range {} to {}). This survey could have shown a change of "
                "about {} points",
                points(change.points),
                change.low,
                change.high,
                change.could_have_seen);
        case summary::Direction::too_few: break;
    }
    return "too few answers to compare";
}

std::string changed_answers(const ReportTexts& texts,
                            const PublishedTable& table,
                            const summary::PublishedChange& change) {
    return choices_label(
        texts, table, change.choice ? std::vector<std::size_t>{*change.choice} : table.top);
}

std::string render_question(const ReportInput& input,
                            const std::string& question,
                            std::size_t width,
                            Bars bars) {
    const std::size_t columns = std::max(width, narrowest);
    const PublishedTable* const whole = table_of(input, question, "");
    std::string text;
    if (const std::string mark = internal_mark(input); !mark.empty()) {
        text += mark + "\n";
    }
    const summary::Fieldwork& work = input.numbers.provenance().fieldwork;
    if (!work.filter.empty()) {
        text += "Only answers where " + work.filter + "\n";
    }
    text += "\n" + wrapped(question_label(input.texts, question), columns);
    for (const QuestionView& view : question_views(input)) {
        if (view.name != question) {
            continue;
        }
        for (const std::string& line : {base_sentence(view, input), mean_sentence(view)}) {
            text += line.empty() ? "" : wrapped(line, columns);
        }
        for (const std::string& note : notes_of(view, input)) {
            text += wrapped(note, columns);
        }
    }
    if (whole == nullptr || whole->rows.empty() || shown(whole->rows.front().answered) == nullptr) {
        return text + "\n" + wrapped(caveat(input), columns);
    }
    text += "\n" + whole_lines(input, *whole, columns, bars);
    for (const PublishedTable& table : input.numbers.tables()) {
        if (table.question.name == question && !table.grouping.empty()) {
            text += group_lines(input, *whole, table, columns);
            std::vector<std::optional<std::uint32_t>> percents;
            for (const PublishedRow* const row : rows_in_order(table)) {
                const Cell* const cell = headline(*row, {});
                const Shown* const number = cell == nullptr ? nullptr : shown(*cell);
                percents.push_back(number != nullptr && number->share
                                       ? std::optional(number->share->percent)
                                       : std::nullopt);
            }
            const bool in_time =
                table.grouping == "month" || table.grouping == summary::wave_grouping;
            if (in_time && !table.top.empty() && percents.size() > 1) {
                text += "  Trend of the top answers: " + sparkline(percents) + "\n";
            }
            text += change_lines(input, table, columns);
        }
    }
    text += outside_lines(input, question, columns);
    if (work.weighting) {
        for (const std::string& paragraph : weighting_paragraphs(input)) {
            text += "\n" + wrapped(paragraph, columns);
        }
    }
    return text + "\n" + wrapped(caveat(input), columns) +
           (hidden_note(input).empty() ? "" : wrapped(hidden_note(input), columns));
}

namespace {

std::vector<std::size_t> choices_named(const PublishedTable& table,
                                       const std::vector<std::string>& names) {
    std::vector<std::size_t> choices;
    for (std::size_t at = 0; at < table.question.choices.size(); ++at) {
        if (std::find(names.begin(), names.end(), table.question.choices[at].name) != names.end()) {
            choices.push_back(at);
        }
    }
    return choices;
}

}  // namespace

std::string render_trend(const ReportInput& input,
                         const std::string& question,
                         const std::string& grouping,
                         std::size_t width,
                         const std::vector<std::string>& answers) {
    const std::size_t columns = std::max(width, narrowest);
    const PublishedTable* const table = table_of(input, question, grouping);
    std::string text = internal_mark(input).empty() ? "" : internal_mark(input) + "\n\n";
    text += wrapped(question_label(input.texts, question), columns);
    if (table == nullptr || table->withheld) {
        return text + "Too few answers to show safely.\n";
    }
    const bool has_ends = !table->top.empty() && answers.empty();
    const std::vector<std::size_t> choices = has_ends          ? std::vector<std::size_t>{0}
                                             : answers.empty() ? column_choices(*table)
                                                               : choices_named(*table, answers);
    std::vector<const PublishedRow*> rows = rows_in_order(*table);
    for (const std::size_t choice : choices) {
        text += "\n" +
                (has_ends ? choices_label(input.texts, *table, table->top)
                          : choices_label(input.texts, *table, {choice})) +
                "\n";
        std::vector<std::optional<std::uint32_t>> percents;
        for (const PublishedRow* const row : rows) {
            const Cell& cell = has_ends && row->ends ? row->ends->top : row->choices[choice];
            const Shown* const number = shown(cell);
            const bool is_point = number != nullptr && number->share;
            percents.push_back(is_point ? std::optional(number->share->percent) : std::nullopt);
            text += fmt::format(
                "  {} {} {}\n",
                padded(cut(group_label(input.texts, grouping, row->key), 28), 28),
                is_point ? bar(number->share->percent) + with_range(cell)
                         : padded("", bar_columns) + "  fewer than 30 answers, or hidden",
                is_point ? right(count_of(row->answered), 8) + " answers" : "");
        }
        text += "  " + sparkline(percents) + "\n";
    }
    if (grouping == summary::wave_grouping) {
        text += change_lines(input, *table, columns);
    }
    if (!input.texts.markers.empty()) {
        text += "\n";
        for (const ActivityMarker& marker : input.texts.markers) {
            text += fmt::format("  {}  {}\n", base::to_iso(marker.day), marker.text);
        }
        text += "Markers show what happened, not what caused a change.\n";
    }
    return text + "\n" + wrapped(caveat(input), columns) +
           "Some people may have answered in more than one wave.\n";
}

}  // namespace harmony::admin
