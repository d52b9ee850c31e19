#include "admin/gui/views/parts.h"

#include <fmt/format.h>

#include <algorithm>

#include "admin/gui/views/page_parts.h"

namespace harmony::admin::gui {

using ui::Rect;
namespace desk = ui::desk;

namespace {

constexpr double least_for_both = 380;
constexpr double least_detail = 150;
constexpr double column_gap = 8;
constexpr double line_gap = 2.5;
constexpr double fact_share = 0.34;

}  // namespace

ListAndDetail beside(const Rect& where, double share_of_detail) {
    if (where.w < least_for_both) {
        return {where, where, false};
    }
    Rect list = where;
    const double width = std::max(least_detail, where.w * share_of_detail);
    const Rect detail = list.take_right(width, column_gap);
    return {list, detail, true};
}

Rect Column::take(double height) {
    const Rect place{where_.x, y_, where_.w, height};
    y_ += height;
    return place;
}

void Column::heading(std::string_view id, std::string_view text) {
    const ui::TextLook look{.scale = ui::Scale::large, .weight = ui::Weight::bold};
    this->text(id, text, look);
}

void Column::text(std::string_view id, std::string_view text, const ui::TextLook& look) {
    const Rect place{where_.x, y_, where_.w, where_.h};
    y_ += ui::paragraph(frame_, place, {.id = id, .text = text, .look = look}) + line_gap;
}

void Column::quiet(std::string_view id, std::string_view text) {
    this->text(id, text, {.scale = ui::Scale::small, .colour = ui::Role::second_text});
}

void Column::fact(std::string_view id,
                  std::string_view name,
                  std::string_view value,
                  const ui::TextLook& look) {
    const double names = std::min(62.0, where_.w * fact_share);
    const ui::TextLook quiet{.scale = ui::Scale::small, .colour = ui::Role::second_text};
    const ui::TextBox box = frame_.lay_out(name, quiet, names);
    // Smaller letters stand on the line of the larger ones beside them.
    const double down = std::max(0.0, frame_.lay_out("X", look).height - box.height) / 2 + 0.4;
    if (!name.empty()) {
        const std::string name_id = fmt::format("{}.name", id);
        ui::paragraph(frame_,
                      {where_.x, y_ + (box.lines > 1 ? 0 : down), names, where_.h},
                      {.id = name_id, .text = name, .look = quiet});
    }
    const Rect place{where_.x + names + 4, y_, where_.w - names - 4, where_.h};
    const double height = ui::paragraph(frame_, place, {.id = id, .text = value, .look = look});
    y_ += std::max(height, box.height) + line_gap;
}

void Column::badge(std::string_view id, std::string_view text, desk::Tone tone) {
    desk::badge(frame_, {where_.x, y_}, {.id = id, .text = text, .tone = tone});
    y_ += desk::badge_size(frame_, text).h + line_gap;
}

std::optional<std::size_t> Column::buttons(std::span<const ui::Button> buttons) {
    const Rect place = {where_.x, y_, where_.w, 0};
    const double height = parts::button_row_size(frame_, where_.w, buttons).h;
    y_ += buttons.empty() ? 0 : height + ui::sizes::gap;
    return parts::button_row(frame_, place, buttons);
}

bool Column::button(const ui::Button& one) {
    return buttons({&one, 1}).has_value();
}

void Column::line() {
    y_ += 2;
    frame_.line({where_.x, y_}, {where_.right(), y_}, desk::hairline(frame_), 0.5);
    y_ += part_gap + 1;
}

bool detail_head(ui::Frame& frame, Rect row, const DetailHead& head) {
    const bool closed = button_at_end(frame,
                                      row,
                                      {.id = head.close_id,
                                       .label = head.beside ? "Close" : "Back to the list",
                                       .kind = ui::ButtonKind::quiet,
                                       .icon = head.beside ? ui::Icon::cross : ui::Icon::back});
    const ui::TextLook look{.scale = ui::Scale::large, .weight = ui::Weight::bold};
    desk::words(frame, row, {.id = head.id, .text = head.title, .look = look});
    return closed;
}

bool button_at_end(ui::Frame& frame, Rect& row, const ui::Button& button) {
    const double width = std::min(row.w, ui::button_size(frame, button).w);
    return ui::button(frame, row.take_right(width, 3), button);
}

bool button_at_start(ui::Frame& frame, Rect& row, const ui::Button& button) {
    const double width = std::min(row.w, ui::button_size(frame, button).w);
    return ui::button(frame, row.take_left(width, 3), button);
}

void sort_by(std::vector<std::size_t>& rows,
             const desk::TableState& state,
             const std::function<bool(std::size_t, std::size_t)>& less) {
    std::stable_sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) {
        return state.downwards ? less(b, a) : less(a, b);
    });
}

bool matches(std::string_view typed, std::initializer_list<std::string_view> texts) {
    std::string all;
    for (const std::string_view text : texts) {
        all += parts::lowered(text) + '\n';
    }
    const std::string words = parts::lowered(typed);
    std::size_t from = 0;
    while (from < words.size()) {
        const std::size_t end = std::min(words.find(' ', from), words.size());
        if (all.find(words.substr(from, end - from)) == std::string::npos) {
            return false;
        }
        from = end + 1;
    }
    return true;
}

std::string counted(std::size_t count, std::string_view one) {
    return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

}  // namespace harmony::admin::gui
