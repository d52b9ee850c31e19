#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/attract_loop.h"
#include "kiosk/day_entry.h"
#include "kiosk/home_menu.h"
#include "kiosk/library.h"
#include "kiosk/machine_facts.h"
#include "kiosk/map_pin.h"
#include "kiosk/map_tiles.h"
#include "kiosk/narration.h"
#include "kiosk/outbox.h"
#include "kiosk/phrases.h"
#include "kiosk/screens/page.h"
#include "kiosk/time_entry.h"

/// All pages: what each is drawn from, and the function that draws it. One file a page:
/// `attract.cpp` draws `attract`. A page reads its view and says intents; it changes nothing, and
/// no file, store, clock or key is touched here.
namespace harmony::kiosk {

/// One thing that was said and done, in the language of the page.
struct NewsItem {
    std::string id;
    std::string theme;
    std::string said;
    std::string did;
    std::string next;  ///< empty: nothing was said of it
    std::string when;  ///< date and area
    ShownPicture picture = {};
};

/// What an event says on the waiting screen.
struct AttractEvent {
    std::string title;
    std::string day;    ///< of the month: "7"
    std::string month;  ///< "May"
    std::string line;   ///< weekday, time and venue
};

struct AttractView {
    std::string organisation;
    std::string campaign;  ///< empty: the question that the survey is about
    std::string today;     ///< title of the engagement; empty: none
    std::string closing;   ///< "This screen closes at 17:00."; empty: not soon
    bool preview = false;  ///< content that the office did not sign
    AttractSlide slide = {};
    NewsItem news = {};  ///< of a `you_said` slide
    AttractEvent event = {};
    ShownPicture picture = {};  ///< of a `campaign` slide
    bool paused = false;
    BurnInShift shift = {};
    bool cool_down = false;  ///< many quick answers just now: others may like a turn
};
/// `words` of the context are of the language whose turn it is.
void draw_attract(ui::Frame&, const PageContext&, const AttractView&, Intents&);

struct LanguageView {
    std::vector<Language> languages;
    int page = 0;
    std::vector<std::string> silent = {};  ///< codes of those that nothing here can say
};
void draw_language(ui::Frame&, const PageContext&, const LanguageView&, Intents&);

struct HomeView {
    std::vector<HomeTile> tiles;
    SurveyLength length;  ///< of the survey, when there is one alone; else no questions
    int page = 0;
};
void draw_home(ui::Frame&, const PageContext&, const HomeView&, Intents&);
void draw_not_today(ui::Frame&, const PageContext&, int page, Intents&);

struct YouSaidView {
    std::vector<NewsItem> items;
    int page = 0;
};
void draw_you_said(ui::Frame&, const PageContext&, const YouSaidView&, Intents&);

struct YouSaidItemView {
    NewsItem item;
    int page = 0;
};
void draw_you_said_item(ui::Frame&, const PageContext&, const YouSaidItemView&, Intents&);

struct MachineView {
    std::vector<StatusLine> lines;  ///< keys without `machine.`; an empty value: none yet
    int page = 0;
};
void draw_machine(ui::Frame&, const PageContext&, const MachineView&, Intents&);

struct StatementView {
    std::string version;  ///< of the program that was tested
    bool draft = false;   ///< no speaker has checked the language of the page
    int page = 0;
};
void draw_accessibility_statement(ui::Frame&, const PageContext&, const StatementView&, Intents&);

struct SurveyOffer {
    std::string id;
    std::string title;
    int questions = 0;
    int minutes = 0;
};
struct SurveyPickView {
    std::vector<SurveyOffer> surveys;
    int page = 0;
};
void draw_survey_pick(ui::Frame&, const PageContext&, const SurveyPickView&, Intents&);

struct AgeView {
    int age = 16;
    int page = 0;
};
void draw_age_gate(ui::Frame&, const PageContext&, const AgeView&, Intents&);
void draw_age_sorry(ui::Frame&, const PageContext&, const AgeView&, Intents&);

struct PrivacyView {
    std::string notice;    ///< whole, in the language of the page
    std::string draft_of;  ///< English original when the language is a draft; else empty
    std::string web;       ///< where the whole notice stands on the web; empty: nowhere
    int page = 0;
};
void draw_privacy(ui::Frame&, const PageContext&, const PrivacyView&, Intents&);
/// The whole notice, with its address on the web and a code of it.
void draw_privacy_more(ui::Frame&, const PageContext&, const PrivacyView&, Intents&);

struct ChoiceView {
    std::string name;
    base::SecretText label;
    bool chosen = false;
    int place = 0;       ///< in a rank: 1 is first, 0 is none yet
    bool aside = false;  ///< says nothing about the question ("Don't know"): stands last
    ui::Mood mood = ui::Mood::even;  ///< among faces
    std::string group = {};          ///< in a list: the name above it; empty: none
    ui::SharedPicture picture = {};  ///< beside the words, which it needs
};

enum class AnswerKind {
    note,
    one,
    many,
    number,
    text,
    rank,
    scale,  ///< numbers side by side; a label belongs to the number that is the choice's name
    day,
    time,
    map,
    faces,
    listed,  ///< a place, or one of many choices: found by letters too
};

/// What a number may be.
struct NumberView {
    bool decimal = false;
    bool negative = false;
    std::string between;      ///< "From 0 to 100"; empty: any number
    base::SecretText labels;  ///< what the ends mean; empty: nothing
};

/// A statement of a grid.
struct GridRow {
    std::string name;
    base::SecretText label;
    int chosen = -1;  ///< the column; -1: none
};

/// Statements with the same answers; no rows: it is no such page. Drawn as a grid where that has
/// room, else one statement a page.
struct GridView {
    std::vector<GridRow> rows;
    std::vector<std::string> names;         ///< of the choices, column by column
    std::vector<base::SecretText> columns;  ///< their labels
    base::SecretText title;                 ///< of the group: the heading of the grid
    std::string position;                   ///< "Question 8 of 20", without the statement
};

/// How a long list is found through.
struct ListView {
    bool many = false;  ///< any of the choices, not one
    bool offers_find = false;
    std::optional<int> found = {};  ///< how many the letters found; nothing: all are shown
};

/// A date being typed.
struct DayView {
    const DayEntry* entry = nullptr;
    base::Day today;
    bool offers_today = true;
    bool months_open = false;  ///< the page of month names
};

/// A place on the map being looked for.
struct MapView {
    const MapPin* pin = nullptr;
    const MapTiles* tiles = nullptr;
    std::optional<survey::GridCell> chosen;
    base::SecretText near;   ///< what is said under the map
    bool list_open = false;  ///< the page of places
};

/// One question, or one statement of a group.
struct QuestionView {
    std::string name;    ///< ids are `q.<name>...`
    std::string screen;  ///< of a page that is no question of a survey: its ids begin so
    AnswerKind kind = AnswerKind::one;
    base::SecretText group;  ///< label of the groups around it; empty: none
    base::SecretText label;
    base::SecretText hint;
    ui::SharedPicture picture = {};  ///< below a text to read
    std::string position;            ///< "Question 3 of 9"
    int done = 0;                    ///< for the progress line
    int total = 0;
    std::vector<ChoiceView> choices;
    base::SecretText trouble;               ///< what to mend, in words; empty: nothing
    const ui::EditBuffer* typed = nullptr;  ///< of number and text
    ui::KeyboardState keys = {};
    bool keyboard_open = false;  ///< the page of the keyboard alone, on small screens
    bool personal = false;       ///< `trouble` says that personal data seem to be in the text
    NumberView number;
    DayView day;
    const TimeEntry* time = nullptr;
    MapView map;
    GridView grid;
    ListView list;
    std::string letters;    ///< "Letters: 250 of 300"; empty: not many yet
    std::string part;       ///< which part of the answer is asked for here; empty: the whole
    bool can_undo = false;  ///< of a rank
    int page = 0;
};
void draw_question(
    ui::Frame&, const PageContext&, const QuestionView&, const ui::KeyboardLayouts&, Intents&);

/// One question with faces that stands where the attract page would, or its thanks.
struct SmileyView {
    QuestionView question;
    bool thanks = false;
};
void draw_smiley(
    ui::Frame&, const PageContext&, const SmileyView&, const ui::KeyboardLayouts&, Intents&);

struct CheckLine {
    std::string name;  ///< of the question
    base::SecretText label;
    base::SecretText value;       ///< empty: not answered
    base::SecretText group = {};  ///< label of the group around it: stands above its first line
};
/// What is checked before it is sent.
/// `request`: a sign-up that the office answers.
enum class CheckKind { survey, request, sign_up };

struct CheckView {
    CheckKind kind = CheckKind::survey;
    std::vector<CheckLine> lines;
    std::string trouble;
    int page = 0;
    bool quick = false;  ///< the answers to look at, and Send; changing is done with Back
};
void draw_check(ui::Frame&, const PageContext&, const CheckView&, Intents&);

struct EqualityIntroView {
    int page = 0;
};
void draw_equality_intro(ui::Frame&, const PageContext&, const EqualityIntroView&, Intents&);

void draw_saving(ui::Frame&, const PageContext&, Intents&);
void draw_save_failed(ui::Frame&, const PageContext&, int page, Intents&);

struct ThanksView {
    std::string what_next;
    std::optional<base::Day> look_again;
    base::SecretText receipt;         ///< 12 digits; empty: none
    bool more = false;                ///< there are events to go on to
    std::optional<int> seconds_left;  ///< once the countdown runs
    int page = 0;
};
void draw_thanks(ui::Frame&, const PageContext&, const ThanksView&, Intents&);

struct IdleView {
    int seconds_left = 0;
    int page = 0;
};
void draw_idle(ui::Frame&, const PageContext&, const IdleView&, Intents&);
void draw_curtain(ui::Frame&, const PageContext&, Intents&);

/// Somebody near who helps.
struct HelpLineView {
    std::string id;
    std::string name;
    std::string hours;
    std::string number;
};
struct SoundView {
    SoundTrouble trouble = SoundTrouble::off;
    bool loudspeaker = true;  ///< may be used here
    int page = 0;
};
void draw_sound(ui::Frame&, const PageContext&, const SoundView&, Intents&);

struct HelpView {
    std::vector<HelpLineView> lines = {};
    int page = 0;
};
void draw_help(ui::Frame&, const PageContext&, const HelpView&, Intents&);
/// What a resident may set; the values are those of the context's look.
struct AccessView {
    bool can_lower = false;  ///< the screen is high enough for reach mode
    int page = 0;
};
void draw_accessibility(ui::Frame&, const PageContext&, const AccessView&, Intents&);
/// A code was scanned where none is taken.
void draw_scan_refused(ui::Frame&, const PageContext&, Intents&);
void draw_leave_task(ui::Frame&, const PageContext&, int page, Intents&);

/// A machine that no office has set up yet.
struct SetUpView {
    std::string code;    ///< what the office may scan; empty: none
    std::string digits;  ///< what both sides compare; empty: none
    int page = 0;
};

void draw_setup_needed(ui::Frame&, const PageContext&, const SetUpView&, Intents&);

/// Why the machine takes no answers.
enum class OutReason { full, damaged, content, stopped, touch };
struct OutOfOrderView {
    OutReason reason = OutReason::content;
    int page = 0;
};
void draw_out_of_order(ui::Frame&, const PageContext&, const OutOfOrderView&, Intents&);

}  // namespace harmony::kiosk
