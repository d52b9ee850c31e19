#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/random.h"
#include "base/time.h"
#include "kiosk/fair_use.h"
#include "kiosk/intents.h"
#include "kiosk/library.h"
#include "kiosk/narration.h"
#include "kiosk/quick_pace.h"
#include "kiosk/receipt_desk.h"
#include "kiosk/screens/event_screens.h"
#include "kiosk/screens/screens.h"
#include "kiosk/set_up_code.h"
#include "kiosk/sign_up_form.h"
#include "kiosk/smiley_stand.h"
#include "kiosk/staff/staff_area.h"
#include "kiosk/task.h"
#include "kiosk/three_backs.h"
#include "kiosk/ticket_desk.h"
#include "kiosk/watch.h"
#include "kiosk/whats_on.h"
#include "kiosk/worker.h"
#include "ui/toolkit.h"

namespace harmony::kiosk {

/// Exit codes of the program.
namespace exit_code {
inline constexpr int stopped = 0;
inline constexpr int bad_settings = 10;
inline constexpr int no_journal = 11;
inline constexpr int display_lost = 12;
inline constexpr int failed_save = 13;
inline constexpr int hung = 14;    ///< the own watchdog
inline constexpr int wiping = 15;  ///< marked for the wipe: the next start does it
inline constexpr int staff_exit = 42;
}  // namespace exit_code

/// The session machine: which page is shown, what it is drawn from, what a press leads to, when
/// nobody has been there for too long. It touches no file, store or key: the worker does.
///
/// A session goes from the first touch to the wipe, which zeroes what was answered, puts all
/// settings back and makes the ImGui context anew.
class App {
public:
    /// All must outlive the app.
    struct Parts {
        const base::Clock& clock;
        base::RandomSource& random;
        Worker& worker;
        ui::Toolkit& toolkit;
        ui::Speaker* speaker = nullptr;  ///< nothing: a machine without sound
    };

    struct Options {
        Times times = {};
        ui::TextSize start_size = ui::TextSize::m;
        bool motion = false;   ///< pages fade in; never in scripts, whose pictures stand still
        bool preview = false;  ///< the content was not signed: the attract page says so
        Screen first = Screen::attract;
        OutReason out_reason = OutReason::content;
        std::string version = {};
        ui::AssistKeys assist_keys = ui::AssistKeys::off;  ///< what the machine is installed with
        Narration::Options sound = {};
        StaffArea::Options staff = {};  ///< what staff decided before, and which faults stood
        /// What the page of a machine that is not set up shows.
        std::function<SetUpCode()> set_up_code = {};
        /// Hears of the content in use, at the start and whenever another takes its place.
        std::function<void(const PackContent&)> on_content = {};
    };

    App(const Parts& parts, Options options, std::shared_ptr<const Library> library);
    App(const App&) = delete;
    App& operator=(const App&) = delete;
    ~App();

    /// One pass over the page of now. For `ui::DrawApp`.
    void draw(ui::Frame& frame);

    /// Set when the program must end, and how.
    [[nodiscard]] std::optional<int> exit_code() const { return exit_code_; }

    [[nodiscard]] Screen screen() const { return screen_; }
    [[nodiscard]] bool in_session() const { return in_session_; }
    /// Packages are being carried: the worker answers nothing else.
    [[nodiscard]] bool carrying() const { return staff_.carrying(); }
    /// Looks at everything that can be wrong now, not in a minute.
    void check_faults() { staff_.check_faults(library_); }
    /// What stands is listed first.
    [[nodiscard]] const std::vector<ListedFault>& faults() const { return staff_.faults(); }

    /// Responses in the journal, as far as an answer of the worker has told.
    [[nodiscard]] int records() const { return records_; }

    /// The record that was made durable last; zero before the first.
    [[nodiscard]] const base::RecordId& saved() const { return saved_; }

