#include <fmt/format.h>

#include "admin/report/chart.h"
#include "admin/report/html_parts.h"
#include "admin/report/markup.h"
#include "admin/report/svg_painter.h"
#include "admin/report/words.h"

namespace harmony::admin {

namespace {

std::string number_cell(const std::string& text, bool hidden, std::string_view more = {}) {
    return element("td", text, fmt::format(R"(class="n{}{}")", hidden ? " hidden" : "", more));
}

std::string answer_row(const LineView& line, bool with_shares) {
    const bool hidden = !line.cell.count.has_value();
    std::string row = "<tr>" + element("th", line.label, R"(scope="row")");
    row += number_cell(count_text(line.cell), hidden);
    if (with_shares) {
        row += number_cell(hidden ? "hidden" : percent_text(line.cell), hidden, " share");
        row += number_cell(hidden ? "hidden" : range_text(line.cell), hidden);
    }
    return row + "</tr>\n";
}

std::string no_answer_rows(const QuestionView& question, bool with_shares) {
    std::string rows;
    for (const LineView& line : question.no_answer) {
        if (line.cell.count == std::optional<std::uint64_t>(0)) {
            continue;
        }
        rows += "<tr>" + element("th", line.label, R"(scope="row")") +
                number_cell(count_text(line.cell), !line.cell.count) +
                (with_shares ? "<td></td><td></td>" : "") + "</tr>\n";
    }
    return rows.empty() ? "" : "<tbody class=\"rest\">\n" + rows + "</tbody>\n";
}

std::string answers_table(const QuestionView& question) {
    const bool with_shares = question.reading != summary::Reading::counts;
    std::string table =
        "<table>\n" + element("caption",
                              fmt::format("{} {}. Below the line: people who gave no answer.",
                                          question.ranking ? "First places of" : "Answers of",
                                          counted(*question.base.count, "person", "people")));
    table += R"(<thead><tr><th scope="col">Answer</th><th scope="col" class="n">People</th>)";
    if (with_shares) {
        table += R"(<th scope="col" class="n">Share</th><th scope="col" class="n">Range, %</th>)";
    }
    table += "</tr></thead>\n<tbody>\n";
    for (const LineView& line : question.answers) {
        table += answer_row(line, with_shares);
    }
    return table + "</tbody>\n" + no_answer_rows(question, with_shares) + "</table>\n";
}

std::string answers_chart(const QuestionView& question) {
    const bool with_shares = question.reading != summary::Reading::counts;
    return "<figure class=\"bars\">" +
           svg_chart(BarChart(question.answers), "chart-" + anchor_of(question), question.label) +
           element("figcaption",
                   !with_shares ? "Number of people."
                   : question.ranking
                       ? "Share of those who answered who put it first, in percent. The thin line "
                         "is the range."
                       : "Share of those who answered, in percent. The thin line is the range.") +
           "</figure>\n";
}

/// A share with its range and count; deeper blue for larger shares, the number says it too.
std::string matrix_cell(const CellView& cell, const std::optional<summary::Mean>& place = {}) {
    if (!cell.count) {
        return R"(<td class="n hidden">hidden</td>)";
    }
    if (!cell.share) {
        return element("td", count_text(cell), R"(class="n")");
    }
    return fmt::format(
        R"html(<td class="n share" style="background:rgba(62,124,166,{:.2f})">{}<small>{}; {}{}</small></td>)html",
        0.34 * cell.share->percent / 100,
        escape_markup(percent_text(cell)),
        escape_markup(range_text(cell)),
        escape_markup(count_text(cell)),
        place ? "; mean place " + mean_text(*place) : "");
}

/// A mean with its range; empty where there is none.
std::string mean_cell(const std::optional<summary::Mean>& mean) {
    return mean ? fmt::format(R"(<td class="n">{}<small>{}</small></td>)",
                              mean_text(*mean),
                              mean_range_text(*mean))
                : std::string("<td></td>");
}

std::optional<summary::Mean> mean_place(const GroupView& group, std::size_t choice) {
    return choice < group.mean_places.size() ? group.mean_places[choice] : std::nullopt;
}

std::string matrix_head(const std::vector<std::string>& columns, std::string_view corner) {
    std::string head = "<thead><tr>" + element("th", corner, R"(scope="col")");
    for (const std::string& column : columns) {
        head += element("th", column, R"(scope="col" class="n")");
    }
    return head + "</tr></thead>\n";
}

/// Groups down, answers across.
std::string groups_down(const BreakdownView& view) {
    std::vector<std::string> columns = {"Answers"};
    columns.insert(columns.end(), view.choices.begin(), view.choices.end());
    const bool with_means = has_means(view);
    if (with_means) {
        columns.emplace_back("Mean");
    }
    std::string table = matrix_head(columns, column_head(view.grouping)) + "<tbody>\n";
    for (const GroupView& group : view.groups) {
        table += "<tr>" + element("th", group.label, R"(scope="row")") +
                 number_cell(count_text(group.base), !group.base.count);
        for (std::size_t i = 0; i < group.cells.size(); ++i) {
            table += matrix_cell(group.cells[i], mean_place(group, i));
        }
        table += (with_means ? mean_cell(group.mean) : "") + "</tr>\n";
    }
    return table + "</tbody>\n";
}

/// Answers down, groups across: for long lists of answers and few groups.
std::string answers_down(const BreakdownView& view) {
    std::vector<std::string> columns;
    for (const GroupView& group : view.groups) {
        columns.push_back(group.label);
    }
    std::string table =
        matrix_head(columns, "Answer") + "<tbody>\n<tr><th scope=\"row\">Answers</th>";
    for (const GroupView& group : view.groups) {
        table += number_cell(count_text(group.base), !group.base.count);
    }
    table += "</tr>\n";
    for (std::size_t i = 0; i < view.choices.size(); ++i) {
        table += "<tr>" + element("th", view.choices[i], R"(scope="row")");
        for (const GroupView& group : view.groups) {
            table += matrix_cell(group.cells[i], mean_place(group, i));
        }
        table += "</tr>\n";
    }
    if (has_means(view)) {
        table += R"(<tr><th scope="row">Mean</th>)";
        for (const GroupView& group : view.groups) {
            table += mean_cell(group.mean);
        }
        table += "</tr>\n";
    }
    return table + "</tbody>\n";
}

std::string breakdown_details(const QuestionView& question, const BreakdownView& view) {
    std::string markup = "<details>" + element("summary", view.title);
    if (view.withheld) {
        return markup +
               element("p", "Too few answers to show these numbers safely.", R"(class="hidden")") +
               "</details>\n";
    }
    const std::string caption = fmt::format(
        "{} {}. Share of those who answered{}, its range and the number of people.{}",
        question.label,
        view.title,
        question.ranking ? " who put it first" : "",
        view.hidden_cells > 0
            ? fmt::format(" {} hidden.", counted(view.hidden_cells, "number is", "numbers are"))
            : "");
    markup += fmt::format(
        R"(<div class="scroll" tabindex="0" role="region" aria-label="{}, {}"><table class="matrix">)",
        escape_markup(question.label),
        escape_markup(view.title));
    markup += element("caption", caption);
    markup += view.choices.size() > view.groups.size() ? answers_down(view) : groups_down(view);
    return markup + "</table></div></details>\n";
}

/// Answers down, places across.
std::string places_table(const QuestionView& question) {
    std::vector<std::string> columns;
    for (std::size_t place = 1; place <= question.places.front().places.size(); ++place) {
        columns.push_back(ordinal(place));
    }
    const bool with_two = columns.size() > 2;
    if (with_two) {
        columns.emplace_back("First two");
    }
    columns.emplace_back("Mean place");
    std::string table =
        fmt::format(
            R"(<div class="scroll" tabindex="0" role="region" aria-label="{}, places"><table class="matrix">)",
            escape_markup(question.label)) +
        element("caption",
                "Where people put each answer. Share of those who answered, its range and the "
                "number of people; the mean place with its range, 1 is first.") +
        matrix_head(columns, "Answer") + "<tbody>\n";
    for (const PlacesView& answer : question.places) {
        table += "<tr>" + element("th", answer.label, R"(scope="row")");
        for (const CellView& cell : answer.places) {
            table += matrix_cell(cell);
        }
        table +=
            (with_two ? matrix_cell(answer.first_two) : "") + mean_cell(answer.place) + "</tr>\n";
    }
    return table + "</tbody>\n</table></div>\n";
}

}  // namespace

std::string anchor_of(const QuestionView& question) {
    return fmt::format("question-{}", question.number);
}

std::string question_section(const QuestionView& question, const ReportInput& input) {
    std::string markup = fmt::format(
        "<section class=\"card\" id=\"{0}\" aria-labelledby=\"{0}-head\">\n"
        "<div class=\"top-of-question\">\n",
        anchor_of(question));
    markup += element("p", fmt::format("Question {}", question.number), R"(class="eyebrow")");
    markup += element("h3", question.label, fmt::format(R"(id="{}-head")", anchor_of(question)));
    if (!question.hint.empty()) {
        markup += element("p", question.hint, R"(class="hint")");
    }
    if (const std::string base = base_sentence(question, input); !base.empty()) {
        markup += element("p", base, R"(class="base")");
    }
    if (const std::string mean = mean_sentence(question); !mean.empty()) {
        markup += element("p", mean, R"(class="base")");
    }
    if (const std::vector<std::string> notes = notes_of(question, input); !notes.empty()) {
        markup += "<ul class=\"notes\">";
        for (const std::string& note : notes) {
            markup += element("li", note);
        }
        markup += "</ul>";
    }
    markup += "</div>\n";
    if (!question.withheld && question.base.count) {
        markup += "<div class=\"pair\">\n" + answers_chart(question) + "<div>" +
                  answers_table(question) + "</div></div>\n" +
                  (question.places.empty() ? "" : places_table(question));
        for (const BreakdownView& view : question.breakdowns) {
            markup += breakdown_details(question, view);
        }
    }
    return markup + "</section>\n";
}

std::string responses_section(const ResponsesView& view) {
    std::string markup = "<section class=\"card\">\n" + element("h3", view.title);
    if (view.withheld) {
        return markup + element("p", "Too few responses to show safely.", R"(class="hidden")") +
               "</section>\n";
    }
    markup +=
        "<figure class=\"bars\">" +
        svg_chart(BarChart(view.lines), "chart-by-" + escape_markup(view.grouping), view.title) +
        "</figure>\n<table>\n" + element("caption", "Number of responses.") +
        R"(<thead><tr><th scope="col">)" + escape_markup(column_head(view.grouping)) +
        R"(</th><th scope="col" class="n">Responses</th></tr></thead><tbody>)" + "\n";
    for (const LineView& line : view.lines) {
        markup += answer_row(line, false);
    }
    return markup + "</tbody></table>\n</section>\n";
}

}  // namespace harmony::admin
