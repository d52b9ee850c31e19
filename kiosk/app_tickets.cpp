#include <algorithm>

#include "events/calendar.h"
#include "kiosk/app.h"

// "I have a ticket", checking in alone, and the appointments of a surgery: what a press leads to,
// and what the worker found.
namespace harmony::kiosk {

/// The date at which this machine stands, where the engagement lets people check themselves in.
const events::Event* App::self_check_in() const {
    const EngagementContent* here = engagement();
    if (here == nullptr ||
        std::find(here->home_tiles.begin(), here->home_tiles.end(), name_of(HomeTile::check_in)) ==
            here->home_tiles.end()) {
        return nullptr;
    }
    const auto id = events::OccurrenceId::from_bytes(here->id.view());
    const events::Event* event = id ? library_->content().event(*id) : nullptr;
    return event != nullptr && event->sign_up != events::SignUpMode::none ? event : nullptr;
}

void App::open_check_in() {
    const events::Event* event = self_check_in();
    ticket_desk_.open(TicketDesk::For::checking_in,
                      event == nullptr ? std::nullopt : std::optional(event->id));
    go(Screen::self_check_in);
}

bool App::apply_tickets(const Intent& intent) {
    switch (intent.what) {
        case Do::open_ticket:
            ticket_desk_.open(TicketDesk::For::looking, std::nullopt);
            go(Screen::my_ticket);
            return true;
        case Do::choose_slot:
            if (const auto id = events::OccurrenceId::from_hex(intent.key)) {
                whats_on_.open(*id);
                begin_sign_up();
            }
            return true;
        default: break;
    }
    switch (screen_) {
        case Screen::my_ticket:
        case Screen::self_check_in: return apply_ticket_entry(intent);
        case Screen::my_ticket_dates:
        case Screen::my_ticket_found:
        case Screen::my_ticket_cancel: return apply_ticket_found(intent);
        case Screen::self_checked:
            if (intent.what == Do::go_back) {
                open_check_in();
                return true;
            }
            return false;
        default: return false;
    }
}

bool App::apply_ticket_entry(const Intent& intent) {
    switch (intent.what) {
        case Do::type: ticket_desk_.type(intent.press); return true;
        case Do::go_on:
            if (!saving_ && ticket_desk_.is_whole(words())) {
                find_ticket();
            }
            return true;
        case Do::go_back:
            if (ticket_desk_.is_checking_in()) {
                go_home();
            } else {
                open_events();
            }
            ticket_desk_.close();
            return true;
        default: return false;
    }
}

/// A number leads to how it stands; at the door, to who comes in.
void App::find_ticket() {
    saving_ = true;
    if (!ticket_desk_.is_checking_in()) {
        parts_.worker.post(job::FindReceipt{ticket_desk_.lookup_digits()});
        return go(Screen::saving);
    }
    const events::Event* event =
        ticket_desk_.date() ? library_->content().event(*ticket_desk_.date()) : nullptr;
    base::promise(event != nullptr, "the date at which people check in");
    const events::CalendarEntry entry = events::calendar_entry(*event, "en");
    DoorQuery query;
    query.date = {event->id, entry.start, entry.end, entry.cancelled};
    query.keep_until = event->day + std::chrono::days{1};
    query.scanned = ticket_desk_.scanned();
    query.code = ticket_desk_.code();
    query.known = library_->content().ticket_keys;
    query.by_resident = true;
    parts_.worker.post(job::CheckIn{std::move(query)});
    go(Screen::saving);
}

bool App::apply_ticket_found(const Intent& intent) {
    switch (intent.what) {
        case Do::ticket_date:
            if (const auto id = events::OccurrenceId::from_hex(intent.key)) {
                ticket_desk_.choose(*id);
                go(Screen::my_ticket_found);
            }
            return true;
        case Do::ticket_cancel: go(Screen::my_ticket_cancel); return true;
        case Do::ticket_really_cancel:
            told_key_ = "ticket.told";
            say(ticket_desk_.cancelled());
            return true;
        case Do::go_back:
            if (screen_ == Screen::my_ticket_cancel) {
                go(Screen::my_ticket_found);
            } else {
                ticket_desk_.open(TicketDesk::For::looking, std::nullopt);
                go(Screen::my_ticket);
            }
            return true;
        default: return false;
    }
}

bool App::take_ticket(std::string_view scanned) {
    const bool asked = screen_ == Screen::home || screen_ == Screen::events ||
                       screen_ == Screen::event || screen_ == Screen::my_ticket ||
                       screen_ == Screen::my_ticket_found || screen_ == Screen::self_check_in;
    if (!asked || saving_) {
        return false;
    }
    if (screen_ != Screen::self_check_in) {
        ticket_desk_.open(TicketDesk::For::looking, std::nullopt);
    }
    if (!ticket_desk_.take_scan(scanned, library_->content().ticket_keys, parts_.clock.today())) {
        return false;
    }
    find_ticket();
    return true;
}

/// How a ticket stands, as far as the pack knows; else its date is asked.
void App::take_ticket_state(const base::ReceiptKey& key) {
    ticket_desk_.take(key, library_->content().receipts);
    const auto& date = ticket_desk_.date();
    const bool known = date && library_->content().event(*date) != nullptr;
    go(known ? Screen::my_ticket_found : Screen::my_ticket_dates);
}

void App::take(const answer::CheckedIn& checked) {
    if (screen_ != Screen::saving || !ticket_desk_.is_checking_in() || !in_session_) {
        return staff_.take(checked);
    }
    saving_ = false;
    if (!checked.answer.ok()) {
        return go(Screen::save_failed);
    }
    const events::Verdict verdict = checked.answer->answer.verdict;
    self_checked_ = checked.answer->written || verdict == events::Verdict::already;
    if (!self_checked_ && ticket_desk_.note_wrong()) {
        ticket_desk_.close();
        return go_home();
    }
    go(Screen::self_checked);
}

/// Back from a sign-up: of an appointment, to the date that it is one of.
void App::show_event() {
    const events::Event* event = open_event();
    if (event != nullptr && event->slot_of) {
        whats_on_.open(*event->slot_of);
        return go(Screen::event_slots);
    }
    go(Screen::event);
}

void App::draw_ticket_page(ui::Frame& frame, const PageContext& context, Intents& intents) {
    const Words& page_words = context.words;
    switch (screen_) {
        case Screen::my_ticket:
        case Screen::self_check_in:
            return draw_ticket_entry(frame, context, ticket_desk_.entry(page_words), intents);
        case Screen::my_ticket_dates: {
            TicketDatesView view;
            for (const events::Event* event :
                 dates_with_tickets(library_->content().events, parts_.clock.today())) {
                view.dates.push_back(
                    {event->id.hex(),
                     std::string(events::in_language(event->title, page_words.language())),
                     start_in_words(*event, page_words)});
            }
            view.page = page_;
            return draw_ticket_dates(frame, context, view, intents);
        }
        case Screen::event_slots: {
            EventSlotsView view =
                slots_view(library_->content().events, *open_event(), here_and_now(), page_words);
            view.page = page_;
            return draw_event_slots(frame, context, view, intents);
        }
        case Screen::self_checked: {
            const events::Event* event = self_check_in();
            CheckedInView view{self_checked_, {}, page_};
            if (event != nullptr) {
                view.event = events::in_language(event->title, page_words.language());
            }
            return draw_checked_in(frame, context, view, intents);
        }
        default: break;
    }
    const events::Event* event = library_->content().event(*ticket_desk_.date());
    base::promise(event != nullptr, "an event that the pack has");
    TicketFoundView view = ticket_desk_.found(*event, page_words);
    view.page = page_;
    if (screen_ == Screen::my_ticket_cancel) {
        return draw_ticket_cancel(frame, context, view, intents);
    }
    draw_ticket_found(frame, context, view, intents);
}

}  // namespace harmony::kiosk