    /// Codes of the languages that residents may choose.
    [[nodiscard]] std::vector<std::string> languages() const;

    /// Whether the questions about the resident, after Send, are being asked.
    [[nodiscard]] bool answering_equality() const { return core_saved_ && task_ != nullptr; }

    /// What keys the machine is installed with.
    [[nodiscard]] ui::AssistKeys assist_keys() const { return options_.assist_keys; }

    [[nodiscard]] const Phrases& phrases() const { return library_->phrases(); }

    /// How pages look in this session; the script's `language`, `size` and `colours`.
    void set_look(const ui::Look& look);
    [[nodiscard]] const ui::Look& look() const { return look_; }

    /// Headphones went into the jack, or out. Plugging them in where nobody is begins a session.
    void plug_headphones(bool in);
    /// They are in since before anybody came: no session begins.
    void leave_headphones_in() { narration_.plug(true, look_, false); }

private:
    // app_sound.cpp
    bool apply_sound(const Intent& intent);
    void serve_sound(ui::Frame& frame);
    [[nodiscard]] SoundView sound_view() const;

    // app.cpp: the pass
    void take_answers();
    void keep_watch();
    void draw_page(ui::Frame& frame, const PageContext& context, Intents& intents);
    void draw_resident_page(ui::Frame& frame, const PageContext& context, Intents& intents);
    bool draw_stand_by(ui::Frame& frame, const PageContext& context, Intents& intents);
    void fade_in(ui::Frame& frame) const;
    [[nodiscard]] Screen shown() const;
    [[nodiscard]] WatchState watched() const;
    [[nodiscard]] bool helped() const;
    [[nodiscard]] ui::Look start_look() const {
        return {"en", options_.start_size, ui::ColourMode::standard};
    }
    [[nodiscard]] int seconds_left() const;
    [[nodiscard]] PageContext context_of(const Words& words) const;
    [[nodiscard]] std::string page_language() const;

    // app_intents.cpp: what a press leads to
    void apply(const Intent& intent);
    bool apply_bar(const Intent& intent);
    bool apply_start(const Intent& intent);
    bool apply_question(const Intent& intent);
    bool apply_answer(const Intent& intent, const Words& page_words);
    bool apply_moment(const Intent& intent);
    bool apply_map(const Intent& intent);
    bool apply_end(const Intent& intent);
    void go(Screen screen);
    void open_over(Screen screen);
    void close_over();
    void begin_session();
    void end_session();
    void end_task();
    void choose_language(const std::string& code);
    void choose_survey(const std::string& id);
    void step(TaskStep step);
    void send(survey::Part part);
    void post(survey::Response response,
              Revision revision,
              std::optional<SignUpSubmission> hear_back = {});
    void keep_partial();
    void keep_pace();
    [[nodiscard]] survey::Flags marked(survey::Flags flags);
    void offer_surveys();
    void begin_from_home(HomeTile tile);
    [[nodiscard]] bool offers_events() const;
    void go_home();
    [[nodiscard]] std::vector<std::string> forms_of(
        std::initializer_list<survey::Purpose> purposes) const;
    void show_thanks();
    [[nodiscard]] std::vector<std::string> surveys() const;
    [[nodiscard]] const EngagementContent* engagement() const {
        return staff_.engagement(*library_);
    }

    // app_keys.cpp: keys that nobody on the page took
    void apply_key(ui::Frame& frame, bool page_acted);
    void serve(ui::Key key);
    void serve_who_presses(ui::Key key);
    void apply_scan(ui::Frame& frame);
    void take_scan(std::string_view scanned);
    bool apply_access(const Intent& intent);
    void step_text();
    void show_first_page();
    [[nodiscard]] bool wakes_on_any_key() const;
    [[nodiscard]] int depth() const;

