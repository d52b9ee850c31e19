#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "ui/desk.h"
#include "ui/widget_parts.h"

namespace harmony::ui::desk {
namespace {

constexpr double bar_width = 5;
constexpr double cell_pad = 4;
constexpr double wheel_mm = 28;  ///< a notch
constexpr TextLook heading_look{
    .scale = Scale::small, .weight = Weight::bold, .colour = Role::second_text};

/// The bar at the end of what scrolls: pressed or dragged, it goes there. The share of the way.
std::optional<double> scroll_bar(
    Frame& frame, const Rect& track, std::string_view id, double share_seen, double at) {
    const Touch touch = frame.touch({id, track});
    const double height = std::max(10.0, track.h * share_seen);
    const Rect thumb{track.x + 1, track.y + (track.h - height) * at, track.w - 2, height};
    const bool on = touch.held_down || frame.hovers(track);
    frame.fill(thumb,
               mixed(frame.theme()[Role::surface], frame.theme()[Role::border], on ? 200 : 110),
               (track.w - 2) / 2);
    if (!touch.held_down && !touch.activated) {
        return std::nullopt;
    }
    frame.wake_after(std::chrono::milliseconds{30});
    return std::clamp(
        (touch.at.y - track.y - height / 2) / std::max(1.0, track.h - height), 0.0, 1.0);
}

std::vector<double> widths_of(std::span<const Column> columns, double room) {
    double shares = 0;
    for (const Column& column : columns) {
        room -= column.fixed;
        shares += column.fixed > 0 ? 0 : column.share;
    }
    std::vector<double> widths;
    for (const Column& column : columns) {
        widths.push_back(column.fixed > 0
                             ? column.fixed
                             : std::max(0.0, room) * column.share / std::max(shares, 1e-9));
    }
    return widths;
}

bool draw_heading(
    Frame& frame, const Rect& where, const Table& table, std::size_t column, TableState& state) {
    const Column& what = table.columns[column];
    const std::string id = fmt::format("{}.sort.{}", table.id, what.id);
    const Touch touch = frame.touch({id, where, what.sorts});
    const bool sorted = what.sorts && state.sorted_by == what.id;
    const double mark = sorted ? 8 : 0;
    const Theme theme = frame.theme();
    TextLook look = heading_look;
    look.colour = sorted ? Role::primary : Role::second_text;
    const std::string text = shortened(frame, what.heading, look, where.w - 2 * cell_pad - mark);
    const TextBox box = frame.lay_out(text, look);
    const double room = where.w - 2 * cell_pad - mark - box.width;
    const Point at{where.x + cell_pad + (what.number ? room : 0),
                   parts::placed(box, where, Align::start).y};
    frame.text(box, at, theme[look.colour]);
    if (sorted) {
        frame.icon(state.downwards ? Icon::down : Icon::up,
                   {at.x + box.width + 2, where.centre().y - 3, 6, 6},
                   theme[Role::primary]);
    }
    sem::Node node = parts::control(
        what.sorts ? sem::Role::button : sem::Role::text, id, what.heading, where, what.sorts);
    node.action = what.sorts ? sem::Action::press : sem::Action::none;
    node.state = 0;
    node.value.assign(!sorted ? "" : state.downwards ? "descending" : "ascending");
    parts::note_text(node, box, at);
    frame.record(std::move(node));
    if (touch.focused) {
        frame.focus_ring(where.grown(-2), 2);
    }
    if (touch.activated) {
        state.downwards = sorted && !state.downwards;
        state.sorted_by = what.id;
    }
    return touch.activated;
}

void draw_cell(Frame& frame, const Rect& where, const Column& column, const Cell& cell) {
    const Rect inside{where.x + cell_pad, where.y, std::max(0.0, where.w - 2 * cell_pad), where.h};
    if (cell.tone.has_value() && !cell.text.empty()) {
        const TextLook look{.scale = Scale::small, .weight = Weight::bold};
        const std::string text = shortened(frame, cell.text, look, inside.w - 7);
        const Size size = badge_size(frame, text);
        badge(frame, {inside.x, where.centre().y - size.h / 2}, {{}, text, *cell.tone});
        return;
    }
    TextLook look;
    look.weight = cell.strong ? Weight::bold : Weight::regular;
    look.colour = cell.quiet ? Role::second_text : Role::text;
    look.align = column.number ? Align::end : Align::start;
    words(frame, inside, {{}, cell.text, look});
}

bool draw_row(Frame& frame,
              const Rect& where,
              const Table& table,
              std::size_t row,
              std::span<const double> widths,
              const TableState& state) {
    const std::string key = table.key(row);
    const std::string id = fmt::format("{}.{}", table.id, key);
    const Touch touch = frame.touch({id, where});
    const Theme theme = frame.theme();
    const bool chosen = !state.chosen.empty() && state.chosen == key;
    if (chosen) {
        frame.fill(where, theme[Role::chosen]);
    } else if (frame.hovers(where)) {
        frame.fill(where, mixed(theme[Role::surface], theme[Role::primary], 14));
    }
    frame.fill({where.x, where.bottom() - 0.5, where.w, 0.5},
               mixed(theme[Role::surface], theme[Role::border], 36));
    std::string said;
    double x = where.x;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Cell cell = table.cell(row, i);
        draw_cell(frame, {x, where.y, widths[i], where.h}, table.columns[i], cell);
        said += (said.empty() || cell.text.empty() ? "" : ", ") + cell.text;
        x += widths[i];
    }
    sem::Node node = parts::control(sem::Role::list_item, id, said, where);
    node.state |= chosen ? sem::checked : 0U;
    node.position = static_cast<int>(row) + 1;
    node.total = static_cast<int>(table.rows);
    frame.record(std::move(node));
    if (touch.focused) {
        frame.focus_ring(where.grown(-1.5), 1);
    }
    return touch.activated;
}

/// The rows that are seen, moved by the wheel and by keys that its focused row does not take.
void move(Frame& frame, const Rect& rows, const Table& table, std::size_t seen, TableState& state) {
    const std::size_t last = table.rows > seen ? table.rows - seen : 0;
    auto top = static_cast<std::ptrdiff_t>(state.top);
    top += static_cast<std::ptrdiff_t>(std::round(frame.take_wheel(rows) * 3));
    const auto page = static_cast<std::ptrdiff_t>(std::max<std::size_t>(seen, 2) - 1);
    std::optional<std::size_t> focused;
    for (std::size_t row = state.top; row < std::min(table.rows, state.top + seen); ++row) {
        if (frame.has_focus(fmt::format("{}.{}", table.id, table.key(row)))) {
            focused = row;
        }
    }
    if (focused.has_value()) {
        auto next = static_cast<std::ptrdiff_t>(*focused);
        const auto before = next;
        next += frame.take_open(Key::down) ? 1 : 0;
        next -= frame.take_open(Key::up) ? 1 : 0;
        next += frame.take_open(Key::page_down) ? page : 0;
        next -= frame.take_open(Key::page_up) ? page : 0;
        next = frame.take_open(Key::home) ? 0 : next;
        next = frame.take_open(Key::end) ? static_cast<std::ptrdiff_t>(table.rows) - 1 : next;
        next = std::clamp<std::ptrdiff_t>(next, 0, static_cast<std::ptrdiff_t>(table.rows) - 1);
        if (next != before) {
            top = std::clamp(top, next - static_cast<std::ptrdiff_t>(seen) + 1, next);
            frame.focus_next(
                fmt::format("{}.{}", table.id, table.key(static_cast<std::size_t>(next))));
        }
    }
    state.top = static_cast<std::size_t>(
        std::clamp<std::ptrdiff_t>(top, 0, static_cast<std::ptrdiff_t>(last)));
}

/// When the focus has come to something of what scrolls: moves it into sight. Whether it did.
bool bring_into_sight(Frame& frame, const Rect& where, const sem::Node* focused, Scroll& state) {
    if (focused == nullptr || !frame.keys_in_use() || focused->id == state.followed) {
        return false;
    }
    constexpr double air = 6;
    state.followed = focused->id;
    const double above = where.y + air - focused->rect.y;
    const double below = focused->rect.bottom() + air - where.bottom();
    state.offset += above > 0 ? -above : std::max(0.0, below);
    return above > 0 || below > 0;
}

}  // namespace

