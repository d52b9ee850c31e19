#include "admin/report/terminal_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "admin/report/table_view.h"
#include "admin/report/words.h"
#include "base/text.h"

namespace harmony::admin {

namespace {

constexpr std::size_t narrowest = 60;
constexpr std::size_t bar_columns = 20;
constexpr std::size_t numbers_columns = 26;
constexpr std::size_t shortest_label = 9;
constexpr std::size_t place_columns = 7;
constexpr std::size_t two_columns = 11;
constexpr std::size_t mean_columns = 12;

std::string spaces(std::size_t n) {
    return std::string(n, ' ');
}

std::string padded(const std::string& text, std::size_t columns) {
    const std::size_t length = base::code_points(text);
    return length < columns ? text + spaces(columns - length) : text;
}

std::string right_aligned(const std::string& text, std::size_t columns) {
    const std::size_t length = base::code_points(text);
    return length < columns ? spaces(columns - length) + text : text;
}

/// At most `columns` code points; a longer text ends in an ellipsis.
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

std::string wrapped(const std::string& text, std::size_t width, std::size_t indent) {
    std::string lines;
    std::string line = spaces(indent);
    std::size_t length = indent;
    for (const std::string& word : base::words(text)) {
        const std::size_t letters = base::code_points(word);
        if (length > indent && length + 1 + letters > width) {
            lines += line + "\n";
            line = spaces(indent);
            length = indent;
        }
        line += (length > indent ? " " : "") + word;
        length += letters + (length > indent ? 1 : 0);
    }
    return lines + line + "\n";
}

/// A bar of eighths of a column: 37 % of 20 columns are 7.4 columns.
std::string bar(std::uint32_t percent) {
    constexpr std::array<std::string_view, 8> eighths = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    const std::size_t parts = percent * bar_columns * 8 / 100;
    std::string text;
    for (std::size_t i = 0; i < parts / 8; ++i) {
        text += "█";
    }
    text += eighths[parts % 8];
    return padded(text, bar_columns);
}

std::string numbers(const CellView& cell) {
    if (!cell.count) {
        return "hidden";
    }
    const std::string count = right_aligned(count_text(cell), 7);
    return cell.share ? fmt::format("{}{}  ({})",
                                    count,
                                    right_aligned(fmt::format("{} %", cell.share->percent), 7),
                                    range_text(cell))
                      : count;
}

std::string answer_line(const LineView& line, std::size_t label_columns, Bars bars) {
    std::string text = "   " + padded(cut(line.label, label_columns), label_columns) + " ";
    if (bars == Bars::blocks) {
        text += (line.cell.share ? bar(line.cell.share->percent) : spaces(bar_columns)) + " ";
    }
    text += line.cell.count ? numbers(line.cell) : spaces(1) + "hidden";
    while (!text.empty() && text.back() == ' ') {
        text.pop_back();
    }
    return text + "\n";
}

/// A question by place, month, ...: each group with its answers under it.
std::string breakdown_lines(const BreakdownView& view, std::size_t label_columns, Bars bars) {
    std::string text = "\n   " + view.title + "\n";
    if (view.withheld) {
        return text + "   too few answers to show safely\n";
    }
    for (const GroupView& group : view.groups) {
        text += fmt::format("   {}, {}{}\n",
                            group.label,
                            group.base.count ? counted(*group.base.count, "answer", "answers")
                                             : std::string("hidden"),
                            group.mean ? ", on average " + mean_text(*group.mean) : "");
        for (std::size_t i = 0; group.base.count && i < group.cells.size(); ++i) {
            text += answer_line({view.choices[i], group.cells[i]}, label_columns, bars);
        }
    }
    return text;
}

std::string short_number(const CellView& cell) {
    return cell.share ? fmt::format("{} %", cell.share->percent) : count_text(cell);
}

/// Where people put each answer of a ranking; every place where the width allows it.
std::string places_lines(const QuestionView& question,
                         std::size_t label_columns,
                         std::size_t width) {
    if (question.places.empty()) {
        return "";
    }
    const std::size_t places = question.places.front().places.size();
    const bool all =
        4 + label_columns + places * place_columns + two_columns + mean_columns <= width;
    std::string text = "   " + spaces(label_columns) + " ";
    for (std::size_t place = 1; all && place <= places; ++place) {
        text += right_aligned(ordinal(place), place_columns);
    }
    text +=
        right_aligned("first two", two_columns) + right_aligned("mean place", mean_columns) + "\n";
    for (const PlacesView& answer : question.places) {
        text += "   " + padded(cut(answer.label, label_columns), label_columns) + " ";
        for (std::size_t place = 0; all && place < places; ++place) {
            text += right_aligned(short_number(answer.places[place]), place_columns);
        }
        text += right_aligned(short_number(answer.first_two), two_columns) +
                (answer.place ? right_aligned(mean_text(*answer.place), mean_columns) : "") + "\n";
    }
    return text;
}

std::string question_lines(const QuestionView& question,
                           const ReportInput& input,
                           std::size_t width,
                           Bars bars) {
    std::string text = wrapped(fmt::format("{}. {}", question.number, question.label), width, 0);
    const std::string base = base_sentence(question, input);
    if (!base.empty()) {
        text += wrapped(base, width, 3);
    }
    if (const std::string mean = mean_sentence(question); !mean.empty()) {
        text += wrapped(mean, width, 3);
    }
    for (const std::string& note : notes_of(question, input)) {
        text += wrapped(note, width, 3);
    }
    const std::size_t taken = 4 + numbers_columns + (bars == Bars::blocks ? bar_columns + 1 : 0);
    std::size_t longest = 0;
    for (const LineView& line : question.answers) {
        longest = std::max(longest, base::code_points(line.label));
    }
    const std::size_t label_columns =
        std::min(longest, std::max<std::size_t>(width, taken + shortest_label) - taken);
    for (const LineView& line : question.answers) {
        text += answer_line(line, label_columns, bars);
    }
    text += places_lines(question, label_columns, width);
    for (const BreakdownView& view : question.breakdowns) {
        text += breakdown_lines(view, label_columns, bars);
    }
    return text + "\n";
}

std::string responses_lines(const ReportInput& input, std::size_t width) {
    std::string text;
    for (const ResponsesView& view : responses_views(input)) {
        std::vector<std::string> parts;
        for (const LineView& line : view.lines) {
            parts.push_back(line.label + " " + count_text(line.cell));
        }
        text += wrapped(fmt::format("{}: {}.",
                                    view.title,
                                    view.withheld ? "too few to show safely"
                                                  : fmt::format("{}", fmt::join(parts, ", "))),
                        width,
                        0);
    }
    return text;
}

std::string not_shown_lines(const ReportInput& input, std::size_t width) {
    std::string text;
    std::size_t number = 0;
    for (const summary::AskedQuestion& asked : input.numbers.provenance().fieldwork.asked) {
        ++number;
        if (asked.treatment != summary::Treatment::shown) {
            text += wrapped(fmt::format("{}. {} {}.",
                                        number,
                                        question_label(input.texts, asked.name),
                                        treatment_text(asked.treatment)),
                            width,
                            3);
        }
    }
    return text.empty() ? "" : "Asked, and not shown here:\n" + text + "\n";
}

}  // namespace

std::string render_terminal(const ReportInput& input, std::size_t width, Bars bars) {
    const std::size_t columns = std::max(width, narrowest);
    std::string text;
    if (const std::string mark = internal_mark(input); !mark.empty()) {
        text += mark + "\n\n";
    }
    text += wrapped(title_of(input), columns, 0) + "\n" + wrapped(caveat(input), columns, 0);
    if (const std::string hidden = hidden_note(input); !hidden.empty()) {
        text += wrapped(hidden, columns, 0);
    }
    text += "\n" + responses_lines(input, columns) + "\n";
    for (const QuestionView& question : question_views(input)) {
        if (question.base.count) {
            text += question_lines(question, input, columns, bars);
        }
    }
    return text + not_shown_lines(input, columns);
}

}  // namespace harmony::admin
