#include "admin/gui/views/page_parts.h"

#include <algorithm>

namespace harmony::admin::gui::parts {

using ui::Button;
using ui::Frame;
using ui::Rect;

namespace {

constexpr double head_gap = 5;
constexpr double heading_room = 135;  ///< that the window's heading may need
constexpr double heading_up = 21;     ///< it stands so far above a view's place

/// The places of buttons from the start side on, in rows of `width`.
std::vector<Rect> places_of(Frame& frame, double width, std::span<const Button> buttons) {
    std::vector<Rect> places;
    double x = 0;
    double y = 0;
    for (const Button& button : buttons) {
        const double wide = std::min(width, ui::button_size(frame, button, width).w);
        if (x > 0 && x + wide > width + 0.01) {
            x = 0;
            y += ui::sizes::control + ui::sizes::gap;
        }
        places.push_back({x, y, wide, ui::sizes::control});
        x += wide + ui::sizes::gap;
    }
    return places;
}

/// Moves each row of places to the end of `width`.
void to_end(std::vector<Rect>& places, double width) {
    for (std::size_t first = 0; first < places.size();) {
        std::size_t last = first;
        while (last + 1 < places.size() && places[last + 1].y == places[first].y) {
            ++last;
        }
        const double by = width - places[last].right();
        for (std::size_t at = first; at <= last; ++at) {
            places[at].x += by;
        }
        first = last + 1;
    }
}

}  // namespace

ui::Size button_row_size(Frame& frame, double width, std::span<const Button> buttons) {
    ui::Size size;
    for (const Rect& place : places_of(frame, width, buttons)) {
        size.w = std::max(size.w, place.right());
        size.h = std::max(size.h, place.bottom());
    }
    return size;
}

std::optional<std::size_t> button_row(Frame& frame,
                                      const Rect& where,
                                      std::span<const Button> buttons,
                                      Side side) {
    std::vector<Rect> places = places_of(frame, where.w, buttons);
    if (side == Side::end) {
        to_end(places, where.w);
    }
    std::optional<std::size_t> pressed;
    for (std::size_t at = 0; at < buttons.size(); ++at) {
        Rect place = places[at];
        place.x += where.x;
        place.y += where.y;
        if (ui::button(frame, place, buttons[at])) {
            pressed = at;
        }
    }
    return pressed;
}

std::optional<std::size_t> actions(Frame& frame, Rect& where, std::span<const Button> buttons) {
    if (buttons.empty()) {
        return std::nullopt;
    }
    const ui::Size row = button_row_size(frame, where.w, buttons);
    if (row.h <= ui::sizes::control && row.w + heading_room <= where.w) {
        return button_row(
            frame, {where.x, where.y - heading_up, where.w, row.h}, buttons, Side::end);
    }
    return button_row(frame, where.take_top(row.h, head_gap), buttons);
}

Head head(Frame& frame,
          Rect& where,
          std::string_view id,
          std::span<const ui::desk::Option> options,
          std::size_t chosen,
          std::span<const Button> buttons) {
    Head made;
    made.button = actions(frame, where, buttons);
    const Rect top = where.take_top(ui::desk::segments_size(frame, options).h, head_gap);
    made.part = ui::desk::segments(frame, {top.x, top.y}, id, options, chosen);
    return made;
}

void line(Frame& frame, Rect& where, const ui::desk::Words& words, double gap) {
    const Rect top{where.x, where.y, where.w, 0};
    where.take_top(ui::desk::words(frame, top, words), gap);
}

void labelled(
    Frame& frame, Rect& where, std::string_view id, std::string_view name, std::string_view text) {
    if (text.empty()) {
        return;
    }
    const ui::TextLook quiet{.scale = ui::Scale::small, .colour = ui::Role::second_text};
    const std::string name_id = std::string(id) + ".name";
    line(frame, where, {name_id, name, quiet}, 0.5);
    where.take_top(ui::paragraph(frame, where, {.id = id, .text = text}), 4);
}

void part_heading(Frame& frame, Rect& where, std::string_view id, std::string_view text) {
    const ui::TextLook look{.weight = ui::Weight::bold};
    line(frame, where, {id, text, look}, 2.5);
}

void reading(Frame& frame, const Rect& where, std::string_view id) {
    const ui::TextLook look{.align = ui::Align::centre, .colour = ui::Role::second_text};
    Rect rest = where;
    rest.take_top(where.h * 0.35);
    line(frame, rest, {id, "Reading the office's books...", look});
}

void sort_rows(std::vector<std::size_t>& rows,
               const ui::desk::TableState& state,
               const std::function<SortKey(std::size_t row, std::string_view column)>& key) {
    if (state.sorted_by.empty()) {
        return;
    }
    std::vector<std::pair<SortKey, std::size_t>> keyed;
    keyed.reserve(rows.size());
    for (const std::size_t row : rows) {
        keyed.emplace_back(key(row, state.sorted_by), row);
    }
    std::stable_sort(keyed.begin(), keyed.end(), [&](const auto& a, const auto& b) {
        return state.downwards ? b.first < a.first : a.first < b.first;
    });
    std::transform(
        keyed.begin(), keyed.end(), rows.begin(), [](const auto& one) { return one.second; });
}

std::string tab_separated(const ui::desk::Table& table) {
    std::string text;
    const auto add = [&text](std::string_view cell, bool last) {
        for (const char letter : cell) {
            text += letter == '\t' || letter == '\n' || letter == '\r' ? ' ' : letter;
        }
        text += last ? '\n' : '\t';
    };
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        add(table.columns[column].heading, column + 1 == table.columns.size());
    }
    for (std::size_t row = 0; row < table.rows; ++row) {
        for (std::size_t column = 0; column < table.columns.size(); ++column) {
            add(table.cell(row, column).text, column + 1 == table.columns.size());
        }
    }
    return text;
}

std::string lowered(std::string_view text) {
    std::string made(text);
    std::transform(made.begin(), made.end(), made.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    return made;
}

void fill_and_run(Host& host,
                  Form form,
                  std::function<base::Result<Order>(const std::vector<std::string>&)> order,
                  std::function<void(const Outcome&)> then) {
    host.fill_in(form, [&host, form, order, then](const std::vector<std::string>& answers) mutable {
        base::Result<Order> made = order(answers);
        if (made) {
            host.run(std::move(*made), then);
            return;
        }
        form.text = made.error().message + ".";
        for (std::size_t at = 0; at < form.entries.size(); ++at) {
            form.entries[at].value = answers.at(at);
        }
        fill_and_run(host, std::move(form), order, then);
    });
}

Form why_form(std::string what) {
    Form form;
    form.title = "Why do you look?";
    form.text = std::move(what);
    form.entries.push_back(
        {.id = "reason",
         .label = "Reason",
         .hint = "Kept in the office's books, with the day. Do not write a name here"});
    form.submit = "Show";
    return form;
}

void remember_store(Host& host, const std::string& address) {
    WindowSettings settings = host.settings();
    settings.store = address;
    host.keep(std::move(settings));
}

}  // namespace harmony::admin::gui::parts
