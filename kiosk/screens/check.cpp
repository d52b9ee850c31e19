#include <fmt/format.h>

#include <algorithm>

#include "kiosk/screens/screens.h"

namespace harmony::kiosk {
namespace {

using ui::Rect;
constexpr double row_gap = ui::sizes::gap;

/// The rows of one page, first and past the last.
struct Span {
    std::size_t first = 0;
    std::size_t last = 0;
};

std::vector<Span> pages_of(const std::vector<double>& heights, double first, double later) {
    std::vector<Span> pages;
    Span span;
    double left = first;
    for (std::size_t i = 0; i < heights.size(); ++i) {
        if (i > span.first && heights[i] > left) {
            pages.push_back({span.first, i});
            span.first = i;
            left = later;
        }
        left -= heights[i] + row_gap;
    }
    pages.push_back({span.first, heights.size()});
    return pages;
}

/// One row as it is drawn; owns its words for the pass.
struct Row {
    std::string id;
    std::string change_id;
    ui::SummaryRow row;
};

std::vector<Row> rows_of(const CheckView& view,
                         const std::string& none,
                         const std::string& change) {
    std::vector<Row> rows(view.lines.size());
    for (std::size_t i = 0; i < view.lines.size(); ++i) {
        const CheckLine& line = view.lines[i];
        rows[i].id = fmt::format("check.row.{}", line.name);
        rows[i].change_id = fmt::format("check.change.{}", line.name);
        rows[i].row.id = rows[i].id;
        rows[i].row.label = line.label.view();
        rows[i].row.value = line.value.empty() ? std::string_view(none) : line.value.view();
        rows[i].row.change_id = rows[i].change_id;
        rows[i].row.change = change;
    }
    return rows;
}

void draw_head(ui::Frame& frame, Rect& area, const std::string& title, bool first) {
    if (first) {
        area.take_top(ui::heading(frame, area, "check.head", title), 3);
        return;
    }
    ui::TextLook small;
    small.scale = ui::Scale::small;
    small.weight = ui::Weight::bold;
    area.take_top(ui::paragraph(frame, area, {"check.head", title, small, ui::sem::Role::heading}),
                  3);
}

double small_head(ui::Frame& frame, double width, const std::string& title) {
    ui::TextLook small;
    small.scale = ui::Scale::small;
    small.weight = ui::Weight::bold;
    return ui::paragraph_height(frame, width, {"check.head", title, small});
}

void draw_rows(ui::Frame& frame,
               const PageContext& context,
               Rect area,
               const CheckView& view,
               Intents& intents) {
    const std::string title = context.words("check.title");
    const std::string none = context.words("check.none");
    const std::string change = context.words("check.change");
    const std::vector<Row> rows = rows_of(view, none, change);
    std::vector<double> heights;
    for (const Row& row : rows) {
        heights.push_back(ui::summary_row_height(frame, area.w, row.row));
    }
    const double first = area.h - ui::heading_height(frame, area.w, title) - 3;
    std::vector<Span> pages = pages_of(heights, first, first);
    int page = 0;
    if (pages.size() > 1) {
        const double pager = pager_height + row_gap;
        const double later = area.h - small_head(frame, area.w, title) - 3 - pager;
        pages = pages_of(heights, first - pager, later);
        const Rect row = area.take_bottom(pager - row_gap, row_gap);
        page = std::clamp(view.page, 0, static_cast<int>(pages.size()) - 1);
        draw_head(frame, area, title, page == 0);
        draw_pager(frame, row, context, row_pager, page, static_cast<int>(pages.size()), intents);
    } else {
        draw_head(frame, area, title, true);
    }
    const Span span = pages[static_cast<std::size_t>(page)];
    for (std::size_t i = span.first; i < span.last; ++i) {
        const Rect where = area.take_top(heights[i], row_gap);
        if (ui::summary_row(frame, where, rows[i].row)) {
            intents.add(Do::change, static_cast<int>(i));
        }
    }
}

}  // namespace

void draw_check(ui::Frame& frame,
                const PageContext& context,
                const CheckView& view,
                Intents& intents) {
    const std::string title = context.words("check.title");
    const ui::Bands bands = begin_page(frame, context, "check", title, BarKind::full, intents);
    Rect area = ui::text_column(bands.content);
    if (!view.trouble.empty()) {
        area.take_top(ui::notice(frame, area, "check.trouble", view.trouble), 3);
    }
    draw_rows(frame, context, area, view, intents);
    const std::string back = context.words("nav.back");
    const std::string send = context.words("check.send");
    const std::string shorter = context.words("check.send_short");
    const ui::FootEvent pressed = draw_foot(
        frame, bands.foot, {"nav.back", back}, {"check.send", send, shorter, ui::ButtonKind::done});
    if (pressed.next) {
        intents.add(Do::send);
    } else if (pressed.back) {
        intents.add(Do::go_back);
    }
}

}  // namespace harmony::kiosk
