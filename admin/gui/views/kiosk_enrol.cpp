#include "admin/gui/views/kiosk_enrol.h"

#include <algorithm>
#include <array>

#include "admin/gui/models/kiosk_orders.h"
#include "admin/gui/views/page_parts.h"

namespace harmony::admin::gui {

using ui::Frame;
using ui::Rect;

namespace {

constexpr double widest = 280;

}  // namespace

void KioskEnrol::begin(std::string address) {
    *this = KioskEnrol();
    address_ = address.empty() ? "usb:" : std::move(address);
    to_.set(address_);
}

void KioskEnrol::look(Host& host) {
    address_ = std::string(to_.text());
    machines_.reset();
    scanned_.clear();
    host.read<std::vector<AskingMachine>>(
        "kiosks.asking",
        [address = address_](Reader& reader) { return read_asking(reader, address); },
        [this](std::vector<AskingMachine> machines) { machines_ = std::move(machines); });
}

void KioskEnrol::scan(Host& host) {
    const std::string code(code_.text());
    machines_.reset();
    host.read<AskingMachine>(
        "kiosks.asking",
        [code](Reader& reader) { return read_scanned(reader, code); },
        [this, code](AskingMachine machine) {
            scanned_ = code;
            code_.set("");
            machines_ = {std::move(machine)};
        });
}

void KioskEnrol::enrol(const AskingMachine& machine, Host& host) {
    host.fill_in(enrol_form(machine, address_),
                 [this, machine, &host](const std::vector<std::string>& answers) {
                     parts::remember_store(host, answers.at(2));
                     host.run(enrol_order(machine, scanned_, answers),
                              [this](const Outcome& outcome) {
                                  result_ = outcome.ok ? outcome.printed : std::string();
                              });
                 });
}

bool KioskEnrol::draw(Frame& frame, Rect where, Host& host) {
    const ui::Button back{.id = "kiosks.back",
                          .label = "All kiosks",
                          .kind = ui::ButtonKind::quiet,
                          .icon = ui::Icon::back};
    Rect row = where.take_top(ui::sizes::control, 4);
    const bool left = ui::button(frame, row.take_left(ui::button_size(frame, back).w), back);
    bool done = false;
    ui::desk::scrolled(frame, where, "kiosks.enrol.page", scroll_, [&](const Rect& whole) {
        Rect inside{whole.x, whole.y, std::min(whole.w, widest), 10'000};
        if (!result_.empty()) {
            draw_result(frame, inside);
            const std::array buttons{ui::Button{.id = "kiosks.enrol.written",
                                                .label = "I have written it down",
                                                .kind = ui::ButtonKind::primary}};
            done = parts::button_row(frame, inside, buttons).has_value();
            inside.take_top(ui::sizes::control);
            return inside.y - whole.y;
        }
        draw_ways(frame, inside, host);
        draw_machines(frame, inside, host);
        return inside.y - whole.y;
    });
    return left || done;
}

void KioskEnrol::draw_ways(Frame& frame, Rect& where, Host& host) {
    where.take_top(
        ui::paragraph(frame,
                      where,
                      {.id = "kiosks.enrol.how",
                       .text = "A new machine shows twelve digits and a code on its screen, and "
                               "writes its request onto the stick that is in it. Put that stick in "
                               "here, or scan the code."}),
        6);
    const ui::desk::Field place{.id = "kiosks.enrol.to",
                                .label = "The stick, or where kiosks put things",
                                .hint = "usb:   or folder:/path, or the address of a store"};
    const bool typed =
        ui::desk::field(frame, where.take_top(ui::desk::field_height(frame, place), 3), place, to_)
            .entered;
    const std::array look_button{
        ui::Button{.id = "kiosks.enrol.look",
                   .label = "Look for machines",
                   .kind = machines_ ? ui::ButtonKind::plain : ui::ButtonKind::primary,
                   .enabled = !to_.empty()}};
    const bool pressed = parts::button_row(frame, where, look_button).has_value();
    where.take_top(parts::button_row_size(frame, where.w, look_button).h, 6);
    if (typed || pressed) {
        look(host);
    }
    const ui::desk::Field code{.id = "kiosks.enrol.code",
                               .label = "Or the code on its screen",
                               .placeholder = "Click here, then scan it",
                               .hint = "It begins with HE1:"};
    const bool scanned =
        ui::desk::field(frame, where.take_top(ui::desk::field_height(frame, code), 6), code, code_)
            .entered;
    if (scanned && !code_.empty()) {
        scan(host);
    }
}

void KioskEnrol::draw_machines(Frame& frame, Rect& where, Host& host) {
    if (!machines_) {
        return;
    }
    if (machines_->empty()) {
        where.take_top(ui::notice(frame,
                                  where,
                                  {.id = "kiosks.enrol.none",
                                   .text = "No new machine has put its request there. On the "
                                           "machine, touch \"Write the request again\" with the "
                                           "stick in it.",
                                   .colour = ui::Role::primary,
                                   .problem = false}));
        return;
    }
    parts::part_heading(
        frame, where, "kiosks.enrol.compare", "Are these the digits on its screen?");
    for (const AskingMachine& machine : *machines_) {
        if (draw_machine(frame, where, machine, host)) {
            enrol(machine, host);
        }
    }
}

/// The digits large, so that two people can compare them across a room.
bool KioskEnrol::draw_machine(Frame& frame, Rect& where, const AskingMachine& machine, Host& host) {
    const std::string id = "kiosks.enrol." + machine.kiosk.substr(0, 8);
    const std::string digits_id = id + ".digits";
    const ui::TextLook large{.scale = ui::Scale::title, .weight = ui::Weight::bold};
    const std::string yes_id = id + ".same";
    const std::array buttons{ui::Button{.id = yes_id,
                                        .label = "Yes, enrol it",
                                        .kind = ui::ButtonKind::primary,
                                        .enabled = !host.busy()}};
    const ui::Size size = parts::button_row_size(frame, where.w, buttons);
    const double height = std::max(frame.lay_out(machine.digits, large).height, size.h) + 8;
    Rect card = where.take_top(height, 4);
    ui::desk::panel(frame, card);
    card = card.grown(-4);
    const Rect end = card.take_right(size.w, 6);
    const bool same =
        parts::button_row(frame, {end.x, end.y + (end.h - size.h) / 2, end.w, size.h}, buttons)
            .has_value();
    const ui::TextBox box = frame.lay_out(machine.digits, large);
    ui::desk::words(frame,
                    {card.x + 2, card.y + (card.h - box.height) / 2, card.w, box.height},
                    {digits_id, machine.digits, large});
    return same;
}

void KioskEnrol::draw_result(Frame& frame, Rect& where) {
    parts::part_heading(frame, where, "kiosks.enrol.done", "It is a kiosk of this office now");
    std::size_t at = 0;
    int number = 0;
    while (at < result_.size()) {
        const std::size_t end = std::min(result_.find('\n', at), result_.size());
        const std::string line = result_.substr(at, end - at);
        if (!line.empty()) {
            const std::string id = "kiosks.enrol.line." + std::to_string(++number);
            where.take_top(ui::paragraph(frame, where, {.id = id, .text = line}), 3);
        }
        at = end + 1;
    }
    where.take_top(3);
}

}  // namespace harmony::admin::gui
