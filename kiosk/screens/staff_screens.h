#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/outbox.h"
#include "kiosk/screens/page.h"
#include "ui/keyboard_layout.h"

/// The pages of the staff area: what each is drawn from, and the function that draws it.
namespace harmony::kiosk {

enum class PinTrouble { none, wrong, wait, closed, not_set };
struct StaffPinView {
    int digits = 0;
    PinTrouble trouble = PinTrouble::none;
    int seconds = 0;     ///< of `wait`
    bool setup = false;  ///< the setup PIN is asked for
};
void draw_staff_pin(ui::Frame&, const PageContext&, const StaffPinView&, Intents&);

struct StaffMenuView {
    bool paused = false;
    bool asleep = false;
    int warnings = 0;  ///< faults that stand
    int page = 0;
};
void draw_staff_menu(ui::Frame&, const PageContext&, const StaffMenuView&, Intents&);

/// A line of the status page. `label` and `value` are in words already.
struct StaffLine {
    std::string key;  ///< its id is `staff.status.<key>`
    std::string label;
    std::string value;
};
/// A fault in words.
struct FaultLine {
    std::string id;  ///< `disk_80`
    std::string text;
    std::string since;
    bool stops = false;
    bool over = false;
};
struct StaffStatusView {
    std::vector<FaultLine> faults;
    std::vector<StaffLine> lines;
    std::vector<StaffLine> settings;  ///< value with its origin
    int page = 0;
    bool may_wipe = false;
};
void draw_staff_status(ui::Frame&, const PageContext&, const StaffStatusView&, Intents&);

struct StaffSyncView {
    bool by_stick = false;
    bool started = false;
    bool running = false;
    int items_done = 0;
    int items = 0;  ///< 0: not known yet
    std::optional<SyncReport> report;
    std::string trouble;
    std::string last;  ///< when all was carried last, in words
};
void draw_staff_sync(ui::Frame&, const PageContext&, const StaffSyncView&, Intents&);

/// Answers that stay because they are too few to leave, one sentence a place and day.
struct StaffHeldView {
    std::vector<std::string> lines;
    int page = 0;
};
void draw_staff_held(ui::Frame&, const PageContext&, const StaffHeldView&, Intents&);

struct EngagementOffer {
    std::string id;  ///< hexadecimal; empty: none of these
    std::string title;
    std::string day;
    bool chosen = false;
};
struct StaffEngagementView {
    std::vector<EngagementOffer> engagements;
    int page = 0;
};
void draw_staff_engagement(ui::Frame&, const PageContext&, const StaffEngagementView&, Intents&);

/// Adding a stall: its kind, its place, a note.
struct StaffPlaceView {
    std::vector<std::string> kinds;
    std::vector<std::string> places;
    const ui::EditBuffer* note = nullptr;
    ui::KeyboardState keys = {};
    int page = 0;
};
/// A line that staff type on a keyboard which fills the foot too: its Done key ends the page.
struct TypedLine {
    std::string id;
    std::string title;
    std::string field;  ///< the field's id
    const ui::EditBuffer* text = nullptr;
    ui::KeyboardState keys = {};
    StaffDo type = StaffDo::none;       ///< asked for with each press
    StaffDo show_keys = StaffDo::none;  ///< with what the keyboard shows next
    StaffDo done = StaffDo::none;
};
void draw_typed_line(
    ui::Frame&, const PageContext&, const TypedLine&, const ui::KeyboardLayouts&, Intents&);

void draw_staff_stall_kind(ui::Frame&, const PageContext&, const StaffPlaceView&, Intents&);
void draw_staff_stall_place(ui::Frame&, const PageContext&, const StaffPlaceView&, Intents&);
void draw_staff_stall_note(
    ui::Frame&, const PageContext&, const StaffPlaceView&, const ui::KeyboardLayouts&, Intents&);

struct StaffHoursView {
    std::string now;  ///< whether it is open, and until when
    bool asleep = false;
    std::string brightness = {};  ///< "Brightness: 80 %"
    int page = 0;
};
void draw_staff_hours(ui::Frame&, const PageContext&, const StaffHoursView&, Intents&);

/// One test of the self-check and what came of it.
struct CheckRow {
    std::string id;
    std::string text;
    bool good = true;
    bool stops = false;
};
struct StaffCheckView {
    std::vector<CheckRow> rows;
    std::string result;  ///< all in one sentence
    std::optional<bool> picture;
    std::optional<bool> sound;
    std::string written;  ///< where the result lies, or why not, in words
    int page = 0;
};
void draw_staff_check(ui::Frame&, const PageContext&, const StaffCheckView&, Intents&);
void draw_staff_picture(ui::Frame&, const PageContext&, Intents&);
void draw_staff_sound(ui::Frame&, const PageContext&, Intents&);

/// The steps of measuring the screen.
struct StaffMeasureView {
    double card_width_mm = 0;  ///< of the frame, in mm as the page believes them
    double card_height_mm = 0;
    bool sides_agree = true;
    std::size_t cross = 0;  ///< the one that is touched next; 9: all were
    ui::Point aim;          ///< where it is
    bool touch_good = true;
    std::string worst;   ///< mm, in words
    std::string digits;  ///< typed so far
    std::vector<std::string> summary;
    bool wrong = false;  ///< the step was refused
    std::string trouble;
    bool saved = false;
    int page = 0;
};
void draw_staff_card(ui::Frame&, const PageContext&, const StaffMeasureView&, Intents&);
void draw_staff_crosses(ui::Frame&, const PageContext&, const StaffMeasureView&, Intents&);
void draw_staff_edge(ui::Frame&, const PageContext&, const StaffMeasureView&, Intents&);
void draw_staff_volume(ui::Frame&, const PageContext&, const StaffMeasureView&, Intents&);
void draw_staff_measured(ui::Frame&, const PageContext&, const StaffMeasureView&, Intents&);

struct StaffHelpView {
    std::vector<std::string> lines;
    std::string ticked;  ///< when they were checked; empty: not yet
    int page = 0;
};
void draw_staff_help_cards(ui::Frame&, const PageContext&, const StaffHelpView&, Intents&);

struct StaffKnowsView {
    std::vector<StaffLine> lines;
    int page = 0;
    std::string code = {};  ///< the status code; empty: none
};
void draw_staff_knows(ui::Frame&, const PageContext&, const StaffKnowsView&, Intents&);

struct StaffWipeView {
    int unsent = 0;            ///< records that the office has not acknowledged
    bool asked_again = false;  ///< they would be lost: the second question
    bool wrong_words = false;
    bool under_way = false;
    std::string trouble;  ///< why nothing was wiped
    int page = 0;
};
void draw_staff_wipe(ui::Frame&, const PageContext&, const StaffWipeView&, Intents&);

void draw_staff_end(ui::Frame&, const PageContext&, Intents&);

// --- what staff put on the screen for everybody -------------------------------------------------

struct SleepView {
    bool telling = false;  ///< it was touched
    std::string opens;     ///< "This screen opens again on ...", in words
    int page = 0;
};
void draw_sleep(ui::Frame&, const PageContext&, const SleepView&, Intents&);
void draw_paused(ui::Frame&, const PageContext&, Intents&);
void draw_cleaning(ui::Frame&, const PageContext&, Intents&);

/// While content is read at the start.
void draw_starting(ui::Frame&, const PageContext&);

}  // namespace harmony::kiosk