    // app_stand.cpp: one question with faces, where the attract page would be
    [[nodiscard]] const survey::Form* stand_form() const;
    [[nodiscard]] survey::Start stand_start(const survey::Form& form) const;
    [[nodiscard]] std::string stand_language() const;
    void draw_stand(ui::Frame& frame, const PageContext& context, Intents& intents);
    bool apply_stand(const Intent& intent);
    void keep_stand();
    void send_stand(const base::RecordId& record);

    // app_events.cpp: what's on, and the sign-up
    bool apply_events(const Intent& intent);
    bool apply_sign_up(const Intent& intent);
    void open_events();
    void begin_sign_up();
    void end_sign_up();
    void send_sign_up();
    void step(SignUpStep step);
    void take(const answer::SignUpSent& sent);
    void draw_events_page(ui::Frame& frame, const PageContext& context, Intents& intents);
    [[nodiscard]] const events::Event* open_event() const;
    [[nodiscard]] SignUpForm::Reading reading() const;
    [[nodiscard]] bool clock_trusted() const;
    void note_spaces(const base::Result<OutboxCounts>& counts);
    [[nodiscard]] HereAndNow here_and_now() const;
    [[nodiscard]] std::string calendar_text(const events::Event& event,
                                            const Words& page_words) const;
    void say_outcome(const events::Event& event,
                     const Words& page_words,
                     SignUpDoneView& view) const;
    [[nodiscard]] SignUpDoneView sign_up_done_view(const Words& page_words) const;

    // app_codes.cpp: "I have a number"
    bool apply_codes(const Intent& intent);
    bool apply_lookup(const Intent& intent);
    bool apply_result(const Intent& intent);
    void find_receipt();
    void say(std::optional<events::Fact> fact);
    void take(const answer::ReceiptFound& found);
    void take(const answer::Said& said);
    void draw_code_page(ui::Frame& frame, const PageContext& context, Intents& intents);

    // app_tickets.cpp: "I have a ticket", checking in alone, appointments
    [[nodiscard]] const events::Event* self_check_in() const;
    void open_check_in();
    bool apply_tickets(const Intent& intent);
    bool apply_ticket_entry(const Intent& intent);
    bool apply_ticket_found(const Intent& intent);
    void find_ticket();
    bool take_ticket(std::string_view scanned);
    void take_ticket_state(const base::ReceiptKey& key);
    void show_event();
    void draw_ticket_page(ui::Frame& frame, const PageContext& context, Intents& intents);

    // app_case.cpp: a report, and whether its resident wants to hear back
    void begin_case();
    [[nodiscard]] bool asks_to_hear_back() const;
    void go_to_check();
    void change(int line);
    [[nodiscard]] CheckView check_view(const Words& page_words) const;
    [[nodiscard]] bool takes_hear_back(std::optional<SignUpSubmission>& hear_back);

    // app_answers.cpp: what the worker said
    void take(const answer::TaskBegun& begun);
    void take(const answer::Submitted& submitted);
    void take(const answer::CountsRead& read);
    void take(const answer::Synced& synced);
    void take(const PinTried& tried) { staff_.take(tried); }
    void take(const answer::CheckedIn& checked);
    void take(const answer::SaidAtDoor& said) { staff_.take(said); }
    void take(const DeskAnswer& done) {
        staff_.take(done);
        exit_code_ = staff_.must_wipe() ? std::optional(exit_code::wiping) : exit_code_;
    }
    void take(const answer::TilesLoaded& loaded) { map_tiles_.put(loaded.tiles); }
    void take(const answer::ContentLoaded& loaded);
    void take(const answer::Broken& broken);
    void use(std::shared_ptr<const Library> library);
    void change_library(std::shared_ptr<const Library> next);

    // app_staff.cpp
    bool apply_staff(const Intent& intent);
    void open_staff_door();
    void leave_staff();
    void stand_by(ui::Frame& frame);
    [[nodiscard]] Screen public_screen() const;
    [[nodiscard]] SleepView sleep_view(const Words& words) const;