void scrolled(Frame& frame,
              const Rect& where,
              std::string_view id,
              Scroll& state,
              const std::function<double(const Rect& inside)>& draw) {
    const double most = std::max(0.0, state.content - where.h);
    state.offset += frame.take_wheel(where) * wheel_mm;
    if (most > 0) {  // what is whole in sight leaves the keys to others
        state.offset += frame.take_open(Key::page_down) ? where.h * 0.9 : 0;
        state.offset -= frame.take_open(Key::page_up) ? where.h * 0.9 : 0;
    }
    state.offset = std::clamp(state.offset, 0.0, most);
    const bool longer = most > 0.5;
    const double room = where.w - (longer ? bar_width + 3 : 0);
    frame.clip(where);
    const double before = state.content;
    const std::size_t from = frame.recorded();
    state.content = draw({where.x, where.y - state.offset, room, where.h});
    frame.unclip();
    const bool moved = bring_into_sight(frame, where, frame.focused_since(from), state);
    if (moved || std::abs(before - state.content) > 0.5) {
        frame.again();
    }
    if (longer) {
        const Rect track{where.right() - bar_width, where.y, bar_width, where.h};
        if (const auto to =
                scroll_bar(frame, track, id, where.h / state.content, state.offset / most)) {
            state.offset = *to * most;
        }
    }
}

