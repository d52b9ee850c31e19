#include "admin/gui/overlay.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "ui/widgets.h"

namespace harmony::admin::gui {

using ui::Frame;
using ui::Rect;

namespace {

constexpr double sheet_width = 260;
constexpr double pad = 12;

void dim(Frame& frame) {
    frame.fill(frame.page(), ui::Colour{10, 16, 22, 110});
}

/// Two buttons at the end of a row: the one that does it, and the one that does not.
struct Answer {
    bool yes = false;
    bool no = false;
};

Answer answer_row(Frame& frame, const Rect& row, const ui::Button& yes, std::string_view no_id) {
    const ui::Button no{.id = no_id, .label = "Cancel"};
    const double yes_width = std::max(50.0, ui::button_size(frame, yes).w);
    const double no_width = ui::button_size(frame, no).w;
    Answer answer;
    if (no_id.empty()) {
        answer.yes = ui::button(frame, {row.right() - yes_width, row.y, yes_width, row.h}, yes);
        return answer;
    }
    answer.no =
        ui::button(frame, {row.right() - yes_width - 6 - no_width, row.y, no_width, row.h}, no);
    answer.yes = ui::button(frame, {row.right() - yes_width, row.y, yes_width, row.h}, yes);
    return answer;
}

constexpr double answer_height = 16;

}  // namespace

void Overlay::show(Menu menu) {
    const std::size_t chosen = menu.chosen.value_or(0);
    menu.top = chosen > 4 ? chosen - 4 : 0;
    menu_ = std::move(menu);
}

void Overlay::show(Question question, std::function<void()> then) {
    sheet_ = Asked{std::move(question), std::move(then)};
    fresh_ = true;
}

void Overlay::show(Form form, std::function<void(std::vector<std::string>)> then) {
    Filled filled;
    for (const Entry& entry : form.entries) {
        Line line;
        line.entry = entry;
        line.text.set(entry.value);
        const auto found = std::find(entry.options.begin(), entry.options.end(), entry.value);
        if (found != entry.options.end()) {
            line.chosen = static_cast<std::size_t>(found - entry.options.begin());
        }
        filled.lines.push_back(std::move(line));
    }
    filled.form = std::move(form);
    filled.then = std::move(then);
    sheet_ = std::move(filled);
    fresh_ = true;
}

int Overlay::depth() const {
    return (menu_ ? 1 : 0) + (sheet_.index() != 0 ? 1 : 0);
}

void Overlay::draw(Frame& frame) {
    if (sheet_.index() != 0) {
        dim(frame);
    }
    const bool covered = menu_.has_value();
    if (covered) {
        const Frame::Scope behind = frame.behind_dialog();
        draw_question(frame);
        draw_form(frame);
    } else {
        const Frame::Scope group = frame.in_group(ui::sem::Group::dialog);
        draw_question(frame);
        draw_form(frame);
    }
    if (covered) {
        const Frame::Scope group = frame.in_group(ui::sem::Group::dialog);
        draw_menu(frame);
    }
}

void Overlay::draw_menu(Frame& frame) {
    const ui::desk::MenuEvent event = ui::desk::menu(
        frame, menu_->anchor, menu_->id + ".menu", menu_->options, menu_->chosen, menu_->top);
    if (event.chosen.has_value()) {
        const Menu closed = *std::exchange(menu_, std::nullopt);
        closed.then(*event.chosen);
    } else if (event.closed) {
        menu_.reset();
    }
}

void Overlay::draw_question(Frame& frame) {
    auto* asked = std::get_if<Asked>(&sheet_);
    if (asked == nullptr) {
        return;
    }
    const Question& question = asked->question;
    const double width = std::min(sheet_width, frame.page().w - 20) - 2 * pad;
    const ui::Paragraph text{"question.text", question.text};
    const double height = ui::heading_height(frame, width, question.title) + 6 +
                          ui::paragraph_height(frame, width, text) + 14 + answer_height;
    const Rect page = frame.page();
    const Rect card{page.centre().x - width / 2 - pad,
                    std::max(10.0, page.h * 0.28),
                    width + 2 * pad,
                    height + 2 * pad};
    ui::desk::panel(frame, card);
    Rect inside = card.grown(-pad);
    inside.take_top(ui::heading(frame, inside, "question", question.title), 6);
    inside.take_top(ui::paragraph(frame, inside, text), 14);
    const ui::Button yes{
        .id = "question.yes",
        .label = question.yes,
        .kind = question.danger ? ui::ButtonKind::danger : ui::ButtonKind::primary};
    const Answer answer =
        answer_row(frame,
                   {inside.x, inside.y, inside.w, answer_height},
                   yes,
                   question.told ? std::string_view() : std::string_view("question.no"));
    if (std::exchange(fresh_, false)) {
        frame.focus_next(question.danger ? "question.no" : "question.yes");
    }
    if (answer.no || frame.take_open(ui::Key::back)) {
        sheet_ = std::monostate{};
    } else if (answer.yes) {
        const auto then = std::move(asked->then);
        sheet_ = std::monostate{};
        then();
    }
}

double Overlay::draw_line(Frame& frame, const Rect& where, std::size_t index) {
    Line& line = std::get<Filled>(sheet_).lines[index];
    const std::string id = "form." + line.entry.id;
    const std::string wrong = line.missing ? "This is needed." : "";
    if (line.entry.options.empty()) {
        ui::desk::Field field{.id = id,
                              .label = line.entry.label,
                              .hint = line.entry.hint,
                              .wrong = wrong,
                              .personal = line.entry.personal,
                              .lines = line.entry.lines};
        const ui::desk::FieldEvent event = ui::desk::field(frame, where, field, line.text);
        line.missing = line.missing && !event.changed;
        return ui::desk::field_height(frame, field);
    }
    const ui::TextLook small{.scale = ui::Scale::small, .weight = ui::Weight::bold};
    const double label =
        ui::desk::words(frame, {where.x, where.y, where.w, 0}, {{}, line.entry.label, small}) + 2;
    const Rect box{where.x, where.y + label, where.w, 16};
    const std::string value = line.chosen ? line.entry.options[*line.chosen] : "Choose…";
    const std::string name = line.entry.label;
    if (ui::desk::chooser(frame, box, {id, {}, value})) {
        show(Menu{id, box, line.entry.options, line.chosen, [this, index](std::size_t chosen) {
                      Line& asked = std::get<Filled>(sheet_).lines[index];
                      asked.chosen = chosen;
                      asked.missing = false;
                  }});
    }
    double height = label + box.h;
    const std::string& below = line.missing ? wrong : line.entry.hint;
    if (!below.empty()) {
        const ui::TextLook look{.scale = ui::Scale::small,
                                .colour = line.missing ? ui::Role::danger : ui::Role::second_text};
        height += 2 + ui::desk::words(frame,
                                      {where.x, where.y + height + 2, where.w, 0},
                                      {id + ".hint", below, look});
    }
    return height;
}

bool Overlay::complete() {
    bool whole = true;
    for (Line& line : std::get<Filled>(sheet_).lines) {
        const bool there =
            line.entry.options.empty() ? !line.text.empty() : line.chosen.has_value();
        line.missing = line.entry.needed && !there;
        whole = whole && !line.missing;
    }
    return whole;
}

void Overlay::draw_form(Frame& frame) {
    if (!std::holds_alternative<Filled>(sheet_)) {
        return;
    }
    const Form form = std::get<Filled>(sheet_).form;
    const Rect page = frame.page();
    const double width = std::min(sheet_width, page.w - 20) - 2 * pad;
    const ui::Paragraph text{"form.text", form.text, {.colour = ui::Role::second_text}};
    const double head = ui::heading_height(frame, width, form.title) + 6 +
                        (form.text.empty() ? 0 : ui::paragraph_height(frame, width, text) + 8);
    const double lines = std::max(20.0, std::get<Filled>(sheet_).scroll.content);
    const double room = page.h - 20 - head - answer_height - 12 - 2 * pad;
    const double seen = std::min(lines, room);
    const double height = head + seen + 12 + answer_height;
    const Rect card{page.centre().x - width / 2 - pad,
                    std::max(10.0, (page.h - height - 2 * pad) * 0.4),
                    width + 2 * pad,
                    height + 2 * pad};
    ui::desk::panel(frame, card);
    Rect inside = card.grown(-pad);
    inside.take_top(ui::heading(frame, inside, "form", form.title), 6);
    if (!form.text.empty()) {
        inside.take_top(ui::paragraph(frame, inside, text), 8);
    }
    const Rect place = inside.take_top(seen, 12);
    const auto draw_lines = [&](const Rect& where) {
        double y = where.y + 3;
        for (std::size_t i = 0; i < form.entries.size(); ++i) {
            y += draw_line(frame, {where.x, y, where.w, 0}, i) + 7;
        }
        return y - where.y;
    };
    ui::desk::Scroll scroll = std::get<Filled>(sheet_).scroll;
    ui::desk::scrolled(frame, place, "form.scroll", scroll, draw_lines);
    std::get<Filled>(sheet_).scroll = scroll;
    const ui::Button submit{
        .id = "form.submit", .label = form.submit, .kind = ui::ButtonKind::primary};
    const Answer answer =
        answer_row(frame, {inside.x, inside.y, inside.w, answer_height}, submit, "form.cancel");
    if (std::exchange(fresh_, false) && !form.entries.empty()) {
        frame.focus_next("form." + form.entries.front().id);
    }
    if (answer.no || frame.take_open(ui::Key::back)) {
        sheet_ = std::monostate{};
    } else if (answer.yes && complete()) {
        Filled filled = std::move(std::get<Filled>(sheet_));
        sheet_ = std::monostate{};
        std::vector<std::string> values;
        for (const Line& line : filled.lines) {
            values.push_back(line.entry.options.empty() ? std::string(line.text.text())
                             : line.chosen              ? line.entry.options[*line.chosen]
                                                        : std::string());
        }
        filled.then(std::move(values));
    }
}

}  // namespace harmony::admin::gui