    // app_views.cpp
    [[nodiscard]] AttractView attract_view() const;
    [[nodiscard]] HomeView home_view() const;
    [[nodiscard]] MachineView machine_view() const;
    [[nodiscard]] StatementView statement_view() const;
    [[nodiscard]] SurveyPickView survey_pick_view() const;
    [[nodiscard]] PrivacyView privacy_view() const;
    [[nodiscard]] ThanksView thanks_view() const;
    [[nodiscard]] HelpView help_view() const;
    [[nodiscard]] YouSaidView you_said_view() const;
    [[nodiscard]] NewsItem news_item(std::size_t index, const Words& page_words) const;
    [[nodiscard]] AttractLoop attract_loop() const;
    [[nodiscard]] AttractLoop::Moment attract_moment() const;

    [[nodiscard]] Words words() const { return {library_->phrases(), page_language()}; }

    Parts parts_;
    Options options_;
    std::shared_ptr<const Library> library_;
    std::shared_ptr<const Library> next_library_;  ///< taken into use between sessions

    // the page
    Screen screen_;
    std::vector<Screen> behind_;  ///< pages that help and language lie over
    int page_ = 0;
    std::chrono::milliseconds now_{0};
    std::chrono::milliseconds last_touch_{0};
    std::chrono::milliseconds page_since_{0};
    bool idle_ = false;     ///< "Are you still there?" lies over the page, until it is answered
    bool curtain_ = false;  ///< hides the page, until it is touched
    ThreeBacks backs_;
    std::optional<std::chrono::milliseconds> text_stepped_;  ///< "Text size" was pressed last
    AttractLoop attract_;
    std::optional<std::chrono::milliseconds> attract_held_;  ///< where the pictures stand still
    std::size_t news_ = 0;                                   ///< the one that is open

    // sound
    ui::NoSpeaker no_speaker_;
    Narration narration_;

    // the session
    bool in_session_ = false;
    ui::Look look_;
    std::string survey_;
    bool begin_asked_ = false;  ///< a slot was asked for and has not come yet
    bool saving_ = false;
    bool core_saved_ = false;
    std::unique_ptr<Task> task_;
    MapTiles map_tiles_;
    QuickPace pace_;
    FairUse fair_use_;
    SmileyStand stand_;
    std::optional<base::SecretText> stand_answer_;  ///< counts, and waits for its slot
    std::string stand_survey_;
    survey::Flags marks_;  ///< of the response that was sent last, for its equality block
    WhatsOn whats_on_;
    std::unique_ptr<SignUpForm> sign_up_;
    std::uint32_t sent_code_ = 0;  ///< shown by sign_up_done, after the form is gone
    bool sent_contact_ = false;
    KeptSignUp sent_;                             ///< what came of the last sign-up
    std::optional<TicketDrawing> sent_pictures_;  ///< of its ticket
    std::set<events::OccurrenceId> signed_up_;    ///< in this session
    std::vector<SpacesLeft> spaces_;              ///< that this machine may give
    int spaces_elsewhere_ = 0;
    std::string spaces_as_of_;  ///< when they were counted; empty: not yet
    ReceiptDesk receipt_desk_;
    TicketDesk ticket_desk_;
    bool self_checked_ = false;  ///< whoever checked in alone is in
    std::string told_key_;       ///< the phrase of what was done with a number
    base::SecretText receipt_;   ///< shown by thanks, after the task is gone
    std::chrono::seconds kept_{0};

    // staff
    StaffArea staff_;
    std::optional<Screen> frozen_;  ///< the resident's page under the staff pages
    bool assisted_ = false;         ///< a member of staff helps with this session

    OutReason out_reason_;
    bool out_by_fault_ = false;  ///< back to the attract page once the fault is over
    int records_ = 0;
    base::RecordId saved_;
    bool must_restart_ = false;
    std::optional<int> exit_code_;
};

}  // namespace harmony::kiosk
