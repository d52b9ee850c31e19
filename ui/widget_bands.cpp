#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "ui/widget_parts.h"
#include "ui/widgets.h"

namespace harmony::ui {
namespace {

constexpr double bar_item = 15.0;
constexpr double bar_icon = 7.5;
constexpr double wide_screen = 300.0;
constexpr TextLook bar_look{.scale = Scale::small, .weight = Weight::bold};

// The bands are calm strips; a hairline parts them from the page.
void strip(Frame& frame, const Rect& where, double line_y) {
    const Theme theme = frame.theme();
    frame.fill(where, theme[Role::surface]);
    const bool soft = theme.soft_shadows();
    frame.fill({where.x, line_y, where.w, 0.3},
               soft ? mixed(theme[Role::surface], theme[Role::border], 80) : theme[Role::border]);
}

TextLook item_look(Frame& frame) {
    return parts::within_height(frame, bar_look, bar_item);
}

double item_width(Frame& frame, const BarItem& item, bool words) {
    if (!words) {
        return bar_item;
    }
    return frame.lay_out(item.label, item_look(frame)).width + bar_icon + 2.2 + 2 * 3.2;
}

enum class Show { all_words, end_words, icons };

bool with_words(const BarItem& item, Show show) {
    return show == Show::all_words || (show == Show::end_words && item.at_end);
}

double whole_width(Frame& frame, std::span<const BarItem> items, Show show) {
    double width = 0;
    for (const BarItem& item : items) {
        width += item_width(frame, item, with_words(item, show)) + sizes::gap;
    }
    return width;
}

Show show_for(Frame& frame, const Rect& where, std::span<const BarItem> items, double title) {
    const double room = where.w - 2 * sizes::margin - title;
    if (frame.page().w >= wide_screen && whole_width(frame, items, Show::all_words) <= room) {
        return Show::all_words;
    }
    return whole_width(frame, items, Show::end_words) <= where.w - 2 * sizes::margin
               ? Show::end_words
               : Show::icons;
}

constexpr std::chrono::milliseconds sheet_hold{1000};

Touch draw_item(Frame& frame, const Rect& where, const BarItem& item, bool words) {
    Frame::Touchable what{item.id, where};
    what.or_held = item.at_end ? std::chrono::milliseconds{0} : sheet_hold;
    const Touch touch = frame.touch(what);
    const Theme theme = frame.theme();
    const Colour ink = theme[item.at_end ? Role::danger : Role::primary];
    parts::draw_body(frame,
                     {.rect = where,
                      .fill = theme[Role::surface],
                      .border = item.at_end ? ink : theme[Role::border],
                      .border_mm = 0.4,
                      .raised = false,
                      .pressed = touch.held_down,
                      .focused = touch.focused});
    sem::Node node = parts::control(sem::Role::button, item.id, item.label, where);
    const double y = where.centre().y - bar_icon / 2;
    if (words) {
        frame.icon(item.icon, {where.x + 3.2, y, bar_icon, bar_icon}, ink);
        const TextBox box = frame.lay_out(item.label, item_look(frame));
        const Point at{where.x + 3.2 + bar_icon + 2.2, parts::placed(box, where, Align::start).y};
        frame.text(box, at, ink);
        parts::note_text(node, box, at);
    } else {
        frame.icon(item.icon, {where.centre().x - bar_icon / 2, y, bar_icon, bar_icon}, ink);
    }
    frame.record(std::move(node));
    return touch;
}

constexpr double mark = 10.0;    // the kiosk's own
constexpr double logo_h = 16.0;  // of the organisation, with its ground
constexpr double beside_mark = 3.2;

double mark_width(const Rect& bar, const BarTitle& title) {
    return title.logo == nullptr ? mark : logo_size({0, 0, bar.w, logo_h}, *title.logo).w;
}

void draw_mark(Frame& frame, const Rect& room, const BarTitle& title) {
    if (title.logo != nullptr) {
        show_logo(frame, {room.x, room.centre().y - logo_h / 2, room.w, logo_h}, "bar.mark", title);
        return;
    }
    const Theme theme = frame.theme();
    const Rect ground{room.x, room.centre().y - mark / 2, mark, mark};
    frame.fill(ground, theme[Role::primary], 2.6);
    frame.icon(Icon::chat, ground.grown(-2.0), theme[Role::on_primary]);
}

// The organisation's logo, and its name where there is room for the whole of it.
void draw_title(Frame& frame, const Rect& room, const BarTitle& title) {
    const double mark_w = mark_width(room, title);
    const TextBox box = frame.lay_out(title.name, bar_look);
    if (room.w >= mark_w) {
        draw_mark(frame, room, title);
    }
    const Theme theme = frame.theme();
    const double beside = mark_w + beside_mark;
    if (title.name.empty() || box.width + beside > room.w) {
        return;
    }
    const Point at{room.x + beside, parts::placed(box, room, Align::start).y};
    frame.text(box, at, theme[Role::primary]);
    sem::Node node;
    node.id = "bar.title";
    node.name.assign(title.name);
    parts::note_text(node, box, at);
    node.rect = united(
        title.logo == nullptr ? room : Rect{at.x, room.y, room.right() - at.x, room.h}, node.ink);
    frame.record(std::move(node));
}

}  // namespace

BarEvent bar(Frame& frame,
             const Rect& where,
             const BarTitle& title,
             std::span<const BarItem> items) {
    const Frame::Scope group = frame.in_group(sem::Group::bar);
    strip(frame, where, where.bottom() - 0.3);
    const double title_w = title.name.empty() ? 0
                                              : frame.lay_out(title.name, bar_look).width +
                                                    mark_width(where, title) + 9;
    const Show show = show_for(frame, where, items, title_w);
    const double left = where.x + sizes::margin;
    double x = where.right() - sizes::margin - whole_width(frame, items, show) + sizes::gap;
    draw_title(frame, {left, where.y, x - left - 4, where.h}, title);
    BarEvent event;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const bool words = with_words(items[i], show);
        const double width = item_width(frame, items[i], words);
        const Rect place{x, where.y + (where.h - bar_item) / 2, width, bar_item};
        const Touch touch = draw_item(frame, place, items[i], words);
        if (touch.activated) {
            event.pressed = i;
        } else if (touch.long_held) {
            event.held = i;
        }
        x += width + sizes::gap;
    }
    return event;
}

