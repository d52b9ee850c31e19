#include "admin/report/chart.h"

#include <fmt/format.h>

#include <algorithm>

#include "admin/report/words.h"

namespace harmony::admin {

namespace {

using Ink = ChartPainter::Ink;
using Anchor = ChartPainter::Anchor;

// A row: the answer's words above, its bar below, its number to the right of the longest bar.
constexpr double row_height = 46;
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

double BarChart::height() const {
    return row_height * static_cast<double>(lines_.size());
}

double BarChart::scale_of_counts() const {
    std::uint64_t most = 1;
    for (const LineView& line : lines_) {
        most = std::max(most, line.cell.count.value_or(0));
    }
    return bar_width / static_cast<double>(most);
}

void BarChart::draw(ChartPainter& painter) const {
    const double a_percent = bar_width / 100;
    const double a_count = scale_of_counts();
    double top = 0;
    for (const LineView& line : lines_) {
        painter.text(0, top + label_baseline, line.label, Ink::text, Anchor::start);
        painter.rectangle({0, top + bar_top, bar_width, bar_height}, Ink::track);
        const double length = line.cell.share
                                  ? line.cell.share->percent * a_percent
                                  : static_cast<double>(line.cell.count.value_or(0)) * a_count;
        if (length > 0) {
            painter.rectangle({0, top + bar_top, length, bar_height}, Ink::bar);
        }
        if (line.cell.share) {
            const double middle = top + bar_top + bar_height / 2;
            const double low = line.cell.share->low * a_percent;
            const double high = line.cell.share->high * a_percent;
            painter.line(low, middle, high, middle, Ink::whisker);
            painter.line(low, middle - cap, low, middle + cap, Ink::whisker);
            painter.line(high, middle - cap, high, middle + cap, Ink::whisker);
        }
        painter.text(width,
                     top + number_baseline,
                     number_text(line.cell),
                     line.cell.count ? Ink::text : Ink::quiet,
                     Anchor::end);
        top += row_height;
    }
}

std::string BarChart::description() const {
    std::vector<std::string> parts;
    for (const LineView& line : lines_) {
        parts.push_back(
            line.cell.share
                ? fmt::format(
                      "{} {}, range {}", line.label, percent_text(line.cell), range_text(line.cell))
                : fmt::format("{} {}", line.label, count_text(line.cell)));
    }
    return fmt::format("Bars: {}. The table gives the same numbers.", fmt::join(parts, "; "));
}

}  // namespace harmony::admin
