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
        case Do::another_sign_up: begin_sign_up(); return true;
        case Do::go_back:
            if (screen_ == Screen::events) {
                go_home();
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
        go(Screen::event);
    }
}

/// Hands the frozen sign-up to the worker; a second press finds `saving_` set.
void App::send_sign_up() {
    if (saving_ || screen_ != Screen::sign_up_check) {
        return;
    }
    auto made = sign_up_->finish(parts_.clock.today());
    if (const auto* trouble = std::get_if<events::SignUpTrouble>(&made)) {
        const bool over = *trouble == events::SignUpTrouble::cancelled ||
                          *trouble == events::SignUpTrouble::closed;
        return over ? go(Screen::sign_up_closed) : step(SignUpStep::page);
    }
    SignUpSubmission& submission = std::get<SignUpSubmission>(made);
    if (const EngagementContent* here = engagement()) {
        submission.engagement = here->id;
    }
    sent_code_ = submission.sign_up.code();
    sent_contact_ = submission.sign_up.contact().has_value();
    saving_ = true;
    parts_.worker.post(job::SendSignUp{std::move(submission)});
    go(Screen::saving);
}

void App::take(const answer::SignUpSent& sent) {
    if (!sign_up_ || sign_up_->id() != sent.sign_up) {
        return;  // left while it was being saved: it is saved, and the form is gone
    }
    saving_ = false;
    end_sign_up();
    kept_ = std::chrono::seconds{0};
    go(sent.done.ok() ? Screen::sign_up_done : Screen::save_failed);
}

void App::draw_events_page(ui::Frame& frame, const PageContext& context, Intents& intents) {
    const std::vector<events::Event>& all = library_->content().events;
    const base::Day today = parts_.clock.today();
    switch (screen_) {
        case Screen::events: {
            EventsView view = whats_on_.list(all, today, context.words);
            view.page = page_;
            return draw_events(frame, context, view, intents);
        }
        case Screen::events_filter: {
            EventsFilterView view = whats_on_.filter(all, today, context.words);
            view.page = page_;
            return draw_events_filter(frame, context, view, intents);
        }
        case Screen::event: {
            base::promise(open_event() != nullptr, "an event that the pack has");
            EventView view = event_view(*open_event(), today, context.words);
            view.page = page_;
            return draw_event(frame, context, view, intents);
        }
        case Screen::sign_up_check:
            return draw_check(frame, context, sign_up_->check(context.words), intents);
        case Screen::sign_up_done:
            return draw_sign_up_done(frame, context, sign_up_done_view(context.words), intents);
        case Screen::sign_up_closed: {
            const bool cancelled = open_event()->state == events::EventState::cancelled;
            return draw_sign_up_closed(
                frame, context, {cancelled, open_event()->organiser, page_}, intents);
        }
        default: break;
    }
    if (sign_up_->at_consent()) {
        return draw_consent(frame, context, sign_up_->consent(context.words), intents);
    }
    draw_question(
        frame, context, sign_up_->question(context.words), parts_.toolkit.keyboards(), intents);
}

SignUpDoneView App::sign_up_done_view(const Words& page_words) const {
    const events::Event& event = *open_event();
    SignUpDoneView view;
    view.event = events::in_language(event.title, page_words.language());
    view.when = start_in_words(event, page_words);
    view.code = events::grouped_in_threes(sent_code_);
    view.next = page_words(sent_contact_ ? "signup.next_contact" : "signup.next_code",
                           {{"organiser", event.organiser}});
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
