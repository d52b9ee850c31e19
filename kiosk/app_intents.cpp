#include <algorithm>

#include "kiosk/app.h"
#include "kiosk/partial_answers.h"
#include "kiosk/receipt.h"
#include "sync/crypto.h"

namespace harmony::kiosk {

void App::go(Screen screen) {
    pace_.stop();
    screen_ = screen;
    page_ = 0;
    page_since_ = now_;
}

void App::open_over(Screen screen) {
    if (screen_ == screen) {
        return;
    }
    behind_.push_back(screen_);
    go(screen);
}

void App::close_over() {
    if (!behind_.empty()) {
        const Screen below = behind_.back();
        behind_.pop_back();
        go(below);
    }
}

void App::begin_session() {
    attract_held_.reset();
    in_session_ = true;
    look_ = start_look();
    narration_.begin(look_);
    const std::vector<Language> languages = library_->languages();
    if (languages.empty()) {
        out_reason_ = OutReason::content;
        go(Screen::out_of_order);
    } else if (languages.size() == 1) {
        choose_language(languages.front().code);
    } else {
        go(Screen::language);
    }
}

/// The wipe of a task: nothing that was answered stays, and its slot is given back or closed.
void App::end_task() {
    map_tiles_.clear();
    if (task_) {
        parts_.worker.post(job::EndTask{task_->record()});
        task_.reset();
    }
    if (sign_up_ && sign_up_->is_hear_back()) {
        end_sign_up();
    }
    core_saved_ = false;
}

/// The wipe of a session (kiosk.md 9.2).
void App::end_session() {
    end_task();
    end_sign_up();
    whats_on_ = {};
    sent_code_ = 0;
    sent_ = {};
    signed_up_.clear();
    receipt_.wipe();
    receipt_desk_.end_session();
    ticket_desk_.end_session();
    sent_pictures_.reset();
    staff_.close();
    assisted_ = false;
    survey_.clear();
    behind_.clear();
    frozen_.reset();
    idle_ = false;
    curtain_ = false;
    backs_.reset();
    text_stepped_.reset();
    kept_ = std::chrono::seconds{0};
    saving_ = false;
    in_session_ = false;
    narration_.end();
    look_ = start_look();
    if (next_library_) {
        change_library(std::move(next_library_));
    }
    if (must_restart_) {
        exit_code_ = exit_code::failed_save;
    }
    go(screen_ == Screen::out_of_order ? Screen::out_of_order : Screen::attract);
    parts_.toolkit.reset_session();
}

std::vector<std::string> App::surveys() const {
    return forms_of({survey::Purpose::survey, survey::Purpose::exit});
}

/// Forms of this engagement that serve one of these purposes; of all when it names none.
std::vector<std::string> App::forms_of(std::initializer_list<survey::Purpose> purposes) const {
    std::vector<std::string> ids;
    const EngagementContent* here = engagement();
    for (const SurveyContent& survey : library_->content().surveys) {
        ids.push_back(survey.id);
    }
    if (here != nullptr && !here->surveys.empty()) {
        ids = here->surveys;
    }
    std::vector<std::string> fitting;
    std::copy_if(ids.begin(), ids.end(), std::back_inserter(fitting), [&](const std::string& id) {
        const survey::Purpose purpose = library_->form(id)->settings().purpose;
        return std::find(purposes.begin(), purposes.end(), purpose) != purposes.end();
    });
    return fitting;
}

void App::choose_language(const std::string& code) {
    look_.language = code;
    if (task_) {
        task_->speak(code);
    }
    if (sign_up_) {
        sign_up_->speak(reading());
    }
    if (behind_.empty()) {
        go_home();
    } else {
        close_over();
    }
}

/// Where a session is between its tasks.
void App::go_home() {
    survey_.clear();
    behind_.clear();
    go(Screen::home);
}

/// Whether the tile of the events leads anywhere.
bool App::offers_events() const {
    return !library_->content().events.empty();
}

void App::begin_from_home(HomeTile tile) {
    switch (tile) {
        case HomeTile::survey: return offer_surveys();
        case HomeTile::report: return begin_case();
        case HomeTile::you_said: return go(Screen::you_said);
        case HomeTile::help: return open_over(Screen::help);
        case HomeTile::not_today: return go(Screen::not_today);
        case HomeTile::events: return open_events();
        case HomeTile::check_in: return open_check_in();
    }
}

void App::offer_surveys() {
    const std::vector<std::string> offered = surveys();
    if (offered.size() == 1) {
        choose_survey(offered.front());
    } else {
        go(Screen::survey_pick);
    }
}

void App::choose_survey(const std::string& id) {
    survey_ = id;
    const bool asks_age = library_->form(id)->settings().min_age > 0;
    go(asks_age ? Screen::age_gate : Screen::privacy);
}

void App::apply(const Intent& intent) {
    if (apply_staff(intent)) {
        return;
    }
    const bool done = apply_access(intent) || apply_sound(intent) || apply_stand(intent) ||
                      apply_bar(intent) || apply_start(intent) || apply_codes(intent) ||
                      apply_tickets(intent) || apply_events(intent) || apply_question(intent);
    if (!done) {
        apply_end(intent);
    }
}

bool App::apply_bar(const Intent& intent) {
    switch (intent.what) {
        case Do::open_language: open_over(Screen::language); return true;
        case Do::next_text_size: step_text(); return true;
        case Do::next_colours: look_.colours = ui::next(look_.colours); return true;
        case Do::open_help: open_over(Screen::help); return true;
        case Do::open_machine:
            parts_.worker.post(job::ReadCounts{});
            open_over(Screen::machine);
            return true;
        case Do::open_accessibility_statement:
            open_over(Screen::accessibility_statement);
            return true;
        case Do::close_over:
        case Do::close_help: close_over(); return true;
        case Do::leave: end_session(); return true;
        case Do::stay:
            if (idle_ || curtain_) {
                idle_ = false;
                curtain_ = false;
            } else if (screen_ == Screen::leave_task) {
                close_over();
            }
            return true;
        case Do::show_page:
            page_ = intent.number;
            if (task_) {
                task_->show_page(intent.number);
            }
            if (sign_up_ && behind_.empty()) {  // not of a page that lies over it
                sign_up_->show_page(intent.number);
            }
            return true;
        default: return false;
    }
}

bool App::apply_start(const Intent& intent) {
    switch (intent.what) {
        case Do::begin: begin_session(); return true;
        case Do::choose_language: choose_language(intent.key); return true;
        case Do::home_tile:
            if (screen_ == Screen::home) {
                begin_from_home(static_cast<HomeTile>(intent.number));
            }
            return true;
        case Do::go_home: go_home(); return true;
        case Do::open_you_said:
            news_ = static_cast<std::size_t>(intent.number);
            go(Screen::you_said_item);
            return true;
        case Do::close_you_said: go(Screen::you_said); return true;
        case Do::thanks_more:
            go_home();
            begin_from_home(HomeTile::events);
            return true;
        case Do::attract_pause:
            if (attract_held_) {
                page_since_ = now_ - *attract_held_;
                attract_held_.reset();
            } else {
                attract_held_ = now_ - page_since_;
            }
            return true;
        case Do::choose_survey: choose_survey(intent.key); return true;
        case Do::age_yes: go(Screen::privacy); return true;
        case Do::age_no: go(Screen::age_sorry); return true;
        case Do::privacy_start:
            if (!begin_asked_) {
                begin_asked_ = true;
                parts_.worker.post(job::BeginTask{});
            }
            return true;
        case Do::privacy_more: open_over(Screen::privacy_more); return true;
        case Do::privacy_no: go_home(); return true;
        default: return false;
    }
}

void App::step(TaskStep step) {
    switch (step) {
        case TaskStep::stays: return;
        case TaskStep::question: return go(Screen::question);
        case TaskStep::check: return go_to_check();
        case TaskStep::equality: return go(Screen::equality_intro);
        case TaskStep::end: return core_saved_ ? send(survey::Part::whole) : show_thanks();
        case TaskStep::first: break;
    }
    if (core_saved_) {
        go(Screen::equality_intro);
    } else if (task_->has_answers()) {
        open_over(Screen::leave_task);
    } else {
        end_task();
        go_home();
    }
}

bool App::apply_question(const Intent& intent) {
    if (!task_ || (screen_ != Screen::question && screen_ != Screen::check)) {
        return false;
    }
    const Words page_words = words();
    switch (intent.what) {
        case Do::keep_personal:
            task_->keep_personal();
            step(task_->go_on(page_words, parts_.clock.now()));
            return true;
        case Do::go_on: step(task_->go_on(page_words, parts_.clock.now())); return true;
        case Do::go_back: step(task_->go_back()); return true;
        case Do::go_on_page: step(task_->go_on_page(page_words, parts_.clock.now())); return true;
        case Do::go_back_page: step(task_->go_back_page()); return true;
        case Do::change: change(intent.number); return true;
        default:
            return apply_answer(intent, page_words) || apply_moment(intent) || apply_map(intent);
    }
}

bool App::apply_answer(const Intent& intent, const Words& page_words) {
    switch (intent.what) {
        case Do::choose:
            task_->choose(intent.key, page_words);
            keep_pace();
            return true;
        case Do::choose_in_row:
            task_->choose_in_row(intent.number, intent.key, page_words);
            return true;
        case Do::show_all: task_->show_all(); return true;
        case Do::rank_up: task_->move_up(intent.key); return true;
        case Do::rank_down: task_->move_down(intent.key); return true;
        case Do::rank_undo: task_->undo_rank(); return true;
        case Do::rank_again: task_->start_rank_again(); return true;
        case Do::type: task_->type(intent.press); return true;
        case Do::keyboard: task_->show_keys(intent.keys); return true;
        case Do::open_keyboard: task_->open_keyboard(); return true;
        case Do::close_keyboard: task_->close_keyboard(); return true;
        case Do::remove_personal: task_->remove_personal(); return true;
        default: return false;
    }
}

bool App::apply_moment(const Intent& intent) {
    switch (intent.what) {
        case Do::to_field: task_->to_field(DayEntry::Field(intent.number)); return true;
        case Do::today: task_->take_day(parts_.clock.now(), 0); return true;
        case Do::yesterday: task_->take_day(parts_.clock.now(), 1); return true;
        case Do::open_months: task_->show_months(true); return true;
        case Do::close_months: task_->show_months(false); return true;
        case Do::choose_month: task_->take_month(static_cast<unsigned>(intent.number)); return true;
        case Do::choose_hour: task_->touch_hour(intent.number); return true;
        case Do::choose_minutes: task_->touch_minutes(intent.number); return true;
        default: return false;
    }
}

bool App::apply_map(const Intent& intent) {
    if (!task_->on_map()) {
        return false;
    }
    switch (intent.what) {
        case Do::map_move: task_->map_move(intent.at); return true;
        case Do::map_in: task_->map_zoom(true); return true;
        case Do::map_out: task_->map_zoom(false); return true;
        case Do::map_hold: task_->map_hold(intent.at); return true;
        case Do::map_release: task_->map_release(intent.at); return true;
        case Do::map_let_go: task_->map_let_go(); return true;
        case Do::map_step: task_->map_step(intent.at); return true;
        case Do::map_take_keys: task_->map_take_keys(intent.number == 1); return true;
        case Do::map_set: task_->map_set(); return true;
        case Do::map_clear: task_->map_clear(); return true;
        case Do::map_list: task_->map_list(intent.number == 1); return true;
        case Do::map_place: task_->map_place(intent.key); return true;
        case Do::map_tiles:
            map_tiles_.expect(intent.tiles);
            parts_.worker.post(job::LoadTiles{library_, intent.tiles});
            return true;
        default: return false;
    }
}

/// Freezes the answers and hands them to the worker; a second press finds `saving_` set.
void App::send(survey::Part part) {
    if (saving_) {
        return;
    }
    base::Result<survey::Response> response = task_->finish(part);
    if (!response) {
        // Something must be mended first; in the equality block the core is safe without it.
        if (core_saved_) {
            show_thanks();
        } else {
            step(TaskStep::question);
        }
        return;
    }
    const Revision revision = part == survey::Part::core ? Revision::core : Revision::whole;
    std::optional<SignUpSubmission> hear_back;
    if (revision == Revision::core && !takes_hear_back(hear_back)) {
        return;
    }
    if (revision == Revision::core) {
        marks_ = marked(response->flags);
    }
    response->flags.fast = marks_.fast;
    response->flags.burst = marks_.burst;
    saving_ = true;
    post(std::move(response).value(), revision, std::move(hear_back));
    go(Screen::saving);
}

void App::post(survey::Response response,
               Revision revision,
               std::optional<SignUpSubmission> hear_back) {
    if (const EngagementContent* here = engagement()) {
        response.engagement = here->id;
    }
    parts_.worker.post(job::Submit{
        {task_->record(), revision, std::move(response), task_->receipt(), std::move(hear_back)},
        library_,
        survey_});
}

/// What fair use says of a complete response (kiosk.md 13).
survey::Flags App::marked(survey::Flags flags) {
    const int questions = length_of(task_->form()).questions;
    fair_use_.mark(
        {now_, task_->taken(parts_.clock.now()), fast_below(questions), flags.straight_line},
        flags);
    return flags;
}

/// Nobody came back: what was left with Continue is kept, where the survey and its notice say so.
void App::keep_partial() {
    if (!task_ || core_saved_ || saving_ || !keeps_partial(*library_, survey_, look_.language)) {
        return;
    }
    if (std::optional<survey::Response> left = task_->partial()) {
        post(std::move(*left), Revision::core);
    }
}

/// In a quick survey a choice is the last thing to do on its page.
void App::keep_pace() {
    const auto wait = task_ && screen_ == Screen::question ? task_->moves_on_after() : std::nullopt;
    if (wait) {
        pace_.chosen(now_, *wait);
    } else {
        pace_.stop();
    }
}

void App::show_thanks() {
    receipt_ = task_->receipt();
    end_task();
    kept_ = std::chrono::seconds{0};
    go(Screen::thanks);
}

bool App::apply_end(const Intent& intent) {
    switch (intent.what) {
        case Do::send:
            if (task_ && screen_ == Screen::check) {
                send(survey::Part::core);
            }
            return true;
        case Do::equality_yes: step(task_->to_equality()); return true;
        case Do::equality_no: show_thanks(); return true;
        case Do::leave_task:
            end_task();
            go_home();
            return true;
        case Do::keep_on_screen: kept_ += options_.times.thanks_kept; return true;
        case Do::finish: end_session(); return true;
        default: return false;
    }
}

}  // namespace harmony::kiosk
