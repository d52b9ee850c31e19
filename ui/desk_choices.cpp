#include <fmt/format.h>

#include <algorithm>

#include "ui/desk.h"
#include "ui/widget_parts.h"

namespace harmony::ui::desk {
namespace {

constexpr double segment_height = 15;
constexpr double segment_pad = 6;
constexpr TextLook segment_look{.weight = Weight::bold};
constexpr TextLook quiet_label{.colour = Role::second_text};
constexpr double menu_row = 15;
constexpr double arrow = 6;

Colour hover(const Frame& frame) {
    return mixed(frame.theme()[Role::surface], frame.theme()[Role::primary], 18);
}

double segment_width(Frame& frame, const Option& option) {
    return frame.lay_out(option.name, segment_look).width + 2 * segment_pad;
}

}  // namespace

bool item(Frame& frame, const Rect& where, const Item& item) {
    const Touch touch = frame.touch({item.id, where});
    const Theme theme = frame.theme();
    if (item.chosen) {
        frame.fill(where, theme[Role::chosen], 3);
        frame.fill({where.x, where.y + 3, 1.5, where.h - 6}, theme[Role::primary], 0.7);
    } else if (frame.hovers(where)) {
        frame.fill(where, hover(frame), 3);
    }
    const Colour ink = theme[item.chosen ? Role::on_chosen : Role::text];
    constexpr double icon_side = 9;
    constexpr double room_for_words = 30;
    const bool icon_alone = where.w < room_for_words;
    const double icon_x = icon_alone ? where.centre().x - icon_side / 2 : where.x + 6;
    frame.icon(item.icon,
               {icon_x, where.centre().y - icon_side / 2, icon_side, icon_side},
               item.chosen ? theme[Role::primary] : theme[Role::second_text]);
    const std::string number =
        item.waiting == 0 || icon_alone ? "" : fmt::format("{}", item.waiting);
    double right = where.right() - 5;
    if (!number.empty()) {
        const Size size = badge_size(frame, number);
        right -= size.w;
        badge(frame, {right, where.centre().y - size.h / 2}, {{}, number, Tone::notice});
        right -= 3;
    }
    const TextLook look{.weight = item.chosen ? Weight::bold : Weight::regular};
    const double left = where.x + 6 + icon_side + 5;
    const std::string name =
        icon_alone ? std::string() : shortened(frame, item.name, look, right - left);
    const TextBox box = frame.lay_out(name, look);
    const Point at{left, parts::placed(box, where, Align::start).y};
    frame.text(box, at, ink);
    sem::Node node = parts::control(sem::Role::list_item, item.id, item.name, where);
    node.value.assign(number);
    node.state |= item.chosen ? sem::checked : 0U;
    parts::note_text(node, box, at);
    frame.record(std::move(node));
    if (touch.focused) {
        frame.focus_ring(where.grown(-1.5), 2);
    }
    return touch.activated;
}

Touch line_button(Frame& frame, const Rect& where, std::string_view id, std::string_view name) {
    const Touch touch = frame.touch({id, where});
    if (frame.hovers(where)) {
        const Theme theme = frame.theme();
        frame.fill(where, mixed(theme[Role::surface], theme[Role::primary], 14), 3);
    }
    frame.record(parts::control(sem::Role::button, id, name, where));
    if (touch.focused) {
        frame.focus_ring(where.grown(-1.5), 3);
    }
    return touch;
}

Size segments_size(Frame& frame, std::span<const Option> options) {
    double width = 0;
    for (const Option& option : options) {
        width += segment_width(frame, option);
    }
    return {width, segment_height};
}

std::optional<std::size_t> segments(Frame& frame,
                                    Point at,
                                    std::string_view id,
                                    std::span<const Option> options,
                                    std::size_t chosen) {
    const Theme theme = frame.theme();
    const Size size = segments_size(frame, options);
    frame.framed({at.x, at.y, size.w, size.h}, theme[Role::surface], hairline(frame), 0.5, 3);
    std::optional<std::size_t> pressed;
    double x = at.x;
    for (std::size_t i = 0; i < options.size(); ++i) {
        const std::string name = fmt::format("{}.{}", id, options[i].id);
        const Rect part{x, at.y, segment_width(frame, options[i]), size.h};
        const Touch touch = frame.touch({name, part});
        if (i == chosen) {
            frame.fill(part.grown(-1), theme[Role::primary], 2.5);
        } else if (frame.hovers(part)) {
            frame.fill(part.grown(-1), hover(frame), 2.5);
        }
        const TextBox box = frame.lay_out(options[i].name, segment_look);
        const Point corner = parts::placed(box, part, Align::centre);
        frame.text(box, corner, theme[i == chosen ? Role::on_primary : Role::primary]);
        sem::Node node = parts::control(sem::Role::radio, name, options[i].name, part);
        node.state |= i == chosen ? sem::checked : 0U;
        parts::note_text(node, box, corner);
        frame.record(std::move(node));
        if (touch.focused) {
            frame.focus_ring(part.grown(-1), 2);
        }
        if (touch.activated) {
            pressed = i;
        }
        x += part.w;
    }
    return pressed;
}

bool tick(Frame& frame, const Rect& where, const Tick& tick) {
    const Touch touch = frame.touch({tick.id, where, tick.enabled});
    const Theme theme = frame.theme();
    constexpr double side = 8;
    const Rect box{where.x, where.centre().y - side / 2, side, side};
    frame.framed(box,
                 theme[tick.ticked ? Role::primary : Role::surface],
                 theme[tick.ticked ? Role::primary : Role::border],
                 0.8,
                 1.5);
    if (tick.ticked) {
        frame.icon(Icon::tick, box.grown(-1), theme[Role::on_primary]);
    }
    const TextLook look{.colour = tick.enabled ? Role::text : Role::second_text};
    const double left = box.right() + 4;
    const TextBox name =
        frame.lay_out(shortened(frame, tick.name, look, where.right() - left), look);
    const Point at{left, parts::placed(name, where, Align::start).y};
    frame.text(name, at, theme[look.colour]);
    sem::Node node = parts::control(sem::Role::checkbox, tick.id, tick.name, where, tick.enabled);
    node.state |= tick.ticked ? sem::checked : 0U;
    parts::note_text(node, name, at);
    frame.record(std::move(node));
    if (touch.focused) {
        frame.focus_ring(where, 2);
    }
    return touch.activated;
}

double chooser_width(Frame& frame, const Chooser& chooser) {
    const double label =
        chooser.label.empty() ? 0 : frame.lay_out(chooser.label, quiet_label).width + 4;
    return label + frame.lay_out(chooser.value, {}).width + 2 * 5 + arrow + 4;
}

bool chooser(Frame& frame, const Rect& where, const Chooser& chooser) {
    const Touch touch = frame.touch({chooser.id, where, chooser.enabled});
    const Theme theme = frame.theme();
    const bool over = chooser.enabled && frame.hovers(where);
    frame.framed(where,
                 over ? hover(frame) : theme[Role::surface],
                 touch.focused ? theme[Role::primary] : hairline(frame),
                 touch.focused ? 1.0 : 0.5,
                 3);
    double x = where.x + 5;
    if (!chooser.label.empty()) {
        const TextBox label = frame.lay_out(chooser.label, quiet_label);
        frame.text(
            label, {x, parts::placed(label, where, Align::start).y}, theme[Role::second_text]);
        x += label.width + 4;
    }
    const double room = where.right() - 5 - arrow - 3 - x;
    const TextBox value = frame.lay_out(shortened(frame, chooser.value, {}, room), {});
    const Point at{x, parts::placed(value, where, Align::start).y};
    frame.text(value, at, theme[chooser.enabled ? Role::text : Role::second_text]);
    frame.icon(Icon::down,
               {where.right() - 5 - arrow, where.centre().y - arrow / 2, arrow, arrow},
               theme[Role::second_text]);
    sem::Node node = parts::control(sem::Role::button,
                                    chooser.id,
                                    chooser.label.empty() ? chooser.value : chooser.label,
                                    where,
                                    chooser.enabled);
    node.value.assign(chooser.value);
    parts::note_text(node, value, at);
    frame.record(std::move(node));
    return touch.activated;
}

MenuEvent menu(Frame& frame,
               const Rect& anchor,
               std::string_view id,
               std::span<const std::string> options,
               std::optional<std::size_t> chosen,
               std::size_t& top) {
    double width = anchor.w;
    for (const std::string& option : options) {
        width = std::max(width, frame.lay_out(option, {}).width + 22);
    }
    const Rect page = frame.page();
    constexpr double widest = 210;  // longer words end with an ellipsis
    width = std::min({width, std::max(widest, anchor.w), page.w - 16});
    const auto most = static_cast<std::size_t>(std::max(3.0, (page.h - 40) / menu_row));
    const std::size_t shown = std::min(options.size(), most);
    Rect place{anchor.x, anchor.bottom() + 2, width, static_cast<double>(shown) * menu_row + 6};
    place.x = std::clamp(place.x, 8.0, page.w - 8 - place.w);
    place.y = std::clamp(place.y, 8.0, std::max(8.0, page.h - 8 - place.h));
    top = std::min(top, options.size() - shown);
    const double notches = frame.take_wheel(place);
    const auto moved = static_cast<std::ptrdiff_t>(top) + static_cast<std::ptrdiff_t>(notches * 2);
    top = static_cast<std::size_t>(
        std::clamp<std::ptrdiff_t>(moved, 0, static_cast<std::ptrdiff_t>(options.size() - shown)));
    if (frame.take_open(Key::down) && top + shown < options.size()) {
        ++top;
    }
    if (frame.take_open(Key::up) && top > 0) {
        --top;
    }
    MenuEvent event;
    panel(frame, place);
    sem::Node list;
    list.id = id;
    list.role = sem::Role::list;
    list.rect = place;
    frame.record(std::move(list));
    {
        const Frame::Scope inside = frame.inside_last();
        for (std::size_t i = top; i < top + shown; ++i) {
            const Rect row{place.x + 3,
                           place.y + 3 + static_cast<double>(i - top) * menu_row,
                           place.w - 6,
                           menu_row};
            const std::string name = fmt::format("{}.{}", id, i);
            const Icon mark = chosen == i ? Icon::tick : Icon::none;
            if (item(frame, row, {name, options[i], mark, chosen == i})) {
                event.chosen = i;
            }
        }
    }
    // All around it: pressing there closes.
    const Touch beside = frame.touch({fmt::format("{}.close", id), page});
    const bool escaped = frame.take_open(Key::back);
    event.closed = !event.chosen.has_value() && (beside.activated || escaped);
    return event;
}

}  // namespace harmony::ui::desk