TableEvent table(Frame& frame, const Rect& where, const Table& table, TableState& state) {
    TableEvent event;
    panel(frame, where);
    Rect rest = where.grown(-1);
    sem::Node list;
    list.id = table.id;
    list.role = sem::Role::list;
    list.name.assign(table.name);
    list.value.assign(fmt::format("{}", table.rows));
    list.rect = where;
    frame.record(std::move(list));
    const Frame::Scope inside = frame.inside_last();
    const Rect head = rest.take_top(row_height);
    const auto seen = static_cast<std::size_t>(std::max(1.0, std::floor(rest.h / row_height)));
    const bool longer = table.rows > seen;
    const std::vector<double> widths =
        widths_of(table.columns, rest.w - (longer ? bar_width + 2 : 0));
    double x = head.x;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        event.sorted =
            draw_heading(frame, {x, head.y, widths[i], head.h}, table, i, state) || event.sorted;
        x += widths[i];
    }
    frame.fill({head.x, head.bottom() - 0.5, head.w, 0.5}, hairline(frame));
    move(frame, rest, table, seen, state);
    const double width = rest.w - (longer ? bar_width + 2 : 0);
    for (std::size_t row = state.top; row < std::min(table.rows, state.top + seen); ++row) {
        const double y = rest.y + static_cast<double>(row - state.top) * row_height;
        if (draw_row(frame, {rest.x, y, width, row_height}, table, row, widths, state)) {
            state.chosen = table.key(row);
            event.pressed = row;
        }
    }
    if (longer) {
        const auto last = static_cast<double>(table.rows - seen);
        const Rect track{rest.right() - bar_width - 1, rest.y + 1, bar_width, rest.h - 2};
        const auto to = scroll_bar(frame,
                                   track,
                                   fmt::format("{}.scroll", table.id),
                                   static_cast<double>(seen) / static_cast<double>(table.rows),
                                   static_cast<double>(state.top) / last);
        if (to.has_value()) {
            state.top = static_cast<std::size_t>(std::lround(*to * last));
        }
    }
    return event;
}

}  // namespace harmony::ui::desk
