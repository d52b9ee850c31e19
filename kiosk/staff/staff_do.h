#pragma once

namespace harmony::kiosk {

/// What an officer asked for on a staff page, or on one that staff put on the screen.
enum class StaffDo {
    none,
    open_door,  ///< the logo was held for 5 s
    leave,
    to_menu,
    back,     ///< to the page before, within one errand
    pin_key,  ///< press
    pin_try,
    status,
    sync,
    sync_start,
    held,       ///< what is too few to leave
    send_held,  ///< all the same
    engagements,
    choose_engagement,  ///< key: id in hex, or empty for none
    add_stall,
    stall_kind,   ///< key
    stall_place,  ///< key: a venue of the pack; empty: none of these
    stall_type,   ///< press
    stall_keys,   ///< keys: what the keyboard shows next
    stall_done,
    assist,
    clean,
    end_cleaning,
    pause,
    end_pause,
    hours,
    open_for,  ///< number: hours
    sleep_now,
    wake_now,
    tell_hours,  ///< the sleeping screen was touched
    check,
    check_again,
    picture,
    picture_seen,  ///< number: 1 all of it, 0 not
    sound,
    sound_heard,  ///< number: 1 yes, 0 no
    write_check,
    screen,
    card_width,   ///< number: pixels wider or narrower
    card_height,  ///< number: pixels taller or shorter
    card_done,
    cross,  ///< a cross was aimed at: `at` of the area says where
    crosses_done,
    crosses_again,
    edge_key,  ///< press
    edge_done,
    sound_key,  ///< press
    sound_done,
    tone,  ///< once more
    no_meter,
    knows,
    help_cards,
    tick_help,
    brighter,     ///< number: percent more, or less
    check_in,     ///< the door
    door_date,    ///< key: id in hex
    door_number,  ///< a number is typed
    door_key,     ///< press
    door_find,
    door_name,       ///< a name is typed
    door_name_type,  ///< press
    door_name_keys,  ///< keys: what the keyboard shows next
    door_name_done,
    door_choose,   ///< key: a party of those that fitted, in hex
    door_walk_in,  ///< key: adult, child
    door_first,    ///< key: yes, no
    door_click,    ///< key: in, out
    door_undo,
    door_override,  ///< a reason is asked for
    door_reason,    ///< key: the reason
    door_next,      ///< back to the door
    wipe,
    wipe_go_on,
    wipe_type,  ///< press
    wipe_keys,  ///< keys: what the keyboard shows next
    wipe_done,
    end_program,
    really_end,
};

}  // namespace harmony::kiosk