void progress(Frame& frame,
              const Rect& where,
              std::string_view id,
              std::string_view name,
              int done,
              int total) {
    const Theme theme = frame.theme();
    frame.fill(where, mixed(theme[Role::surface], theme[Role::border], 90), where.h / 2);
    const double share = total > 0 ? std::clamp(static_cast<double>(done) / total, 0.0, 1.0) : 0.0;
    if (share > 0) {
        frame.fill({where.x, where.y, std::max(where.h, where.w * share), where.h},
                   theme[Role::primary],
                   where.h / 2);
    }
    sem::Node node;
    node.id = id;
    node.role = sem::Role::progress;
    node.name.assign(name);
    node.value.assign(fmt::format("{}/{}", done, total));
    node.rect = where;
    frame.record(std::move(node));
}

namespace {

constexpr double foot_button_h = sizes::main_button_h;

void draw_position(Frame& frame, const Rect& room, const Foot& foot) {
    constexpr double least = 24;  // between two long buttons there is nothing to see
    if (room.w < least) {
        return;
    }
    double height = 0;
    if (!foot.position.empty()) {
        height = frame.lay_out(foot.position, {.scale = Scale::small}, room.w).height;
    }
    const bool with_bar = foot.total > 0;
    const double track = 2.4;
    const double whole = height + (with_bar ? track + 1.2 : 0);
    double y = room.y + (room.h - whole) / 2;
    if (height > 0) {
        paragraph(
            frame,
            {room.x, y, room.w, height},
            {.id = "nav.position",
             .text = foot.position,
             .look = {.scale = Scale::small, .align = Align::centre, .colour = Role::second_text}});
        y += height + 1.2;
    }
    if (with_bar) {
        const double width = std::min(room.w, 90.0);
        progress(frame,
                 {room.x + (room.w - width) / 2, y, width, track},
                 "nav.progress",
                 foot.position,
                 foot.done,
                 foot.total);
    }
}

}  // namespace

