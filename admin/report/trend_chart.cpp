#include "admin/report/trend_chart.h"

#include <fmt/format.h>

#include <algorithm>

namespace harmony::admin {

namespace {

using Ink = ChartPainter::Ink;
using Anchor = ChartPainter::Anchor;

constexpr double left = 50;
constexpr double top = 26;
constexpr double plot = 190;  // high: 100 % to 0 %
constexpr double cap = 5;
constexpr double dot = 9;
constexpr std::size_t letters_of_wave = 12;
constexpr double below = 46;

double y_of(double percent) {
    return top + plot * (1 - percent / 100);
}

}  // namespace

double TrendChart::height() const {
    return top + plot + below;
}

double TrendChart::x_of(std::size_t wave) const {
    const double each =
        (width - left) / static_cast<double>(std::max<std::size_t>(waves_.size(), 1));
    return left + each * (static_cast<double>(wave) + 0.5);
}

void TrendChart::draw_axis(ChartPainter& painter) const {
    for (const int percent : {0, 25, 50, 75, 100}) {
        painter.rectangle({left, y_of(percent) - 0.5, width - left, 1}, Ink::track);
        painter.text(left - 8,
                     y_of(percent) + 5,
                     fmt::format("{}\u00a0%", percent),
                     Ink::quiet,
                     Anchor::end);
    }
}

void TrendChart::draw_marks(ChartPainter& painter) const {
    for (const Mark& mark : marks_) {
        const double x = left + mark.where * (width - left);
        painter.line(x, top, x, top + plot, Ink::outside);
        painter.text(x, top - 8, mark.number, Ink::quiet, Anchor::middle);
    }
}

void TrendChart::draw(ChartPainter& painter) const {
    draw_axis(painter);
    draw_marks(painter);
    for (std::size_t i = 0; i < waves_.size(); ++i) {
        const double x = x_of(i);
        double line = y_of(0) + 20;
        for (const std::string& words : lines_of(waves_[i].wave, letters_of_wave)) {
            painter.text(x, line, words, Ink::text, Anchor::middle);
            line += 17;
        }
        if (!waves_[i].share) {
            continue;
        }
        const summary::Share& share = *waves_[i].share;
        if (i > 0 && waves_[i - 1].share) {
            painter.line(
                x_of(i - 1), y_of(waves_[i - 1].share->percent), x, y_of(share.percent), Ink::bar);
        }
        painter.line(x, y_of(share.low), x, y_of(share.high), Ink::whisker);
        painter.line(x - cap, y_of(share.low), x + cap, y_of(share.low), Ink::whisker);
        painter.line(x - cap, y_of(share.high), x + cap, y_of(share.high), Ink::whisker);
        painter.rectangle({x - dot / 2, y_of(share.percent) - dot / 2, dot, dot}, Ink::bar);
        // Above its range, where the line to the next point does not cross it; near the top below.
        const double above = y_of(share.high) - 8;
        painter.text(x,
                     above > top + 10 ? above : y_of(share.low) + 19,
                     fmt::format("{}\u00a0%", share.percent),
                     Ink::text,
                     Anchor::middle);
    }
}

std::string TrendChart::description() const {
    std::vector<std::string> parts;
    for (const At& at : waves_) {
        parts.push_back(at.share ? fmt::format("{} {} %, range {} to {}",
                                               at.wave,
                                               at.share->percent,
                                               at.share->low,
                                               at.share->high)
                                 : at.wave + " too few answers");
    }
    return fmt::format("“{}” over time: {}. The table by wave gives the same numbers.",
                       what_,
                       fmt::join(parts, "; "));
}

}  // namespace harmony::admin
