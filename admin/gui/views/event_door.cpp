#include "admin/gui/views/event_door.h"

#include <fmt/format.h>

#include <array>

#include "admin/gui/models/event_orders.h"
#include "admin/gui/views/page_parts.h"

namespace harmony::admin::gui {

namespace {

constexpr double widest = 260;

/// "IN: Ayesha Example, party of 3. Welcome." without its first word and with what follows.
std::string sentence_of(const std::string& verdict) {
    const std::size_t at = verdict.find(": ");
    std::string text = at == std::string::npos ? verdict : verdict.substr(at + 2);
    if (const std::size_t hint = text.find("\nLet in anyway with"); hint != std::string::npos) {
        text.resize(hint);
    }
    while (!text.empty() && text.back() == '\n') {
        text.pop_back();
    }
    return text;
}

}  // namespace

void EventDoor::open(const std::string& date) {
    *this = EventDoor();
    date_ = date;
}

void EventDoor::check_in(const std::string& said, const std::string& why, Host& host) {
    host.run(check_in_order(date_, said, why), [this, said](const Outcome& outcome) {
        asked_ = said;
        verdict_ = outcome.printed.empty() ? outcome.trouble : outcome.printed;
        let_in_ = outcome.ok;
        undo_ = outcome.ok ? said : std::string();
        if (outcome.ok) {
            typed_.set("");
        }
    });
}

void EventDoor::draw(ui::Frame& frame, ui::Rect where, const DateDetail& detail, Host& host) {
    where.w = std::min(where.w, widest);
    if (const std::string_view scanned = frame.scanned(); !scanned.empty() && !host.busy()) {
        check_in(std::string(scanned), {}, host);
    }
    const ui::desk::Field field{.id = "events.door.who",
                                .label = "Ticket, number or name",
                                .placeholder = "Scan, or type and press Enter",
                                .hint = "Nine digits, or at least two letters of a name",
                                .personal = true};
    ui::Rect row = where.take_top(ui::desk::field_height(frame, field), 4);
    const bool may = !host.busy() && !typed_.empty();
    const bool entered = ui::desk::field(frame, row, field, typed_).entered;
    const std::array go{ui::Button{.id = "events.door.check",
                                   .label = "Let in",
                                   .kind = ui::ButtonKind::primary,
                                   .enabled = may}};
    const bool pressed = parts::button_row(frame, where, go).has_value();
    where.take_top(parts::button_row_size(frame, where.w, go).h, 6);
    if ((pressed || entered) && may) {
        check_in(std::string(typed_.text()), {}, host);
    }
    draw_verdict(frame, where, host);
    draw_walk_ins(frame, where, detail, host);
}

/// A word and a shape beside the colour, so that in is told from not in without it.
void EventDoor::draw_verdict(ui::Frame& frame, ui::Rect& where, Host& host) {
    if (verdict_.empty()) {
        return;
    }
    const std::string text =
        fmt::format("{}  {}", let_in_ ? "In." : "Stop.", sentence_of(verdict_));
    where.take_top(ui::notice(frame,
                              where,
                              {.id = "events.door.verdict",
                               .text = text,
                               .colour = let_in_ ? ui::Role::done : ui::Role::danger,
                               .problem = !let_in_}),
                   4);
    const std::array buttons{ui::Button{.id = let_in_ ? "events.door.undo" : "events.door.override",
                                        .label = let_in_ ? "Take it back" : "Let in all the same",
                                        .enabled = !host.busy()}};
    const bool pressed = parts::button_row(frame, where, buttons).has_value();
    where.take_top(parts::button_row_size(frame, where.w, buttons).h, 8);
    if (pressed && let_in_) {
        Order order = check_in_order(date_, undo_, {});
        order.words.emplace_back("--undo");
        host.run(std::move(order), [this](const Outcome& outcome) {
            verdict_ = outcome.ok ? std::string() : outcome.printed;
            let_in_ = false;
        });
    } else if (pressed) {
        Form form = parts::why_form("It is written down with the entry.");
        form.title = "Let in all the same";
        form.submit = "Let in";
        host.fill_in(form, [this, said = asked_, &host](const Answers& answers) {
            check_in(said, answers.at(0), host);
        });
    }
}

void EventDoor::draw_walk_ins(ui::Frame& frame,
                              ui::Rect& where,
                              const DateDetail& detail,
                              Host& host) {
    parts::part_heading(frame, where, "events.door.walk_ins", "Without a sign-up");
    const bool free = !host.busy();
    const std::array buttons{
        ui::Button{.id = "events.door.adult", .label = "One adult more", .enabled = free},
        ui::Button{.id = "events.door.child", .label = "One child more", .enabled = free}};
    if (const auto pressed = parts::button_row(frame, where, buttons)) {
        host.run(walk_in_order(date_, *pressed == 0 ? 1 : 0, *pressed == 1 ? 1 : 0));
    }
    where.take_top(parts::button_row_size(frame, where.w, buttons).h, 4);
    std::string counts =
        fmt::format("{} adults and {} children came without a sign-up, {} people with one.",
                    detail.walked_in_adults,
                    detail.walked_in_children,
                    detail.came_signed_up);
    if (detail.clicked_in > 0) {
        counts += fmt::format(" The clickers counted {}.", detail.clicked_in);
    }
    where.take_top(ui::paragraph(frame, where, {.id = "events.door.counts", .text = counts}));
}

}  // namespace harmony::admin::gui