FootEvent foot(Frame& frame, const Rect& where, const Foot& foot) {
    const Frame::Scope group = frame.in_group(sem::Group::foot);
    strip(frame, where, where.y);
    FootEvent event;
    Rect room{where.x + sizes::margin,
              where.y + (where.h - foot_button_h) / 2 + 0.15,
              where.w - 2 * sizes::margin,
              foot_button_h};
    constexpr double apart = 4;
    Rect next_place;
    Button next{.id = foot.next_id,
                .label = foot.next,
                .kind = foot.next_kind,
                .icon = Icon::forward,
                .enabled = foot.next_enabled,
                .icon_at_end = true};
    if (!foot.next.empty()) {
        const double least_back = foot.back.empty() ? 0 : sizes::main_button_h + apart;
        const double width = std::max(50.0, button_size(frame, next, room.w - least_back).w);
        next_place = room.take_right(width, apart);
    }
    if (!foot.back.empty()) {
        Button back{.id = foot.back_id, .label = foot.back, .icon = Icon::back};
        const double words = std::max(40.0, button_size(frame, back, sizes::column_w).w);
        back.icon_only = words > room.w;
        const double width = back.icon_only ? std::min(room.w, 24.0) : words;
        event.back = button(frame, room.take_left(width, apart), back);
    }
    draw_position(frame, room, foot);
    if (!foot.next.empty()) {
        event.next = button(frame, next_place, next);
    }
    return event;
}

namespace {

constexpr double least_change_w = 42.0;

constexpr TextLook row_label{.scale = Scale::small, .colour = Role::second_text};

TextLook row_value(Privacy privacy) {
    return {.weight = Weight::bold, .privacy = privacy};
}

Button change_button(const SummaryRow& row) {
    return {.id = row.change_id, .label = row.change, .icon = Icon::pencil};
}

double change_width(Frame& frame, const SummaryRow& row) {
    return std::max(least_change_w, button_size(frame, change_button(row)).w);
}

double row_words_w(Frame& frame, double width, const SummaryRow& row) {
    return row.change_id.empty() ? width : width - change_width(frame, row) - 5;
}

/// Label and value, as far as the row has them.
struct RowWords {
    std::optional<TextBox> label;
    std::optional<TextBox> value;

    [[nodiscard]] double height() const {
        return (label ? label->height : 0) + (value ? value->height : 0);
    }
};

RowWords lay_out(Frame& frame, double width, const SummaryRow& row) {
    const double inside = row_words_w(frame, width, row);
    RowWords words;
    if (!row.label.empty()) {
        words.label = frame.lay_out(row.label, row_label, inside);
    }
    if (!row.value.empty()) {
        words.value = frame.lay_out(row.value, row_value(row.privacy), inside);
    }
    return words;
}

}  // namespace

double summary_row_height(Frame& frame, double width, const SummaryRow& row) {
    const RowWords words = lay_out(frame, width, row);
    const double change = row.change_id.empty() ? 0.0 : button_size(frame, change_button(row)).h;
    return std::max(change, words.height()) + 3;
}

double summary_row_words_width(Frame& frame, double width, const SummaryRow& row) {
    return row_words_w(frame, width, row);
}

bool summary_row(Frame& frame, const Rect& where, const SummaryRow& row) {
    const Theme theme = frame.theme();
    const RowWords words = lay_out(frame, where.w, row);
    Point at{where.x, where.y + (where.h - words.height()) / 2};
    sem::Node node;
    node.id = row.id;
    node.role = sem::Role::list_item;
    node.name.assign(row.label);
    node.value.assign(row.value);
    node.personal = row.privacy == Privacy::personal;
    if (words.label) {
        frame.text(*words.label, at, theme[Role::second_text]);
        parts::note_text(node, *words.label, at);
        at.y += words.label->height;
    }
    if (words.value) {
        frame.text(*words.value, at, theme[Role::text]);
        parts::note_text(node, *words.value, at);
    }
    node.rect = united({where.x, where.y, row_words_w(frame, where.w, row), where.h}, node.ink);
    frame.record(std::move(node));
    if (!row.goes_on) {
        frame.fill({where.x, where.bottom() + 1.3, where.w, 0.25},
                   mixed(theme[Role::background], theme[Role::border], 80));
    }
    if (row.change_id.empty()) {
        return false;
    }
    const double change_w = change_width(frame, row);
    const double change_h = std::min(where.h, button_size(frame, change_button(row)).h);
    const Rect place{where.right() - change_w, where.centre().y - change_h / 2, change_w, change_h};
    return button(frame, place, change_button(row));
}

}  // namespace harmony::ui
