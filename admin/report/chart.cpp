#include "admin/report/chart.h"

#include <fmt/format.h>

#include <algorithm>

#include "admin/report/words.h"
#include "base/text.h"

namespace harmony::admin {

namespace {

using Ink = ChartPainter::Ink;
using Anchor = ChartPainter::Anchor;

// A row: the answer's words above, its bar below, its number to the right of the longest bar.
constexpr double row_height = 46;
constexpr double line_height = 19;
constexpr std::size_t letters_of_label = 54;
constexpr double label_baseline = 15;
constexpr double bar_top = 23;
constexpr double bar_height = 14;
constexpr double bar_width = 415;
constexpr double cap = 5;
constexpr double number_baseline = bar_top + 12;

std::string number_text(const CellView& cell) {
    return cell.share ? percent_text(cell) : count_text(cell);
}

}  // namespace

std::vector<std::string> lines_of(const std::string& text, std::size_t letters) {
    std::vector<std::string> lines = {""};
    std::size_t length = 0;
    for (const std::string& word : base::words(text)) {
        const std::size_t more = base::code_points(word);
        if (length > 0 && length + 1 + more > letters) {
            lines.emplace_back();
            length = 0;
        }
        lines.back() += (length > 0 ? " " : "") + word;
        length += (length > 0 ? 1 : 0) + more;
    }
    return lines;
}

BarChart::BarChart(const std::vector<LineView>& lines, std::vector<Outside> outside)
    : outside_(std::move(outside)) {
    for (const LineView& line : lines) {
        bars_.push_back({lines_of(line.label, letters_of_label), line});
    }
}

double BarChart::height() const {
    double height = 0;
    for (const Bar& bar : bars_) {
        height += row_height + line_height * static_cast<double>(bar.words.size() - 1);
    }
    for (const Outside& outside : outside_) {
        height +=
            line_height * static_cast<double>(lines_of(outside.label, letters_of_label).size());
    }
    return height;
}

double BarChart::scale_of_counts() const {
    std::uint64_t most = 1;
    for (const Bar& bar : bars_) {
        most = std::max(most, bar.line.cell.count.value_or(0));
    }
    return bar_width / static_cast<double>(most);
}

void BarChart::draw_bar(const Bar& bar, double top, ChartPainter& painter) const {
    const double a_percent = bar_width / 100;
    const CellView& cell = bar.line.cell;
    painter.rectangle({0, top + bar_top, bar_width, bar_height}, Ink::track);
    const double length = cell.share
                              ? cell.share->percent * a_percent
                              : static_cast<double>(cell.count.value_or(0)) * scale_of_counts();
    if (length > 0) {
        painter.rectangle({0, top + bar_top, length, bar_height}, Ink::bar);
    }
    if (cell.share) {
        const double middle = top + bar_top + bar_height / 2;
        const double low = cell.share->low * a_percent;
        const double high = cell.share->high * a_percent;
        painter.line(low, middle, high, middle, Ink::whisker);
        painter.line(low, middle - cap, low, middle + cap, Ink::whisker);
        painter.line(high, middle - cap, high, middle + cap, Ink::whisker);
    }
    painter.text(width,
                 top + number_baseline,
                 number_text(cell),
                 cell.count ? Ink::text : Ink::quiet,
                 Anchor::end);
}

double BarChart::draw_outside(std::size_t bar, double top, ChartPainter& painter) const {
    double lower = 0;
    for (const Outside& outside : outside_) {
        if (outside.bar != bar) {
            continue;
        }
        const double x = outside.percent * bar_width / 100;
        painter.line(x, top - row_height + bar_top - cap, x, top + lower, Ink::outside);
        for (const std::string& words : lines_of(outside.label, letters_of_label)) {
            lower += line_height;
            painter.text(0, top + lower - 4, words, Ink::quiet, Anchor::start);
        }
    }
    return lower;
}

void BarChart::draw(ChartPainter& painter) const {
    double top = 0;
    for (const Bar& bar : bars_) {
        for (std::size_t i = 0; i < bar.words.size(); ++i) {
            top += i > 0 ? line_height : 0;
            painter.text(0, top + label_baseline, bar.words[i], Ink::text, Anchor::start);
        }
        draw_bar(bar, top, painter);
        top += row_height;
        top += draw_outside(static_cast<std::size_t>(&bar - bars_.data()), top, painter);
    }
}

std::string BarChart::description() const {
    std::vector<std::string> parts;
    for (const Bar& bar : bars_) {
        const LineView& line = bar.line;
        parts.push_back(
            line.cell.share
                ? fmt::format(
                      "{} {}, range {}", line.label, percent_text(line.cell), range_text(line.cell))
                : fmt::format("{} {}", line.label, count_text(line.cell)));
    }
    for (const Outside& outside : outside_) {
        parts.push_back("a dashed line: " + outside.label);
    }
    return fmt::format("Bars: {}. The table gives the same numbers.", fmt::join(parts, "; "));
}

}  // namespace harmony::admin
