#include "kiosk/app.h"

#include <algorithm>

namespace harmony::kiosk {
namespace {

using std::chrono::milliseconds;

constexpr std::chrono::seconds burn_in_turn{60};
constexpr milliseconds fade{140};
constexpr milliseconds fade_step{16};

ui::BrandColours brand_of(const events::Brand& brand) {
    ui::BrandColours colours;
    if (brand.primary) {
        colours.primary = ui::rgb(*brand.primary);
    }
    if (brand.surface) {
        colours.surface = ui::rgb(*brand.surface);
    }
    return colours;
}

/// Where nobody is in a session: each language has its turn.
bool is_public(Screen screen) {
    return screen == Screen::attract || screen == Screen::paused || screen == Screen::cleaning ||
           screen == Screen::sleep;
}

}  // namespace

App::App(const Parts& parts, Options options, std::shared_ptr<const Library> library)
    : parts_(parts),
      options_(std::move(options)),
      library_(std::move(library)),
      screen_(options_.first),
      attract_(attract_loop()),
      narration_(parts.speaker != nullptr ? *parts.speaker : no_speaker_, options_.sound),
      staff_({parts.clock, parts.random, parts.worker, parts.toolkit.keyboards()}, options_.staff),
      out_reason_(options_.out_reason) {
    look_.text = options_.start_size;
    narration_.use(library_->phrases());
    if (options_.on_content) {
        options_.on_content(library_->content());
    }
    parts_.toolkit.set_listener(&narration_.listener());
    now_ = parts_.clock.monotonic();
    page_since_ = now_;
    last_touch_ = now_;
}

App::~App() {
    parts_.toolkit.set_listener(nullptr);
}

void App::draw(ui::Frame& frame) {
    now_ = frame.now();
    last_touch_ = std::max(last_touch_, now_ - frame.idle_for());
    take_answers();
    if (attract_.day() != parts_.clock.today()) {
        attract_ = attract_loop();
    }
    keep_watch();
    keep_stand();
    if (task_ && screen_ == Screen::question && pace_.moves_on(now_)) {
        step(task_->go_on(words(), parts_.clock.now()));
    }
    stand_by(frame);
    Intents intents;
    frame.set_depth(depth());
    {
        const Words page_words = words();
        frame.set_scan_words(page_words("access.scan_out"));
        draw_page(frame, context_of(page_words), intents);
        fade_in(frame);
    }
    const std::vector<Intent> asked = intents.take();
    for (const Intent& intent : asked) {
        apply(intent);
    }
    apply_key(frame, !asked.empty());
    apply_scan(frame);
    take_answers();
    serve_sound(frame);
    const WatchState watch = watched();
    if (!asked.empty()) {
        frame.wake_after(milliseconds{0});
    } else if (watch.next_change > milliseconds{0}) {
        frame.wake_after(watch.next_change);
    }
    if (const auto left = pace_.left(now_)) {
        frame.wake_after(*left);
    }
    if (is_public(screen_)) {
        if (!attract_held_) {
            frame.wake_after(attract_moment().left);
        }
        frame.wake_after(burn_in_turn - (now_ - page_since_) % burn_in_turn);
    }
}

/// A new page comes out of its ground within a moment. Not for those who asked for strong colours,
/// a voice or a switch: they get a page that stands still.
void App::fade_in(ui::Frame& frame) const {
    const milliseconds shown_for = now_ - page_since_;
    const bool wanted = options_.motion && in_session_ &&
                        look_.colours == ui::ColourMode::standard && !look_.access.read_aloud &&
                        !look_.access.scanning;
    if (!wanted || shown_for >= fade) {
        return;
    }
    const double left = 1.0 - static_cast<double>(shown_for.count()) / fade.count();
    const auto alpha = static_cast<std::uint8_t>(200 * left * left);  // eased: fast, then slow
    const ui::Rect page = frame.page();
    const double top = ui::sizes::bar_h;
    const ui::Rect middle{0, top, page.w, page.h - top - ui::sizes::foot_h};
    frame.fill(middle, ui::faded(frame.theme()[ui::Role::background], alpha));
    frame.wake_after(fade_step);
}

void App::take_answers() {
    while (const std::optional<Answer> answer = parts_.worker.poll()) {
        std::visit([this](const auto& what) { take(what); }, *answer);
    }
}

WatchState App::watched() const {
    Untouched untouched;
    untouched.screen = screen_;
    untouched.typing = task_ && screen_ == Screen::question && task_->typing();
    if (sign_up_ && screen_ == Screen::sign_up) {
        untouched.typing = sign_up_->typing();
    }
    const bool on_map = task_ && task_->on_map();
    untouched.private_page = (untouched.typing && !on_map) || screen_ == Screen::check ||
                             screen_ == Screen::sign_up_check;
    untouched.since = now_ - std::max(last_touch_, page_since_);
    untouched.kept = kept_;
    untouched.helped = helped();
    untouched.at_door = screen_ == Screen::staff && staff_.at_door();
    return watch(untouched, options_.times);
}

/// Who listens, waits for a switch or sees nothing has longer for a page.
bool App::helped() const {
    const ui::Access& access = look_.access;
    return access.read_aloud || access.scanning || access.blank;
}

/// Hides, asks, and ends what nobody came back to. What lies over a page stays until it is
/// answered: a finger that only woke the page must not press what appears under it.
void App::keep_watch() {
    switch (watched().watch) {
        case Watch::quiet: return;
        case Watch::curtain: curtain_ = true; return;
        case Watch::countdown:
            if (screen_ != Screen::thanks && screen_ != Screen::sign_up_done && !idle_) {
                idle_ = true;
                page_ = 0;
            }
            return;
        case Watch::over: break;
    }
    if (screen_ == Screen::staff) {
        leave_staff();
    } else {
        keep_partial();
        end_session();
    }
}

/// The page that is really on the glass.
Screen App::shown() const {
    if (idle_) {
        return Screen::idle;
    }
    if (narration_.trouble() && in_session_ && screen_ != Screen::staff) {
        return Screen::sound;
    }
    if (in_session_ && screen_ != Screen::staff && staff_.stand_by().cleaning()) {
        return Screen::cleaning;  // also over somebody's page
    }
    return curtain_ ? Screen::curtain : screen_;
}

std::string App::page_language() const {
    if (screen_ == Screen::staff) {
        return "en";
    }
    if (stand_form() != nullptr) {
        return stand_language();
    }
    return is_public(screen_) ? attract_moment().slide.language : look_.language;
}

PageContext App::context_of(const Words& page_words) const {
    ui::Look look = look_;
    look.brand = brand_of(library_->content().town.brand);
    look.language = page_words.language();
    if (screen_ == Screen::staff) {
        look = {"en", ui::TextSize::s, ui::ColourMode::standard};
    }
    const bool assisted = assisted_ && screen_ != Screen::staff;
    const PackContent& content = library_->content();
    return {page_words,
            look,
            content.organisation,
            assisted,
            shown_in(content.pictures, content.town.brand.logo, look.language)};
}

void App::draw_page(ui::Frame& frame, const PageContext& context, Intents& intents) {
    const Screen page = shown();
    if (draw_stand_by(frame, context, intents)) {
        return;
    }
    switch (page) {
        case Screen::attract:
            if (stand_form() != nullptr) {
                return draw_stand(frame, context, intents);
            }
            return draw_attract(frame, context, attract_view(), intents);
        case Screen::idle: return draw_idle(frame, context, {seconds_left(), page_}, intents);
        case Screen::curtain: return draw_curtain(frame, context, intents);
        case Screen::sound: return draw_sound(frame, context, sound_view(), intents);
        case Screen::setup_needed: {
            const SetUpCode code = options_.set_up_code ? options_.set_up_code() : SetUpCode{};
            return draw_setup_needed(frame, context, {code.code, code.digits, page_}, intents);
        }
        case Screen::out_of_order:
            return draw_out_of_order(frame, context, {out_reason_, page_}, intents);
        default: return draw_resident_page(frame, context, intents);
    }
}

void App::draw_resident_page(ui::Frame& frame, const PageContext& context, Intents& intents) {
    const int min_age =
        survey_.empty() ? 0 : static_cast<int>(library_->form(survey_)->settings().min_age);
    switch (screen_) {
        case Screen::language:
            return draw_language(
                frame, context, {library_->languages(), page_, narration_.silent()}, intents);
        case Screen::home: return draw_home(frame, context, home_view(), intents);
        case Screen::machine: return draw_machine(frame, context, machine_view(), intents);
        case Screen::accessibility_statement:
            return draw_accessibility_statement(frame, context, statement_view(), intents);
        case Screen::you_said: return draw_you_said(frame, context, you_said_view(), intents);
        case Screen::you_said_item:
            return draw_you_said_item(
                frame, context, {news_item(news_, context.words), page_}, intents);
        case Screen::not_today: return draw_not_today(frame, context, page_, intents);
        case Screen::survey_pick:
            return draw_survey_pick(frame, context, survey_pick_view(), intents);
        case Screen::age_gate: return draw_age_gate(frame, context, {min_age, page_}, intents);
        case Screen::age_sorry: return draw_age_sorry(frame, context, {min_age, page_}, intents);
        case Screen::privacy: return draw_privacy(frame, context, privacy_view(), intents);
        case Screen::privacy_more:
            return draw_privacy_more(frame, context, privacy_view(), intents);
        case Screen::question: {
            QuestionView view = task_->question(context.words, parts_.clock.now());
            view.map.tiles = &map_tiles_;
            return draw_question(frame, context, view, parts_.toolkit.keyboards(), intents);
        }
        case Screen::check: return draw_check(frame, context, check_view(context.words), intents);
        case Screen::equality_intro: return draw_equality_intro(frame, context, {page_}, intents);
        case Screen::saving: return draw_saving(frame, context, intents);
        case Screen::save_failed: return draw_save_failed(frame, context, page_, intents);
        case Screen::thanks: return draw_thanks(frame, context, thanks_view(), intents);
        case Screen::help: return draw_help(frame, context, help_view(), intents);
        case Screen::accessibility:
            return draw_accessibility(
                frame, context, {ui::can_reach_lower(frame.panel()), page_}, intents);
        case Screen::scan_refused: return draw_scan_refused(frame, context, intents);
        case Screen::leave_task: return draw_leave_task(frame, context, page_, intents);
        case Screen::code_lookup:
        case Screen::code_result:
        case Screen::code_stop:
        case Screen::code_done: return draw_code_page(frame, context, intents);
        case Screen::event_slots:
        case Screen::my_ticket:
        case Screen::my_ticket_dates:
        case Screen::my_ticket_found:
        case Screen::my_ticket_cancel:
        case Screen::self_check_in:
        case Screen::self_checked: return draw_ticket_page(frame, context, intents);
        case Screen::events:
        case Screen::events_filter:
        case Screen::event:
        case Screen::sign_up:
        case Screen::sign_up_check:
        case Screen::sign_up_done:
        case Screen::sign_up_closed: return draw_events_page(frame, context, intents);
        default: base::promise(false, "a page of a session that nobody draws");
    }
}

/// Of the countdown; all of it again when the page was touched beside the button.
int App::seconds_left() const {
    const WatchState watch = watched();
    const auto all = helped() ? options_.times.countdown_helped : options_.times.countdown;
    const auto left = watch.watch == Watch::countdown ? watch.left : all;
    return static_cast<int>(left.count());
}

std::vector<std::string> App::languages() const {
    std::vector<std::string> codes;
    for (const Language& language : library_->languages()) {
        codes.push_back(language.code);
    }
    return codes;
}

void App::set_look(const ui::Look& look) {
    look_ = look;
    if (task_) {
        task_->speak(look.language);
    }
}

}  // namespace harmony::kiosk
