#include "kiosk/ticket_desk.h"

#include <algorithm>

#include "events/code.h"
#include "kiosk/tickets.h"
#include "kiosk/whats_on.h"

namespace harmony::kiosk {
namespace {

constexpr std::size_t code_digits = 9;
constexpr std::string_view no_receipt = "000";

/// How a sign-up stands, in the words of the page that said it first.
const char* key_of(std::string_view state) {
    return state == "confirmed"   ? "ticket.confirmed"
           : state == "waiting"   ? "ticket.waiting"
           : state == "offered"   ? "ticket.offered"
           : state == "cancelled" ? "ticket.cancelled"
                                  : "ticket.requested";
}

const char* key_of(events::TicketKind kind) {
    return kind == events::TicketKind::confirmed ? "ticket.was_confirmed"
           : kind == events::TicketKind::waiting ? "ticket.was_waiting"
                                                 : "ticket.was_requested";
}

}  // namespace

void TicketDesk::open(For what, const std::optional<events::OccurrenceId>& date) {
    close();
    what_ = what;
    date_ = date;
}

void TicketDesk::close() {
    digits_.wipe();
    trouble_.clear();
    scanned_.clear();
    code_ = 0;
    date_.reset();
    kind_.reset();
    state_.reset();
    pictures_.reset();
}

void TicketDesk::end_session() {
    close();
    wrong_ = 0;
}

void TicketDesk::type(const ui::KeyPress& press) {
    if (digits_.apply(press)) {
        trouble_.clear();
    }
}

bool TicketDesk::take_scan(std::string_view scanned,
                           const std::vector<sync::SignPublicKey>& known,
                           base::Day today) {
    const auto read = read_scan(scanned, known, today);
    const auto* ticket = std::get_if<events::Ticket>(&read);
    if (ticket == nullptr) {
        return false;
    }
    const For what = what_;
    const std::optional<events::OccurrenceId> here = date_;
    close();
    what_ = what;
    scanned_ = std::string(scanned);
    code_ = ticket->code;
    kind_ = ticket->kind;
    date_ = what == For::checking_in ? here : ticket->occurrence;
    pictures_ = draw_ticket(ticket_pictures(ticket->sign_up));
    return true;
}

bool TicketDesk::is_whole(const Words& words) {
    std::uint32_t code = 0;
    for (const char digit : digits_.text()) {
        code = code * 10 + static_cast<std::uint32_t>(digit - '0');
    }
    const bool whole = digits_.text().size() == code_digits && events::is_code(code);
    trouble_ = whole ? std::string() : words("err.code");
    code_ = whole ? code : 0;
    return whole;
}

base::SecretText TicketDesk::lookup_digits() const {
    std::string digits = std::to_string(code_);
    digits.insert(0, code_digits - std::min(code_digits, digits.size()), '0');
    base::SecretText all(no_receipt);
    all.append(digits);
    return all;
}

void TicketDesk::take(const base::ReceiptKey& key, const events::ReceiptStates& states) {
    state_.reset();
    const events::ReceiptState* found = states.find(key);
    if (found == nullptr || found->of != events::ReceiptOf::ticket || !found->occurrence) {
        return;
    }
    if (!date_ || *date_ == *found->occurrence) {
        date_ = found->occurrence;
        state_ = *found;
    }
}

bool TicketDesk::note_wrong() {
    const bool enough = ++wrong_ >= most_wrong;
    wrong_ = enough ? 0 : wrong_;
    return enough;
}

events::Fact TicketDesk::cancelled() const {
    base::promise(date_.has_value() && code_ != 0, "a ticket that was found");
    events::Fact fact;
    fact.head.occurrence = *date_;
    fact.payload = events::CancelAsked{code_};
    return fact;
}

TicketEntryView TicketDesk::entry(const Words& words) const {
    TicketEntryView view;
    view.checks_in = is_checking_in();
    const std::string_view typed = digits_.text();
    for (std::size_t at = 0; at < typed.size(); at += 3) {
        view.digits.append(at == 0 ? "" : " ");
        view.digits.append(typed.substr(at, 3));
    }
    view.trouble = trouble_;
    view.hint = words(is_checking_in() ? "checkin.hint" : "ticket.hint");
    return view;
}

TicketFoundView TicketDesk::found(const events::Event& event, const Words& words) const {
    TicketFoundView view;
    view.title = events::in_language(event.title, words.language());
    view.when = start_in_words(event, words);
    view.where = where_in_words(event);
    view.code = events::grouped_in_threes(code_);
    view.pictures = pictures_;
    const bool off = event.state == events::EventState::cancelled;
    if (off) {
        view.state = words("events.cancelled");
    } else if (state_) {
        view.state = words(key_of(state_->state));
    } else if (kind_) {
        view.state = words(key_of(*kind_));
    }
    view.may_cancel = !off && !(state_ && state_->state == "cancelled");
    return view;
}

std::vector<const events::Event*> dates_with_tickets(const std::vector<events::Event>& events,
                                                     base::Day today) {
    std::vector<const events::Event*> dates;
    for (const events::Event& event : events) {
        const bool near =
            event.day >= today && event.day < today + std::chrono::days{events::listed_days};
        if (near && event.sign_up != events::SignUpMode::none) {
            dates.push_back(&event);
        }
    }
    std::sort(dates.begin(), dates.end(), [](const auto* a, const auto* b) {
        return std::tie(a->day, a->start, a->id) < std::tie(b->day, b->start, b->id);
    });
    return dates;
}

}  // namespace harmony::kiosk
