#include <algorithm>

#include "ui/widget_parts.h"
#include "ui/widgets.h"

namespace harmony::ui {
namespace {

constexpr TextLook heading_look{Scale::title, Weight::bold};
constexpr double notice_pad = 4.5;

// A text node is as large as its words and their ink: Nastaliq leaves its lines.
double text_node(Frame& frame, const Rect& where, const Paragraph& paragraph) {
    const TextBox box = frame.lay_out(paragraph.text, paragraph.look, where.w);
    Point at{where.x, where.y};
    if (paragraph.look.align != Align::start) {
        at.x = parts::placed(box, {where.x, where.y, where.w, box.height}, paragraph.look.align).x;
    }
    frame.text(box, at, frame.theme()[paragraph.look.colour]);
    sem::Node node;
    node.id = paragraph.id;
    node.role = paragraph.role;
    node.name.assign(paragraph.text);
    node.language = paragraph.look.language;
    node.personal = paragraph.look.privacy == Privacy::personal;
    node.state = paragraph.live ? sem::live : 0U;
    node.spell = paragraph.spell;
    parts::note_text(node, box, at);
    node.rect = united({where.x, where.y, where.w, box.height}, node.ink);
    frame.record(std::move(node));
    return box.height;
}

}  // namespace

double heading(Frame& frame, const Rect& where, std::string_view id, std::string_view text) {
    return text_node(frame, where, {id, text, heading_look, sem::Role::heading});
}

double heading_height(Frame& frame, double width, std::string_view text) {
    return frame.lay_out(text, heading_look, width).height;
}

double paragraph(Frame& frame, const Rect& where, const Paragraph& paragraph) {
    return text_node(frame, where, paragraph);
}

double paragraph_height(Frame& frame, double width, const Paragraph& paragraph) {
    return frame.lay_out(paragraph.text, paragraph.look, width).height;
}

namespace {

constexpr double notice_icon = 9.0;
constexpr double notice_text_at = notice_pad + notice_icon + 3.5;
constexpr TextLook notice_look{Scale::body, Weight::bold};

}  // namespace

double notice_height(Frame& frame, double width, std::string_view text) {
    const double inside = width - notice_text_at - notice_pad;
    return std::max(notice_icon, frame.lay_out(text, notice_look, inside).height) + 2 * notice_pad;
}

double notice(Frame& frame, const Rect& where, const Notice& notice) {
    const double height = notice_height(frame, where.w, notice.text);
    const Rect rect{where.x, where.y, where.w, height};
    const Colour ink = frame.theme()[notice.colour];
    parts::draw_body(frame,
                     {.rect = rect,
                      .fill = frame.theme()[Role::surface],
                      .border = ink,
                      .border_mm = 0.8,
                      .raised = false});
    const Rect sign{
        rect.x + notice_pad, rect.y + (height - notice_icon) / 2, notice_icon, notice_icon};
    frame.icon(notice.colour == Role::done ? Icon::tick : Icon::warning, sign, ink);
    const Rect words{rect.x + notice_text_at, rect.y, rect.w - notice_text_at - notice_pad, height};
    const TextBox box = frame.lay_out(notice.text, notice_look, words.w);
    const Point at = parts::placed(box, words, Align::start);
    frame.text(box, at, ink);
    sem::Node node;
    node.id = notice.id;
    node.role = sem::Role::alert;
    node.state = sem::live | (notice.problem ? sem::invalid : 0U);
    node.spell = notice.spell;
    node.name.assign(notice.text);
    node.rect = rect;
    parts::note_text(node, box, at);
    frame.record(std::move(node));
    return height;
}

void card(Frame& frame, const Rect& where) {
    const Theme theme = frame.theme();
    frame.shadow(where, sizes::corner + 1, 3.0);
    frame.fill(where, mixed(theme[Role::background], theme[Role::border], 70), sizes::corner + 1);
    frame.fill(where.grown(-0.35), theme[Role::surface], sizes::corner + 0.65);
}

Rect dialog(Frame& frame, const Size& size, std::string_view id, std::string_view name) {
    const Rect page = frame.page();
    frame.fill(page, faded(rgb(0x000000), 150));
    const Rect rect{(page.w - size.w) / 2, (page.h - size.h) / 2, size.w, size.h};
    const Theme theme = frame.theme();
    frame.fill(rect, theme[Role::border], sizes::corner + 2);
    frame.fill(rect.grown(-0.6), theme[Role::surface], sizes::corner + 1.4);
    sem::Node node;
    node.id = id;
    node.role = sem::Role::dialog;
    node.name.assign(name);
    node.rect = rect;
    frame.record(std::move(node));
    return rect.grown(-8);
}

}  // namespace harmony::ui
