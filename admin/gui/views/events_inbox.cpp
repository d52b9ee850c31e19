#include "admin/gui/views/events_inbox.h"

#include <algorithm>
#include <vector>

#include "admin/gui/models/event_orders.h"
#include "admin/gui/views/page_parts.h"

namespace harmony::admin::gui {

using ui::Frame;
using ui::Rect;

namespace {

constexpr double widest = 300;  ///< mm: a longer line is hard to read
constexpr double pad = 6;
constexpr double between = 5;

}  // namespace

std::string EventsInbox::draw(Frame& frame,
                              const Rect& where,
                              const EventsModel& model,
                              Host& host) {
    if (model.inbox.empty()) {
        ui::desk::empty(
            frame,
            where,
            {.id = "events.inbox.none",
             .icon = ui::Icon::tick,
             .title = "Nothing waits for you",
             .text = "Two sign-ups that may be one, a ticket that came in twice, a kiosk "
                     "that is lost: such things stand here until somebody decides. None "
                     "of them stops anything."});
        return {};
    }
    std::string opened;
    ui::desk::scrolled(frame, where, "events.inbox", scroll_, [&](const Rect& inside) {
        double y = inside.y;
        for (const InboxLine& item : model.inbox) {
            y += draw_item(frame,
                           {inside.x, y, std::min(inside.w, widest), inside.h},
                           item,
                           host,
                           opened) +
                 between;
        }
        return y - inside.y;
    });
    return opened;
}

double EventsInbox::draw_item(
    Frame& frame, Rect where, const InboxLine& item, Host& host, std::string& opened) {
    const std::string id = "events.inbox." + item.id;
    const double top = where.y;
    const double height_of_line = 0.3;
    const ui::TextLook quiet{.scale = ui::Scale::small, .colour = ui::Role::second_text};
    frame.line({where.x, top}, {where.right(), top}, ui::desk::hairline(frame), height_of_line);
    where.take_top(pad);
    const std::string event = item.event.empty() ? "About no event" : item.event;
    parts::line(frame, where, {id + ".event", event, quiet}, 1.5);
    where.take_top(
        ui::paragraph(
            frame,
            where,
            {.id = id + ".what", .text = item.what, .look = {.weight = ui::Weight::bold}}),
        1.5);
    const std::string unless = "If nobody acts: " + item.unless +
                               (item.numbers.empty() ? "" : " Ticket " + item.numbers + ".");
    where.take_top(ui::paragraph(frame, where, {.id = id + ".unless", .text = unless}), 3.5);
    std::vector<std::string> ids;
    for (const InboxChoice& choice : item.choices) {
        ids.push_back(id + "." + choice.word);
    }
    ids.push_back(id + ".open");
    std::vector<ui::Button> buttons;
    for (std::size_t at = 0; at < item.choices.size(); ++at) {
        buttons.push_back({.id = ids[at],
                           .label = item.choices[at].label,
                           .kind = at == 0 ? ui::ButtonKind::primary : ui::ButtonKind::plain,
                           .enabled = !host.busy()});
    }
    if (!item.date.empty()) {
        buttons.push_back(
            {.id = ids.back(), .label = "Show the date", .kind = ui::ButtonKind::quiet});
    }
    if (const auto pressed = parts::button_row(frame, where, buttons)) {
        if (*pressed < item.choices.size()) {
            decide(item, item.choices[*pressed], host);
        } else {
            opened = item.date;
        }
    }
    where.take_top(parts::button_row_size(frame, where.w, buttons).h);
    return where.y - top;
}

void EventsInbox::decide(const InboxLine& item, const InboxChoice& choice, Host& host) {
    if (!officer_.empty() && !choice.asks_which && !choice.asks_why) {
        host.run(decide_order(item, choice, {officer_, ""}));
        return;
    }
    host.fill_in(decide_form(item, choice, officer_),
                 [this, item, choice, &host](const Answers& answers) {
                     officer_ = answers.front();
                     host.run(decide_order(item, choice, answers));
                 });
}

}  // namespace harmony::admin::gui
