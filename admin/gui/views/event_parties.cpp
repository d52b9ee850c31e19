#include "admin/gui/views/event_parties.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "admin/gui/models/event_orders.h"
#include "admin/gui/views/page_parts.h"

namespace harmony::admin::gui {

namespace {

using ui::desk::Tone;

constexpr std::array columns{
    ui::desk::Column{.id = "name", .heading = "Name", .share = 2},
    ui::desk::Column{.id = "state", .heading = "State", .share = 1.2},
    ui::desk::Column{.id = "people", .heading = "People", .share = 0.7, .number = true},
    ui::desk::Column{.id = "under_16", .heading = "Under 16", .share = 0.8, .number = true},
    ui::desk::Column{.id = "number", .heading = "Number", .share = 1.1},
    ui::desk::Column{.id = "needs", .heading = "Needs", .share = 1.6},
};

/// What must be said to somebody stays until an officer has said it.
std::function<void(const Outcome&)> tell_number(Host& host) {
    return [&host](const Outcome& outcome) {
        if (outcome.ok) {
            host.ask({"Tell them", outcome.printed, "I have told them", false, true}, [] {});
        }
    };
}

bool waits(const PartyLine& party) {
    return party.state == "waiting" || party.state == "requested" || party.state == "offered";
}

std::string state_words(const PartyLine& party) {
    return party.admitted > 0   ? fmt::format("came, {}", party.admitted)
           : party.waits_as > 0 ? fmt::format("waiting, no. {}", party.waits_as)
                                : party.state;
}

Tone tone_of(const PartyLine& party) {
    return party.state == "cancelled" ? Tone::quiet : waits(party) ? Tone::notice : Tone::good;
}

parts::SortKey key_of(const PartyLine& party, std::string_view column) {
    if (column == "people") {
        return {party.people};
    }
    if (column == "under_16") {
        return {party.under_16};
    }
    return {column == "state" ? party.waits_as : 0,
            column == "name"     ? parts::lowered(party.name)
            : column == "number" ? party.number
            : column == "needs"  ? party.needs
                                 : party.state};
}

}  // namespace

void EventParties::open(const std::string& date) {
    *this = EventParties();
    date_ = date;
}

void EventParties::refresh(Host& host) {
    if (said_why_) {
        read(host, std::nullopt);
    }
}

void EventParties::ask_why(Host& host) {
    host.fill_in(parts::why_form("Names and what people need are shown to those who need them."),
                 [this, &host](const Answers& answers) { read(host, answers.at(0)); });
}

void EventParties::read(Host& host, const std::optional<std::string>& reason) {
    host.read<PartiesModel>(
        "events.parties",
        [date = date_, reason](Reader& reader) { return read_parties(reader, date, reason); },
        [this](PartiesModel model) {
            if (model.date == date_) {
                said_why_ = true;
                model_ = std::move(model);
                choose_rows();
            }
        });
}

void EventParties::choose_rows() {
    rows_.clear();
    const std::string looked_for = parts::lowered(looked_for_.text());
    for (std::size_t row = 0; row < model_->parties.size(); ++row) {
        const PartyLine& party = model_->parties[row];
        const std::string all = parts::lowered(party.name + ' ' + party.number + ' ' + party.state);
        if (looked_for.empty() || all.find(looked_for) != std::string::npos) {
            rows_.push_back(row);
        }
    }
    parts::sort_rows(rows_, state_, [this](std::size_t row, std::string_view column) {
        return key_of(model_->parties[row], column);
    });
}

ui::desk::Cell EventParties::cell(std::size_t row, std::size_t column) const {
    const PartyLine& party = model_->parties[rows_[row]];
    switch (column) {
        case 0: return {.text = party.name, .strong = true};
        case 1: return {.text = state_words(party), .tone = tone_of(party)};
        case 2: return {.text = fmt::to_string(party.people)};
        case 3: return {.text = party.under_16 > 0 ? fmt::to_string(party.under_16) : ""};
        case 4: return {.text = party.number, .quiet = true};
        default: return {.text = party.needs, .quiet = true};
    }
}

ui::desk::Table EventParties::table() const {
    return {.id = "events.parties",
            .name = "Who signed up",
            .columns = columns,
            .rows = rows_.size(),
            .key = [this](std::size_t row) { return model_->parties[rows_[row]].id; },
            .cell = [this](std::size_t row, std::size_t column) { return cell(row, column); }};
}

const PartyLine* EventParties::chosen() const {
    const auto found = std::find_if(
        model_->parties.begin(), model_->parties.end(), [this](const PartyLine& party) {
            return party.id == state_.chosen;
        });
    return found == model_->parties.end() ? nullptr : &*found;
}

void EventParties::draw(
    ui::Frame& frame, ui::Rect where, const EventsModel& model, const EventDate& line, Host& host) {
    const bool free = !host.busy();
    const std::array buttons{
        ui::Button{.id = "events.parties.add", .label = "Sign somebody up", .enabled = free},
        ui::Button{.id = "events.parties.promote",
                   .label = "Give the next space",
                   .enabled = free && line.waiting > 0},
        ui::Button{.id = "events.parties.sheet", .label = "Print the list", .enabled = free},
        ui::Button{.id = "events.parties.csv", .label = "Export", .enabled = free},
        ui::Button{.id = "events.parties.copy",
                   .label = "Copy",
                   .kind = ui::ButtonKind::quiet,
                   .enabled = model_.has_value()}};
    const auto pressed = parts::button_row(frame, where, buttons);
    where.take_top(parts::button_row_size(frame, where.w, buttons).h, 4);
    if (pressed == std::size_t{0}) {
        parts::fill_and_run(
            host,
            sign_up_form(),
            [date = date_](const Answers& answers) {
                return base::Result<Order>(sign_up_order(date, answers));
            },
            tell_number(host));
    } else if (pressed == std::size_t{1}) {
        host.run(promote_order(date_));
    } else if (pressed == std::size_t{2} || pressed == std::size_t{3}) {
        const bool sheet = pressed == std::size_t{2};
        parts::fill_and_run(
            host, list_form(model, line, sheet), [line, sheet](const Answers& answers) {
                return base::Result<Order>(list_order(line, sheet, answers));
            });
    }
    if (!model_) {
        const bool asked = ui::desk::empty(
            frame,
            where,
            {.id = "events.parties.closed",
             .icon = ui::Icon::lock,
             .title = "Names are not shown yet",
             .text = "Say why you need them: the reason goes into the office's books.",
             .button_id = "events.parties.show",
             .button = "Show names"});
        if (asked) {
            ask_why(host);
        }
        return;
    }
    if (pressed == std::size_t{4}) {
        host.copy(parts::tab_separated(table()));
        host.say("The list is on the clipboard.");
    }
    draw_chosen(frame, where, model, line, host);
    if (model_->parties.empty()) {
        ui::desk::empty(frame,
                        where,
                        {.id = "events.parties.none",
                         .icon = ui::Icon::calendar,
                         .title = "Nobody has signed up yet",
                         .text = "Sign-ups come with the next batch of a kiosk, or are typed in "
                                 "here for somebody who calls."});
        return;
    }
    const ui::desk::Field field{.id = "events.parties.search",
                                .label = {},
                                .name = "Look for a name or a number",
                                .placeholder = "Look for a name or a number",
                                .personal = true};
    const ui::Rect row = where.take_top(ui::desk::field_height(frame, field), 3);
    if (ui::desk::field(frame, row, field, looked_for_).changed) {
        state_.top = 0;
        choose_rows();
    }
    const ui::desk::TableEvent event = ui::desk::table(frame, where, table(), state_);
    if (event.sorted) {
        choose_rows();
    }
}

void EventParties::draw_chosen(ui::Frame& frame,
                               ui::Rect& where,
                               const EventsModel& model,
                               const EventDate& line,
                               Host& host) {
    const PartyLine* party = chosen();
    if (party == nullptr) {
        return;
    }
    ui::Rect band = where.take_bottom(2 * ui::sizes::control + 6, 3);
    frame.line({band.x, band.y}, {band.right(), band.y}, ui::desk::hairline(frame), 0.3);
    band.take_top(2);
    const std::string contact =
        party->phone.empty() && party->email.empty()
            ? std::string("No way to reach them")
            : party->phone + (party->phone.empty() || party->email.empty() ? "" : ", ") +
                  party->email;
    ui::desk::words(
        frame,
        band.take_top(11, 2),
        {"events.party.contact", party->name + ": " + contact, {.privacy = ui::Privacy::personal}});
    const bool free = !host.busy();
    const bool off = party->state == "cancelled";
    const std::array buttons{
        ui::Button{.id = "events.party.cancel",
                   .label = off ? "Take the cancellation back" : "Cancel the sign-up",
                   .enabled = free},
        ui::Button{.id = "events.party.promote",
                   .label = "Give a space out of turn",
                   .enabled = free && waits(*party)},
        ui::Button{.id = "events.party.move",
                   .label = "Move to another date",
                   .enabled = free && !off && !other_dates(model, line).empty()}};
    const auto pressed = parts::button_row(frame, band, buttons);
    if (pressed == std::size_t{0}) {
        host.run(off ? reinstate_order(date_, *party) : cancel_sign_up_order(date_, *party));
    } else if (pressed == std::size_t{1}) {
        Form form = parts::why_form("Somebody else is next in line.");
        form.title = "Give a space out of turn";
        form.submit = "Give the space";
        parts::fill_and_run(host, form, [date = date_, who = *party](const Answers& answers) {
            return base::Result<Order>(promote_order(date, who, answers.at(0)));
        });
    } else if (pressed == std::size_t{2}) {
        parts::fill_and_run(
            host,
            move_form(model, line, *party),
            [model, line, who = *party](const Answers& answers) {
                return move_order(model, line, who, answers);
            },
            tell_number(host));
    }
}

}  // namespace harmony::admin::gui
