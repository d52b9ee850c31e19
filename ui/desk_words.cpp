#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "ui/desk.h"
#include "ui/widget_parts.h"

namespace harmony::ui::desk {
namespace {

struct ToneColours {
    Colour ground;
    Colour ink;
};

ToneColours colours_of(const Frame& frame, Tone tone) {
    const Theme theme = frame.theme();
    const auto tinted = [&](Role role) {
        return ToneColours{mixed(theme[Role::surface], theme[role], 34), theme[role]};
    };
    switch (tone) {
        case Tone::good: return tinted(Role::done);
        case Tone::notice: return tinted(Role::primary);
        case Tone::bad: return tinted(Role::danger);
        case Tone::quiet: break;
    }
    return {mixed(theme[Role::surface], theme[Role::border], 40), theme[Role::second_text]};
}

constexpr TextLook badge_look{.scale = Scale::small, .weight = Weight::bold};
constexpr double badge_pad = 3.5;

std::string cut_at(std::string_view text, std::size_t letters) {
    std::size_t byte = 0;
    for (std::size_t i = 0; i < letters && byte < text.size(); ++i) {
        static_cast<void>(base::next_code_point(text, byte));
    }
    while (byte > 0 && text[byte - 1] == ' ') {
        --byte;
    }
    return std::string(text.substr(0, byte)) + "…";
}

}  // namespace

Colour hairline(const Frame& frame) {
    return mixed(frame.theme()[Role::surface], frame.theme()[Role::border], 70);
}

void panel(Frame& frame, const Rect& where) {
    frame.shadow(where, 4, 1.6);
    frame.framed(where, frame.theme()[Role::surface], hairline(frame), 0.5, 4);
}

std::string shortened(Frame& frame, std::string_view text, const TextLook& look, double width) {
    if (frame.lay_out(text, look).width <= width) {
        return std::string(text);
    }
    if (frame.lay_out("…", look).width > width) {
        return {};
    }
    std::size_t fits = 0;
    std::size_t too_long = base::code_points(text);
    while (fits + 1 < too_long) {
        const std::size_t middle = (fits + too_long) / 2;
        const bool enough = frame.lay_out(cut_at(text, middle), look).width <= width;
        (enough ? fits : too_long) = middle;
    }
    return cut_at(text, fits);
}

double words(Frame& frame, const Rect& where, const Words& words) {
    const std::string text = shortened(frame, words.text, words.look, where.w);
    const TextBox box = frame.lay_out(text, words.look);
    const Rect line{where.x, where.y, where.w, std::max(where.h, box.height)};
    const Point at = parts::placed(box, line, words.look.align);
    frame.text(box, at, frame.theme()[words.look.colour]);
    if (!words.id.empty()) {
        sem::Node node;
        node.id = words.id;
        node.name.assign(words.text);
        node.rect = line;
        node.personal = words.look.privacy == Privacy::personal;
        parts::note_text(node, box, at);
        frame.record(std::move(node));
    }
    return box.height;
}

Size badge_size(Frame& frame, std::string_view text) {
    const TextBox box = frame.lay_out(text, badge_look);
    return {box.width + 2 * badge_pad, box.height + 1.6};
}

double badge(Frame& frame, Point at, const Badge& badge) {
    const ToneColours colours = colours_of(frame, badge.tone);
    const Size size = badge_size(frame, badge.text);
    const Rect pill{at.x, at.y, size.w, size.h};
    frame.fill(pill, colours.ground, size.h / 2);
    const TextBox box = frame.lay_out(badge.text, badge_look);
    const Point corner = parts::placed(box, pill, Align::centre);
    frame.text(box, corner, colours.ink);
    if (!badge.id.empty()) {
        sem::Node node;
        node.id = badge.id;
        node.name.assign(badge.text);
        node.rect = pill;
        parts::note_text(node, box, corner);
        frame.record(std::move(node));
    }
    return size.w;
}

bool figure(Frame& frame, const Rect& where, const Figure& figure) {
    const Touch touch = frame.touch({figure.id, where, figure.leads});
    const Theme theme = frame.theme();
    panel(frame, where);
    if (figure.leads && frame.hovers(where)) {
        frame.outline(where, theme[Role::primary], 0.6, 4);
    }
    const Colour ink =
        figure.tone == Tone::quiet ? theme[Role::text] : colours_of(frame, figure.tone).ink;
    const TextLook large{.scale = Scale::title, .weight = Weight::bold, .share = 1.55};
    Rect inside = where.grown(-6);
    const TextBox number = frame.lay_out(figure.number, large);
    frame.text(number, {inside.x, inside.y - 2}, ink);
    const TextLook small{.scale = Scale::small, .colour = Role::second_text};
    const TextBox name = frame.lay_out(shortened(frame, figure.name, small, inside.w), small);
    frame.text(name, {inside.x, inside.bottom() - name.height + 1}, theme[Role::second_text]);
    sem::Node node = parts::control(figure.leads ? sem::Role::button : sem::Role::text,
                                    figure.id,
                                    fmt::format("{} {}", figure.number, figure.name),
                                    where,
                                    figure.leads);
    node.action = figure.leads ? sem::Action::press : sem::Action::none;
    node.state = 0;
    node.value.assign(figure.number);
    frame.record(std::move(node));
    if (touch.focused) {
        frame.focus_ring(where, 4);
    }
    return touch.activated;
}

bool empty(Frame& frame, const Rect& where, const Empty& empty) {
    const Theme theme = frame.theme();
    const double width = std::min(where.w - 24, 260.0);
    const double left = where.x + (where.w - width) / 2;
    double y = where.y + std::max(10.0, where.h * 0.22);
    const Point middle{where.centre().x, y + 14};
    frame.disc(middle, 14, theme[Role::chosen]);
    frame.icon(empty.icon, {middle.x - 7, middle.y - 7, 14, 14}, theme[Role::primary]);
    y += 36;
    const std::string base(empty.id);
    const TextLook title{.scale = Scale::title, .weight = Weight::bold, .align = Align::centre};
    y += paragraph(frame, {left, y, width, 0}, {base + ".title", empty.title, title}) + 4;
    const TextLook quiet{.align = Align::centre, .colour = Role::second_text};
    y += paragraph(frame, {left, y, width, 0}, {base + ".text", empty.text, quiet}) + 10;
    if (empty.button_id.empty()) {
        return false;
    }
    const Button act{.id = empty.button_id, .label = empty.button, .kind = ButtonKind::primary};
    const Size size = button_size(frame, act, width);
    return button(frame, {where.centre().x - size.w / 2, y, size.w, size.h}, act);
}

}  // namespace harmony::ui::desk
