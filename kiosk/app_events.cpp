#include <algorithm>

#include "events/calendar.h"
#include "events/code.h"
#include "kiosk/app.h"

// What's on, and the sign-up: what a press leads to, and what the worker said.
namespace harmony::kiosk {

namespace {

bool is_sign_up(Screen screen) {
    return screen == Screen::sign_up || screen == Screen::sign_up_check;
}

}  // namespace

SignUpForm::Reading App::reading() const {
    SignUpForm::Reading reading{look_.language, false};
    for (const Language& language : library_->languages()) {
        reading.draft = reading.draft || (language.code == look_.language && language.draft);
    }
    return reading;
}

const events::Event* App::open_event() const {
    const auto& id = whats_on_.opened();
    return id ? library_->content().event(*id) : nullptr;
}

void App::open_events() {
    end_sign_up();
    parts_.worker.post(job::ReadCounts{});  // how many spaces there are here now
    go(Screen::events);
}

/// The wipe of a sign-up: nothing that was typed stays.
void App::end_sign_up() {
    sign_up_.reset();
}

void App::begin_sign_up() {
    const events::Event* event = open_event();
    if (event != nullptr && event->consent) {
        sign_up_ = std::make_unique<SignUpForm>(*event, reading(), parts_.random);
        sent_code_ = 0;
        sent_ = {};
        go(Screen::sign_up);
    }
}

bool App::apply_events(const Intent& intent) {
    switch (intent.what) {
        case Do::open_events: open_events(); return true;
        case Do::open_event:
            if (const auto id = events::OccurrenceId::from_hex(intent.key)) {
                whats_on_.open(*id);
                go(Screen::event);
            }
            return true;
        case Do::open_filter: go(Screen::events_filter); return true;
        case Do::toggle_filter: whats_on_.toggle(intent.key); return true;
        case Do::clear_filter: whats_on_.clear(); return true;
        case Do::show_filtered: go(Screen::events); return true;
        case Do::sign_up:
            if (screen_ == Screen::event && open_event() != nullptr &&
                has_slots(library_->content().events, open_event()->id)) {
                go(Screen::event_slots);
            } else {
                begin_sign_up();
            }
            return true;
        case Do::another_sign_up:
            if (open_event() != nullptr && open_event()->slot_of) {
                show_event();  // an appointment is for one: another one is chosen
            } else {
                begin_sign_up();
            }
            return true;
        case Do::go_back:
            if (screen_ == Screen::events) {
                go_home();
                return true;
            }
            if (screen_ == Screen::event_slots) {
                show_event();
                return true;
            }
            if (screen_ == Screen::event || screen_ == Screen::events_filter) {
                go(Screen::events);
                return true;
            }
            break;
        default: break;
    }
    return apply_sign_up(intent);
}

bool App::apply_sign_up(const Intent& intent) {
    if (!sign_up_ || !is_sign_up(screen_)) {
        return false;
    }
    switch (intent.what) {
        case Do::choose: sign_up_->choose(intent.key); return true;
        case Do::type: sign_up_->type(intent.press); return true;
        case Do::keyboard: sign_up_->show_keys(intent.keys); return true;
        case Do::open_keyboard: sign_up_->open_keyboard(); return true;
        case Do::close_keyboard: sign_up_->close_keyboard(); return true;
        case Do::go_on: step(sign_up_->go_on(words())); return true;
        case Do::go_back: step(sign_up_->go_back()); return true;
        case Do::change: step(sign_up_->change(intent.number)); return true;
        case Do::send: send_sign_up(); return true;
        default: return false;
    }
}

void App::step(SignUpStep step) {
    switch (step) {
        case SignUpStep::stays: return;
        case SignUpStep::page: {
            const Screen check = task_ ? Screen::check : Screen::sign_up_check;
            return go(sign_up_->at() == SignUpPage::check ? check : Screen::sign_up);
        }
        case SignUpStep::left: break;
    }
    if (task_) {
        return this->step(task_->go_back());
    }
    if (sign_up_->has_answers()) {
        open_over(Screen::leave_task);
    } else {
        end_sign_up();
        show_event();
    }
}

/// Hands the frozen sign-up to the worker; a second press finds `saving_` set.
void App::send_sign_up() {
    if (saving_ || screen_ != Screen::sign_up_check) {
        return;
    }
    auto made = sign_up_->finish(parts_.clock.today());
    if (const auto* trouble = std::get_if<events::SignUpTrouble>(&made)) {
        const bool cancelled = *trouble == events::SignUpTrouble::cancelled;
        sent_.decision =
            cancelled ? events::SignUpDecision::cancelled : events::SignUpDecision::closed;
        const bool over = cancelled || *trouble == events::SignUpTrouble::closed;
        return over ? go(Screen::sign_up_closed) : step(SignUpStep::page);
    }
    SignUpSubmission& submission = std::get<SignUpSubmission>(made);
    if (const EngagementContent* here = engagement()) {
        submission.engagement = here->id;
    }
    submission.terms = events::terms_of(sign_up_->event(), events::wall_time(parts_.clock.now()));
    if (!clock_trusted()) {
        submission.clock = events::ClockTrust::not_trusted;
    }
    sent_code_ = submission.sign_up.code();
    sent_contact_ = submission.sign_up.contact().has_value();
    saving_ = true;
    parts_.worker.post(job::SendSignUp{std::move(submission)});
    go(Screen::saving);
}

void App::take(const answer::SignUpSent& sent) {
    note_spaces(sent.counts);
    if (!sign_up_ || sign_up_->id() != sent.sign_up) {
        return;  // left while it was being saved: it is saved, and the form is gone
    }
    saving_ = false;
    end_sign_up();
    kept_ = std::chrono::seconds{0};
    if (!sent.done.ok()) {
        return go(Screen::save_failed);
    }
    sent_ = *sent.done;
    if (!sent_.kept()) {
        return go(Screen::sign_up_closed);
    }
    sent_pictures_.reset();
    if (!sent_.ticket.empty()) {
        sent_pictures_ = draw_ticket(ticket_pictures(sent.sign_up));
    }
    signed_up_.insert(*whats_on_.opened());
    go(Screen::sign_up_done);
}

/// A fault of the clock: no space is given, since nobody knows what day it is.
bool App::clock_trusted() const {
    const std::vector<ListedFault>& faults = staff_.faults();
    return std::none_of(faults.begin(), faults.end(), [](const ListedFault& fault) {
        return fault.stands() && kind_of(fault.id).effect == FaultEffect::signups_wait;
    });
}

void App::note_spaces(const base::Result<OutboxCounts>& counts) {
    if (counts.ok()) {
        spaces_ = counts->spaces;
        spaces_elsewhere_ = counts->spaces_elsewhere;
        spaces_as_of_ = local_time_text(parts_.clock.now(), parts_.clock);
    }
}

HereAndNow App::here_and_now() const {
    HereAndNow now(parts_.clock.today());
    now.time = events::wall_time(parts_.clock.now());
    now.spaces = spaces_;
    now.spaces_elsewhere = spaces_elsewhere_;
    now.as_of = spaces_as_of_;
    now.clock_trusted = clock_trusted();
    now.signed_up = signed_up_;
    return now;
}

/// What a phone puts into its calendar, read without a network.
std::string App::calendar_text(const events::Event& event, const Words& page_words) const {
    if (event.state == events::EventState::cancelled) {
        return {};
    }
    constexpr std::size_t smallest_room = 320;  // version 11: what the smallest screen has room for
    const events::CalendarOptions options{"harmony", parts_.clock.now(), {}};
    return events::calendar_code(
        events::calendar_entry(event, page_words.language()), options, smallest_room);
}

void App::draw_events_page(ui::Frame& frame, const PageContext& context, Intents& intents) {
    const std::vector<events::Event>& all = library_->content().events;
    const HereAndNow now = here_and_now();
    switch (screen_) {
        case Screen::events: {
            EventsView view = whats_on_.list(all, now, context.words);
            view.page = page_;
            return draw_events(frame, context, view, intents);
        }
        case Screen::events_filter: {
            EventsFilterView view = whats_on_.filter(all, now, context.words);
            view.page = page_;
            return draw_events_filter(frame, context, view, intents);
        }
        case Screen::event: {
            base::promise(open_event() != nullptr, "an event that the pack has");
            EventView view = event_view(*open_event(), now, context.words);
            view.calendar = calendar_text(*open_event(), context.words);
            offer_slots(all, *open_event(), now, context.words, view);
            view.page = page_;
            return draw_event(frame, context, view, intents);
        }
        case Screen::sign_up_check:
            return draw_check(frame, context, sign_up_->check(context.words), intents);
        case Screen::sign_up_done:
            return draw_sign_up_done(frame, context, sign_up_done_view(context.words), intents);
        case Screen::sign_up_closed:
            return draw_sign_up_closed(
                frame, context, {sent_.decision, open_event()->organiser, page_}, intents);
        default: break;
    }
    if (sign_up_->at_consent()) {
        return draw_consent(frame, context, sign_up_->consent(context.words), intents);
    }
    draw_question(
        frame, context, sign_up_->question(context.words), parts_.toolkit.keyboards(), intents);
}

/// What was decided, in the words of 8.2 of the design, and what happens now.
void App::say_outcome(const events::Event& event,
                      const Words& page_words,
                      SignUpDoneView& view) const {
    const std::string by = page_words.date(events::day_of(events::sign_up_closes(event)));
    switch (sent_.decision) {
        case events::SignUpDecision::confirmed:
        case events::SignUpDecision::on_the_list:
            view.next = page_words("signup.next_coming", {{"organiser", event.organiser}});
            view.calendar = calendar_text(event, page_words);
            return;
        case events::SignUpDecision::waiting:
            view.status = page_words("signup.no_free");
            view.next =
                page_words(sent_contact_ ? "signup.told_by" : "signup.look_after", {{"date", by}});
            return;
        default:
            view.status = page_words("signup.not_confirmed");
            view.next = page_words(sent_contact_ ? "signup.next_contact" : "signup.next_code",
                                   {{"organiser", event.organiser}});
    }
}

SignUpDoneView App::sign_up_done_view(const Words& page_words) const {
    const events::Event& event = *open_event();
    SignUpDoneView view;
    view.decision = sent_.decision;
    view.ticket = sent_.ticket;
    view.pictures = sent_pictures_;
    view.event = events::in_language(event.title, page_words.language());
    view.when = start_in_words(event, page_words);
    view.where = where_in_words(event);
    view.code = events::grouped_in_threes(sent_code_);
    say_outcome(event, page_words, view);
    const std::string date = page_words.date(events::deletion_day(event));
    view.delete_line = page_words("signup.delete", {{"date", date}});
    view.page = page_;
    const WatchState watch = watched();
    if (watch.watch == Watch::countdown) {
        view.seconds_left = static_cast<int>(watch.left.count());
    }
    return view;
}

}  // namespace harmony::kiosk
