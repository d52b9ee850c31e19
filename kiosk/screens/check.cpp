#include <fmt/format.h>

#include <algorithm>

#include "kiosk/screens/screens.h"

namespace harmony::kiosk {
namespace {

using ui::Rect;
constexpr double row_gap = ui::sizes::gap;

/// The phrases of a check page; that of the button is its id too.
struct CheckWords {
    const char* screen;
    const char* title;
    const char* send;  ///< the button's id
    const char* send_words;
    const char* send_short;
};

const CheckWords& words_of(CheckKind kind) {
    static constexpr CheckWords survey{
        "check", "check.title", "check.send", "check.send", "check.send_short"};
    static constexpr CheckWords request{
        "signup.check", "signup.check", "signup.send", "signup.send", "signup.send_short"};
    static constexpr CheckWords sign_up{
        "signup.check", "signup.check", "signup.send", "signup.do", "signup.send_short"};
    return kind == CheckKind::survey ? survey : kind == CheckKind::request ? request : sign_up;
}

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

/// What all rows of one pass share.
struct Pass {
    ui::Frame& frame;
    double width = 0;
    double room = 0;  ///< height of a page of rows
    std::string none;
    std::string change;
};

/// One row as it is drawn, or a part of one; owns its words for the pass.
struct Row {
    std::size_t line = 0;  ///< of the view
    std::string id;
    std::string change_id;
    base::SecretText label;
    base::SecretText value;
    base::SecretText group = {};  ///< stands above it; empty: goes on with the group before
    bool goes_on = false;

