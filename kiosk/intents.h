#pragma once

#include <string>
#include <utility>
#include <vector>

#include "kiosk/map_content.h"
#include "kiosk/staff/staff_do.h"
#include "ui/edit.h"
#include "ui/widgets.h"

namespace harmony::kiosk {

/// What a resident or an officer asked for. Screens say it; the app does it when the pass is over.
enum class Do {
    begin,       ///< attract was touched
    staff_door,  ///< the logo was held for 5 s
    open_language,
    choose_language,  ///< key: code
    home_tile,        ///< number: HomeTile
    open_machine,
    open_you_said,  ///< number: place in the list
    close_you_said,
    open_code,
    code_stop,
    code_really_stop,
    code_helped,    ///< key: yes, partly, no
    attract_pause,  ///< or play again
    thanks_more,
    open_accessibility_statement,
    close_over,  ///< back to the page that this one lies over
    go_home,
    next_text_size,
    next_colours,
    toggle_reading,  ///< read aloud, or stop
    repeat_said,
    listen,  ///< key: id of what is read out once
    use_headphones,
    use_loudspeaker,
    close_sound,
    open_help,
    close_help,
    lower,       ///< reach mode, on and off
    open_sheet,  ///< the accessibility sheet
    close_sheet,
    set_access,     ///< key: the setting that goes to its next value
    leave,          ///< "Hide and leave"
    stay,           ///< still here; also lifts the curtain
    choose_survey,  ///< key: form id
    age_yes,
    age_no,
    privacy_start,
    privacy_more,
    privacy_no,
    show_page,      ///< number: the page of tiles, rows or text
    choose,         ///< key: choice name; of a rank, it gets the next place or loses it
    choose_in_row,  ///< of a grid; key: choice name, number: the row
    show_all,       ///< of a list: all of it, not what the letters found
    rank_up,        ///< key: choice name
    rank_down,      ///< key: choice name
    rank_undo,
    rank_again,
    to_field,  ///< number: the field of a date that is typed next
    today,
    yesterday,
    open_months,
    close_months,
    choose_month,    ///< number: 1 to 12
    choose_hour,     ///< number: 0 to 23
    choose_minutes,  ///< number: 0 to 59
    map_move,        ///< at: metres to the east and north
    map_in,
    map_out,
    map_hold,     ///< at: pixels right of and below the crosshair
    map_release,  ///< at: the same
    map_let_go,
    map_step,       ///< at: cells to the east and north, by an arrow key
    map_take_keys,  ///< number: 1, arrow keys move the map; 0, they move the focus again
    map_set,        ///< the cell under the crosshair
    map_clear,
    map_list,   ///< number: 1 opens the list of places, 0 closes it
    map_place,  ///< key: name of a landmark
    map_tiles,  ///< tiles: to be decoded
    type,       ///< press
    keyboard,   ///< keys: what the on-screen keyboard shows next
    open_keyboard,
    close_keyboard,
    remove_personal,  ///< the typed phone number or address
    keep_personal,
    go_on,
    go_back,
    stand_undo,  ///< the answer just given to a face is taken back
    stand_next,  ///< the next in the queue is there
    go_on_page,  ///< of a grid: with all its rows
    go_back_page,
    change,  ///< number: row of the check page
    send,
    equality_yes,
    equality_no,
    leave_task,
    open_events,
    open_event,   ///< key: id in hex
    choose_slot,  ///< key: id in hex
    open_ticket,
    ticket_date,  ///< key: id in hex
    ticket_cancel,
    ticket_really_cancel,
    open_filter,
    toggle_filter,  ///< key: name of the filter
    clear_filter,
    show_filtered,
    sign_up,
    another_sign_up,
    keep_on_screen,
    finish,
    staff,  ///< staff: what staff do
};

struct Intent {
    Do what = Do::stay;
    std::string key = {};
    int number = 0;
    ui::KeyPress press = {};
    ui::KeyboardState keys = {};
    ui::Point at = {};  ///< on a map; of staff, mm on the page as seen
    std::vector<TileName> tiles = {};
    StaffDo staff = StaffDo::none;
};

/// Collects what was asked for in one pass.
class Intents {
public:
    void add(Do what) { asked_.push_back({what}); }
    void add(Do what, std::string key) { asked_.push_back({what, std::move(key)}); }
    void add(Do what, std::string key, int number) {
        asked_.push_back({what, std::move(key), number});
    }
    void add(Do what, int number) { asked_.push_back({what, {}, number}); }
    void add(Do what, const ui::KeyPress& press) { asked_.push_back({what, {}, 0, press}); }
    void add(Do what, ui::Point at) {
        Intent intent{what};
        intent.at = at;
        asked_.push_back(std::move(intent));
    }
    void ask(std::vector<TileName> tiles) {
        Intent intent{Do::map_tiles};
        intent.tiles = std::move(tiles);
        asked_.push_back(std::move(intent));
    }
    void add(StaffDo what, std::string key = {}, int number = 0) {
        Intent intent{Do::staff, std::move(key), number};
        intent.staff = what;
        asked_.push_back(std::move(intent));
    }
    void add(StaffDo what, const ui::KeyPress& press) {
        Intent intent{Do::staff, {}, 0, press};
        intent.staff = what;
        asked_.push_back(std::move(intent));
    }
    void add(StaffDo what, ui::KeyboardState keys) {
        Intent intent{Do::staff, {}, 0, {}, std::move(keys)};
        intent.staff = what;
        asked_.push_back(std::move(intent));
    }
    void add(StaffDo what, ui::Point at) {
        Intent intent{Do::staff};
        intent.staff = what;
        intent.at = at;
        asked_.push_back(std::move(intent));
    }
    void show(ui::KeyboardState keys) {
        asked_.push_back({Do::keyboard, {}, 0, {}, std::move(keys)});
    }

    [[nodiscard]] std::vector<Intent> take() { return std::exchange(asked_, {}); }

private:
    std::vector<Intent> asked_;
};

}  // namespace harmony::kiosk