    [[nodiscard]] ui::SummaryRow drawn(const Pass& pass) const {
        ui::SummaryRow row;
        row.id = id;
        row.label = label.view();
        row.value = value.view();
        row.change_id = change_id;
        row.change = pass.change;
        row.goes_on = goes_on;
        return row;
    }
};

constexpr double below_group = 2.0;

ui::Paragraph group_of(const Row& row, const std::string& id) {
    ui::TextLook look;
    look.scale = ui::Scale::small;
    look.weight = ui::Weight::bold;
    look.colour = ui::Role::primary;
    return {id, row.group.view(), look};
}

double group_height(const Pass& pass, const Row& row) {
    return row.group.empty()
               ? 0
               : ui::paragraph_height(pass.frame, pass.width, group_of(row, row.id)) + below_group;
}

double height_of(const Pass& pass, const Row& row) {
    return group_height(pass, row) +
           ui::summary_row_height(pass.frame, pass.width, row.drawn(pass));
}

/// Whether it was changed.
bool draw_row(const Pass& pass, Rect where, const Row& row) {
    if (!row.group.empty()) {
        const std::string id = row.id + ".group";
        const double height = group_height(pass, row);
        ui::paragraph(pass.frame, where.take_top(height), group_of(row, id));
    }
    return ui::summary_row(pass.frame, where, row.drawn(pass));
}

/// A row that is taller than a page: its label, then its value, in as many parts as they need; the
/// button stands beside the last.
std::vector<Row> parts_of(const Pass& pass, const Row& row) {
    ui::TextLook label;
    label.scale = ui::Scale::small;
    ui::TextLook value;
    value.weight = ui::Weight::bold;
    value.privacy = ui::Privacy::personal;
    const double beside = ui::summary_row_words_width(pass.frame, pass.width, row.drawn(pass));
    const double room = pass.room - row_gap;
    std::vector<Row> parts;
    const auto add = [&](base::SecretText Row::*words, base::SecretText text) {
        Row part;
        part.line = row.line;
        part.id = parts.empty() ? row.id : fmt::format("{}.{}", row.id, parts.size() + 1);
        part.*words = std::move(text);
        part.goes_on = true;
        parts.push_back(std::move(part));
    };
    // The name of its group stands above its first part.
    const double first_room = std::max(0.0, room - group_height(pass, row));
    for (auto& text :
         text_parts(pass.frame, row.label.view(), label, pass.width, first_room, room)) {
        if (!text.empty()) {
            add(&Row::label, std::move(text));
        }
    }
    parts.front().group = row.group;
    // The value begins below the label where some of it has room there.
    const double below_label = room - height_of(pass, parts.back()) - 2 * row_gap;
    const double first = std::max(0.0, below_label);
    for (auto& text : text_parts(pass.frame, row.value.view(), value, beside, first, room)) {
        if (!text.empty()) {
            add(&Row::value, std::move(text));
        }
    }
    parts.back().change_id = row.change_id;
    parts.back().goes_on = false;
    return parts;
}

std::vector<Row> rows_of(const Pass& pass, const CheckView& view) {
    std::vector<Row> rows;
    for (std::size_t i = 0; i < view.lines.size(); ++i) {
        const CheckLine& line = view.lines[i];
        Row row;
        row.line = i;
        row.id = fmt::format("check.row.{}", line.name);
        row.change_id = view.quick ? "" : fmt::format("check.change.{}", line.name);
        row.label = line.label;
        if (i == 0 || line.group != view.lines[i - 1].group) {
            row.group = line.group;
        }
        row.value = line.value.empty() ? base::SecretText(pass.none) : line.value;
        if (height_of(pass, row) <= pass.room) {
            rows.push_back(std::move(row));
            continue;
        }
        for (Row& part : parts_of(pass, row)) {
            rows.push_back(std::move(part));
        }
    }
    return rows;
}

std::string title_of(const PageContext& context, const CheckView& view) {
    return context.words(view.quick ? "check.quick_title" : words_of(view.kind).title);
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
    const std::string title = title_of(context, view);
    constexpr double below_head = 3;
    const double pager = pager_height + row_gap;
    const double later = area.h - small_head(frame, area.w, title) - below_head - pager;
    const Pass pass{
        frame, area.w, later, context.words("check.none"), context.words("check.change")};
    const std::vector<Row> rows = rows_of(pass, view);
    std::vector<double> heights;
    for (const Row& row : rows) {
        heights.push_back(height_of(pass, row));
    }
    const double whole = area.h - ui::heading_height(frame, area.w, title) - below_head;
    std::vector<Span> pages = pages_of(heights, whole, whole);
    bool large_head = true;
    int page = 0;
    if (pages.size() > 1) {
        // The first row decides: where it has no room below the large heading, the small one
        // serves.
        const double first = whole - pager;
        large_head = heights.front() <= first;
        pages = pages_of(heights, large_head ? first : later, later);
        const auto count = static_cast<int>(pages.size());
        const Rect row = area.take_bottom(pager - row_gap, row_gap);
        page = std::clamp(view.page, 0, count - 1);
        draw_head(frame, area, title, large_head && page == 0);
        draw_pager(frame, row, context, row_pager, page, count, intents);
    } else {
        draw_head(frame, area, title, true);
    }
    const Span span = pages[static_cast<std::size_t>(page)];
    for (std::size_t i = span.first; i < span.last; ++i) {
        if (draw_row(pass, area.take_top(heights[i], row_gap), rows[i])) {
            intents.add(Do::change, static_cast<int>(rows[i].line));
        }
    }
}

}  // namespace

void draw_check(ui::Frame& frame,
                const PageContext& context,
                const CheckView& view,
                Intents& intents) {
    const CheckWords& keys = words_of(view.kind);
    const std::string title = title_of(context, view);
    const ui::Bands bands = begin_page(frame, context, keys.screen, title, BarKind::full, intents);
    Rect area = ui::text_column(bands.content);
    if (!view.trouble.empty()) {
        area.take_top(ui::notice(frame, area, "check.trouble", view.trouble), 3);
    }
    draw_rows(frame, context, area, view, intents);
    const std::string back = context.words("nav.back");
    const std::string send = context.words(keys.send_words);
    const std::string shorter = context.words(keys.send_short);
    const ui::FootEvent pressed = draw_foot(
        frame, bands.foot, {"nav.back", back}, {keys.send, send, shorter, ui::ButtonKind::done});
    if (pressed.next) {
        intents.add(Do::send);
    } else if (pressed.back) {
        intents.add(Do::go_back);
    }
}

}  // namespace harmony::kiosk
